// Times as they are where the reader is, beside those of the site, and how long until then. Without this script the
// page names its zone and says how long it was when it was made.

const EVERY = 20_000 // milliseconds
const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone

const lasting = (milliseconds) => {
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000)
  if (!minutes) return "less than a minute"
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  const parts = [[days, "d"], [hours, "h"], [days ? 0 : rest, "min"]]
  return parts.filter(([number]) => number).map(([number, unit]) => `${number} ${unit}`).join(" ")
}

const count = () => {
  for (const shown of document.querySelectorAll("[data-countdown]")) {
    const ahead = new Date(shown.dateTime) - Date.now()
    shown.textContent = ahead > 0 ? `in ${lasting(ahead)}` : `${lasting(ahead)} ago`
  }
}

// The wall clock of a zone at a moment, as if it were UTC: what two zones show can so be compared.
const wall = (at, zone) => {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone, year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric",
    hourCycle: "h23",
  }).formatToParts(at)
  const { year, month, day, hour, minute } = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]))
  return Date.UTC(year, month - 1, day, hour, minute)
}

// The moment at which clocks in a zone show this date and time.
const momentOf = (date, time, zone) => {
  const shown = Date.parse(`${date}T${time.slice(0, 5)}Z`)
  let at = shown
  for (let again = 0; again < 2; again++) at += shown - wall(at, zone)
  return at
}

const told = (at, besides) => {
  const shape = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", day: "numeric", month: "short" }
  const sameDay = Math.floor(wall(at, HERE) / 86_400_000) === Math.floor(besides / 86_400_000)
  if (sameDay) delete shape.day, delete shape.month
  return new Date(at).toLocaleString(document.documentElement.lang, shape)
}

for (const shown of document.querySelectorAll("time[data-moment]")) {
  const { moment: zone } = shown.dataset
  const at = Date.parse(shown.dateTime)
  if (wall(at, HERE) !== wall(at, zone)) {
    shown.append(`, that is ${told(at, wall(at, zone))} where you are`)
  }
}

const follow = (group) => {
  const [date, time] = ["date", "time"].map((kind) => group.querySelector(`input[type=${kind}]`))
  const choice = document.getElementById(group.dataset.zoneOf)
  const says = group.querySelector("[data-here]")
  const show = () => {
    const zone = choice ? choice.value : group.dataset.zone
    says.textContent = ""
    if (!date.value || !time.value) return
    const at = momentOf(date.value, time.value, zone)
    if (Number.isNaN(at)) return
    const away = wall(at, HERE) === wall(at, zone) ? "" : `That is ${told(at, wall(at, zone))} where you are. `
    const past = group.querySelector(".errorlist") ? "" : "That is in the past." // the desk has said so
    says.textContent = `${away}${at > Date.now() ? `In ${lasting(at - Date.now())}.` : past}`
  }
  for (const field of [date, time, choice]) field?.addEventListener("input", show)
  show()
}

for (const group of document.querySelectorAll(".moment")) follow(group)

// A time that is typed is meant: the choice beside it need not be made as well.
const later = document.querySelector('input[type="radio"][name="when"][value="at"]')
if (later) {
  const group = later.form.querySelector(".moment")
  group.addEventListener("input", () => {
    later.checked = true
  })
}

if (document.querySelector("[data-countdown]")) {
  count()
  setInterval(count, EVERY)
}
