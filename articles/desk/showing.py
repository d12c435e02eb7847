"""A text on the page that it is read on: its passages with what is said of them, its pictures where readers will see
them.
"""

from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import mark_safe

from articles.desk.numbers import number
from articles.desk.saying import key_of, label_of
from articles.models import Picture
from articles.text.marking import Range, marked, marked_text
from articles.text.places import FOOT, Passage

SETTLED = ("headline", "standfirst", "byline", "dateline", "published", "source")
"""Fields that a proof shows though they say nothing, so that they can be given something."""


@dataclass
class Row:
    """A passage of the text as the page shows it, with the open comments on words of it, and what else stands beside
    it: ``cards``, of which each has a ``range`` of its words, or None."""

    passage: Passage
    said: list[tuple[Range, Any]] = field(default_factory=list)
    cards: list[Any] = field(default_factory=list)
    lines: list[Any] = field(default_factory=list)
    """Lines of the file that its words were read in, where the page shows them."""
    figure: Picture | None = None
    """The picture whose caption the passage is, where it stands here and not in the body."""
    credit: str = ""

    @property
    def key(self):
        return key_of(self.passage)

    @property
    def label(self):
        return label_of(self.passage)

    @property
    def is_changed(self):
        """Whether its words can be settled where they stand."""
        return bool(self.passage.text) or self.passage.field in SETTLED

    @property
    def is_said_of(self):
        """Whether a mark can point at it: the date is no passage of a text."""
        return bool(self.passage.text or self.passage.html) and self.passage.field != "published"

    @property
    def comments(self):
        """In the order of the words that they are about."""
        return [mark for _, mark in sorted(self.said, key=lambda pair: (pair[0].start, pair[1].pk))]

    @property
    def html(self):
        """The passage with the words in question marked."""
        ranges = [found for found, _ in self.said if found.end]
        ranges += [card.range for card in self.cards if card.range]
        if self.passage.html:
            return mark_safe(marked(self.passage.html, ranges))  # noqa: S308  a block as cleaning prints it
        return mark_safe(marked_text(self.passage.text, ranges))  # noqa: S308  escaped there

    @property
    def picture(self):
        """The number of the picture that the passage is, if it is one."""
        return number(self.passage.html.partition('data-picture="')[2].partition('"')[0])


def with_pictures(rows, revision):
    """``rows`` as readers will meet them: the first picture that the body does not place stands before it, the others
    after it, and below each is what is said of it. One without a caption has a row without words.
    """
    pks = revision.details["pictures"]
    found = Picture.objects.in_bulk(pks) if pks else {}
    said = [*revision.caption_list, *[("", "")] * len(pks)]  # a redacted story says nothing of its pictures
    captions = {row.passage.block: row for row in rows if row.passage.field == "captions"}
    placed, free = {}, []
    in_body = {row.picture for row in rows}
    for n, (pk, (_, credit)) in enumerate(zip(pks, said, strict=False)):
        row = captions.get(n) or Row(Passage("captions", n, ""))
        row.credit = credit
        if pk in in_body:
            placed[pk] = row
        else:
            row.figure = found.get(pk)
            free.append(row)
    arranged = [row for row in rows if row.passage.field not in ("body", "captions", *FOOT)] + free[:1]
    for row in rows:
        if row.passage.field == "body":
            below = placed.pop(row.picture, None)
            row.figure = found.get(row.picture)
            arranged += [row, below] if below else [row]
    foot = [row for row in rows if row.passage.field in FOOT]
    return arranged + free[1:] + foot
