// Offers matches while one types a name: the browser's own list, filled from the admin's autocomplete.

const WAIT = 150 // milliseconds after the last key

let lists = 0

const listOf = (input) => {
  const list = document.createElement("datalist")
  list.id = `lookup-${++lists}`
  input.after(list)
  input.setAttribute("list", list.id)
  return list
}

const fill = async (input, list) => {
  const address = `${input.dataset.lookup}?${input.dataset.lookupFor}&term=${encodeURIComponent(input.value)}`
  const answer = await fetch(address, { headers: { Accept: "application/json" } })
  if (!answer.ok) return
  const { results } = await answer.json()
  const numbered = "lookupNumbered" in input.dataset
  list.replaceChildren(...results.map(({ id, text }) => {
    const option = document.createElement("option")
    option.value = numbered ? `${id} · ${text}` : text
    return option
  }))
}

document.addEventListener("input", (event) => {
  const input = event.target
  // Choosing from the list is no typing.
  if (!input.dataset?.lookup || !event.inputType || event.inputType === "insertReplacementText") return
  clearTimeout(input.lookupTimer)
  input.lookupTimer = setTimeout(() => fill(input, input.list || listOf(input)), WAIT)
})

document.addEventListener("focusin", ({ target }) => {
  if (target.dataset?.lookup && !target.list) fill(target, listOf(target))
})
