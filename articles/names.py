"""The names that the newsroom knows: grown from what is published, asked for those that a story nearly says."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from articles.models import KnownName, Story, some_of
from articles.text import style
from articles.text.blocks import plain
from articles.text.naming import key_of, named, pieces
from articles.text.particulars import common_words
from articles.text.style import Asked, Check, Known

Kind, Standing = KnownName.Kind, KnownName.Standing
LONGEST = 100
"""Characters of a name that is kept."""
_AT_ONCE = 500
_NOUNS = frozenset({"de", "lb"})
"""Languages in which any noun has a capital."""


@dataclass
class _Said:
    """A name as a story, by number, says it first; ``is_known`` where another does too, or one is credited to it."""

    spelling: str
    story: int
    kind: str = Kind.OTHER
    is_known: bool = False


def check() -> Check:
    """House style's check of names. It asks one query of a story that says any."""
    return style.knowing(_lookup)


def grow(editions: Sequence[Any]) -> None:
    """Learn the names that editions say and are credited to. Three queries for a story, and none of them waits for
    whoever publishes at the same moment, unless both are the first to say a name.

    What the desk said of a name stays.
    """
    said: dict[str, _Said] = {}
    for edition in editions:
        for spelling, kind in _told(edition):
            key = key_of(spelling)
            if not key or len(spelling) > LONGEST or len(key) > LONGEST:
                continue
            one = said.setdefault(key, _Said(spelling, edition.story_id, kind))
            one.is_known |= kind != Kind.OTHER or one.story != edition.story_id
            one.kind = one.kind if kind == Kind.OTHER else kind
    for keys in some_of(sorted(said), _AT_ONCE):
        _keep({key: said[key] for key in keys})


def forget(story: Story) -> None:
    """Know no name that this story said, as far as it was learned and not entered: what others say is learned again as
    they are published.
    """
    KnownName.objects.filter(standing=Standing.MET, story_number=story.pk).delete()
    said = {key_of(spelling) for edition in story.editions.all() for spelling, _ in _told(edition)}
    for keys in some_of(sorted(said), _AT_ONCE):
        KnownName.objects.filter(standing=Standing.KNOWN, kind=Kind.OTHER, key__in=keys).delete()
        KnownName.objects.filter(standing=Standing.WRONG, key__in=keys).update(story_number=None)


def ends(key: str) -> dict[str, str]:
    """The fields by which names that are nearly this one lead to it."""
    found = style.ends_of(key)
    return {"head": found.head if found else "", "tail": found.tail if found else ""}


def _told(edition: Any) -> Iterator[tuple[str, str]]:
    """The names of an edition, with what they are. Those of one word are no names that a slip is found of."""
    if edition.source:
        yield edition.source.name, Kind.ORGANISATION
    people = [edition.proofreader, *(row.writer for row in edition.writer_rows.all())]
    yield from ((person.name, Kind.PERSON) for person in people if person)
    if edition.language.lower().partition("-")[0] in _NOUNS:
        return
    texts = [edition.standfirst, plain(edition.body), *(caption for caption, _ in edition.captions())]
    common = common_words(texts)
    for text in texts:
        for name in named(text, common):
            yield from ((piece, Kind.OTHER) for piece in pieces(name))


def _keep(said: dict[str, _Said]) -> None:
    held = {row.key: row for row in KnownName.objects.filter(key__in=said)}
    new = [_row(key, one) for key, one in said.items() if key not in held]
    KnownName.objects.bulk_create(new, ignore_conflicts=True)
    risen = [row for key, row in held.items() if _rises(row, said[key])]
    met = KnownName.objects.filter(standing=Standing.MET)
    met.bulk_update(risen, ["spelling", "kind", "standing", "head", "tail"])


def _row(key: str, one: _Said) -> KnownName:
    standing, its = (Standing.KNOWN, ends(key)) if one.is_known else (Standing.MET, {})
    return KnownName(
        key=key, spelling=one.spelling, kind=one.kind, standing=standing, story_number=one.story, **its
    )


def _rises(row: KnownName, one: _Said) -> bool:
    """Whether a name that one story said is known from now on; then it says so."""
    if row.standing != Standing.MET or (not one.is_known and row.story_number == one.story):
        return False
    row.standing = Standing.KNOWN
    row.head, row.tail = ends(row.key).values()
    if one.kind != Kind.OTHER:
        row.spelling, row.kind = one.spelling, one.kind
    return True


def _lookup(asked: Asked) -> Iterable[Known]:
    """The names under these keys, and those with these ends, which are right: one query, each part by its own index."""
    columns = ("key", "spelling", "standing", "meant__spelling")
    held = KnownName.objects.order_by()
    rows = KnownName.objects.known().order_by().filter(key__in=asked.keys).values_list(*columns)
    if asked.heads:
        ended = (Q(head__in=asked.heads), Q(tail__in=asked.tails))
        rows = rows.union(*(held.filter(end).values_list(*columns) for end in ended))
    for key, spelling, standing, meant in rows:
        is_wrong = standing == Standing.WRONG
        yield Known(key, meant if is_wrong else spelling, is_wrong, standing == Standing.PREFERRED)
