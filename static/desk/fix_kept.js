// What is typed into a fix stays in this browser until a page tells that it is sent: so a session that ran out costs
// nothing. It is offered, never put in place unasked.

import { entriesOf, forget, keep } from "./kept.js"
import { button, timeOf } from "./offering.js"

const WAIT = 2000 // milliseconds after the last key

const form = document.querySelector("form[data-changes]")
const whose = form.dataset.keep
const opened = form.elements.namedItem("opened")
opened.value ||= Date.now()

const hold = (isSent) => {
  const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken")
  keep(whose, opened.value, { at: Date.now(), isSent, fields })
}

let timer
form.addEventListener("input", () => {
  clearTimeout(timer)
  timer = setTimeout(hold, WAIT, false)
})
form.addEventListener("submit", () => {
  clearTimeout(timer)
  timer = null
  hold(true)
})
window.addEventListener("pagehide", () => {
  if (timer) hold(false)
})

const putBack = (fields) => {
  for (const [name, value] of fields) {
    const field = form.elements.namedItem(name)
    if (!field || name === "pick" || name === "opened") continue
    field.value = value // of radio buttons it checks the one that is meant
    if (field instanceof HTMLElement) field.dispatchEvent(new Event("refill"))
  }
  form.dispatchEvent(new Event("input", { bubbles: true }))
}

const offer = ({ key, at, fields }) => {
  const bar = document.createElement("section")
  bar.className = "kept"
  bar.setAttribute("aria-label", "Unsaved text")
  const sentence = document.createElement("p")
  sentence.textContent = `A fix of yours from ${timeOf(at)}, not sent, is kept in this browser.`
  const put = button("Put it back", () => {
    putBack(fields)
    forget(key)
    bar.remove()
  })
  const drop = button("Drop it", () => {
    forget(key)
    bar.remove()
  })
  bar.append(sentence, put, drop)
  form.before(bar)
}

const [entry] = entriesOf(`${whose}/`).filter(({ key }) => !key.endsWith(`/${opened.value}`))
if (entry && !("unsaved" in form.dataset)) offer(entry)
