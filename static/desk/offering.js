// What the bars have in common in which a page offers text that was typed and not saved.

export const button = (label, act) => {
  const made = document.createElement("button")
  made.type = "button"
  made.className = "button"
  made.textContent = label
  made.addEventListener("click", act)
  return made
}

export const timeOf = (at) => {
  const shape = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }
  return new Date(at).toLocaleString(document.documentElement.lang, shape)
}
