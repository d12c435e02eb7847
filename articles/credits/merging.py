"""Two sources or people that are one: the other row stands for both from then on."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from articles import ledger
from articles.credits.naming import NameTaken
from articles.credits.near import ALIASES, WORDS, follow
from articles.models import Edition, EditionWriter, Proofreader, SignOff, Story, StoryWriter, Writer


@transaction.atomic
def merge(loser: Any, *, into: Any, by: Any, now: datetime) -> int:
    """Let ``into`` stand for ``loser`` from now on: its stories, editions, aliases and earlier merged names.

    The loser's row stays, so that its name resolves and its address redirects. What was printed is not
    touched: names in editions are copies. Gives the number of editions whose pointer moved, each of them in
    the ledger, and with the merge all that ``take_back`` moves back.
    """
    kind = type(into)
    word = WORDS[kind]
    if not by.has_perm(f"articles.change_{word}"):
        raise NameTaken("Your account does not have the right to merge names.")
    # Others may go on pointing at the two: a publication that holds its story waits for no name.
    held = kind.objects.select_for_update(no_key=True)
    rows = {row.pk: row for row in held.filter(pk__in=[loser.pk, into.pk])}
    loser, into = rows[loser.pk], rows[into.pk]
    if type(loser) is not kind or loser == into:
        raise NameTaken("Choose two different names to merge.")
    if loser.merged_into_id or into.merged_into_id:
        raise NameTaken("One of the two has been merged already. Reload the page.")
    stories = lock_stories(loser)
    aliases = ALIASES[kind].objects.filter(owner=loser)
    names = kind.objects.filter(merged_into=loser)
    kept: dict[str, Any] = {
        "name": loser.pk,
        "aliases": list(aliases.values_list("pk", flat=True)),
        "names": list(names.values_list("pk", flat=True)),
    }
    aliases.update(owner=into)
    names.update(merged_into=into)
    # First the names, then what points at them: the database lets a pointer of an edition move only along a merge.
    kind.objects.filter(pk=loser.pk).update(merged_into=into)
    kept["user"] = _move_account(loser, into)
    moved = _move_pointers(loser, into, kept)
    kept["pairs"] = follow(loser, into)
    detail = {"kind": word, "from": str(loser), "to": str(into)}
    acts = [
        ledger.Act("credit moved", stories[story_id], detail=detail | {"edition": number})
        for story_id, number in moved
    ]
    act = ledger.Act("merged", chain=f"{word}/{into.pk}", detail=detail | {"moved": kept})
    ledger.record_many([*acts, act], by=by, at=now)
    return len(moved)


@transaction.atomic
def merge_many(losers: Collection[Any], *, into: Any, by: Any, now: datetime) -> int:
    """Let ``into`` stand for all of ``losers``, or for none where one of them is refused."""
    return sum(merge(loser, into=into, by=by, now=now) for loser in losers)


def lock_stories(name: Any) -> dict[int, Story]:
    """The stories that point at ``name``, now, in an edition or by who signed them, locked in the order of all acts."""
    if isinstance(name, Writer):
        pks = {row.story_id for row in StoryWriter.objects.filter(writer=name)}
        pks |= {
            row.edition.story_id
            for row in EditionWriter.objects.filter(writer=name).select_related("edition")
        }
    else:
        by_name = {WORDS[type(name)]: name}
        pks = set(Story.objects.filter(**by_name).values_list("pk", flat=True))
        pks |= set(Edition.objects.filter(**by_name).values_list("story", flat=True))
        if isinstance(name, Proofreader):  # whom the next edition of what their account signed will credit
            pks |= set(SignOff.objects.filter(signer__proofreader=name).values_list("story", flat=True))
    held = Story.objects.select_for_update(no_key=True).filter(pk__in=pks).order_by("pk")
    return {story.pk: story for story in held}


def _move_account(loser: Any, into: Any) -> int | None:
    """Let the account of a person follow, unless the other has one of its own. Gives its number where it did."""
    user = getattr(loser, "user", None)
    if not user or into.user is not None:
        return None
    type(loser).objects.filter(pk=loser.pk).update(user=None)
    type(into).objects.filter(pk=into.pk).update(user=user)
    return int(user.pk)


def _move_pointers(loser: Any, into: Any, kept: dict[str, Any]) -> list[tuple[int, int]]:
    """Move every pointer, and write down in ``kept`` which; gives (story, number) of each edition that had one."""
    if isinstance(into, Writer):
        rows = EditionWriter.objects.filter(writer=loser).order_by("pk")
        found = list(rows.values_list("pk", "edition__story_id", "edition__number"))
        rows.update(writer=into)
        both = StoryWriter.objects.filter(writer=into).values("story")
        shared = StoryWriter.objects.filter(
            writer=loser, story__in=list(both.values_list("story", flat=True))
        )
        kept["shared"] = list(map(list, shared.values_list("story", "position")))
        shared.delete()
        places = StoryWriter.objects.filter(writer=loser)
        kept["stories"] = list(places.values_list("pk", flat=True))
        places.update(writer=into)
    else:
        field = WORDS[type(into)]
        editions = Edition.objects.filter(**{field: loser}).order_by("pk")
        found = list(editions.values_list("pk", "story_id", "number"))
        editions.update(**{field: into})
        stories = Story.objects.filter(**{field: loser}).order_by("pk")
        kept["stories"] = list(stories.values_list("pk", flat=True))
        stories.update(**{field: into})
    kept["editions"] = [pk for pk, _, _ in found]
    return [(story, number) for _, story, number in found]
