// The list of a page's keys, which "?" opens, and the switch in it by which the keys are off, on every page: those who
// dictate speak letters.

const KEPT = "desk-keys-off"
export const help = document.querySelector("[data-keys-help]")
const control = help?.querySelector("[data-keys-switch]")

// Whether what is pressed is typed into something. A box to tick is no such thing.
export const typing = (target) => target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]")

export const areOn = () => Boolean(control?.checked)

export const turnHelp = () => {
  help.open = !help.open
  help.querySelector("summary").focus({ preventScroll: true })
}

// Whether a key is pressed by itself; Escape closes the list, whatever else it does.
export const isPlain = (event) => {
  if (event.key === "Escape" && help?.open) help.open = false
  return !(event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
}

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
