// The keys of the proof page. Each presses what stands on the page, so that all of it is done without them as well.
// They can be switched off, or be other keys (see keys_help.js and remapping.js).

import { areOn, help, isPlain, turnHelp, typing } from "./keys_help.js"
import { meantBy } from "./remapping.js"
import { comeBack, remember, watchLeaving } from "./coming_back.js"
import { earlier, nextFact } from "./facts.js"
import { current, found, go, items, looked, row, say, shown, startAt, walk } from "./looking.js"
import { form as sayForm, selected, turnAway, turnTo } from "./saying.js"

const HELD = 350 // milliseconds after which a key was held, and not tapped

const proof = document.querySelector("[data-proof]")
const signing = document.querySelector("[data-sign]")
// Presses something of the item that was gone to; says so where there is none.
const press = (selector, otherwise) => {
  const item = current()
  if (!item) return go(1)
  const button = item.querySelector(selector)
  if (button) button.click()
  else say(otherwise)
}

const open = (details) => {
  details.open = true
  const field = details.querySelector("textarea, input:not([type=hidden], [type=radio])")
  field?.focus()
  field?.setSelectionRange?.(field.value.length, field.value.length)
}

const recast = () => {
  const details = current()?.querySelector("[data-recast]") ?? row()?.querySelector(".passage-words [data-recast]")
  if (details) open(details)
  else say("These words are not changed here.")
}

const dismiss = () => {
  const ends = ["reject", "withdraw", "resolve"].map((act) => current()?.querySelector(`[data-act=${act}]`))
  const end = ends.find(Boolean)
  if (end) return end.click()
  const details = current()?.querySelector("[data-dismiss]")
  if (!details) return current() ? say("This is not dismissed.") : go(1)
  details.open = true
  if (!details.querySelector("button[data-digit]")) open(details)
}

let turnedFrom = null // what had the focus before something was to be said
document.addEventListener("focusin", ({ target }) => { if (!sayForm?.contains(target)) turnedFrom = target })

// Of the words that are selected, else of those that the finding is about, else of the passage.
const saySomething = (kind) => {
  if (!sayForm) return say("Your account does not comment on this.")
  const words = selected() ?? found()
  const where = words?.passage.closest("[data-passage]") ?? row()
  if (where?.dataset.passage === "published") return say("The date is no text: change it with e.")
  turnTo(where, words, kind)
}

const reply = () => {
  const details = current()?.querySelector(".said-answer")
  if (details) open(details)
  else say("Go to a comment first, with f.")
}

let chosenFrom = null // the headlines, from "h" until the next key
const headlines = () => {
  const list = document.querySelector("[data-headlines]")
  if (!list) return say("No headline is proposed.")
  const item = list.closest("[data-item]")
  item.focus({ preventScroll: true })
  item.scrollIntoView({ block: "center" })
  chosenFrom = list
}

// Typed as the first sign of a reason, the digit of a scope chooses that.
const chooseScope = (event) => {
  const reason = event.target.closest("[data-dismiss] input[name=reason]")
  if (!reason || reason.value || !areOn() || !isPlain(event)) return
  const scope = reason.form.querySelector(`input[name=scope][data-digit="${meantBy(event)}"]`)
  if (!scope) return
  event.preventDefault()
  scope.checked = true
  say(`How far: ${scope.nextSibling.textContent.trim()}`)
}

const digit = (key, list) => {
  const from = current()?.querySelector("[data-dismiss][open]") ?? list
  const one = from?.querySelector(`[data-digit="${key}"]`)
  if (!one) return false
  if (one.matches("input[type=text]")) one.focus()
  else one.click()
  return true
}

// ── The lines of the file: shown while the key is held, or until it is tapped again ──
const linesButton = document.querySelector("[data-lines]")
const showLines = (are) => {
  for (const one of document.querySelectorAll("[data-original]")) one.hidden = !are
  linesButton?.setAttribute("aria-pressed", String(are))
}
const linesShown = () => linesButton?.getAttribute("aria-pressed") === "true"
let pressedAt = 0
const lines = () => {
  if (!linesButton) return say("It came from no file that is shown here.")
  pressedAt = performance.now()
  showLines(!linesShown())
}
document.addEventListener("keyup", (event) => {
  if (pressedAt && meantBy(event) === "o") {
    if (performance.now() - pressedAt > HELD) showLines(!linesShown())
    pressedAt = 0
  }
})

