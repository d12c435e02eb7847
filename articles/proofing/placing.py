"""Where the words of marks stand in a later text."""

from collections.abc import Iterable

from articles.models import Mark, Revision
from articles.text.anchoring import Quote
from articles.text.places import Passage, Place, carried, passages


def places(marks: Iterable[Mark], revision: Revision) -> dict[int, Place | None]:
    """By number, where the words of each mark stand in the text of ``revision``; None where they are gone, or could be
    meant in two places. Those on a story as a whole are left out. One query, where there are marks on another one.
    """
    marks = [mark for mark in marks if mark.field]
    others = {mark.revision_id for mark in marks} - {revision.pk}
    texts = {revision.pk: passages(revision.text())}
    if others:
        rows = Revision.objects.filter(pk__in=others).defer("details", "surviving")
        texts |= {row.pk: passages(row.text()) for row in rows}
    now = texts[revision.pk]
    return {mark.pk: _place(mark, texts[mark.revision_id], now) for mark in marks}


def _place(mark: Mark, before: list[Passage], now: list[Passage]) -> Place | None:
    """A figure has no words: it is the one that stands in its place, if one does."""
    was = Place(mark.field, mark.block, mark.start, mark.end)
    if mark.exact:
        return carried(Quote(mark.exact, mark.prefix, mark.suffix), was, before, now)
    return next(
        (was for one in now if (one.field, one.block, one.text) == (mark.field, mark.block, "")), None
    )
