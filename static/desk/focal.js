// The focal point of a picture, set by a click, by dragging or with arrow keys, and the cuts that follow from it. Without
// this script its two numbers are typed.

const STEP = 0.01
const LEAP = 0.1
const TALL = 192 // pixels of a cut, for fine screens
const LARGEST = 1600 // pixels of a file that is shown before it is sent
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

const root = document.querySelector("[data-focal]")
const numbers = ["x", "y"].map((name) => document.getElementById(`id_focal_${name}`))
const at = (name) => root.querySelector(`[data-${name}]`)

const between = (least, value, most) => Math.min(Math.max(value, least), most)
const share = (field) => (Number.isNaN(field.valueAsNumber) ? 0.5 : between(0, field.valueAsNumber, 1))
const shown = () => at("picture").querySelector("img, canvas")
const sizeOf = (picture) => [picture.naturalWidth ?? picture.width, picture.naturalHeight ?? picture.height]

// As articles/pictures/renditions.py cuts: the largest part of a proportion whose middle is as near as the edges allow.
const draw = (canvas) => {
  const [across, down] = canvas.dataset.cut.split(" ").map(Number)
  const [width, height] = sizeOf(shown())
  const part = [Math.min(width, (height * across) / down), Math.min(height, (width * down) / across)]
  const [left, top] = [width, height].map((length, i) => (
    between(0, share(numbers[i]) * length - part[i] / 2, length - part[i])
  ))
  canvas.width = Math.round((TALL * across) / down)
  canvas.height = TALL
  if (width) canvas.getContext("2d").drawImage(shown(), left, top, ...part, 0, 0, canvas.width, canvas.height)
}

const show = () => {
  const [x, y] = numbers.map((field) => Math.round(share(field) * 100))
  at("mark").style.left = `${x}%`
  at("mark").style.top = `${y}%`
  at("told").textContent = `${x} % from the left, ${y} % from the top.`
  for (const canvas of at("cuts").querySelectorAll("canvas")) draw(canvas)
}

const put = (...point) => {
  numbers.forEach((field, i) => {
    field.value = Math.round(between(0, point[i], 1) * 100) / 100
    field.dispatchEvent(new Event("input", { bubbles: true }))
  })
}

const wirePointer = (picture, mark) => {
  let grip = null // how far from the pointer the point is held
  const follow = ({ clientX, clientY }) => {
    const box = shown().getBoundingClientRect()
    put((clientX + grip[0] - box.left) / box.width, (clientY + grip[1] - box.top) / box.height)
  }
  const centre = ({ left, top, width, height }) => [left + width / 2, top + height / 2]
  picture.addEventListener("pointerdown", (event) => {
    if (event.button) return
    const [x, y] = centre(mark.getBoundingClientRect())
    grip = event.target === mark ? [x - event.clientX, y - event.clientY] : [0, 0]
    // A finger on the picture may be scrolling the page: it sets the point as it is lifted.
    if (event.pointerType === "touch" && event.target !== mark) return
    picture.setPointerCapture(event.pointerId)
    follow(event)
  })
  picture.addEventListener("pointermove", (event) => {
    if (grip && picture.hasPointerCapture(event.pointerId)) follow(event)
  })
  picture.addEventListener("pointerup", (event) => {
    if (!grip) return
    follow(event)
    grip = null
    mark.focus({ preventScroll: true })
  })
  picture.addEventListener("pointercancel", () => {
    grip = null
  })
}

const wireKeys = (mark) => {
  mark.addEventListener("keydown", (event) => {
    const move = MOVES[event.key]
    if (!move || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    put(...numbers.map((field, i) => share(field) + move[i] * (event.shiftKey ? LEAP : STEP)))
  })
}

// A file that was chosen is shown before it is sent. What cannot be read as a picture is left to the desk to refuse.
const wireFile = (chosen) => {
  chosen?.addEventListener("change", async () => {
    const picture = chosen.files[0] && (await createImageBitmap(chosen.files[0]).catch(() => null))
    if (!picture) return
    const scale = Math.min(1, LARGEST / Math.max(picture.width, picture.height))
    const canvas = document.createElement("canvas")
    canvas.className = "preview"
    canvas.width = Math.max(1, Math.round(picture.width * scale))
    canvas.height = Math.max(1, Math.round(picture.height * scale))
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height)
    shown().replaceWith(canvas)
    root.hidden = false
    put(0.5, 0.5)
  })
}

if (root && numbers.every(Boolean)) {
  wirePointer(at("picture"), at("mark"))
  wireKeys(at("mark"))
  wireFile(document.getElementById("id_image"))
  for (const field of numbers) field.addEventListener("input", show)
  for (const name of ["mark", "help", "told", "cuts"]) at(name).hidden = false
  root.classList.add("is-ready")
  at("picture").querySelector("img").addEventListener("load", show)
  show()
}
