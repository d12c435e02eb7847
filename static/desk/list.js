// Filters, further acts and rooms are menus: a click elsewhere or Escape closes the one that is open.

const open = () => document.querySelectorAll("details.filter[open], details.bar-more[open], details.rooms-more[open]")

document.addEventListener("click", ({ target }) => {
  for (const menu of open()) if (!menu.contains(target)) menu.open = false
})

document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return
  for (const menu of open()) {
    menu.open = false
    menu.querySelector("summary").focus()
  }
})
