"""The only writer of editions: publish, correct, withdraw, merge, and release an imported archive.

An edition is a copy of all that readers see, with the window in which they see it. Every act inserts its rows and
closes the one before in one transaction; there is nothing to run afterwards for readers to see it, at its second.
"""

from articles.press.archive import Released, release_archive, retract_archive
from articles.press.merging import merge
from articles.press.previewing import preview
from articles.press.publishing import call_back, pass_and_publish, publish
from articles.press.unread import flash, override
from articles.press.withdrawing import BY_HAND, withdraw

__all__ = [
    "BY_HAND", "Released", "call_back", "flash", "merge", "override", "pass_and_publish", "preview", "publish",
    "release_archive", "retract_archive", "withdraw",
]  # fmt: skip
