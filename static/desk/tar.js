// Files as one tar file, however many they are: a Blob that refers to them, so that none is read before it is sent.

const BLOCK = 512
const bytesOf = (text) => new TextEncoder().encode(text)
const padding = (size) => new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK)
const octal = (number, length) => number.toString(8).padStart(length - 1, "0")

const header = (name, size, time, kind) => {
  const block = new Uint8Array(BLOCK)
  const put = (at, text) => block.set(bytesOf(text), at)
  put(0, name)
  put(100, octal(0o644, 8))
  put(108, octal(0, 8))
  put(116, octal(0, 8))
  put(124, octal(size, 12))
  put(136, octal(time, 12))
  put(148, " ".repeat(8))
  put(156, kind)
  put(257, "ustar\0" + "00")
  put(148, octal(block.reduce((sum, byte) => sum + byte, 0), 7) + "\0 ")
  return block
}

// The record that gives a path in full, of any length and in any script. It begins with its own length.
const record = (key, value) => {
  const rest = bytesOf(` ${key}=${value}\n`)
  let length = rest.length
  while (length !== rest.length + String(length).length) length = rest.length + String(length).length
  return bytesOf(`${length} ${key}=${value}\n`)
}

// The tar file of [{ path, file }].
export const pack = (entries) => {
  const parts = []
  for (const { path, file } of entries) {
    const extended = record("path", path)
    const time = Math.max(0, Math.floor(file.lastModified / 1000))
    parts.push(header("path", extended.length, 0, "x"), extended, padding(extended.length))
    parts.push(header("file", file.size, time, "0"), file, padding(file.size))
  }
  parts.push(new Uint8Array(2 * BLOCK))
  return new Blob(parts)
}
