// A proof page that comes back after an act stands where it stood: with the item that was looked at, or the one behind
// it where it is settled, the passage that was changed, the lines of the file, and all of it at its height.

const KEPT = "desk-proof"
const TWICE = 2000 // milliseconds in which a second press is the first one's shadow: the page is on its way
const proof = document.querySelector("[data-proof]")

const remembered = () => {
  try { return JSON.parse(sessionStorage.getItem(KEPT)) ?? {} } catch { return {} }
}
export const remember = (facts) => {
  try { sessionStorage.setItem(KEPT, JSON.stringify({ ...remembered(), ...facts })) } catch { /* then not */ }
}

// What an item says, by which it is known when numbers and places are others.
const said = (item) => {
  const what = item.querySelector(".proof-what, .said-change, .said-note")?.textContent
  return `${item.closest("[data-passage]")?.dataset.passage ?? ""} ${what?.trim().replace(/\s+/g, " ").slice(0, 200)}`
}
const count = (all, one) => all.filter((other) => other === one).length
const nth = (all, index) => `${all[index]} ${count(all.slice(0, index), all[index])}`

const PLACES = "[data-passage], [data-end], #whole"

// Where the page stands when ``target``, of a form or a link, is pressed.
const placeOf = (target, { items, looked, row }) => {
  const all = items()
  const part = target.closest(PLACES)
  const last = looked()
  const own = target.closest("[data-item]") ?? (part === last?.closest(PLACES) ? last : null)
  const anchor = part ?? row()
  return {
    story: proof.dataset.proof,
    others: proof.dataset.others,
    y: scrollY,
    anchor: anchor?.id,
    top: anchor?.getBoundingClientRect().top,
    items: all.map(said),
    item: all.indexOf(own ?? last),
    goesTo: part && !own ? "part" : "item",
    isUndone: Boolean(target.closest(".proof-undo")),
  }
}

// The item to go on with: one that an undone act brought back, else that which was looked at, else what stands now where
// it stood. And whether that is another than the one looked at.
const nextOf = (place, all) => {
  const now = all.map(said)
  const indexOf = (index) => now.findIndex((_, i) => nth(now, i) === nth(place.items, index))
  const fresh = now.findIndex((one) => count(now, one) > count(place.items, one))
  if (fresh >= 0 && (place.isUndone || place.item < 0)) return { item: all[fresh], isAnother: place.isUndone, isFresh: true }
  if (place.item < 0 || !all.length) return {}
  const same = indexOf(place.item)
  const looked = place.items[place.item]
  if (same >= 0) return { item: all[same], isAnother: count(now, looked) < count(place.items, looked) }
  let before = place.item - 1
  while (before >= 0 && indexOf(before) < 0) before--
  const next = before < 0 ? 0 : Math.min(indexOf(before) + 1, all.length - 1)
  return { item: all[next], isAnother: true }
}

const look = (element, block = "nearest") => {
  if (!element.matches("[tabindex], a, button, input, select, textarea")) element.setAttribute("tabindex", "-1")
  element.focus({ preventScroll: true })
  element.scrollIntoView({ block })
}

// Puts a page that comes back where it stood; gives the item that is looked at, and what was remembered of signing:
// the text was read if nobody else has changed it since (``others`` is the last revision by somebody else).
export const comeBack = ({ items, lines }) => {
  const { place, seen } = remembered()
  remember({ place: null })
  const isBack = place?.story === proof.dataset.proof
  const found = { seen, isRead: isBack && place.read && place.others === proof.dataset.others }
  if (!isBack) return found
  history.replaceState(null, "", location.pathname + location.search) // or the browser goes to its anchor
  if (place.lines) lines(true)
  const anchor = document.getElementById(place.anchor)
  const top = anchor ? scrollY + anchor.getBoundingClientRect().top - place.top : place.y
  scrollTo({ top, behavior: "instant" })
  const next = nextOf(place, items())
  const typed = document.getElementById("typed") ?? document.querySelector("form [autofocus]")
  if (typed) look(typed, "center")
  else if (place.goesTo === "part" && anchor) look(next.isFresh && anchor.contains(next.item) ? next.item : anchor)
  else if (next.item) look(next.item)
  return { ...found, ...next }
}

// Remembers where the page stands before it is left by an act, or for what is shown besides.
export const watchLeaving = (signing, page) => {
  const leave = (target) => ({ ...placeOf(target, page), read: page.isRead(), lines: page.linesShown() })
  let left = -Infinity
  document.addEventListener("submit", (event) => {
    const { target, submitter } = event
    if (performance.now() - left < TWICE) return event.preventDefault()
    left = performance.now()
    if (target === signing) remember({ place: null })
    else remember({ place: leave(submitter?.closest(PLACES) ? submitter : target) })
  })
  for (const link of document.querySelectorAll("[data-turn]")) {
    link.addEventListener("click", () => {
      const { aside } = remembered()
      if (link.dataset.turn === "aside") remember({ aside: leave(link) })
      else remember({ place: link.dataset.turn === "back" && aside ? aside : leave(link), aside: null })
    })
  }
}
