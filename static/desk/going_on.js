// Work that is done batch by batch goes on by itself: the form, or the link, that a hand would press.

const next = document.querySelector("[data-going-on]")
if (next) setTimeout(() => (next.matches("form") ? next.requestSubmit() : next.click()), 150)
