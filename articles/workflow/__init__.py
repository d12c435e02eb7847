"""The moves of the working copy, and who has it. Nothing else writes ``Story.stage``, sign-offs or the desk's columns.

A move of the text carries the number of the revision that the decision was made on, and is refused when that is not
the latest. Each is one transaction: lock the row, read it again, check, write, log, tell.
"""

from articles.workflow.agreeing import agree
from articles.workflow.holding import embargo, hold, lift, lift_embargo
from articles.workflow.moves import (
    put_aside,
    put_aside_many,
    restage,
    send_back,
    shelve,
    spike,
    submit,
    take_up,
    unspike,
)
from articles.workflow.planning import plan
from articles.workflow.signing import sign_off, take_back
from articles.workflow.taking import assign, hand_back, let_go, take_reading, take_writing, touch

__all__ = [
    "agree", "assign", "embargo", "hand_back", "hold", "let_go", "lift", "lift_embargo", "plan", "put_aside",
    "put_aside_many", "restage", "send_back", "shelve", "sign_off", "spike", "submit", "take_back", "take_reading",
    "take_up", "take_writing", "touch", "unspike",
]  # fmt: skip
