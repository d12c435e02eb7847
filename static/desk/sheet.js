// The story's form: rows that can be added, moved and taken out, and a warning before typed words are left behind.
// Without this script the form works by the numbers and boxes that these buttons stand in for.

const button = (label, act) => {
  const made = document.createElement("button")
  made.type = "button"
  made.className = "row-act"
  made.textContent = label.sign
  made.setAttribute("aria-label", label.name)
  made.title = label.name
  made.addEventListener("click", act)
  return made
}

const rowsOf = (set) => [...set.querySelectorAll(":scope > ol > [data-row]")].filter((row) => !row.hidden)
const part = (row, name) => row.querySelector(`[name$="-${name}"]`)

const renumber = (set) => {
  rowsOf(set).forEach((row, index) => {
    const place = part(row, "ORDER")
    if (place) place.value = index + 1
  })
  set.dispatchEvent(new Event("input", { bubbles: true }))
}

const equip = (set, row) => {
  const noun = set.dataset.noun
  const move = (step, place, self) => {
    const rows = rowsOf(set)
    const other = rows[rows.indexOf(row) + step]
    if (!other) return
    other[place](row)
    self.focus()
    renumber(set)
  }
  const up = button({ sign: "↑", name: `Move this ${noun} up` }, () => move(-1, "before", up))
  const down = button({ sign: "↓", name: `Move this ${noun} down` }, () => move(1, "after", down))
  const out = button({ sign: "×", name: `Take this ${noun} out` }, () => {
    part(row, "DELETE").checked = true
    row.hidden = true
    renumber(set)
    set.querySelector(".row-add")?.focus()
  })
  const acts = document.createElement("div")
  acts.className = "row-acts"
  if (part(row, "ORDER")) acts.append(up, down)
  if (part(row, "DELETE")) acts.append(out)
  row.append(acts)
}

const newRow = (set) => {
  const total = set.querySelector('[name$="-TOTAL_FORMS"]')
  const holder = document.createElement("ol")
  holder.innerHTML = set.querySelector("template").innerHTML.replaceAll("__prefix__", total.value)
  const row = holder.firstElementChild
  total.value = Number(total.value) + 1
  set.querySelector("ol").append(row)
  return row
}

const add = (set) => {
  const row = newRow(set)
  equip(set, row)
  renumber(set)
  row.querySelector("input, textarea").focus()
}

// The empty row at the end is for browsers without this script: here there is a button.
const isSpare = (row) => [...row.querySelectorAll("input:not([type=hidden]), textarea")].every(
  (input) => input.type === "checkbox" || input.name.endsWith("-ORDER") || !input.value,
)

// Shows the rows that count, in the order of their numbers.
const arrange = (set) => {
  const list = set.querySelector(":scope > ol")
  const place = (row) => Number(part(row, "ORDER")?.value) || Infinity
  list.append(...[...list.children].sort((one, other) => (place(one) === place(other) ? 0 : place(one) - place(other))))
  for (const row of list.children) {
    const isEmpty = isSpare(row) && !row.querySelector(".errorlist") && set.querySelector("template")
    row.hidden = Boolean(part(row, "DELETE")?.checked || isEmpty)
    if (!row.hidden && !row.querySelector(".row-acts")) equip(set, row)
  }
}

for (const set of document.querySelectorAll("[data-rows]")) {
  arrange(set)
  if (set.querySelector("template")) {
    const words = `Add ${/^[aeiou]/.test(set.dataset.noun) ? "an" : "a"} ${set.dataset.noun}`
    const more = button({ sign: words, name: words }, () => add(set))
    more.className = "row-add"
    set.querySelector("ol").after(more)
  }
  set.classList.add("is-ready")
}

for (const insert of document.querySelectorAll("[data-insert-picture]")) insert.hidden = false

const sheet = document.querySelector("[data-sheet]")
if (sheet) {
  let isDirty = "unsaved" in sheet.dataset
  const show = () => {
    const notice = document.getElementById("bar-dirty")
    if (notice) notice.hidden = !isDirty
    for (const move of document.querySelectorAll("[data-move] button, .doubts button")) {
      if (move.hasAttribute("aria-describedby") && !move.dataset.held) continue
      move.disabled = isDirty
      move.dataset.held = "yes"
      if (isDirty) move.setAttribute("aria-describedby", "bar-dirty")
      else move.removeAttribute("aria-describedby")
    }
  }
  const touched = () => {
    if (isDirty) return
    isDirty = true
    show()
  }
  // Rows number themselves on the way in; only what a person does counts.
  sheet.addEventListener("input", touched)
  document.getElementById("id_note")?.addEventListener("input", touched)
  sheet.addEventListener("submit", () => {
    isDirty = false
  })
  window.addEventListener("beforeunload", (event) => {
    if (isDirty) event.preventDefault()
  })
  show()
  document.addEventListener("keydown", (event) => {
    if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    sheet.requestSubmit()
  })
}
