// Beside each headline: how much room it fills, and where it is cut. One for another place that is empty is told of
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

const show = (told, says, isOver) => {
  told.textContent = says
  told.classList.toggle("is-over", isOver)
}

const fields = [...document.querySelectorAll("[data-room]")]

for (const field of fields) {
  const told = document.getElementById(`${field.id}_room`)
  const headline = document.getElementById(field.dataset.empty)
  const room = Number(field.dataset.room)
  const count = () => {
    const own = field.value.trim()
    const { filled, shown } = cut(own || headline.value.trim(), room)
    const says = own ? `${filled} of ${room}` : `The headline: ${filled} of ${room}`
    const end = shown.trimEnd().slice(-24).replace(/^\S*\s/u, "…")
    show(told, filled > room ? `${says}. Cut after “${end}”` : says, filled > room)
  }
  field.addEventListener("input", count)
  headline.addEventListener("input", count)
  count()
}

// The headline itself has the least room of the places that it stands in for want of another.
const headline = document.getElementById("id_headline")
const count = () => {
  const served = fields.filter((field) => !field.value.trim())
  const { filled } = cut(headline.value.trim(), Infinity)
  const over = served.filter((field) => filled > field.dataset.room)
  const room = Math.min(...served.map((field) => field.dataset.room))
  const says = served.length ? `${filled} of ${room}` : `${filled}. Other places have their own.`
  const places = over.map((field) => field.dataset.cutIn).join(", ")
  show(document.getElementById("id_headline_room"), places ? `${says}. Cut in ${places}` : says, over.length > 0)
}
for (const field of [headline, ...fields]) field.addEventListener("input", count)
count()
