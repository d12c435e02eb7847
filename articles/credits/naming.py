"""Names in copy to sources and people: resolved by name or alias, and made where they are not known."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, count, islice
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from articles.credits.near import ALIASES, WORDS, note
from articles.models import Among, LedgerEntry, Prepared, slug_of
from articles.rules import Refused
from articles.text.keys import name_key
from articles.text.nearness import best_written, flaws

_TRIED = 5
"""Addresses that are tried for each of many names at once. Where all are taken the names are made one by one."""


_BY_KEY = {
    kind: Prepared(lambda keys, kind=kind: kind.objects.filter(Among(F("key"), keys)).order_by())
    for kind in ALIASES
}
_OWNERS = {
    kind: Prepared(
        lambda keys, other=other: (
            other.objects.filter(Among(F("key"), keys)).order_by().values_list("key", "owner_id")
        )
    )
    for kind, other in ALIASES.items()
}


class NameTaken(Refused):
    """A name or alias that belongs to somebody else."""


def is_name(text: str) -> bool:
    """Whether ``text`` could name anybody: it has a letter or a digit."""
    return any(character.isalnum() for character in text)


def resolve(kind: type[Any], name: str) -> Any:
    """The standing row of ``kind`` that answers to ``name``, or None."""
    return resolve_many(kind, [name]).get(name_key(name))


def resolve_many(kind: type[Any], names: Iterable[str]) -> dict[str, Any]:
    """Standing rows by key, for those names that are known. Two queries, however many names, and one more where any
    stands for another.
    """
    keys = sorted({name_key(name) for name in names if is_name(name)})
    if not keys:
        return {}
    owners = dict(_OWNERS[kind](keys=keys))
    rows = {row.key: row for row in _BY_KEY[kind](keys=keys)}
    others = {*owners.values(), *(row.merged_into_id for row in rows.values() if row.merged_into_id)}
    held = kind.objects.select_related("merged_into").in_bulk(others) if others else {}
    found = {key: held[owner].standing() for key, owner in owners.items()}
    return found | {key: held.get(row.merged_into_id, row) for key, row in rows.items()}


def ensure(kind: type[Any], name: str) -> Any:
    """The row that answers to ``name``, made if there is none."""
    return ensure_many(kind, [name])[name_key(_cut(name))]


def ensure_many(kind: type[Any], names: Iterable[str]) -> dict[str, Any]:
    """Rows by key for all of ``names`` that are names, the unknown ones made."""
    wanted: dict[str, str] = {}
    for name in map(_cut, filter(is_name, names)):
        wanted[name_key(name)] = best_written([wanted.get(name_key(name), name), name])
    found = resolve_many(kind, wanted.values())
    new = {key: name for key, name in wanted.items() if key not in found}
    _write_better(kind, [(found[key], name) for key, name in wanted.items() if key in found])
    return found | _make_many(kind, new) if new else found


def _write_better(kind: type[Any], spelled: Iterable[tuple[Any, str]]) -> None:
    """Let names that came in capitals, and that no person has touched, be written as copy writes them now.

    The key and the address stay, and so does what was printed. What an editor wrote is on record, and stands.
    """
    better = {
        row.pk: (row, name)
        for row, name in spelled
        if row.name != name and row.key == name_key(name) and flaws(name) < flaws(row.name)
    }
    if not better:
        return
    word = WORDS[kind]
    chains = [f"{word}/{pk}" for pk in better]
    touched = set(LedgerEntry.objects.filter(chain__in=chains).values_list("chain", flat=True))
    rows = []
    for pk, (row, name) in better.items():
        if f"{word}/{pk}" not in touched:
            row.name = name
            rows.append(row)
    kind.objects.bulk_update(rows, ["name"])


def _cut(name: str) -> str:
    """A name in the room that there is for one."""
    return name.strip()[:200].strip()


def _make_many(kind: type[Any], names: Mapping[str, str]) -> dict[str, Any]:
    """New rows by key, with as many queries however many names. What each may be one with is noted."""
    slugs = _free_slugs(kind, names.values())
    rows = [
        kind(name=name, key=key, slug=slug) for (key, name), slug in zip(names.items(), slugs, strict=True)
    ]
    try:
        with transaction.atomic():
            made = {row.key: row for row in kind.objects.bulk_create(rows)}
    except IntegrityError:  # somebody else made one in this very moment, or took an address
        made = {key: resolve(kind, name) or _make(kind, name) for key, name in names.items()}
        note(made.values())
    else:
        note(made.values(), are_new=True)
    return made


def _make(kind: type[Any], name: str) -> Any:
    return kind.objects.create(name=name, slug=free_slug(kind, name))


def free_slug(kind: type[Any], name: str) -> str:
    """An address for ``name`` that no other row of ``kind`` has."""
    stem = slug_of(name, otherwise="name")
    taken = set(kind.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for slug in _numbered(stem) if slug not in taken)


def _free_slugs(kind: type[Any], names: Iterable[str]) -> list[str]:
    """An address for each name, which none of the others gets. One query."""
    stems = [slug_of(name, otherwise="name") for name in names]
    first = {slug for stem in stems for slug in islice(_numbered(stem), _TRIED)}
    taken = set(kind.objects.filter(slug__in=first).values_list("slug", flat=True))
    slugs = []
    for stem in stems:
        slugs.append(next(slug for slug in _numbered(stem) if slug not in taken))
        taken.add(slugs[-1])
    return slugs


def _numbered(stem: str) -> Iterator[str]:
    return chain([stem], (f"{stem}-{number}" for number in count(2)))


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
        ALIASES[type(owner)].objects.create(owner=owner, name=name, key=name_key(name))
        note([owner])
