// What is typed into a story's form and does not reach the desk stays in this browser: as after a session ended, or
// without a network. A page that tells that it is saved lets it go. It is offered, never put in place unasked.

const PREFIX = "newsroom.typed/"
const LATELY = 600_000 // milliseconds

// A browser may be told to keep nothing, and then has nothing to offer.
const store = (() => {
  try {
    return window.localStorage
  } catch {
    return null
  }
})()

// What is kept for a form, newest first: {key, at, isSent, fields}.
export const entriesOf = (whose) =>
  Object.keys(store ?? {})
    .filter((key) => key.startsWith(PREFIX + whose))
    .map((key) => ({ key, ...JSON.parse(store.getItem(key)) }))
    .sort((one, other) => other.at - one.at)

export const keep = (whose, opened, entry) => {
  try {
    store?.setItem(`${PREFIX}${whose}/${opened}`, JSON.stringify(entry))
  } catch {
    // The browser's room is full: the form works as before, and the warning on leaving it stands.
  }
}

export const forget = (key) => store?.removeItem(key)

export const forgetSitting = (opened) => {
  for (const { key } of entriesOf("")) if (opened && key.endsWith(`/${opened}`)) forget(key)
}

// The sitting, by the moment at which its form was opened, that a page tells to be saved.
export const saved = /(?:^| )typed-(\d+)/.exec(
  [...document.querySelectorAll(".messagelist li")].map((told) => told.className).join(" "),
)?.[1]

forgetSitting(saved)

const login = document.getElementById("login-form")
if (login && entriesOf("").some(({ at, isSent }) => isSent && Date.now() - at < LATELY)) {
  const sentence = document.createElement("p")
  sentence.className = "kept"
  sentence.textContent = "What you typed is kept in this browser. Log in, and the story offers to put it back."
  login.before(sentence)
}
