// Lets times that are near tick: how long until what is scheduled, for how long something is owed.

const STEPS = [[86400, "d"], [3600, "h"], [60, "min"], [1, "s"]]

const spoken = (seconds) => {
  const first = STEPS.findIndex(([step]) => seconds >= step)
  if (first < 0) return "0 s"
  let left = seconds
  return STEPS.slice(first, first + 2).map(([step, unit]) => {
    const count = Math.floor(left / step)
    left -= count * step
    return `${count} ${unit}`
  }).join(" ")
}

const tick = () => {
  const now = Date.now()
  for (const place of document.querySelectorAll("[data-countdown]")) {
    const left = Math.ceil((Date.parse(place.dataset.countdown) - now) / 1000)
    place.textContent = left > 0 ? `in ${spoken(left)}` : "out now"
  }
  for (const place of document.querySelectorAll("[data-clock]")) {
    place.textContent = spoken(Math.max(0, Math.floor((now - Date.parse(place.dataset.clock)) / 1000)))
  }
}

tick()
setInterval(tick, 1000)
