"""A doubt settled where it is shown: the value that a person gives to the field that is in doubt, or for a date whose
day and month could be swapped the other reading of it.
"""

from contextlib import suppress
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from articles import drafting
from articles.importing.formats.stating import YEARS
from articles.importing.reading.fields import midnight, moment
from articles.models import Precision, Story
from articles.rules import Refused, check_revision, fresh
from articles.text.dates import swapped

SWAPPED = "ambiguous-date"
"""The code of doubts about dates whose day and month could be swapped."""
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
    read, other = readings(doubt) if doubt.code == SWAPPED else (None, None)
    if other and value == str(other)[:10] and doubt.story.published_at == moment(read):
        return swap(doubt, revision=revision, by=by, now=now)
    story = fresh(doubt.story)
    check_revision(story, revision)
    saved = drafting.save(story, _changes(doubt.field, value, now), base=revision, by=by, now=now)
    if saved.revision is None:
        raise Refused("That is what the story says already: confirm it.")
    return saved


@transaction.atomic
def give_day(doubt, day, *, by, now):
    """Save the date that is given to many, as ``give`` does; a story that has that day already keeps its hour, and is
    confirmed. Gives the revision that this made, if any.
    """
    story = doubt.story
    is_known = story.published_at and story.published_precision in (Precision.DAY, Precision.MINUTE)
    if is_known and localtime(story.published_at).date() == day:
        return drafting.confirm(doubt, revision=story.revision_number, by=by, now=now)
    return give(doubt, str(day), revision=story.revision_number, by=by, now=now).revision


@transaction.atomic
def swap(doubt, *, revision, by, now):
    """Let day and month of a story's date change places, as its file has them; its hour stays. Refused where the story
    has another date by now, or the other one is still to come.
    """
    story, (read, other) = fresh(doubt.story), readings(doubt)
    if other is None or story.published_at != moment(read):
        raise Refused("The date is no longer as the file has it: settle it by itself.")
    if moment(other) > now:
        raise Refused("The other way round, the date would be still to come.")
    check_revision(story, revision)
    return drafting.save(story, {"published_at": moment(other)}, base=revision, by=by, now=now)


def readings(doubt):
    """The date as it was read in the file of a doubt, and with day and month swapped; None for what there is not."""
    with suppress(KeyError, ValueError):
        iso = doubt.file.fields["published"]
        read = datetime.fromisoformat(iso) if "T" in iso else date.fromisoformat(iso)
        return read, swapped(read)
    return None, None


def nothing_held(doubt):
    """Whether there is nothing to confirm: a date that is missing is given, or read in another line."""
    return doubt.field == "published" and not doubt.story.published_at


def _changes(field, value, now):
    if field == "headline" and (headline := " ".join(value.split())):
        if len(headline) > _LONGEST:
            raise Refused(f"A headline has at most {_LONGEST} characters.")
        return {"headline": headline, "headline_is_provisional": False}
    if field == "published" and value.strip():
        return dated(value, now)
    raise Refused("Give the headline, or the date, that settles this.")


def dated(value, now):
    """What a save changes for a date that somebody typed."""
    return {"published_at": midnight(day_of(value, now)), "published_precision": Precision.DAY}


def day_of(value, now):
    """The day that has come and that somebody typed, as year, month and day."""
    try:
        day = date.fromisoformat(value.strip())
    except ValueError:
        raise Refused(f"“{value[:20]}” is no date: give year, month and day, as in 1999-03-05.") from None
    if day.year < YEARS.start:
        raise Refused(f"{day} lies before {YEARS.start}: give the year in full.")
    if day.year not in YEARS or midnight(day) > now:
        raise Refused(f"{day} is still to come.")
    return day


def _day(doubt, story):
    """The date that is held; where day and month could be swapped, the other one."""
    if not story.published_at:
        return ""
    # The other reading is of the file's own clock, which may have another day than the site's.
    other = readings(doubt)[1] if doubt.code == SWAPPED else None
    return str(other or localtime(story.published_at).date())[:10]
