// Beside each headline for another place: how much room it fills there, and where it is cut. One that is empty is told of
// the headline that stands in for it. A character of Chinese, Japanese or Korean takes the room of two.

const WIDE = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3ffff}]/u
const signs = new Intl.Segmenter(undefined, { granularity: "grapheme" })

const cut = (words, room) => {
  let filled = 0
  let shown = ""
  for (const { segment } of signs.segment(words)) {
    filled += WIDE.test(segment) ? 2 : 1
    if (filled <= room) shown += segment
  }
  return { filled, shown }
}

for (const field of document.querySelectorAll("[data-room]")) {
  const told = document.getElementById(`${field.id}_room`)
  const headline = document.getElementById(field.dataset.empty)
  const room = Number(field.dataset.room)
  const show = () => {
    const own = field.value.trim()
    const { filled, shown } = cut(own || headline.value.trim(), room)
    const says = own ? `${filled} of ${room}` : `The headline: ${filled} of ${room}`
    told.textContent = filled > room ? `${says}. Cut after “${shown.trimEnd().slice(-24).replace(/^\S*\s/u, "…")}”` : says
    told.classList.toggle("is-over", filled > room)
  }
  field.addEventListener("input", show)
  headline.addEventListener("input", show)
  show()
}
