"""The words of an edition as a page prints them: byline with links, body with its pictures."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from articles.models import Edition, EditionPicture
from articles.templatetags import pictures
from articles.text.blocks import clean
from articles.text.quotes import APOSTROPHE

_FIGURE = re.compile(r'<figure data-picture="([0-9]+)"></figure>')
_FIRST_PARAGRAPH = re.compile(r'<p(?: lang="[^"]*")?>')


@dataclass(frozen=True)
class Pictures:
    """The pictures of a page: at its head, in the body (by the number that the body names), and after it."""

    lead: EditionPicture | None
    placed: dict[str, EditionPicture]
    others: list[EditionPicture]


def pictures_of(edition: Edition) -> Pictures:
    named = set(_FIGURE.findall(edition.body))
    rows = list(edition.hanging("picture_rows"))
    placed = {str(row.picture_id): row for row in rows if str(row.picture_id) in named}
    free = [row for row in rows if str(row.picture_id) not in placed]
    return Pictures(free[0] if free else None, placed, free[1:])


def body_of(
    edition: Edition,
    placed: dict[str, EditionPicture],
    *,
    figure: Callable[[EditionPicture], str] = pictures.figure,
) -> SafeString:
    """The body, cleaned again on its way out, with its figures filled and the dateline at its head.

    A figure whose picture the edition does not have is left out; ``figure`` writes the others.
    """

    def filled(found: re.Match[str]) -> str:
        row = placed.get(found[1])
        return figure(row) if row else ""

    html = _FIGURE.sub(filled, clean(edition.body))
    if edition.dateline:
        html = _with_dateline(html, edition.dateline)
    return mark_safe(html)  # noqa: S308  clean() printed every tag of it, and escaped the rest


def _with_dateline(html: str, dateline: str) -> str:
    line = f'<span class="dateline">{escape(dateline)}</span> '
    first = _FIRST_PARAGRAPH.match(html)
    return f"{first[0]}{line}{html[first.end() :]}" if first else f"<p>{line}</p>{html}"


def byline_of(edition: Edition) -> list[tuple[str, str]]:
    """The byline in pieces: (text, address of the writer's page, or "").

    Names are linked where the byline spells them, with whichever apostrophe; a lone writer whose name it spells
    otherwise is the whole of it.
    """
    writers = {_printed(row.name): row.writer.get_absolute_url() for row in edition.hanging("writer_rows")}
    if not writers:
        return [(edition.byline, "")] if edition.byline else []
    if not edition.byline:
        return _listed(list(writers.items()))
    text = edition.byline
    if text in writers:
        return [(text, writers[text])]
    names = "|".join(re.escape(name).replace("’", "['’]") for name in sorted(writers, key=len, reverse=True))
    pieces = re.split(rf"(?<!\w)({names})(?!\w)", text)
    if len(pieces) == 1 and len(writers) == 1:
        return [(text, next(iter(writers.values())))]
    return [(piece, writers.get(_printed(piece), "")) for piece in pieces if piece]


def _printed(name: str) -> str:
    """A name with the apostrophe that is printed, as bylines have it."""
    return name.replace("'", APOSTROPHE)


def _listed(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """ "A", "A and B", "A, B and C"."""
    marks = [", "] * (len(pieces) - 2) + [" and "] * (len(pieces) > 1)
    found = [part for piece, mark in zip(pieces, marks, strict=False) for part in (piece, (mark, ""))]
    return [*found, pieces[-1]]
