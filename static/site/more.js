// "More from …" loads on as one scrolls, over a link that works without this. Where a visitor asked for less motion,
// and after three batches, so that the foot of the page can be reached, it waits for the link to be pressed, each time.
const BY_ITSELF = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 3;

function loadsOn(section) {
  const list = section.querySelector("[data-more-list]");
  const status = section.querySelector("[role=status]");
  const link = section.querySelector("a[data-more]");
  if (!link) return;
  let batches = 0;
  let waiting = false;
  // Where the page was left for a story, and is come back to: as long as it was, it is scrolled to the same place.
  const left = history.state?.batches ? history.state : null;
  const seen = new Set([location.pathname]);
  for (const known of document.querySelectorAll(".neighbours a, .related a, .more .head a")) seen.add(known.pathname);

  const observer = new IntersectionObserver(
    (entries) => entries.some((entry) => entry.isIntersecting) && load(false),
    { rootMargin: "600px" },
  );

  function load(pressed) {
    if (waiting) return;
    waiting = true;
    status.textContent = "Loading older stories…";
    // fetch() gives text, and turning text into elements is what Trusted Types forbid; this gives a document.
    const request = new XMLHttpRequest();
    request.open("GET", link.dataset.more);
    request.responseType = "document";
    request.timeout = 15000;
    request.onload = () => (request.status === 200 && request.response ? add(request.response, pressed) : fail());
    request.onerror = request.ontimeout = fail;
    request.send();
  }

  function add(fragment, pressed) {
    const fresh = [...fragment.querySelectorAll("[data-more-list] > li")].filter(
      (item) => !seen.has(item.querySelector(".head a").pathname),
    );
    for (const item of fresh) seen.add(item.querySelector(".head a").pathname);
    list.append(...fresh.map((item) => document.adoptNode(item)));
    const next = fragment.querySelector("a[data-more]");
    const counted = fresh.length === 1 ? "1 more story" : `${fresh.length} more stories`;
    status.textContent = next ? `${counted}.` : `${counted}. No older stories.`;
    waiting = false;
    batches += 1;
    const goesOn = next && batches < left?.batches;
    if (!goesOn && batches <= left?.batches) goBack();
    if (pressed) fresh[0]?.querySelector(".head a").focus();
    if (!next) {
      observer.disconnect();
      link.closest("p").remove();
      return;
    }
    link.href = next.getAttribute("href");
    link.dataset.more = next.dataset.more;
    if (goesOn) {
      load(false);
      return;
    }
    observer.unobserve(link);
    if (batches < BY_ITSELF) observer.observe(link);
  }

  function goBack() {
    scrollTo({ top: left.top, behavior: "instant" });
    history.scrollRestoration = "auto";
  }

  function fail() {
    if (batches < left?.batches) goBack();
    observer.disconnect();
    status.textContent = "Older stories could not be loaded here. The link opens them.";
    link.removeEventListener("click", press);
  }

  function press(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    load(true);
  }

  link.addEventListener("click", press);
  addEventListener("pagehide", () => history.replaceState({ batches, top: scrollY }, ""));
  if (left) {
    history.scrollRestoration = "manual";
    load(false);
  } else if (BY_ITSELF) {
    observer.observe(link);
  }
}

document.querySelectorAll("[data-loads-on]").forEach(loadsOn);
