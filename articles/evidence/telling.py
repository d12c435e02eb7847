"""Entries of the ledger as sentences for editors: who did what, and what they said about it."""

from collections.abc import Mapping
from typing import Any

from articles.rules import Move

ACTS = {
    "create": "wrote the story",
    "save": "saved a revision",
    "update": "gave the story what its file says",
    "reread": "said what lines of its file are",
    "confirm": "confirmed what the importer was unsure of",
    "unconfirm": "took back what they had confirmed",
    "unsettle": "took back what was settled with many others at once",
    "take-proposal": "took what a copy of it says",
    "decline-proposal": "declined what a copy of it says",
    "restore": "brought back an earlier revision",
    "undo": "undid a change of theirs",
    "name": "named a revision",
    "settle": "settled what was owed for a flash",
    "take-in": "took in the readers of another story",
    "credit moved": "moved a credit to a merged name",
    "credit moved back": "took a merge of names back, and a credit with it",
    Move.SUBMIT: "handed it in for proofreading",
    Move.SEND_BACK: "returned it to its writer",
    Move.SIGN_OFF: "signed the text off",
    Move.TAKE_BACK: "took back the sign-off",
    Move.PUBLISH: "published it",
    Move.SCHEDULE: "scheduled it",
    Move.OVERRIDE: "published it unread, over the rule",
    Move.FLASH: "published it unread, as developing",
    Move.CALL_BACK: "called back what was scheduled",
    Move.RELEASE: "released it from the archive, unread",
    Move.WITHDRAW: "withdrew it from readers",
    Move.MERGE: "merged it into another story",
    Move.SPIKE: "spiked it",
    Move.UNSPIKE: "took it off the spike",
    Move.TAKE_WRITING: "took it for writing",
    Move.TAKE_READING: "took it for reading",
    Move.HAND_BACK: "handed it back",
    Move.ASSIGN: "gave it to somebody",
    Move.PLAN: "planned it",
    Move.HOLD: "put it on hold",
    Move.LIFT: "lifted a hold",
    Move.EMBARGO: "set an embargo",
    Move.LIFT_EMBARGO: "lifted the embargo",
    Move.COMMENT: "commented on it",
    "dismiss": "dismissed what house style found",
    "undismiss": "took back that a finding is none",
    "suggest": "suggested other words",
    "ask": "asked somebody about it",
    "reply": "replied to what was said of it",
    "accept-suggestion": "accepted a suggestion",
    "reject-suggestion": "rejected a suggestion",
    "reopen-mark": "opened again what they had decided",
    "take-back-mark": "took back what they had suggested or asked",
    "resolve-comment": "settled what was said or asked",
    Move.SHARE: "shared a preview",
    Move.TRANSLATE: "said what it is the translation of",
    Move.AGREE: "said that it agrees with its other versions",
    Move.UNTRANSLATE: "said that it is no translation",
    "revoke-link": "revoked a shared preview",
    "arranged": "arranged the front page",
    "called back": "called back what was arranged for the front page",
    "report": "took a reader’s report",
    "answer-report": "answered a reader’s report",
    "owe-again": "owed a reading of the flash again",
    "redact": "redacted it by order of a court",
}
PLAIN = {
    "digest",
    "stage",
    "rules",
    "hold",
    "comment",
    "link",
    "doubt",
    "report",
    "proposal",
    "settlement",
    "dismissal",
}
"""Details that are told elsewhere, or mean nothing without the ledger's own form."""
LABELS = {
    "revision": "revision",
    "edition": "published version",
    "changed": "changed",
    "until": "until",
    "at": "at",
    "run": "import run",
    "fix": "fixed in revision",
    "finding": "rule",
    "scope": "for",
    "words_of": "words of",
    "became": "made revision",
    "of": "of story",
}
WORDS = {
    "source_credit": "source as printed",
    "source_id": "source",
    "proofreader_id": "proofreader",
    "proofreader_credit": "proofreader as printed",
    "published_at": "date",
    "published_precision": "how exactly the date is known",
    "headline_is_provisional": "whether the headline is provisional",
    "correction_severity": "how grave the error was",
    "desk_notes": "desk notes",
    "translation_of_id": "translation",
    "genre": "kind of piece",
    "related": "related coverage",
}


def told(act: str) -> str:
    """What was done, after the name of who did it: "signed the text off"."""
    return ACTS.get(act) or f"{act.replace('-', ' ').replace('_', ' ')} (act of the desk)"


def details(detail: Mapping[str, Any]) -> list[str]:
    """What else an entry says, a phrase each: "revision 3", "reason: …"."""
    found = [_phrase(name, value) for name, value in detail.items() if name not in PLAIN]
    if isinstance(stage := detail.get("stage"), str) and "→" in stage:
        found.append(stage)
    return [phrase for phrase in found if phrase]


def _phrase(name: str, value: Any) -> str:
    if value in (None, "", [], {}) or isinstance(value, bool):
        return name.replace("_", " ") if value is True else ""
    said = _said(value)
    label = LABELS.get(name, name.replace("_", " "))
    return (
        f"{label} {said}" if name in ("revision", "edition", "run", "fix", "became") else f"{label}: {said}"
    )


def _said(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_said(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{key} {_said(item)}" for key, item in value.items())
    return WORDS.get(value, value.replace("_", " ")) if value in WORDS else str(value)
