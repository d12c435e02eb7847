"""What a page denies to people with disabilities."""

from axe_playwright_python.sync_playwright import Axe


def faults(desk):
    """Each rule of axe that the page breaks, with the elements that break it."""
    said = list(desk.said)
    found = Axe().run(desk).response["violations"]
    desk.said[:] = said  # what axe itself set off counts for nothing
    return [(fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in found]
