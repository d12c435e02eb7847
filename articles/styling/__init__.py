"""The only writer of the style book: rules made and changed, tried over all stories, put in force and out of it.

A rule is a draft until it was tried as it is worded now; then it may go live. What is retired may be tried again.
"""

from articles.styling.contradicting import contradiction
from articles.styling.trying import begin, go_on, places_in
from articles.styling.writing import FIELDS, change, checked, go_live, make, reopen, retire

__all__ = [
    "FIELDS", "begin", "change", "checked", "contradiction", "go_live", "go_on", "make", "places_in", "reopen",
    "retire",
]  # fmt: skip
