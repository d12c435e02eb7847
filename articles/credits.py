"""Names in copy to sources and people: resolve by alias, make where unknown, merge two into one."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.text import slugify

from articles import ledger
from articles.models import (
    Edition,
    EditionWriter,
    Proofreader,
    ProofreaderAlias,
    Source,
    SourceAlias,
    Story,
    StoryWriter,
    Writer,
    WriterAlias,
)
from articles.text.keys import name_key

ALIASES: dict[type[Model], type[Model]] = {
    Source: SourceAlias,
    Proofreader: ProofreaderAlias,
    Writer: WriterAlias,
}


class NameTaken(Exception):
    """A name or alias that belongs to somebody else. Its text is fit to show."""


def is_name(text: str) -> bool:
    """Whether ``text`` could name anybody: it has a letter or a digit."""
    return any(character.isalnum() for character in text)


def resolve(kind: type[Any], name: str) -> Any:
    """The standing row of ``kind`` that answers to ``name``, or None."""
    return resolve_many(kind, [name]).get(name_key(name))


def resolve_many(kind: type[Any], names: Iterable[str]) -> dict[str, Any]:
    """Standing rows by key, for those names that are known. Two queries, however many names."""
    keys = {name_key(name) for name in names if is_name(name)}
    rows = kind.objects.filter(key__in=keys).select_related("merged_into")
    aliases = ALIASES[kind].objects.filter(key__in=keys).select_related("owner")  # type: ignore[attr-defined]
    found = {alias.key: alias.owner.standing() for alias in aliases}
    return found | {row.key: row.standing() for row in rows}


def ensure(kind: type[Any], name: str) -> Any:
    """The row that answers to ``name``, made if there is none."""
    return ensure_many(kind, [name])[name_key(_cut(name))]


def ensure_many(kind: type[Any], names: Iterable[str]) -> dict[str, Any]:
    """Rows by key for all of ``names`` that are names, the unknown ones made."""
    wanted = {name_key(_cut(name)): _cut(name) for name in names if is_name(name)}
    found = resolve_many(kind, wanted.values())
    for key, name in wanted.items():
        if key not in found:
            found[key] = _make(kind, name)
    return found


def _cut(name: str) -> str:
    """A name in the room that there is for one."""
    return name.strip()[:200].strip()


def _make(kind: type[Any], name: str) -> Any:
    try:
        with transaction.atomic():
            return kind.objects.create(name=name, slug=free_slug(kind, name))
    except IntegrityError:  # somebody else made it in this very moment, or took the address
        held = resolve(kind, name)
        if held:
            return held
        raise


def free_slug(kind: type[Any], name: str) -> str:
    """An address for ``name`` that no other row of ``kind`` has."""
    stem = slugify(name, allow_unicode=True)[:110].strip("-") or "name"
    taken = set(kind.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    slug, number = stem, 2
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    return slug


def check_free(kind: type[Any], name: str, *, owner: Any = None) -> None:
    """Raise ``NameTaken`` unless ``name`` can stand for ``owner``, or for a new row where there is no owner yet."""
    if not any(map(str.isalnum, name)):
        raise NameTaken("A name needs at least one letter or digit.")
    holder = resolve(kind, name)
    if holder and (owner is None or holder != owner.standing()):
        raise NameTaken(f"“{name}” already stands for {holder}. Merge the two, or choose another name.")


def add_alias(owner: Any, name: str) -> None:
    """Let ``name`` stand for ``owner`` too. Refused where it stands for somebody else."""
    check_free(type(owner), name, owner=owner)
    if not resolve(type(owner), name):
        ALIASES[type(owner)].objects.create(owner=owner, name=name, key=name_key(name))  # type: ignore[attr-defined]


@transaction.atomic
def merge(loser: Any, *, into: Any, by: Any, now: datetime) -> int:
    """Let ``into`` stand for ``loser`` from now on: its stories, editions, aliases and earlier merged names.

    The loser's row stays, so that its name resolves and its address redirects. What was printed is not
    touched: names in editions are copies. Gives the number of editions whose pointer moved, each of them in
    the ledger.
    """
    kind = type(into)
    if not by.has_perm(f"articles.change_{kind.__name__.lower()}"):
        raise NameTaken("Your account does not have the right to merge names.")
    # Others may go on pointing at the two: a publication that holds its story waits for no name.
    held = kind.objects.select_for_update(no_key=True)
    rows = {row.pk: row for row in held.filter(pk__in=[loser.pk, into.pk])}
    loser, into = rows[loser.pk], rows[into.pk]
    if type(loser) is not kind or loser == into:
        raise NameTaken("Choose two different names to merge.")
    if loser.merged_into_id or into.merged_into_id:
        raise NameTaken("One of the two has been merged already. Reload the page.")
    stories = _locked_stories(loser)
    ALIASES[kind].objects.filter(owner=loser).update(owner=into)  # type: ignore[attr-defined]
    kind.objects.filter(merged_into=loser).update(merged_into=into)
    # First the names, then what points at them: the database lets a pointer of an edition move only along a merge.
    kind.objects.filter(pk=loser.pk).update(merged_into=into)
    _move_account(loser, into)
    moved = _move_pointers(loser, into)
    detail = {"kind": kind.__name__.lower(), "from": str(loser), "to": str(into)}
    acts = [
        ledger.Act("credit moved", stories[story_id], detail=detail | {"edition": number})
        for story_id, number in moved
    ]
    chain = f"{kind.__name__.lower()}/{into.pk}"
    ledger.record_many([*acts, ledger.Act("merged", chain=chain, detail=detail)], by=by, at=now)
    return len(moved)


def _locked_stories(name: Any) -> dict[int, Story]:
    """The stories that point at ``name``, now or in an edition, locked in the order that every act locks them."""
    if isinstance(name, Writer):
        pks = {row.story_id for row in StoryWriter.objects.filter(writer=name)}
        pks |= {
            row.edition.story_id
            for row in EditionWriter.objects.filter(writer=name).select_related("edition")
        }
    else:
        by_name = {type(name).__name__.lower(): name}
        pks = set(Story.objects.filter(**by_name).values_list("pk", flat=True))
        pks |= set(Edition.objects.filter(**by_name).values_list("story", flat=True))
    return {story.pk: story for story in Story.objects.select_for_update().filter(pk__in=pks).order_by("pk")}


def _move_account(loser: Any, into: Any) -> None:
    """Let the account of a person follow, unless the other has one of its own."""
    user = getattr(loser, "user", None)
    if user and into.user is None:
        type(loser).objects.filter(pk=loser.pk).update(user=None)
        type(into).objects.filter(pk=into.pk).update(user=user)


def _move_pointers(loser: Any, into: Any) -> list[tuple[int, int]]:
    """Move every pointer; gives (story, number) of each edition that had one."""
    if isinstance(into, Writer):
        rows = EditionWriter.objects.filter(writer=loser)
        moved = list(rows.values_list("edition__story_id", "edition__number"))
        rows.update(writer=into)
        both = StoryWriter.objects.filter(writer=into).values("story")
        StoryWriter.objects.filter(
            writer=loser, story__in=list(both.values_list("story", flat=True))
        ).delete()
        StoryWriter.objects.filter(writer=loser).update(writer=into)
        return moved
    field = type(into).__name__.lower()
    editions = Edition.objects.filter(**{field: loser})
    moved = list(editions.values_list("story_id", "number"))
    editions.update(**{field: into})
    Story.objects.filter(**{field: loser}).update(**{field: into})
    return moved
