"""The Chromium that browser tests drive."""

import functools
import os
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
"""The first has the same engine without the windows around its pages, which take as long as most pages do."""
MISSING = f"No Chromium: none of {', '.join(NAMES)} is on the PATH, and Playwright has not installed its own."
FLAGS = [
    # Nothing but the pages under test: no look-ups or downloads of the browser's own.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    # Chromium refuses its sandbox to root, as whom containers run.
    *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
]


@functools.cache
def path() -> str | None:
    """Where it is, or None."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None
