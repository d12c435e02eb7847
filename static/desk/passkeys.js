// Makes a passkey, or proves one in the place of a code that is typed (W3C Web Authentication, level 3). Where a browser
// does not know how, or the address is none that passkeys are bound to, the page stays as it is without this.

const isKnown = Boolean(window.PublicKeyCredential?.parseCreationOptionsFromJSON)
const isNamed = !/^[\d.]+$|^\[/.test(location.hostname) // numbers own no passkeys

const SAID = {
  NotAllowedError: "Nothing came of it: it was left, or took too long. Try again.",
  InvalidStateError: "That device has a passkey of yours for this newsroom already.",
  SecurityError: "Passkeys are not to be had at this address.",
}

// Sends the form with what `ask` gives, or says why there is nothing to send.
const answer = async (form, button, ask) => {
  const note = button.closest("[data-prove], form").querySelector("[role=alert]")
  note.hidden = true
  button.disabled = true
  try {
    form.elements.passkey.value = JSON.stringify(await ask())
    form.submit()
  } catch (error) {
    note.textContent = SAID[error.name] ?? `The browser refused: ${error.message}`
    note.hidden = false
    button.disabled = false
  }
}

const prove = (box) => {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(box.dataset.prove))
  const button = box.querySelector("button")
  box.hidden = false
  button.addEventListener("click", () =>
    answer(button.form, button, () => navigator.credentials.get({ publicKey })))
}

const make = (form) => {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(form.dataset.make))
  form.querySelector("[data-without]").hidden = true
  form.addEventListener("submit", (event) => {
    const { name, password } = form.elements
    if (!name.value.trim() || !password.value) return // the page says what is missing
    event.preventDefault()
    answer(form, form.querySelector("[type=submit]"), () => navigator.credentials.create({ publicKey }))
  })
}

if (isKnown && isNamed) {
  for (const box of document.querySelectorAll("[data-prove]")) prove(box)
  for (const form of document.querySelectorAll("[data-make]")) make(form)
}
