"""The passages that answer to what somebody asks for, with what was found marked."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.models import Edition, EditionPicture
from articles.text.blocks import plain
from articles.text.terms import Question, found_in

EXCERPT = 160
"""Characters around what was found."""


def excerpt(texts: Iterable[str], asks: Question) -> SafeString | None:
    """The first passage of HTML ``texts`` that answers to a question; None where none does."""
    for text in map(plain, texts):
        if found := next(found_in(text, asks), None):
            return _passage(text, found[0], asks)
    return None


def _passage(text: str, at: int, asks: Question) -> SafeString:
    """The passage around ``at``, cut between words, escaped, with all that was found in it in ``<mark>``."""
    start = max(0, text.rfind(" ", 0, max(at - EXCERPT // 4, 0)) + 1)
    end = text.find(" ", start + EXCERPT)
    passage = text[start:] if end < 0 else text[start:end]
    before, after = ("… " if start else ""), (" …" if end >= 0 else "")
    return format_html("{}{}{}", before, marked(passage, asks), after)


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
    texts = Edition.objects.filter(pk__in=[edition.pk for edition in editions])
    held = {pk: said for pk, *said in texts.values_list("pk", "standfirst", "body")} if asks.wanted else {}
    for edition in editions:
        edition.marked = marked(edition.list_title, asks)
        edition.passage = (
            excerpt([escape(held[edition.pk][0]), held[edition.pk][1]], asks) or "" if held else ""
        )
    unsaid = [edition for edition in editions if not edition.passage and "<mark>" not in edition.marked]
    if asks.wanted and unsaid:
        _mark_credits(unsaid, asks)


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
