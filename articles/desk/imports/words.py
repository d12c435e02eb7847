"""What the pages of the mail room call fields, degrees of certainty, and the states of a run."""

from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.text import Truncator

from articles.drafting import WORDS
from articles.text.blocks import plain

FIELDS = {
    "headline": "Headline", "standfirst": "Standfirst", "byline": "Byline", "dateline": "Dateline",
    "published": "Date", "source": "Source", "proofreader": "Proofreader", "section": "Section",
    "keywords": "Keywords", "language": "Language", "slugline": "Slugline", "paragraphs": "Text",
    "related": "Related titles", "body": "Text", "pictures": "Pictures",
    "topics": "Topics",
}  # fmt: skip
CERTAINTY = ("stated", "sure", "likely", "guessed")
"""From what the file's own format says to what could as well be something else."""

LETTERS = {
    "h": "headline", "s": "standfirst", "y": "byline", "d": "date", "l": "dateline", "p": "paragraph",
    "u": "subhead", "q": "quote", "i": "list item", "c": "caption", "g": "picture credit", "o": "source",
    "r": "proofreader", "e": "editor", "a": "agency credit", "t": "related title", "m": "promo", "w": "keywords",
    "z": "section", "n": "note to editors", "b": "boilerplate", "f": "page furniture", "x": "unknown",
}  # fmt: skip
"""The keys of the commonest roles of a line; j and k move, and the rarer roles are chosen from the list."""


def value_of(story, field):
    """What a story says in a field of ``FIELDS``, in short; "" where it says nothing, or the doubt is of the whole."""
    if field == "published":
        return when(story.published_at, story.published_precision)
    name = {"source": "source_credit", "proofreader": "proofreader_credit"}.get(field, field)
    value = getattr(story, name, "") if name in WORDS else ""
    return Truncator(plain(value) if name == "body" else value).chars(400)


def when(at, precision):
    """A date as exactly as it is known; "" for none."""
    if not at:
        return ""
    shown = {"year": "Y", "month": "M Y", "day": "j M Y"}.get(precision, "j M Y H:i")
    return formatted(timezone.localtime(at), shown)
