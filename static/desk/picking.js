// Chooses a picture of a story by what it shows: words are looked for in alternative texts, captions and credits. What was
// chosen is seen at once, and brings its words along, as it does when it is saved. Without this script a number is typed.

const WAIT = 150 // milliseconds after the last key
const NUMBER = /^\s*#?(\d+)\b/
const CHOSEN = /^\s*#?\d+\s*(·|$)/ // a number, alone or as a choice left it: no words to look for

let lists = 0

const made = (name, properties, ...inside) => {
  const element = Object.assign(document.createElement(name), properties)
  element.append(...inside)
  return element
}

const part = (row, name) => row.querySelector(`[name$="-${name}"]`)

// The row as the desk shows it with its picture; without one where the field names none that was looked at.
const show = (row, picture) => {
  const place = row.querySelector("[data-shown]")
  place.hidden = !picture
  if (!picture) {
    delete row.dataset.pictureRow
    return
  }
  row.dataset.pictureRow = picture.id
  const { thumbnail: src, alt, width, height } = picture
  Object.assign(place.querySelector("img"), { src, alt, width, height })
  place.querySelector("button").hidden = false
}

const optionOf = (picture, id) => {
  const option = made(
    "li",
    { id },
    made("img", { src: picture.thumbnail, alt: "", loading: "lazy" }),
    made(
      "span",
      {},
      made("strong", { textContent: picture.text }),
      made("span", { textContent: [picture.caption && picture.alt, picture.credit].filter(Boolean).join(" · ") }),
    ),
  )
  option.setAttribute("role", "option")
  return option
}

const told = ({ results, pagination }, term) => {
  if (!results.length) return "No picture answers to this."
  if (!term) return "The newest pictures. Type words to find others."
  if (pagination.more) return `The newest ${results.length} that answer to this.`
  return results.length === 1 ? "1 picture." : `${results.length} pictures.`
}

const wire = (input) => {
  const row = input.closest("[data-row]")
  const list = made("ul", { id: `pictures-${++lists}` })
  const status = made("p", { className: "help" })
  const box = made("div", { className: "picks", hidden: true }, status, list)
  let found = []
  let pointed = -1
  let brought = ["", ""] // the caption and the credit that the chosen picture brought along
  let turn = 0
  let waiting = null

  const point = (index) => {
    pointed = index
    for (const [i, option] of [...list.children].entries()) option.setAttribute("aria-selected", String(i === index))
    const option = list.children[index]
    if (option) input.setAttribute("aria-activedescendant", option.id)
    else input.removeAttribute("aria-activedescendant")
    option?.scrollIntoView({ block: "nearest" })
  }
  const open = (isOpen) => {
    box.hidden = !isOpen
    input.setAttribute("aria-expanded", String(isOpen))
    if (!isOpen) point(-1)
  }
  const look = async () => {
    const mine = ++turn
    const term = CHOSEN.test(input.value) ? "" : input.value.trim()
    const answer = await fetch(`${input.dataset.pictures}&term=${encodeURIComponent(term)}`, {
      headers: { Accept: "application/json" },
    })
    if (!answer.ok) return
    const page = await answer.json()
    if (mine !== turn || document.activeElement !== input) return
    found = page.results
    list.replaceChildren(...found.map((picture, i) => optionOf(picture, `${list.id}-${i}`)))
    status.textContent = told(page, term)
    open(true)
    point(-1)
    box.scrollIntoView({ block: "nearest" })
  }
  const choose = (picture) => {
    input.value = `${picture.id} · ${picture.text}`
    show(row, picture)
    const words = ["caption", "credit"].map((name) => part(row, name))
    if (words.every((field, i) => field.value === brought[i])) {
      brought = [picture.caption, picture.credit]
      words.forEach((field, i) => {
        field.value = brought[i]
      })
    }
    turn += 1
    open(false)
    input.dispatchEvent(new Event("input", { bubbles: true }))
  }
  const KEYS = {
    ArrowDown: () => (box.hidden ? look() : point(Math.min(pointed + 1, found.length - 1))),
    ArrowUp: () => point(Math.max(pointed - 1, 0)),
    // Words mean the first that answers to them; a number means its own picture, whatever is listed.
    Enter: () => {
      const picture = found[pointed] ?? (CHOSEN.test(input.value) ? null : found[0])
      if (picture) choose(picture)
      else open(false)
    },
    Escape: () => open(false),
  }

  list.setAttribute("role", "listbox")
  list.setAttribute("aria-label", "Pictures")
  status.setAttribute("role", "status")
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value)
  input.after(box)
  input.addEventListener("keydown", (event) => {
    const act = KEYS[event.key]
    if (!act || (box.hidden && event.key !== "ArrowDown")) return
    event.preventDefault()
    act()
  })
  input.addEventListener("input", (event) => {
    if (!event.inputType) return // choosing is no typing
    if (NUMBER.exec(input.value)?.[1] !== row.dataset.pictureRow) show(row, null)
    clearTimeout(waiting)
    waiting = setTimeout(look, WAIT)
  })
  input.addEventListener("click", () => box.hidden && look())
  input.addEventListener("focus", () => input.value || look())
  input.addEventListener("blur", () => open(false))
  // The list takes no focus away from the field.
  box.addEventListener("pointerdown", (event) => event.preventDefault())
  box.addEventListener("mousedown", (event) => event.preventDefault())
  list.addEventListener("click", ({ target }) => {
    const index = [...list.children].indexOf(target.closest("[role=option]"))
    if (index >= 0) choose(found[index])
  })
  if (!input.value) look()
}

document.addEventListener("focusin", ({ target }) => {
  if (target.dataset?.pictures && !target.hasAttribute("role")) wire(target)
})
