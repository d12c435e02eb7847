// Other keys for those of a page: each is given in the list of keys, and kept in this browser. A key that an input
// method or a layout of another script makes something else of counts as what is printed on it.

const KEPT = "desk-keys"
const fields = () => [...document.querySelectorAll("[data-remap]")]

const stored = () => {
  try { return JSON.parse(localStorage.getItem(KEPT)) ?? {} } catch { return {} }
}
let keys = stored() // by the page's own key, the one that stands for it

const pressed = (event) => {
  if (event.key.length === 1 && event.key.charCodeAt(0) < 128) return event.key
  const [, letter] = /^Key([A-Z])$/.exec(event.code) ?? []
  if (!letter || event.key === "Enter") return event.key
  return event.shiftKey ? letter : letter.toLowerCase()
}

// The page's own key that is meant by a key that was pressed; "" for one that stands for nothing any more.
export const meantBy = (event) => {
  const key = pressed(event)
  const own = Object.keys(keys).find((one) => keys[one] === key)
  return own ?? (key in keys ? "" : key)
}

const keep = (field) => {
  const own = field.dataset.remap
  const key = field.value.trim() || own
  const taken = fields().some((other) => other !== field && other.value === key)
  field.setCustomValidity(taken ? "Another act has this key." : "")
  if (taken) return field.reportValidity()
  field.value = key
  if (key === own) delete keys[own]
  else keys[own] = key
  try { localStorage.setItem(KEPT, JSON.stringify(keys)) } catch { /* then for this page alone */ }
}

for (const field of fields()) {
  field.value = keys[field.dataset.remap] ?? field.dataset.remap
  field.addEventListener("change", () => keep(field))
}
document.querySelector("[data-remap-reset]")?.addEventListener("click", () => {
  keys = {}
  try { localStorage.removeItem(KEPT) } catch { /* nothing was kept */ }
  for (const field of fields()) field.value = field.dataset.remap
})
