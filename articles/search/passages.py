"""The passages that answer to what somebody asks for, with what was found marked."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import takewhile
from typing import Any

from django.db.models import F
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.models import Among, Edition, EditionPicture, Prepared
from articles.text.blocks import plain
from articles.text.terms import Phrase, Question, found_in, told_in

EXCERPT = 160
"""Characters around what was found."""

Told = tuple[int, int, Phrase]


def excerpt(texts: Iterable[str], asks: Question) -> SafeString | None:
    """Of HTML ``texts`` the passage that says most of what is asked for, and the first of such; None where none does.

    Two, half as long, where those say more together.
    """
    best: tuple[int, SafeString] | None = None
    for text in map(plain, texts):
        if found := list(told_in(text, asks)):
            said = len({phrase for *_, phrase in found})
            if best is None or said > best[0]:
                best = said, _told(text, found, asks)
    return best[1] if best else None


def _told(text: str, found: Sequence[Told], asks: Question) -> SafeString:
    first, most = _fullest(found, EXCERPT)
    if len(most) < len({phrase for *_, phrase in found}):
        half = EXCERPT // 2
        one, had = _fullest(found, half)
        left = [told for told in found if told[2] not in had]
        other, more = _fullest(left, half)
        if len(had | more) > len(most):
            return _passages(text, sorted([one, other]), half, asks)
    return _passages(text, [first], EXCERPT, asks)


def _fullest(found: Sequence[Told], length: int) -> tuple[int, set[Phrase]]:
    """Where the passage of a length begins that says the most phrases, the first of such, and which it says."""
    best: tuple[int, set[Phrase]] = (0, set())
    for number, (start, _, _) in enumerate(found):
        within = takewhile(lambda told, until=start + length * 3 // 4: told[1] <= until, found[number:])
        said = {phrase for *_, phrase in within}
        if len(said) > len(best[1]):
            best = start, said
    return best


def _passages(text: str, places: Iterable[int], length: int, asks: Question) -> SafeString:
    """The passages around ``places``, cut between words, escaped, with all that was found in them in ``<mark>``."""
    cuts: list[tuple[int, int]] = []
    for at in places:
        start = max(0, text.rfind(" ", 0, max(at - length // 4, 0)) + 1)
        end = text.find(" ", max(at - length // 4, 0) + length)
        end = len(text) if end < 0 else end
        if cuts and start <= cuts[-1][1]:
            start, _ = cuts.pop()
        cuts.append((start, end))
    before, after = ("… " if cuts[0][0] else ""), (" …" if cuts[-1][1] < len(text) else "")
    said = format_html_join(" … ", "{}", ((marked(text[start:end], asks),) for start, end in cuts))
    return format_html("{}{}{}", before, said, after)


def marked(text: str, asks: Question) -> SafeString:
    """A text, escaped, with all that was found in it in ``<mark>``."""
    parts, reached = [], 0
    for begin, stop in found_in(text, asks):
        parts.append((text[reached:begin], text[begin:stop]))
        reached = stop
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", parts), text[reached:])


def marked_on(editions: Sequence[Any], asks: Question) -> None:
    """Give each of some editions what a list shows of the search that found it.

    ``marked`` is its title with what was found marked, ``passage`` the passage that answers, or "" where none does:
    then ``credit`` is the credit that does. One query, two where that is so.
    """
    pks = [edition.pk for edition in editions] if asks.wanted else []
    held = {pk: said for pk, *said in _texts(pks=pks)} if pks else {}
    for edition in editions:
        edition.marked = marked(edition.list_title, asks)
        edition.passage = (
            excerpt([escape(held[edition.pk][0]), held[edition.pk][1]], asks) or "" if held else ""
        )
    unsaid = [edition for edition in editions if not edition.passage and "<mark>" not in edition.marked]
    if asks.wanted and unsaid:
        _mark_credits(unsaid, asks)


@Prepared
def _texts(pks: Any) -> Any:
    return Edition.objects.filter(Among(F("pk"), pks)).values_list("pk", "standfirst", "body")


def _mark_credits(editions: Iterable[Any], asks: Question) -> None:
    """Give each the credit that answers: who wrote it, whose it is, who read it, or a picture's."""
    lines = {
        edition.pk: [
            ("By", edition.byline),
            ("Source:", edition.source_credit),
            ("Proofread by", edition.proofreader_credit),
        ]
        for edition in editions
    }
    pictures = EditionPicture.objects.filter(edition__in=lines).order_by("position")
    for pk, *texts in pictures.values_list("edition", "caption", "credit"):
        lines[pk] += [("Picture:", text) for text in texts]
    for edition in editions:
        said = (line for line in lines[edition.pk] if next(found_in(line[1], asks), None))
        if line := next(said, None):
            label, text = line
            edition.credit = format_html("{} <bdi>{}</bdi>", label, marked(text, asks))
