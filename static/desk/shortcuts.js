// One letter presses one button of the page: whatever has a data-key. Never while something is typed, and they can be
// switched off for those who dictate, together with the keys of the lists.

const KEPT = "desk-keys-off"
const help = document.querySelector("[data-shortcuts]")
const control = help?.querySelector("[data-shortcuts-switch]")

const typing = (target) => target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]")

const meant = (key) => [...document.querySelectorAll("[data-key]")]
  .find((one) => one.dataset.key === key && !one.disabled && (one.checkVisibility?.() ?? true))

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && help?.open) help.open = false
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat || typing(event.target)) return
  if (event.key === "?" && help) {
    event.preventDefault()
    help.open = !help.open
    help.querySelector("summary").focus()
    return
  }
  if (event.key === "Enter" && event.target.closest("a, button, summary")) return
  const one = control?.checked ? meant(event.key) : null
  if (!one) return
  event.preventDefault()
  one.click()
})

if (help) {
  help.hidden = false
  try { control.checked = localStorage.getItem(KEPT) === null } catch { /* storage is closed: the keys stay on */ }
  control.addEventListener("change", () => {
    try {
      if (control.checked) localStorage.removeItem(KEPT)
      else localStorage.setItem(KEPT, "1")
    } catch { /* then for this page alone */ }
  })
}
