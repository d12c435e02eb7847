// Says of a line of a file what it is: choose one with j, k or a click, press a letter, and see the story follow. The
// page that answers is the server's own; only its part with the lines is put in place of the one that is shown.

import { areOn, isPlain } from "./keys_help.js"

const letters = () => [...document.querySelectorAll(".letters li")].map((one) => {
  const key = one.querySelector("kbd").textContent
  return [key, key === "0" ? "" : one.textContent.slice(key.length).trim()]
})

const lines = () => [...document.querySelectorAll(".file-lines [data-role]:not([data-role=''])")]
const chosen = () => document.querySelector(".line.is-chosen")
const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")
let asked = null

const choose = (line, { quietly = false } = {}) => {
  chosen()?.classList.remove("is-chosen")
  if (!line) return
  line.classList.add("is-chosen")
  line.focus({ preventScroll: true })
  if (!quietly) line.scrollIntoView({ block: "nearest" })
  const number = document.querySelector("[data-say-line]")
  const role = document.querySelector("[data-say-role]")
  number.value = line.dataset.line
  role.value = line.dataset.role
}

const move = (step) => {
  const all = lines()
  const here = all.indexOf(chosen())
  choose(all[here < 0 ? 0 : Math.min(Math.max(here + step, 0), all.length - 1)])
}

const show = async (address, line) => {
  asked?.abort()
  asked = new AbortController()
  const scrolled = [scrollX, scrollY]
  try {
    const answer = await fetch(address, { signal: asked.signal })
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    const part = page.querySelector("[data-page-of-lines]")
    if (!answer.ok || !part) return location.assign(address)
    document.querySelector("[data-page-of-lines]").replaceWith(document.adoptNode(part))
    history.replaceState(null, "", address)
    scrollTo(...scrolled)
    choose(document.getElementById(`line-${line}`), { quietly: true })
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address)
  }
}

const say = (role) => {
  const line = chosen()
  if (!line) return
  const form = document.querySelector("[data-say]")
  form.elements.line.value = line.dataset.line
  form.elements.role.value = role
  const query = new URLSearchParams(new FormData(form))
  show(`${location.pathname}?${query}`, line.dataset.line)
}

document.addEventListener("keydown", (event) => {
  if (!isPlain(event) || !areOn() || typing(event.target)) return
  const role = new Map(letters()).get(event.key)
  if (event.key === "j" || event.key === "k") move(event.key === "j" ? 1 : -1)
  else if (role !== undefined && chosen()) say(role)
  else return
  event.preventDefault()
})

document.addEventListener("click", ({ target }) => {
  const line = target.closest(".file-lines [data-role]:not([data-role=''])")
  if (line && !target.closest("a")) choose(line)
})

const start = document.getElementById(location.hash.slice(1))
if (start?.matches("[data-role]")) choose(start, { quietly: true })
