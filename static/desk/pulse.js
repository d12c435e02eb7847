// The form of a story tells the desk every few seconds that it is open, and what was typed since; the answer says who
// else is there, and what they saved. What the desk cannot take stays in this browser (see kept.js).

import { entriesOf, forget, forgetSitting, keep, saved } from "./kept.js"
import { button, timeOf } from "./offering.js"

const EVERY = 5000 // milliseconds between two pulses of a page that is looked at
const REST = 3000 // after the last key: a pulse out of turn
const TYPING = 6000 // how long after a key somebody counts as typing

const sheet = document.querySelector("[data-pulse]")

const say = (place, sentence) => {
  // A sentence that stands there already is not said again.
  const line = document.querySelector(`[data-presence] [data-${place}]`)
  if (line && line.textContent !== sentence) line.textContent = sentence
  return line
}

// When the desk last took what was typed is there to be seen each time; it is read aloud once, until that changes.
const sayKept = (at) => {
  const [shown, aloud] = ["[data-kept-at]", "[data-is-kept]"].map((place) => document.querySelector(place))
  const sentence = at ? "What you type is kept on the desk." : ""
  shown.textContent = at ? `Kept ${clockOf(at)}` : ""
  if (aloud.textContent !== sentence) aloud.textContent = sentence
}
const sayUnkept = (sentence) => {
  sayKept(null)
  say("kept", sentence)
}

const tellMeanwhile = ({ meanwhile = "", compare, go_on: goOn }) => {
  const label = goOn ? "See how to go on" : "See what changed"
  const told = meanwhile && `${meanwhile} ${label}`
  const line = document.querySelector("[data-presence] [data-meanwhile]")
  if (!line || line.textContent === told) return
  line.textContent = meanwhile && `${meanwhile} `
  if (!meanwhile) return
  const link = document.createElement("a")
  link.href = goOn ?? compare
  if (!goOn) link.target = "_blank"
  link.textContent = label
  line.append(link)
}

const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }
const clockOf = (at) => new Date(at).toLocaleTimeString(document.documentElement.lang, CLOCK)

const AWAY = "The desk cannot be reached."
const OUT = "You were logged out since this page was opened, or may write here no longer."

// Who is logged out is led to the log-in, and after logging in elsewhere the page's own token is none.
const post = (body) => fetch(sheet.dataset.pulse, { method: "POST", body, redirect: "manual" })
const isOut = ({ type, status }) => type === "opaqueredirect" || status === 403
const drop = (opened) => fetch(sheet.dataset.drop, {
  method: "POST", body: bodyOf([["opened", opened]]), redirect: "manual",
}).catch(() => {}) // then it is offered once more

const bodyOf = (fields) => {
  const body = new FormData()
  for (const [name, value] of fields) body.append(name, value)
  body.set("csrfmiddlewaretoken", sheet.elements.namedItem("csrfmiddlewaretoken").value)
  return body
}

