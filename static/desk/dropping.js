// Files dropped on the page, or chosen, folders too: listed before they are sent, and sent as one request that tells
// how far it is. Archives go as they are, all else as one tar file, so that thousands of files keep their paths.

import { pack } from "./tar.js"

const ARCHIVE = /\.(zip|tar|tgz|tbz2?|txz|tar\.(gz|bz2|xz))$/i
const COMPARED = 1_000_000 // bytes: larger files of a name are told apart by when they were written
const form = document.querySelector("[data-drop]")
const at = (name) => form.querySelector(`[data-${name}]`)
const files = form.elements["drop-files"]
const folder = form.elements["drop-folder"]
const collection = form.elements.collection
const manifest = form.elements.manifest
let chosen = [] // {path, file}: a path of several parts for what lay in a folder
let named = collection.value // the collection, as long as nobody typed another

const size = (bytes) => {
  const [unit, word] = [[1e9, "GB"], [1e6, "MB"], [1e3, "kB"]].find(([one]) => bytes >= one) ?? [1, "bytes"]
  const number = bytes / unit
  return `${number < 10 && unit > 1 ? number.toFixed(1) : Math.round(number)} ${word}`
}
const total = (entries) => entries.reduce((sum, { file }) => sum + file.size, 0)
const topOf = ({ path }) => (path.includes("/") ? path.slice(0, path.indexOf("/")) : "")
const isArchive = (entry) => !topOf(entry) && ARCHIVE.test(entry.path)

const complain = (sentence) => {
  at("problem").textContent = sentence
  at("problem").hidden = !sentence
}

// ── What is chosen ──

// What the list shows as one: a folder, an archive, or all loose files together.
const groups = () => {
  const found = new Map()
  for (const entry of chosen) {
    const name = topOf(entry) ? `${topOf(entry)}/` : isArchive(entry) ? entry.path : ""
    found.set(name, [...(found.get(name) ?? []), entry])
  }
  return found
}

const row = (name, entries) => {
  const item = document.createElement("li")
  const words = document.createElement("span")
  const strong = document.createElement("strong")
  const count = `${entries.length.toLocaleString("en-GB")} file${entries.length === 1 ? "" : "s"}`
  strong.textContent = name || (entries.length === 1 ? entries[0].path : count)
  const told = [name.endsWith("/") ? count : "", size(total(entries))].filter(Boolean).join(", ")
  words.append(strong, ` ${told}`)
  const button = document.createElement("button")
  button.type = "button"
  button.className = "button"
  button.textContent = "Leave out"
  button.setAttribute("aria-label", `Leave out ${strong.textContent}`)
  button.addEventListener("click", () => {
    const gone = new Set(entries)
    choose(chosen.filter((entry) => !gone.has(entry)))
    ;(at("list").querySelector("button") ?? at("choose").querySelector("button")).focus()
  })
  item.append(words, button)
  return item
}

const choose = (entries) => {
  chosen = entries
  const all = groups()
  at("list").replaceChildren(...[...all].map(([name, some]) => row(name, some)))
  at("list").hidden = !chosen.length
  const [only] = all.keys()
  const name = all.size === 1 && only.endsWith("/") ? only.slice(0, -1) : ""
  if (collection.value === named) collection.value = named = name
  complain("")
}

const isThere = (file) => file.slice(0, 1).arrayBuffer().then(() => true, () => false)
const isSame = async (one, other) => {
  if (one.size !== other.size) return false
  if (one.size > COMPARED) return one.lastModified === other.lastModified
  const [words, others] = await Promise.all([one, other].map((file) => file.arrayBuffer()))
  const those = new Uint8Array(others)
  return new Uint8Array(words).every((byte, place) => byte === those[place])
}

const another = (path, taken) => {
  for (let number = 2; ; number += 1) {
    const name = path.replace(/(\.tar)?(\.[^./]*)?$/, ` (${number})$&`)
    if (!taken.has(name)) return name
  }
}

// The same path chosen again is the same file, as it is now; but where the first one is still as it was, and differs,
// it is another file of that name from elsewhere: both are kept.
const put = async (entries) => {
  const held = new Map(chosen.map((entry) => [entry.path, entry]))
  const renamed = []
  for (const { path, file } of entries) {
    const before = held.get(path)?.file
    const isOther = before && (await isThere(before)) && !(await isSame(before, file))
    const name = isOther ? another(path, held) : path
    if (isOther) renamed.push(name)
    held.set(name, { path: name, file })
  }
  choose([...held.values()])
  if (renamed.length) {
    const [first, ...more] = renamed
    at("renamed").textContent = `${more.length ? `“${first}” and ${more.length} more` : `“${first}”`}: another file of that name was chosen already, so this one is kept beside it.`
  }
  at("renamed").hidden = !renamed.length
}
let putting = Promise.resolve()
const add = (entries) => (putting = putting.catch(() => {}).then(() => put(entries)))

const picked = (input) => {
  add([...input.files].map((file) => ({ path: file.webkitRelativePath || file.name, file })))
  input.value = ""
}

