// Goes on with a run, or with undoing it, as long as somebody looks: one request after the other, each some seconds.

const AGAIN = 4000 // milliseconds until the next try, where somebody else is at it or the network is away
const TRIES = 15
const WINDOW = 30_000 // milliseconds by which the pace is told
const form = document.querySelector("[data-working]")
const at = (name) => form.querySelector(`[data-${name}]`)
const bar = form.querySelector("progress")
const title = document.title
let isOn = false
let seen = [] // {when, done}

const wait = (time) => new Promise((done) => setTimeout(done, time))

const complain = (sentence) => {
  at("problem").textContent = sentence
  at("problem").hidden = !sentence
}

const left = (seconds) => {
  if (seconds < 60) return `about ${Math.max(1, Math.round(seconds))} s`
  if (seconds < 3600) return `about ${Math.round(seconds / 60)} min`
  return `about ${(seconds / 3600).toFixed(1)} h`
}

const pace = ({ done, found }) => {
  const now = performance.now()
  seen = [...seen.filter(({ when }) => now - when < WINDOW), { when: now, done }]
  const [first] = seen
  if (done <= first.done) return ""
  const rate = ((done - first.done) / (now - first.when)) * 1000
  const told = `${rate < 10 ? rate.toFixed(1) : Math.round(rate)} ${form.dataset.working} a second`
  return found === null ? told : `${told}, ${left((found - done) / rate)} left`
}

const show = (run) => {
  at("told").textContent = run.told
  at("pace").textContent = pace(run)
  bar.dataset.done = run.done
  if (run.found === null) bar.removeAttribute("value") // nobody knows how many there are
  else {
    bar.max = run.found
    bar.value = run.done
  }
  const so = run.found === null ? run.done.toLocaleString("en-GB") : `${Math.floor((run.done / Math.max(run.found, 1)) * 100)} %`
  document.title = `${so} · ${title}`
  at("outcomes").replaceChildren(...run.outcomes.map(([label, count]) => {
    const item = document.createElement("li")
    const strong = document.createElement("strong")
    strong.textContent = count.toLocaleString("en-GB")
    item.append(strong, ` ${label}`)
    return item
  }))
}

const turn = (on) => {
  isOn = on
  at("go").hidden = on
  at("look").hidden = on
  at("stop").hidden = !on
  at("stop").disabled = false
  at("stop").textContent = "Stop"
  if (!on) {
    document.title = title
    at("pace").textContent = ""
  }
}

// One piece. Gives what became of it: the run, null where it is to be tried again, or false where that does not help.
const piece = async () => {
  const answer = await fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { Accept: "application/json" },
    redirect: "manual",
  })
  if (answer.status === 409) {
    const run = await answer.json()
    complain(run.problem)
    show(run)
    return run.state === "working" || run.state === "done" ? run : false
  }
  if (answer.status === 507) { // a disk is full: trying again does not help
    const run = await answer.json()
    complain(run.problem)
    show(run)
    return false
  }
  if (answer.type === "opaqueredirect" || answer.status === 403) {
    complain("You were logged out. Log in again in another tab, and then go on.")
    return false
  }
  if (!answer.ok) return null
  complain("")
  const run = await answer.json()
  show(run)
  return run
}

const go = async () => {
  turn(true)
  seen = [{ when: performance.now(), done: Number(bar.dataset.done) }]
  for (let tries = 0; isOn; ) {
    const run = await piece().catch(() => null)
    if (run?.state === "done") return location.replace(form.dataset.run)
    tries = run ? 0 : tries + 1
    if (run === false || tries >= TRIES) {
      if (tries >= TRIES) complain("The desk does not answer. What is done stays done: go on later.")
      return turn(false)
    }
    if (tries) complain("No answer: trying again.")
    if (isOn && (tries || run.state === "working")) await wait(AGAIN)
  }
  at("status").textContent = `Stopped after ${at("told").textContent}.`
  return turn(false)
}

form.addEventListener("submit", (event) => {
  event.preventDefault()
  history.replaceState(null, "", "#start")
  go()
})
at("stop").addEventListener("click", () => {
  isOn = false
  at("stop").disabled = true
  at("stop").textContent = "Stopping…"
  history.replaceState(null, "", location.pathname)
})
if (location.hash === "#start") go()
