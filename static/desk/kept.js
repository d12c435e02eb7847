// What is typed into a story's form stays in this browser until a page tells that it is saved. So a session that ran
// out, or a form that was not accepted, costs nothing. It is offered, never put in place unasked.

const PREFIX = "newsroom.typed/"
const WAIT = 2000 // milliseconds after the last key
const LATELY = 600_000 // milliseconds
const NO_WORDS = /^(csrfmiddlewaretoken|base|opened)$|-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$/

// A browser may be told to keep nothing, and then has nothing to offer.
const store = (() => {
  try {
    return window.localStorage
  } catch {
    return null
  }
})()

const kept = (whose) =>
  Object.keys(store)
    .filter((key) => key.startsWith(PREFIX + whose))
    .map((key) => ({ key, ...JSON.parse(store.getItem(key)) }))
    .sort((one, other) => one.at - other.at)

// The words of a form in one string. Empty fields and empty rows, with the places that they have, are no words.
const wordsOf = (fields) => {
  const given = fields.filter(([name, value]) => value && !NO_WORDS.test(name))
  const row = (name) => name.slice(0, name.lastIndexOf("-") + 1)
  const filled = new Set(given.filter(([name]) => !name.endsWith("-ORDER")).map(([name]) => row(name)))
  const words = given.filter(([name]) => !name.endsWith("-ORDER") || filled.has(row(name)))
  return JSON.stringify(words.map(([name, value]) => [name, value.replaceAll("\r\n", "\n")]).sort())
}

const fieldsOf = (sheet) => [...new FormData(sheet)].filter(([name]) => name !== "csrfmiddlewaretoken")

const timeOf = (at) => {
  const day = new Date(at).toDateString() === new Date().toDateString() ? {} : { day: "numeric", month: "short" }
  const shape = { ...day, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }
  return new Date(at).toLocaleString(document.documentElement.lang, shape)
}

const button = (label, act) => {
  const made = document.createElement("button")
  made.type = "button"
  made.className = "button"
  made.textContent = label
  made.addEventListener("click", act)
  return made
}

const offer = (sheet, { key, at, fields }) => {
  const bar = document.createElement("div")
  bar.className = "kept"
  bar.setAttribute("role", "status")
  const sentence = document.createElement("p")
  sentence.textContent = `Unsaved text from ${timeOf(at)} is kept in this browser.`
  const done = () => {
    bar.remove()
    sheet.querySelector("textarea").focus()
  }
  const put = button("Put it back", () => {
    sheet.dispatchEvent(new CustomEvent("putback", { detail: new Map(fields) }))
    done()
  })
  const drop = button("Drop it", () => {
    store.removeItem(key)
    done()
  })
  bar.append(sentence, put, drop)
  sheet.before(bar)
}

const watch = (sheet) => {
  const whose = `${sheet.dataset.keep}/`
  const opened = sheet.elements.namedItem("opened")
  opened.value ||= Date.now()
  const keep = (isSent) => {
    const entry = { at: Date.now(), isSent, fields: fieldsOf(sheet) }
    try {
      store.setItem(PREFIX + whose + opened.value, JSON.stringify(entry))
    } catch {
      // The browser's room is full: the form works as before, and the warning on leaving it stands.
    }
  }
  const shown = wordsOf(fieldsOf(sheet))
  for (const entry of kept(whose)) {
    if (entry.key.endsWith(`/${opened.value}`)) continue
    if (wordsOf(entry.fields) !== shown) offer(sheet, entry)
    else if (!("unsaved" in sheet.dataset)) store.removeItem(entry.key)
  }
  let timer
  let isSent = false
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(() => keep(false), WAIT)
  }
  for (const typed of [sheet, document.getElementById("id_note")]) typed?.addEventListener("input", later)
  sheet.addEventListener("submit", () => {
    clearTimeout(timer)
    isSent = true
    keep(true)
  })
  window.addEventListener("pagehide", () => {
    if (timer && !isSent) keep(false)
  })
  // A form that was sent and is shown again by Back is not what the story is now.
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted && isSent) location.reload()
  })
}

if (store) {
  for (const told of document.querySelectorAll(".messagelist li")) {
    const opened = /(?:^| )typed-(\d+)/.exec(told.className)?.[1]
    for (const { key } of kept("")) if (opened && key.endsWith(`/${opened}`)) store.removeItem(key)
  }
  const sheet = document.querySelector("[data-keep]")
  if (sheet) watch(sheet)
  const login = document.getElementById("login-form")
  if (login && kept("").some(({ at, isSent }) => isSent && Date.now() - at < LATELY)) {
    const sentence = document.createElement("p")
    sentence.className = "kept"
    sentence.textContent = "What you typed is kept in this browser. Log in, and the story offers to put it back."
    login.before(sentence)
  }
}
