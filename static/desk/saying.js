// Comments on the very words that somebody selects, or on the desk other words for them, or a question about them.
// Without this, each is on a passage, or on the whole.

export const CONTEXT = 32 // characters around the words, by which they are found again

export const form = document.querySelector("form[data-say]")

// The words selected within one passage, with what stands around them; of several passages the first counts.
export const selected = () => {
  const selection = document.getSelection()
  if (!selection.rangeCount || selection.isCollapsed) return null
  const range = selection.getRangeAt(0).cloneRange()
  const from = range.startContainer.nodeType === Node.TEXT_NODE ? range.startContainer.parentElement : range.startContainer
  const passage = from.closest?.(form.dataset.say)
  if (!passage) return null
  if (!passage.contains(range.endContainer)) range.setEnd(passage, passage.childNodes.length)
  const before = document.createRange()
  before.selectNodeContents(passage)
  before.setEnd(range.startContainer, range.startOffset)
  const words = range.toString()
  const exact = words.trim()
  if (!exact) return null
  const start = before.toString().length + words.indexOf(exact)
  const text = passage.textContent
  return {
    passage,
    exact,
    prefix: [...text.slice(0, start).trimStart()].slice(-CONTEXT).join(""),
    suffix: [...text.slice(start + exact.length).trimEnd()].slice(0, CONTEXT).join(""),
  }
}

const isTyped = form?.elements.exact.type === "textarea" // or it is hidden, and a quotation shows what it says

const tellOn = (exact, key) => {
  form.querySelector("[data-on]").textContent = exact ? " on these words" : key ? " on this passage" : ""
  form.querySelector("[data-unquote]").hidden = !key && !exact
}

// Lets the form be about words, about a passage, or about the whole.
const fill = (key, { exact = "", prefix = "", suffix = "" } = {}, whole = "") => {
  const fields = form.elements
  fields.at.value = key
  fields.exact.value = exact || (isTyped && whole.length <= fields.exact.maxLength ? whole : "")
  fields.prefix.value = prefix
  fields.suffix.value = suffix
  const quote = form.querySelector("[data-quote]")
  if (quote) quote.textContent = exact
  if (quote) quote.hidden = !exact
  const pick = form.querySelector("[data-pick]")
  if (pick) pick.hidden = Boolean(exact)
  tellOn(exact, key)
}

// Words that were typed, or cut down, are found by themselves; others are suggested for those, if none were yet.
const watchWords = () => {
  const { at, exact, prefix, suffix, proposed, kind } = form.elements
  let before = exact.value
  exact.addEventListener("focus", () => { before = exact.value })
  exact.addEventListener("input", () => {
    prefix.value = suffix.value = ""
    if (proposed && proposed.value === before) proposed.value = exact.value
    before = exact.value
    tellOn(exact.value.trim(), at.value)
    setKind(kind.value)
  })
}

// The words of a passage, without the credit of its picture.
const plain = (passage) => {
  const copy = passage?.cloneNode(true)
  for (const credit of copy?.querySelectorAll(".quiet") ?? []) credit.remove()
  return copy?.textContent.trim() ?? ""
}

// What the form is for: only words can have others suggested for them.
const setKind = (kind) => {
  const { at, exact, kind: kinds } = form.elements
  if (!kinds) return
  const isOnWords = Boolean(at.value || exact.value)
  kinds.value = kind === "suggestion" && !isOnWords ? "comment" : kind
  for (const one of kinds) one.disabled = one.value === "suggestion" && !isOnWords
}

// Brings the form to the margin of its passage, where there is one, and lets one type.
export const turnTo = (row, words, kind) => {
  if (!form) return
  const { proposed, kind: kinds, note } = form.elements
  const whole = plain(row?.querySelector(form.dataset.say))
  fill(row?.dataset.passage ?? "", words, whole)
  if (proposed) proposed.value = words?.exact ?? whole
  setKind(kind || (proposed?.value && kinds?.value) || "comment")
  row?.querySelector("[data-margin]")?.append(form)
  form.scrollIntoView({ block: "nearest" })
  const first = kinds?.value === "suggestion" ? proposed : note
  first.focus()
}

export const turnAway = () => {
  fill("")
  if (form.elements.proposed) form.elements.proposed.value = ""
  setKind("comment")
  document.querySelector("[data-home]")?.append(form)
}

const OFFERS = [["comment", "Comment on these words"], ["suggestion", "Suggest others"], ["query", "Ask"]]

const offerOf = (choose) => {
  const offer = document.createElement("div")
  offer.className = "say-offer"
  for (const [kind, words] of form.elements.kind ? OFFERS : OFFERS.slice(0, 1)) {
    const button = document.createElement("button")
    button.type = "button"
    button.className = kind === "comment" ? "button default" : "button"
    button.textContent = words
    button.addEventListener("click", () => choose(kind))
    offer.append(button)
  }
  // A press must not take the selection away before the click is heard.
  offer.addEventListener("pointerdown", (event) => event.preventDefault())
  return offer
}

const watch = () => {
  let words = null
  const offer = offerOf((kind) => {
    offer.remove()
    if (words) turnTo(words.passage.closest("[data-passage]"), words, kind)
  })
  document.addEventListener("selectionchange", () => {
    words = selected()
    if (words) words.passage.after(offer)
    else if (!offer.contains(document.activeElement)) offer.remove()
  })
  offer.addEventListener("focusout", ({ relatedTarget }) => {
    if (!offer.contains(relatedTarget) && !selected()) offer.remove()
  })
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-at], a[data-unquote]")
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    if ("unquote" in link.dataset) turnAway()
    else turnTo(link.closest("[data-passage]"))
  })
}

// Shows which words a comment is about, and leads from words to what is said of them.
const meant = (target) => {
  const comment = target.closest?.("[data-comment]")?.dataset.comment
  for (const mark of document.querySelectorAll("mark[data-said]")) {
    mark.classList.toggle("is-meant", mark.dataset.said.split(" ").includes(comment))
  }
}
for (const name of ["pointerover", "focusin"]) {
  document.addEventListener(name, ({ target }) => meant(target))
}
document.addEventListener("click", ({ target }) => {
  const [first] = target.closest?.("mark[data-said]")?.dataset.said.split(" ") ?? []
  if (!first || !document.getSelection().isCollapsed) return
  const card = document.getElementById(`comment-${first}`) ?? document.getElementById(first)
  card?.focus()
})

if (form) {
  watch()
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return
    event.preventDefault()
    form.requestSubmit()
  })
  if (isTyped) watchWords()
  if (form.elements.kind) setKind(form.elements.kind.value)
}
