"""The names of the moves, and the answers that a rule gives."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.timezone import localtime

from articles.text.calendars import spoken


class Refused(Exception):
    """An act that the rules do not allow. Its text says why, in a sentence fit to show."""


class Already(Refused):
    """Somebody was first: "Accepted by Mira Stone at 11:02 already.", with the day where that is not today's."""

    def __init__(self, did: str, name: str, at: datetime, now: datetime) -> None:
        there = localtime(at)
        day = "" if there.date() == localtime(now).date() else f" on {spoken(there)}"
        super().__init__(f"{did}{f' by {name}' if name else ''} at {there:%H:%M}{day} already.")


class Move(models.TextChoices):
    SAVE = "save", "Save"
    CONFIRM = "confirm", "Confirm what an import doubts"
    SUBMIT = "submit", "Submit for proofreading"
    SEND_BACK = "send-back", "Return to the writer"
    SIGN_OFF = "sign-off", "Sign off"
    TAKE_BACK = "take-back", "Take back my sign-off"
    FIX = "fix", "Fix"
    PASS = "pass", "Sign off and publish"
    PUBLISH = "publish", "Publish"
    SCHEDULE = "schedule", "Schedule"
    OVERRIDE = "override", "Publish unread"
    FLASH = "flash", "Flash"
    CALL_BACK = "call-back", "Call back"
    RELEASE = "release", "Release from the archive"
    WITHDRAW = "withdraw", "Withdraw"
    MERGE = "merge", "Merge into another story"
    SPIKE = "spike", "Spike"
    UNSPIKE = "unspike", "Take off the spike"
    TAKE_WRITING = "take-writing", "Take for writing"
    TAKE_READING = "take-reading", "Take for reading"
    HAND_BACK = "hand-back", "Hand back"
    ASSIGN = "assign", "Give to somebody"
    PLAN = "plan", "Plan"
    HOLD = "hold", "Hold"
    LIFT = "lift", "Lift a hold"
    EMBARGO = "embargo", "Embargo"
    LIFT_EMBARGO = "lift-embargo", "Lift the embargo"
    COMMENT = "comment", "Comment"
    SHARE = "share", "Share a preview"
    TRANSLATE = "translate", "Say what it translates"
    UNTRANSLATE = "untranslate", "Say that it translates nothing"
    AGREE = "agree", "Say that it agrees with its other versions"


@dataclass(frozen=True)
class Verdict:
    """True where the move is allowed; otherwise ``reason`` says why it is not."""

    move: Move
    reason: str = ""

    def __bool__(self) -> bool:
        return not self.reason
