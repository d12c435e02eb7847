"""What somebody has typed into a story's form and not saved: one row a person and story, and never a revision.

A form is opened once: its sitting, which goes by the moment at which it was opened, is one of its fields. What was
typed in another sitting is never written over: it waits until its owner puts it back or drops it.

Of a story that was redacted nothing is kept: there is no such row, and none is made. What was set apart from a story
says so for as long as it is not saved, in the field ``APART_FROM``, and goes with it.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from articles.models import Redaction, Scratch, Stage, Story
from articles.rules import Refused, fresh

ROOM = 2_000_000
"""Characters of one form that are kept."""
APART_FROM = "apart_from"
"""The field of a new story's form that gives the number of the story into which its words were typed at first."""


def held(user: Any, story: Story | int | None) -> Scratch | None:
    """What ``user`` typed into the story's form, or for None into that of a new story, and did not save."""
    return Scratch.objects.filter(user=user, story=story).first()


def keep(
    user: Any, story: Story | int | None, fields: Mapping[str, str], *, base: int, now: datetime
) -> bool:
    """Keep the fields of a form that was not saved, in the stead of what its sitting kept before. What another one left
    is not touched, and then nothing is kept. Says which.
    """
    _check_room(fields)
    given = (user, story, fields, base, now)
    # Over it once more where another request of the sitting was quicker to write.
    return _write_over(*given) or _write(*given) or _write_over(*given)


def drop(user: Any, story: Story | int | None, *, opened: str | None = None) -> None:
    """Keep it no longer: all of it, or what was typed in the sitting ``opened``, which was saved."""
    sitting = {} if opened is None else {"fields__opened": opened}
    Scratch.objects.filter(user=user, story=story, **sitting).delete()


def set_apart(user: Any, story: Story) -> None:
    """Let what ``user`` typed into a story that was spiked, and did not save, be what they typed of a new story."""
    try:
        with transaction.atomic():
            _set_apart(user, fresh(story))
    except IntegrityError:
        raise Refused(
            "A new story of yours waits with unsaved text: save or drop that first, under “Add story”."
        ) from None


def _set_apart(user: Any, story: Story) -> None:
    if story.stage != Stage.SPIKED:
        raise Refused("This story is not on the spike: put what you typed back, and go on here.")
    row = Scratch.objects.filter(user=user, story=story).first()
    if row is None:
        raise Refused("There is no unsaved text of yours any more.")
    fields = dict(row.fields) | {APART_FROM: str(story.pk)}
    Scratch.objects.filter(pk=row.pk).update(story=None, base=0, fields=fields)


def blank(story: Story) -> None:
    """Keep nothing any more that was typed into the story, by whomever."""
    Scratch.objects.filter(Q(story=story) | Q(story=None, fields__apart_from=str(story.pk))).delete()


def check_stands(fields: Mapping[str, str]) -> None:
    """Refuse a new story's form whose words were set apart from one that was redacted since. Asked in a transaction."""
    came_from = fields.get(APART_FROM, "")
    if re.fullmatch(r"[0-9]{1,18}", came_from):  # whatever a browser sends may stand there
        _check_words_stand(int(came_from))


def _check_room(fields: Mapping[str, str]) -> None:
    if sum(len(name) + len(value) for name, value in fields.items()) > ROOM:
        raise Refused(
            f"This is too long to be kept unsaved: the desk keeps {ROOM:,} characters of a form. Shorten the text."
        )


def _write_over(
    user: Any, story: Story | int | None, fields: Mapping[str, str], base: int, now: datetime
) -> bool:
    rows = Scratch.objects.filter(user=user, story=story, fields__opened=fields.get("opened", ""))
    written = {"fields": dict(fields), "base": base, "saved_at": now}
    if story or APART_FROM not in fields:  # most do so, and all day: in one query
        return bool(rows.update(**written))
    with transaction.atomic():
        check_stands(fields)
        return bool(rows.update(**written))


def _write(user: Any, story: Story | int | None, fields: Mapping[str, str], base: int, now: datetime) -> bool:
    pk = story.pk if isinstance(story, Story) else story
    if Scratch.objects.filter(user=user, story=pk).exists():
        return False
    try:
        with transaction.atomic():
            if pk:
                _check_words_stand(pk)
            else:
                check_stands(fields)
            Scratch.objects.create(user=user, story_id=pk, fields=dict(fields), base=base, saved_at=now)
    except IntegrityError:  # the one row that there may be was made in this very moment
        return False
    return True


def _check_words_stand(pk: int) -> None:
    """Asked with the story locked, as whoever redacts it locks it: a page that was opened before an order was carried
    out goes on sending what it holds.
    """
    list(Story.objects.select_for_update(no_key=True).filter(pk=pk).values_list("pk"))
    if Redaction.objects.filter(story=pk).exists():
        raise Refused("This story was redacted by order of a court: nothing that is typed into it is kept.")