// ── Dropping ──

const fileOf = (entry) => new Promise((done, fail) => entry.file(done, fail))
const someOf = (reader) => new Promise((done, fail) => reader.readEntries(done, fail))

async function* under(entry) {
  const path = entry.fullPath.slice(1)
  if (entry.isFile) {
    yield { path, file: await fileOf(entry) }
    return
  }
  const reader = entry.createReader()
  for (let some = await someOf(reader); some.length; some = await someOf(reader)) {
    for (const inside of some) yield* under(inside)
  }
}

const dropped = async (transfer) => {
  // They are gone from the event as soon as it is over.
  const items = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean)
  const plain = [...transfer.files].map((file) => ({ path: file.name, file }))
  if (!items.length) return add(plain)
  const found = []
  for (const item of items) for await (const entry of under(item)) found.push(entry)
  return add(found)
}

const isOfFiles = (event) => event.dataTransfer?.types.includes("Files")

// ── Sending ──

// The manifest is no copy, wherever it lies among the files.
const isManifest = ({ file }) => {
  const [own] = manifest.files
  return own && ["name", "size", "lastModified"].every((fact) => own[fact] === file[fact])
}

const filled = (how) => {
  const data = new FormData()
  const archives = chosen.filter(isArchive)
  const loose = chosen.filter((entry) => !isArchive(entry) && !isManifest(entry))
  const tops = new Set(loose.map(topOf))
  const [top] = tops
  // One folder alone is known by the collection, and paths begin in it.
  const cut = tops.size === 1 && top && collection.value ? top.length + 1 : 0
  data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value)
  data.append("collection", collection.value)
  data.append("as", how)
  data.append("pattern", form.elements.pattern.value)
  if (manifest.files.length) data.append("manifest", manifest.files[0])
  for (const { path, file } of archives) data.append("files", file, path)
  if (loose.length) data.append("packed", pack(loose.map(({ path, file }) => ({ path: path.slice(cut), file }))), "packed.tar")
  return data
}

const turnBusy = (isBusy) => {
  at("sending").hidden = !isBusy
  for (const button of form.querySelectorAll("button:not([data-cancel])")) button.disabled = isBusy
}

const answered = (request) => {
  if (request.status === 413) return complain("This is more than is taken at once: leave some of it out.")
  if (request.status === 503) return complain("Others are sending to the newsroom just now. Send it again in a moment.")
  try {
    const { page, problem } = JSON.parse(request.responseText)
    if (page) return location.assign(page)
    return complain(problem)
  } catch {
    return complain("The desk did not take it: you may have been logged out. Log in again in another tab, and send it again.")
  }
}

const send = (how) => {
  if (!chosen.length) return complain("Choose files first.")
  if (total(chosen) > Number(form.dataset.limit)) {
    return complain(`This is ${size(total(chosen))}; at most ${form.dataset.most} are taken at once. Leave some of it out.`)
  }
  complain("")
  const request = new XMLHttpRequest() // fetch does not tell how much was sent
  const bar = at("sending").querySelector("progress")
  const end = (sentence) => () => {
    turnBusy(false)
    complain(sentence)
  }
  request.open("POST", form.action)
  request.setRequestHeader("Accept", "application/json")
  request.upload.addEventListener("progress", ({ loaded, total: all }) => {
    bar.max = all
    bar.value = loaded
    at("sent").textContent = loaded < all ? `${size(loaded)} of ${size(all)} sent` : "All sent: it is being kept."
  })
  request.addEventListener("load", () => {
    turnBusy(false)
    answered(request)
  })
  request.addEventListener("error", end("It did not arrive: the network failed, or a file changed or went away meanwhile."))
  request.addEventListener("abort", end("Cancelled: nothing was kept."))
  at("cancel").onclick = () => request.abort()
  at("sent").textContent = ""
  turnBusy(true)
  at("cancel").focus()
  return request.send(filled(how))
}

// ── The page ──

for (const name of ["choose", "here"]) at(name).hidden = false
at("unpacked").hidden = true
files.hidden = true
for (const button of form.querySelectorAll("[data-pick]")) {
  const input = form.elements[button.dataset.pick]
  if (input === folder && !("webkitdirectory" in input)) button.hidden = true
  button.addEventListener("click", () => input.click())
  input.addEventListener("change", () => picked(input))
}
form.addEventListener("submit", (event) => {
  event.preventDefault()
  send(event.submitter?.value ?? "dry")
})
// Anywhere on the page, so that a drop beside the mark does not open the file in place of it.
for (const [kind, isOver] of [["dragenter", true], ["dragover", true], ["dragleave", false], ["drop", false]]) {
  document.addEventListener(kind, (event) => {
    if (!isOfFiles(event)) return
    event.preventDefault()
    at("zone").classList.toggle("is-over", isOver)
    if (kind === "drop") dropped(event.dataTransfer).catch(() => complain("A folder could not be read. Choose it by the button."))
  })
}
