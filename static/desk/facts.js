// Names and facts of the proof page: ticks are kept as they are made, and what we said before is fetched when asked for.

const list = document.querySelector("[data-facts]")
const form = list?.querySelector("form")
const tickOf = (fact) => fact.querySelector("[name=ticked]")
const current = () => document.activeElement.closest("[data-fact]")

// To the next one without a tick, behind the one that was gone to.
export const nextFact = (say) => {
  if (!list) return say("The story says no names and no facts.")
  list.open = true
  const all = [...list.querySelectorAll("[data-fact]")]
  const here = all.indexOf(current())
  const open = [...all.slice(here + 1), ...all.slice(0, here + 1)].find((one) => !tickOf(one).checked)
  if (!open) {
    list.querySelector("summary").focus()
    return say("more" in list.dataset ? "All that are shown are ticked. Reload the page for more." : "All of them are ticked.")
  }
  tickOf(open).focus({ preventScroll: true })
  open.scrollIntoView({ block: "center" })
  say("Space ticks it off, i shows where we said it before.")
}

export const earlier = (say) => {
  const link = current()?.querySelector("[data-earlier]")
  if (link) link.click()
  else say("Go to a name or a fact first, with l.")
}

const keep = async (box) => {
  const body = new FormData()
  for (const name of ["csrfmiddlewaretoken", "revision"]) body.set(name, form.elements[name].value)
  body.set("of", box.value)
  if (box.checked) body.set("ticked", box.value)
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null)
  const told = answer?.ok ? await answer.json().catch(() => null) : null
  if (!told) {
    box.checked = !box.checked
    return tell("That was not kept. Reload the page.")
  }
  tell(`${told.done} of ${told.count}`)
  const open = told.count - told.done
  const strip = document.querySelector("[data-facts-told]")
  if (strip) strip.textContent = open ? `${open} of ${told.count} not ticked.` : `All ${told.count} ticked.`
}
const tell = (sentence) => { list.querySelector("[data-progress]").textContent = sentence }

const show = async (link) => {
  const fact = link.closest("[data-fact]")
  const shown = fact.querySelector("[data-found]")
  if (shown) return shown.remove()
  const answer = await fetch(link.href).catch(() => null)
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null
  const found = page?.querySelector("[data-found]")
  if (!found) return location.assign(link.href)
  found.setAttribute("role", "status")
  fact.append(found)
}

if (list) {
  list.querySelector("[data-keep]").hidden = true
  list.querySelector("[data-progress]").setAttribute("role", "status")
  form.addEventListener("change", ({ target }) => keep(target))
  list.addEventListener("click", (event) => {
    const link = event.target.closest("[data-earlier]")
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    show(link)
  })
}
