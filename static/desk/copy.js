// A button beside an address that copies it. Without this, the address is there to be selected.

const copied = async (field) => {
  field.select()
  try {
    await navigator.clipboard.writeText(field.value)
    return true
  } catch {
    return document.execCommand("copy") // without HTTPS there is no other way
  }
}

for (const field of document.querySelectorAll("input[data-copy]")) {
  const button = document.createElement("button")
  button.type = "button"
  button.className = "button"
  button.textContent = "Copy"
  button.setAttribute("aria-label", `Copy. ${field.getAttribute("aria-label")}`)
  const said = document.createElement("span")
  said.className = "visually-hidden"
  said.setAttribute("role", "status")
  button.addEventListener("click", async () => {
    const is_copied = await copied(field)
    said.textContent = button.textContent = is_copied ? "Copied" : "Press Ctrl+C"
    setTimeout(() => { button.textContent = "Copy" }, 2000)
  })
  field.addEventListener("focus", () => field.select())
  field.after(button, said)
}
