"""What a rule would do to one file: its fields and its text as they are read now, and as they would be."""

from articles.desk.imports.words import FIELDS
from articles.importing.reviewing.sweeping import foresee

LONGEST = 300
_PLAIN = ("headline", "standfirst", "byline", "dateline", "source", "proofreader", "section", "slugline")


def before_and_after(file, alike, role, *, now):
    """The fields that differ, each with both values; ``problem`` where no story would be left."""
    old, new = foresee(file, alike, role, now=now)
    told = {"file": file, "changes": [], "problem": ""}
    if new is None or new.story is None:
        told["problem"] = new.refusal.sentence if new and new.refusal else "Its bytes were not kept."
        return told
    before, after = _values(old.story if old else None), _values(new.story)
    told["changes"] = [
        {"field": FIELDS[name], "before": before[name][:LONGEST], "after": after[name][:LONGEST]}
        for name in after
        if name != "paragraphs" and before[name] != after[name]
    ]
    gone, come = (
        _lost(before["paragraphs"], after["paragraphs"]),
        _lost(after["paragraphs"], before["paragraphs"]),
    )
    if gone or come:
        told["changes"].append(
            {"field": FIELDS["paragraphs"], "before": gone, "after": come, "is_part": True}
        )
    return told


def _values(parsed):
    values = {name: getattr(parsed, name, "") or "" for name in _PLAIN}
    published = getattr(parsed, "published", None)
    values["published"] = published.iso if published else ""
    values["related"] = "; ".join(item.title for item in getattr(parsed, "related", ()))
    values["paragraphs"] = [passage.text for passage in getattr(parsed, "passages", ())]
    return values


def _lost(one, other):
    """The passages of the one text that the other has not, in short."""
    kept = set(other)
    return " … ".join(text for text in one if text not in kept)[:LONGEST]