const watch = () => {
  const whose = sheet.dataset.keep
  const opened = sheet.elements.namedItem("opened").value
  let changed = 0 // how often somebody typed, and how much of that the desk has
  let kept = 0
  let typedAt = 0
  let isSent = false
  let isBusy = false
  let rest

  const fields = () => [...new FormData(sheet)]
  const stamp = () => {
    typedAt = Date.now()
    sheet.elements.namedItem("typed").value = typedAt
  }
  const isUnkept = () => changed > kept && !isSent

  const hold = () => keep(whose, opened, {
    at: typedAt, isSent, fields: fields().filter(([name]) => name !== "csrfmiddlewaretoken"),
  })
  const beating = () => {
    const bare = [["base", sheet.elements.namedItem("base").value]]
    const body = bodyOf(isUnkept() ? fields() : bare)
    if (Date.now() - typedAt < TYPING) body.set("_typing", "yes")
    return body
  }
  const hear = (answer, upTo) => {
    say("others", answer.others ?? "")
    tellMeanwhile(answer)
    if (!("kept" in answer)) return
    if (!answer.kept) {
      hold()
      sayUnkept(`${answer.why} What you type is kept in this browser alone.`)
      return
    }
    kept = upTo
    if (!isUnkept()) forgetSitting(opened)
    say("kept", "")
    sayKept(Date.now())
  }
  const beat = async () => {
    if (isBusy || isSent) return
    clearTimeout(rest)
    isBusy = true
    const upTo = changed
    let why = AWAY
    try {
      const answer = await post(beating())
      if (isOut(answer)) why = OUT
      if (!answer.ok) throw new Error(answer.status)
      if (!isSent) hear(await answer.json(), upTo)
    } catch {
      if (isUnkept()) {
        hold()
        sayUnkept(`${why} What you type is kept in this browser.`)
      }
    } finally {
      isBusy = false
    }
  }
  const touched = () => {
    changed += 1
    const begins = Date.now() - typedAt > TYPING
    stamp()
    clearTimeout(rest)
    if (begins) beat()
    rest = setTimeout(beat, REST)
  }
  for (const typed of [sheet, document.getElementById("id_note")]) typed?.addEventListener("input", touched)
  sheet.addEventListener("submit", () => {
    clearTimeout(rest)
    isSent = true
    if (!typedAt) stamp()
    hold()
  })
  document.querySelector("[data-presence]")?.addEventListener("click", async (click) => {
    const link = click.target.closest("a:not([target])")
    if (!link) return
    click.preventDefault()
    await beat() // so that the page that is opened shows the last word, too
    location.assign(link.href)
  })
  document.addEventListener("visibilitychange", beat)
  setInterval(() => document.visibilityState === "visible" && beat(), EVERY)
  window.addEventListener("pagehide", () => {
    const body = beating()
    if (isUnkept()) hold()
    body.set("_leaving", "yes")
    navigator.sendBeacon(sheet.dataset.pulse, body)
  })
  window.addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return
    if (isSent) location.reload() // a form that was sent is not what the story is now
    else beat()
  })
  beat()
}

// Gives what only this browser has to the desk, which then opens the form with it.
const putBack = async (entry, sentence) => {
  try {
    const { kept, why } = await (await post(bodyOf(entry.fields))).json()
    if (!kept) throw new Error(why)
    forget(entry.key)
    location.assign("?typed=back")
  } catch {
    sentence.textContent = `${AWAY} Your text is still kept in this browser.`
  }
}

const offer = (entry) => {
  const bar = document.createElement("section")
  bar.className = "kept"
  bar.setAttribute("aria-label", "Unsaved text")
  const sentence = document.createElement("p")
  const base = new Map(entry.fields).get("base")
  const begun = base ? `, begun on revision ${base}` : ""
  sentence.textContent = `Unsaved text of yours from ${timeOf(entry.at)}${begun}, is kept in this browser.`
  const away = async () => {
    forget(entry.key)
    await drop(entry.key.split("/").at(-1)) // the last of it may have reached the desk as its page was left
    bar.remove()
  }
  bar.append(sentence, button("Put it back", () => putBack(entry, sentence)), button("Drop it", away))
  sheet.before(bar)
}

// One offer at a time: that of the desk, unless this browser has more of the same sitting.
const choose = () => {
  const theirs = document.querySelector("[data-offer]")
  const opened = theirs?.dataset.offer
  theirs?.addEventListener("submit", ({ target }) => target.method === "post" && forgetSitting(opened))
  const [entry] = entriesOf(`${sheet.dataset.keep}/`).filter(({ key }) => !key.endsWith(`/${sheet.elements.namedItem("opened").value}`))
  if (opened && opened === saved) {
    // It reached the desk in the moment of the save, and is saved.
    theirs.remove()
    drop(opened)
  } else if (entry && opened && entry.key.endsWith(`/${opened}`)) {
    if (entry.at > Number(theirs.dataset.typed)) {
      theirs.remove()
      offer(entry)
    } else forget(entry.key)
  } else if (entry && !theirs && !("unsaved" in sheet.dataset)) offer(entry)
}

if (sheet) {
  choose()
  watch()
}