// ── Signing opens when the last paragraph has been on screen ──
let seen = false
const signButton = signing?.querySelector("button[type=submit]")
const openSigning = () => {
  seen = true
  remember({ seen: proof.dataset.text })
  if (signButton) signButton.disabled = false
  signing?.querySelector("[data-not-yet]")?.remove()
}
const OPENED = performance.now()
const GUARD = 800 // milliseconds in which a key that was meant for the page before signs nothing here
let isAsked = false
const sign = () => {
  if (performance.now() - OPENED < GUARD) return say("This is another page: press Enter again to sign what it shows.")
  const left = items().length + Number(proof.dataset.more)
  if (signButton && seen && left && !isAsked) {
    isAsked = true
    return say(`${left} to be settled yet: press Enter again to sign all the same.`)
  }
  if (!signButton) say(document.getElementById("why-sign")?.textContent ?? "It cannot be signed.")
  else if (!seen) say("Read on: it can be signed when its last paragraph has been on the screen.")
  else signing.requestSubmit(signButton)
}

const strip = () => {
  const end = document.querySelector("[data-end]")
  end?.setAttribute("tabindex", "-1")
  end?.focus({ preventScroll: true })
  end?.scrollIntoView({ block: "end" })
}

const pressKey = (key) => () => {
  const one = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key && !one.disabled && shown(one))
  if (one) one.click()
  else say({ n: "No other story waits.", u: "There is nothing to undo.", d: "It was not signed before." }[key])
}

const ACTS = {
  n: pressKey("n"),
  f: () => go(1),
  F: () => go(-1),
  j: () => walk(1),
  k: () => walk(-1),
  a: () => press("[data-accept], [data-act=accept], [data-act=resolve]", "Nothing is proposed here: recast it with e, or dismiss it with x."),
  A: () => press("[data-accept-all]", "The same words stand nowhere else to be accepted with it."),
  x: dismiss,
  h: headlines,
  e: recast,
  q: () => saySomething("query"),
  c: () => saySomething("comment"),
  g: () => saySomething("suggestion"),
  r: reply,
  o: lines,
  l: () => nextFact(say),
  i: () => earlier(say),
  d: pressKey("d"),
  s: strip,
  u: pressKey("u"),
  Enter: sign,
  "?": turnHelp,
}

const leave = () => {
  if (help?.contains(document.activeElement)) return help.querySelector("summary").focus()
  if (sayForm?.contains(document.activeElement)) {
    turnAway()
    document.activeElement.blur()
    return turnedFrom?.focus()
  }
  const details = document.activeElement.closest("details[open]")
  if (!details) return
  details.open = false
  const item = details.closest("[data-item]") ?? details.querySelector("summary")
  item.focus()
}

document.addEventListener("keydown", (event) => {
  const plain = isPlain(event)
  if (event.defaultPrevented) return
  if (event.key === "Escape") return leave()
  if (typing(event.target)) {
    chooseScope(event)
    const area = event.target.closest("textarea")
    const sends = area?.closest("[data-recast]") ? !event.shiftKey : event.ctrlKey || event.metaKey
    if (area && event.key === "Enter" && sends && !event.isComposing) {
      event.preventDefault()
      area.form.requestSubmit()
    }
    return
  }
  if (!plain || event.repeat) return
  const key = meantBy(event)
  if (key === "Enter" && event.target.closest("a, button, summary, [type=radio]")) return
  if (key === "Enter" && event.target.matches("input")) {
    event.preventDefault() // or it would send its form, or sign, by a key that was meant to tick
    return say("Space ticks it. Enter signs from the text, or from its end.")
  }
  const list = chosenFrom
  chosenFrom = null
  if (!areOn() && key !== "?") return
  if (/^[1-9]$/.test(key) ? digit(key, list) : ACTS[key]) {
    event.preventDefault()
    if (ACTS[key]) ACTS[key]()
  }
})

// ── A page that comes back after an act stands where it stood ──
const goOn = () => {
  const back = comeBack({ items, lines: showLines })
  // What one has read to the end, and changed oneself since, one has read.
  if (back.seen === proof.dataset.text || back.isRead) openSigning()
  startAt(back.item ?? null, { isLed: Boolean(back.isAnother) })
  watchLeaving(signing, { items, looked, row, isRead: () => seen, linesShown })
}

const watchEnd = () => {
  const passages = document.querySelectorAll("[data-passage]")
  const end = passages[passages.length - 1]
  if (signButton && !seen) {
    signButton.disabled = true
    const note = document.createElement("p")
    note.className = "quiet"
    note.dataset.notYet = ""
    note.textContent = "Opens when the last paragraph has been on the screen."
    signing.append(note)
  }
  const watching = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return
    watching.disconnect()
    openSigning()
  })
  if (end) watching.observe(end)
}

document.addEventListener("reset", ({ target }) => { target.closest("details").open = false })

if (proof) {
  document.documentElement.classList.add("with-keys")
  for (const button of document.querySelectorAll("[data-lines], [data-go], [data-leave]")) button.hidden = false
  linesButton?.addEventListener("click", () => showLines(!linesShown()))
  document.querySelector("[data-go]")?.addEventListener("click", () => go(1))
  document.querySelector("[data-end-link]")?.setAttribute("data-key", "s")
  goOn()
  watchEnd()
  if (help) help.hidden = false
}
