"""What a fix changes for readers, and the sentence that tells them of it."""

from dataclasses import replace
from hashlib import sha256

from articles.desk.comparing import changes_of, ungraded
from articles.text.correcting import candidates, draft
from articles.text.diff import compare

LABELS = {"body": "Text", "source": "Source as printed"}


def changes_for_readers(live, text, *, before=None, after=None):
    """From the text of ``live``, the edition that readers see, to ``text``. What they are told of it stands apart."""
    if live.correction != text.correction:
        # Another correction is graded for itself: it is not the one before it, made graver.
        before, after = ungraded(before), ungraded(after)
    return changes_of(_untold(live), _untold(text), before=before, after=after)


def choices(live, text, picked):
    """The changes to choose from, for the sentence: a key for each, its old and new words, and whether it is picked."""
    found = candidates(compare(_untold(live), _untold(text)))
    keys = [_key(change) for change in found]
    return [
        {"key": key, "old": change.old, "new": change.new, "is_picked": key in picked}
        for key, change in zip(keys, found, strict=True)
    ]


def drafted(offered):
    """The sentence for those that are picked."""
    return draft([(choice["old"], choice["new"]) for choice in offered if choice["is_picked"]])


def both_versions(collided):
    """Of each field or paragraph that two people changed: its label, what was typed and what was saved meanwhile."""
    return [
        {"label": LABELS.get(item.field, item.field.capitalize()), "is_body": item.field == "body", "mine": item.mine,
         "theirs": item.theirs}
        for item in collided.collision.items
    ]  # fmt: skip


def _untold(text):
    return replace(text, correction="")


def _key(change):
    """Of a change, not of its place: while somebody types, places move."""
    return sha256(f"{change.field}\0{change.old}\0{change.new}".encode()).hexdigest()[:16]
