"""A merge of two names taken back: what it moved goes back, and what came since stays where it is."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet

from articles import ledger
from articles.credits.merging import lock_stories
from articles.credits.naming import NameTaken
from articles.credits.near import ALIASES, PAIRS, WORDS, note, put_back
from articles.models import Edition, EditionWriter, LedgerEntry, Story, StoryWriter, Writer, some_of
from articles.search import published

_AT_ONCE = 500


def merges_into(name: Any) -> dict[int, LedgerEntry]:
    """The merges that ``name`` stands by and that can be taken back, by the number of the name that went into it.

    One that another merge was made upon waits until that is taken back; one from before what moves was written down
    stays as it is.
    """
    chain = f"{WORDS[type(name)]}/{name.pk}"
    entries = LedgerEntry.objects.filter(chain=chain, act="merged").order_by("number")
    found = {entry.detail["moved"]["name"]: entry for entry in entries if "moved" in entry.detail}
    merged = set(type(name).objects.filter(pk__in=found, merged_into=name).values_list("pk", flat=True))
    under = {pk for each in merged for pk in found[each].detail["moved"]["names"]}
    return {pk: entry for pk, entry in found.items() if pk in merged - under}


@transaction.atomic
def take_back(loser: Any, *, by: Any, now: datetime) -> int:
    """Let ``loser`` stand for itself again, with what its merge moved and nobody has moved since.

    Stories, published versions, aliases, earlier merged names and the account go back; what came since the merge under
    either name stays. What was printed is not touched. Gives the number of editions whose pointer moved, each of them
    in the ledger.
    """
    kind = type(loser)
    word = WORDS[kind]
    if not by.has_perm(f"articles.change_{word}"):
        raise NameTaken("Your account does not have the right to take a merge of names back.")
    held = kind.objects.select_for_update(no_key=True)
    rows = {row.pk: row for row in held.filter(pk__in=[loser.pk, loser.merged_into_id])}
    into = rows.get(loser.merged_into_id)
    loser = rows[loser.pk]
    if into is None or loser.merged_into_id != into.pk:
        raise NameTaken(f"{loser} is not merged into another name now. Reload the page.")
    entry = merges_into(into).get(loser.pk)
    if into.merged_into_id or entry is None:
        raise NameTaken(
            f"The merge of {loser} cannot be taken back now: either another merge was made upon it, so take that back "
            "first, or it is from before what a merge moves was written down."
        )
    moved = entry.detail["moved"]
    stories = lock_stories(into)
    # The database lets a pointer of an edition move only along a merge: for the length of this transaction it is
    # turned round.
    kind.objects.filter(pk=loser.pk).update(merged_into=None)
    kind.objects.filter(pk=into.pk).update(merged_into=loser)
    numbers = _pointers_back(kind, loser, into, moved)
    kind.objects.filter(pk=into.pk).update(merged_into=None)
    for some in some_of(moved["names"], _AT_ONCE):
        kind.objects.filter(pk__in=some, merged_into=into).update(merged_into=loser)
    for some in some_of(moved["aliases"], _AT_ONCE):
        ALIASES[kind].objects.filter(pk__in=some, owner=into).update(owner=loser)
    if moved["user"] and into.user_id == moved["user"]:
        kind.objects.filter(pk=into.pk).update(user=None)
        kind.objects.filter(pk=loser.pk).update(user=moved["user"])
    put_back(PAIRS[kind], moved["pairs"], loser, into)
    note(list(kind.objects.filter(pk__in=[loser.pk, into.pk])))
    published.renew(pk for pk, _ in numbers)
    detail = {"kind": word, "from": str(into), "to": str(loser)}
    acts = [
        ledger.Act("credit moved back", stories[pk], detail=detail | {"edition": number})
        for pk, number in numbers
    ]
    both = [
        ledger.Act("merge taken back", chain=f"{word}/{row.pk}", detail=detail | {"merged": entry.digest})
        for row in (into, loser)
    ]
    ledger.record_many([*acts, *both], by=by, at=now)
    return len(numbers)


def _pointers_back(kind: type[Model], loser: Any, into: Any, moved: dict[str, Any]) -> list[tuple[int, int]]:
    """Move back what still points at the other; gives (story, number) of each edition that does."""
    held: QuerySet[Any]
    if kind is Writer:
        _of_stories(loser, into, moved)
        held, field, of = EditionWriter.objects.all(), "writer", "edition__"
    else:
        held, field, of = Edition.objects.all(), WORDS[kind], ""
        _back(Story.objects.all(), moved["stories"], field, loser, into)
    rows = _back(held, moved["editions"], field, loser, into)
    return [
        pair
        for some in some_of(rows, _AT_ONCE)
        for pair in held.filter(pk__in=some).values_list(f"{of}story_id", f"{of}number")
    ]


def _back(rows: QuerySet[Any], pks: list[int], field: str, loser: Any, into: Any) -> list[int]:
    """Those of some rows that pointed at ``into`` and point at ``loser`` now."""
    found: list[int] = []
    for some in some_of(pks, _AT_ONCE):
        held = list(rows.filter(pk__in=some, **{field: into}).order_by("pk").values_list("pk", flat=True))
        rows.filter(pk__in=held).update(**{field: loser})
        found += held
    return found


def _of_stories(loser: Any, into: Any, moved: dict[str, Any]) -> None:
    """The places of a writer in working copies: those that moved, and those that the other had already."""
    _back(StoryWriter.objects.all(), moved["stories"], "writer", loser, into)
    for some in some_of(moved["shared"], _AT_ONCE):
        places = dict(some)
        still = StoryWriter.objects.filter(story__in=places, writer=into).values_list("story", flat=True)
        new = [StoryWriter(story_id=pk, writer=loser, position=places[pk]) for pk in still]
        StoryWriter.objects.bulk_create(new, ignore_conflicts=True)
