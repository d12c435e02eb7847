"""When two people changed the same words: both versions and what they started from, and a form that loses neither."""

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.html import linebreaks
from django.utils.safestring import mark_safe

from articles.desk.facts import Facts
from articles.desk.story_form import Sheet
from articles.desk.words import joined
from articles.models import Picture, Precision, Proofreader, Source, Topic, Writer
from articles.text.blocks import clean
from articles.text.diff import merge_mine

LABELS = {
    "body": "Text", "source": "Source as printed", "source_id": "Source", "proofreader_id": "Proofreader",
    "proofreader_credit": "Proofreader as printed", "published_at": "Date", "published_precision": "Date known",
    "headline_is_provisional": "Headline is provisional", "related": "Related coverage",
}  # fmt: skip
KINDS = {
    "source_id": Source, "proofreader_id": Proofreader, "writers": Writer, "topics": Topic, "pictures": Picture,
}  # fmt: skip


def sides(collided):
    """For each field or paragraph that both changed: its label, and what it was, what was typed, what is held."""
    rows = [
        _row(item.field, *(_shown(item.field, side) for side in (item.base, item.mine, item.theirs)))
        for item in collided.collision.items
    ]
    return rows + [
        _row(name, *(_told(name, side) for side in versions)) for name, versions in collided.details.items()
    ]


def proposal(base, mine, latest):
    """A sheet on what is held now with what was typed put in: theirs where only they wrote, mine where I did.

    The three are states, as ``drafting.of_revision`` gives them.
    """
    details = dict(latest.details)
    details |= {name: value for name, value in mine.details.items() if value != base.details.get(name)}
    return Sheet(Facts(merge_mine(base.text, mine.text, latest.text), details))


def _row(field, base, mine, theirs):
    label = LABELS.get(field, field.replace("_", " ").capitalize())
    return {"label": label, "base": base, "mine": mine, "theirs": theirs}


def _shown(field, value):
    return mark_safe(clean(value)) if field == "body" else mark_safe(linebreaks(str(value), autoescape=True))  # noqa: S308


def _told(name, value):
    """A detail in words."""
    if name in KINDS:
        pks = value if isinstance(value, list) else [value] if value else []
        rows = KINDS[name].objects.in_bulk(pks)
        return joined(str(rows[pk]) for pk in pks if pk in rows)
    if name == "related":
        return "; ".join(title for title, _, _ in value or [])
    if name == "published_at" and value:
        return timezone.localtime(parse_datetime(value)).strftime("%d %b %Y %H:%M %Z")
    if name == "published_precision":
        return Precision(value).label
    return {True: "yes", False: "no", None: ""}.get(value, value)
