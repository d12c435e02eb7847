"""A doubt settled where it is shown: the value that a person gives to the field that is in doubt."""

from contextlib import suppress
from datetime import date

from django.db import transaction
from django.utils.timezone import localtime

from articles import drafting
from articles.importing.formats.stating import YEARS
from articles.importing.reading.fields import midnight
from articles.models import Precision, Story
from articles.rules import Refused, check_revision, fresh

_MONTHS = 12
_LONGEST = Story._meta.get_field("headline").max_length


def offered(doubt):
    """The field that a form asks for, with what to begin with; None where the doubt is about no field of one line."""
    story = doubt.story
    if doubt.field == "headline":
        return {"label": "Headline", "type": "text", "value": story.headline}
    if doubt.field == "published":
        return {"label": "Date", "type": "date", "value": _day(doubt, story)}
    return None


@transaction.atomic
def give(doubt, value, *, revision, by, now):
    """Save the value that a person gives, which settles the doubts about its field. Refused if it changes nothing."""
    story = fresh(doubt.story)
    check_revision(story, revision)
    saved = drafting.save(story, _changes(doubt.field, value), base=revision, by=by, now=now)
    if saved.revision is None:
        raise Refused("That is what the story says already: confirm it.")
    return saved


def _changes(field, value):
    if field == "headline" and (headline := " ".join(value.split())):
        if len(headline) > _LONGEST:
            raise Refused(f"A headline has at most {_LONGEST} characters.")
        return {"headline": headline, "headline_is_provisional": False}
    if field == "published" and value.strip():
        return {"published_at": _midnight(value.strip()), "published_precision": Precision.DAY}
    raise Refused("Give the headline, or the date, that settles this.")


def _midnight(value):
    """A day as the story form keeps it."""
    try:
        day = date.fromisoformat(value)
        if day.year not in YEARS:
            raise ValueError(day)
        return midnight(day)
    except ValueError:
        raise Refused(f"“{value[:20]}” is no date: give year, month and day, as in 1999-03-05.") from None


def _day(doubt, story):
    """The date that is held; where day and month could be swapped, the other one."""
    if not story.published_at:
        return ""
    day = localtime(story.published_at).date()
    if doubt.code == "ambiguous-date":
        with suppress(ValueError):  # its own clock may have another day than the site's
            day = date.fromisoformat(doubt.file.fields.get("published", "")[:10])
        day = day.replace(month=day.day, day=day.month) if day.day <= _MONTHS else day
    return day.isoformat()
