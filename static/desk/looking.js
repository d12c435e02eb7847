// What one looks at on the proof page, and the ways from there: the next thing to be settled, and the next passage.

import { CONTEXT } from "./saying.js"

export const shown = (element) => element.checkVisibility?.() ?? true

export const items = () => {
  const all = [...document.querySelectorAll("[data-item]")].filter(shown)
  return [...all.filter((item) => "doubt" in item.dataset), ...all.filter((item) => !("doubt" in item.dataset))]
}

const within = (selector) => document.activeElement.closest(selector)

let isLedHere = false
let last = null // the item that was looked at last
document.addEventListener("focusin", ({ target }) => { last = target.closest("[data-item]") ?? last })

export const looked = () => within("[data-item]") ?? (last?.isConnected ? last : null)
// Who stands in a passage, and in no item of it, means the passage, whatever was looked at before.
export const current = () => within("[data-passage]") ? within("[data-item]") : looked()

// Where a page begins that comes back after an act.
export const startAt = (item, { isLed }) => {
  last = item
  isLedHere = isLed
}

const said = document.createElement("p")
said.className = "proof-said"
said.setAttribute("role", "status")
document.querySelector("[data-bar]")?.prepend(said)
export const say = (sentence) => { said.textContent = sentence }

// Where one begins who looks at no item: behind or before the passage that one stands in, or at either end.
const firstOf = (all, step) => {
  const from = within("[data-passage]")
  const isBehind = (item) => from?.compareDocumentPosition(item) & Node.DOCUMENT_POSITION_FOLLOWING
  const behind = from ? all.findIndex(isBehind) : 0
  if (step > 0) return Math.max(0, behind)
  return behind > 0 ? behind - 1 : all.length - 1
}

export const go = (step) => {
  const all = items()
  if (!all.length) return say("Nothing is left to be settled.")
  const here = all.indexOf(current())
  const on = isLedHere ? 0 : step // who was led to the next one by an act, and goes on by habit, is there already
  isLedHere = false
  const next = all[here < 0 ? firstOf(all, step) : (here + on + all.length) % all.length]
  next.focus({ preventScroll: true })
  next.scrollIntoView({ block: "center" })
  say(`${all.indexOf(next) + 1} of ${all.length}`)
}

export const row = () => {
  const own = (current() ?? document.activeElement).closest("[data-passage]")
  if (own) return own
  const middle = innerHeight / 2
  return [...document.querySelectorAll("[data-passage]")].find((one) => one.getBoundingClientRect().bottom > middle)
}

// To the next passage, or the one before: from that which one stands in or looks at, else from what is on the screen.
export const walk = (step) => {
  const all = [...document.querySelectorAll("[data-passage]")]
  const from = looked()?.closest("[data-passage]") ?? null
  const here = all.indexOf(within("[data-passage]") ?? from)
  const first = all.findIndex((one) => one.getBoundingClientRect().top >= 0)
  const next = all[here < 0 ? Math.max(0, first) : Math.min(Math.max(0, here + step), all.length - 1)]
  next.setAttribute("tabindex", "-1")
  next.focus({ preventScroll: true })
  next.scrollIntoView({ block: "nearest" })
  say(next.dataset.label)
}

// The words that the finding is about which is looked at.
export const found = () => {
  const [, start, end] = /:(\d+)-(\d+)$/.exec(current()?.dataset.where ?? "") ?? []
  const passage = start && current().closest("[data-passage]").querySelector(".passage-text")
  if (!passage) return undefined
  const signs = [...passage.textContent] // places count characters, and not halves of some
  const part = (from, to) => signs.slice(Math.max(0, from), to).join("")
  return { passage, exact: part(+start, +end), prefix: part(start - CONTEXT, +start), suffix: part(+end, +end + CONTEXT) }
}
