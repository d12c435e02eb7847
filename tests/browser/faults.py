"""What a page denies to people with disabilities."""

from axe_playwright_python.base import AXE_SCRIPT

NONE = {"light": [], "dark": []}
"""What ``faults_by_scheme`` finds where all is well."""
OF_COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
"""The rules of axe that look at colours."""
BROKEN = """
async (options) => (await axe.run(options)).violations.map(
  ({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 120))],
)
"""
SETTLED = "Promise.allSettled(document.getAnimations().map((moving) => moving.finished))"
STANDING = """
[...document.querySelectorAll("*")].map((one) => {
  const { x, y, width, height } = one.getBoundingClientRect();
  return [x, y, width, height, getComputedStyle(one).visibility].join();
}).join(";")
"""


def faults(page, options=None):
    """Each rule of axe that the page breaks, with the elements that break it; ``options`` as for axe."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    # No rule that we ask needs style sheets to be fetched again, and axe takes their addresses for the page's own.
    return page.evaluate(
        BROKEN, {"resultTypes": ["violations"], "selectors": False, "preload": False} | (options or {})
    )


def faults_by_scheme(page, options=None):
    """Those in light colours, and those in dark ones, of a page that is loaded once. Where all stands as it did, only
    what axe says of colours can have become another."""
    found, stood = {}, None
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(SETTLED)
        stands = page.evaluate(STANDING)
        found[scheme] = faults(page, OF_COLOURS if stands == stood else options)
        stood = stands
    return found
