// Watches a run that is at work: asks how far it is while somebody looks, and shows the whole page once it has ended.

const EVERY = 3000
const place = document.querySelector("[data-progress]")
const bar = place.querySelector("progress")
const told = place.querySelector("[data-told]")

const ask = async () => {
  if (!document.hidden) {
    try {
      const answer = await fetch(place.dataset.progress, { headers: { Accept: "application/json" } })
      const run = await answer.json()
      if (run.state !== "working") return location.reload()
      if (told.textContent !== run.told) told.textContent = run.told
      if (run.found) {
        bar.max = run.found
        bar.value = run.done
      } else bar.removeAttribute("value")
    } catch { /* no network for a moment, or logged out: what is shown stays */ }
  }
  return setTimeout(ask, EVERY)
}

setTimeout(ask, EVERY)
