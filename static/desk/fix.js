// The page of a fix: what changes for readers, shown anew after each pause in typing, and the passage that a reader
// quoted marked where it stands. Without this script a button shows the changes.

const WAIT = 700 // milliseconds after the last key

const form = document.querySelector("form[data-changes]")
const panel = document.getElementById("fix-changes")
const sentence = document.getElementById("id_correction")
const drafted = document.getElementById("id_drafted")

// A sentence that somebody has put better is left alone; one as it was drafted follows what is picked.
const putSentence = () => {
  const told = panel.querySelector("[data-draft]")?.textContent ?? ""
  if (sentence.value.trim() && sentence.value.trim() !== drafted.value.trim()) return
  sentence.value = drafted.value = told
}

let asked = 0
const show = async () => {
  const turn = ++asked
  const answer = await fetch(form.dataset.changes, { method: "POST", body: new FormData(form) }).catch(() => null)
  // Of two answers the later question counts; a page to log in on is none.
  if (!answer?.ok || answer.redirected || turn !== asked) return
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  if (turn !== asked) return
  const held = panel.contains(document.activeElement) ? document.activeElement.id : ""
  panel.replaceChildren(...document.adoptNode(page.body).childNodes)
  if (held) document.getElementById(held)?.focus()
  putSentence()
}

let timer
const later = (wait) => {
  clearTimeout(timer)
  timer = setTimeout(show, wait)
}

form.addEventListener("input", ({ target }) => {
  if (target === sentence || target.name === "kind" || target.name === "correction_severity") return
  if (target.name === "pick") {
    const correction = form.querySelector('[name="kind"][value="correction"]')
    if (target.checked) correction.checked = true
  }
  later(target.name === "pick" ? 0 : WAIT)
})
form.classList.add("is-live")
document.querySelector(".fix-see").hidden = true

// ── The passage that was quoted ──

const textNodes = (element) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const found = []
  while (walker.nextNode()) found.push(walker.currentNode)
  return found
}

// Where the words of a passage stand in an element, white space aside; null where they do not.
const rangeOf = (element, passage) => {
  const places = []
  let text = ""
  for (const node of textNodes(element)) {
    for (let at = 0; at < node.data.length; at++) {
      if (/\s/.test(node.data[at])) continue
      text += node.data[at]
      places.push([node, at])
    }
  }
  const wanted = passage.replace(/\s+/g, "")
  const start = text.indexOf(wanted)
  if (!wanted || start < 0) return null
  const range = document.createRange()
  range.setStart(...places[start])
  const [node, at] = places[start + wanted.length - 1]
  range.setEnd(node, at + 1)
  return range
}

const quote = document.querySelector("[data-quote]")
const text = document.querySelector(".ProseMirror")
if (quote && text && window.Highlight) {
  const range = rangeOf(text, quote.textContent)
  if (range) {
    CSS.highlights.set("quoted", new Highlight(range))
    range.startContainer.parentElement.scrollIntoView({ block: "center" })
  }
}
