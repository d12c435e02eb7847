// Keys for a page of stories: j and k move, o opens, t takes, / searches, ? lists them. They work on the page's own
// links and forms, never while something is typed, and can be switched off (see keys_help.js).

import { areOn, help, isPlain, turnHelp } from "./keys_help.js"

const said = document.createElement("p")

const items = () => [...document.querySelectorAll("[data-item]")].filter((item) => item.checkVisibility?.() ?? true)

const say = (sentence) => { said.textContent = sentence }

const move = (step) => {
  const all = items()
  const here = all.indexOf(document.activeElement)
  const next = here < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + step, 0), all.length - 1)
  all[next]?.focus()
}

const take = () => {
  const form = document.activeElement.closest("li, tr")?.querySelector("form[data-take]")
  if (form) form.requestSubmit()
  else say(document.activeElement.matches("[data-item]") ? "This story cannot be taken here." : "Choose a story first, with j or k.")
}

const ACTS = {
  j: () => move(1),
  k: () => move(-1),
  o: () => document.activeElement.matches("[data-item]") && document.activeElement.click(),
  t: take,
  "/": () => document.querySelector("[data-search], #searchbar")?.focus(),
  "?": turnHelp,
}

const typing = (target) => target.closest("input, textarea, select, [contenteditable]")

document.addEventListener("keydown", (event) => {
  if (!isPlain(event) || typing(event.target)) return
  const act = ACTS[event.key]
  if (!act || (!areOn() && event.key !== "?")) return
  event.preventDefault()
  act()
})

if (help) {
  said.className = "visually-hidden"
  said.setAttribute("role", "status")
  document.body.append(said)
}
