// What only a script can do with a story: hand its address on, copy it, print. Each button shows where it would work.
const ways = document.querySelector("[data-ways]");
const address = document.querySelector("link[rel=canonical]")?.href ?? location.href;

function offer(name, works, act) {
  const button = ways?.querySelector(`[data-way=${name}]`);
  if (!button || !works) return;
  button.hidden = false;
  button.addEventListener("click", act);
}

function say(words) {
  ways.querySelector("[role=status]").textContent = words;
}

offer("share", navigator.share, () =>
  // Who closes the sheet has changed their mind, and knows.
  navigator.share({ title: ways.dataset.ways, url: address }).catch(() => {}),
);
offer("copy", navigator.clipboard, () =>
  navigator.clipboard.writeText(address).then(
    () => say("The address is copied."),
    () => say(`It could not be copied: ${address}`),
  ),
);
offer("print", window.print, () => print());
