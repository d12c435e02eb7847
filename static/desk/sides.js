// A file beside its story: what one points at on one side is shown on the other.

const clear = () => document.querySelectorAll(".is-linked").forEach((one) => one.classList.remove("is-linked"))

const linked = (target) => {
  const line = target.closest?.("[data-feeds]")
  if (line) {
    const keys = line.dataset.feeds.trim().split(" ")
    return [line, ...keys.map((key) => document.querySelector(`[data-passage="${key}"]`))]
  }
  const passage = target.closest?.("[data-passage]")
  return passage ? [passage, ...document.querySelectorAll(`[data-feeds~="${passage.dataset.passage}"]`)] : []
}

const show = ({ target }) => {
  const found = linked(target)
  if (!found.length) return
  clear()
  for (const one of found) one?.classList.add("is-linked")
}

document.addEventListener("pointerover", show)
document.addEventListener("focusin", show)
