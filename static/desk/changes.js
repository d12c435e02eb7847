// n and p lead from change to change, as the arrows beside each do.

const typing = "input, textarea, select, [contenteditable]"
const changes = [...document.querySelectorAll("[data-change]")]

// The change that a step leads to: from the one in focus, else from the place where the page is read.
const reached = (step) => {
  const held = changes.indexOf(document.activeElement.closest("[data-change]"))
  if (held >= 0) return held + step
  const line = window.innerHeight / 3
  const read = changes.findLastIndex((change) => change.getBoundingClientRect().top < line)
  return step > 0 ? read + 1 : read
}

const go = (step) => {
  const change = changes[Math.min(Math.max(reached(step), 0), changes.length - 1)]
  change.scrollIntoView({ block: "center" })
  change.focus({ preventScroll: true })
}

document.addEventListener("keydown", (event) => {
  const { key, target, ctrlKey, metaKey, altKey } = event
  if (!changes.length || ctrlKey || metaKey || altKey || target.closest(typing)) return
  const step = { n: 1, p: -1 }[key]
  if (!step) return
  event.preventDefault()
  go(step)
})

for (const told of document.querySelectorAll(".changes-keys")) told.hidden = !changes.length
