// One letter presses one button of the page: whatever has a data-key. Never while something is typed, and they can be
// switched off together with the keys of the lists (see keys_help.js).

import { areOn, help, isPlain, turnHelp, typing } from "./keys_help.js"

const meant = (key) => [...document.querySelectorAll("[data-key]")]
  .find((one) => one.dataset.key === key && !one.disabled && (one.checkVisibility?.() ?? true))

document.addEventListener("keydown", (event) => {
  if (!isPlain(event) || event.repeat || typing(event.target)) return
  if (event.key === "?" && help) {
    event.preventDefault()
    turnHelp()
    return
  }
  if (event.key === "Enter" && event.target.closest("a, button, summary")) return
  const one = areOn() ? meant(event.key) : null
  if (!one) return
  event.preventDefault()
  one.click()
})
