"""A story of which two people have a version each, place by place, and the form that asks which of them stands."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms

from articles import drafting
from articles.desk import details
from articles.desk.telling import HEADLINES
from articles.desk.words import joined
from articles.models import Picture
from articles.text.blocks import ELSEWHERE, Text, clean
from articles.text.diff import Piece, compare, hunks, pieces

HEAD = ("headline", *ELSEWHERE, "standfirst", "byline", "dateline", "language")
FOOT = ("source", "correction")
"""Words above the text and below it, as ``text.blocks.Text`` names them."""
LABELS = HEADLINES | {
    "body": "Text", "source": "Source as printed", "source_id": "Source", "proofreader_id": "Proofreader",
    "proofreader_credit": "Proofreader as printed", "published_at": "Date", "published_precision": "Date known",
    "headline_is_provisional": "Headline is provisional", "related": "Related coverage",
    "genre": "Kind of piece",
}  # fmt: skip
MINE, THEIRS, BOTH, BY_HAND = "mine", "theirs", "both", "hand"
LEGENDS = {
    MINE: "Take yours",
    THEIRS: "Take theirs",
    BOTH: "Keep both, yours first",
    BY_HAND: "Write it anew",
}


@dataclass(frozen=True)
class Place:
    """A field, a caption or a paragraph. ``piece`` shows its versions, ``values`` are what is saved of them."""

    name: str
    number: int
    piece: Piece
    values: tuple[Any, Any, Any]
    is_detail: bool = False

    @property
    def key(self):
        return f"{self.name}-{self.number}"

    @property
    def label(self):
        if self.name == "captions":
            picture, part = divmod(self.number, 2)
            return f"{('Caption', 'Credit')[part]} of picture {picture + 1}"
        return LABELS.get(self.name, self.name.replace("_", " ").capitalize())

    @property
    def is_body(self):
        return self.name == "body"

    @property
    def whose(self):
        return self.piece.whose

    @property
    def options(self):
        """What can be chosen: two paragraphs can both stand, and words can be written anew."""
        if self.is_detail:
            return (MINE, THEIRS)
        can_both = self.is_body and self.piece.mine and self.piece.theirs
        return (MINE, THEIRS, BOTH, BY_HAND) if can_both else (MINE, THEIRS, BY_HAND)

    def changed_by(self, side):
        """What a side made of it, as changes of paragraphs with their words marked."""
        new = getattr(self.piece, side)
        if not self.is_body:
            return [{"op": "change", "hunks": hunks(self.piece.base, new), "marks": ()}] if new else []
        return compare(_body(self.piece.base), _body(new)).blocks

    @property
    def mine(self):
        return self.changed_by(MINE)

    @property
    def theirs(self):
        return self.changed_by(THEIRS)

    @property
    def changes(self):
        return self.changed_by(THEIRS if self.whose == THEIRS else MINE)


def _body(html):
    return Text("", "", "", "", "", html, (), "")


def places_of(base, mine, theirs):
    """Every place of the story in the order of the page; base, mine and theirs are states of ``drafting``."""
    states = (base, mine, theirs)
    texts = [state.text for state in states]
    body = pieces(*(text.body for text in texts))
    shown = list(_details(states))
    return [
        *_words(HEAD, texts),
        *[Place("body", count, piece, tuple(piece)) for count, piece in enumerate(body)],
        *(_captions(texts) if "pictures" not in {place.name for place in shown} else ()),
        *_words(FOOT, texts),
        *shown,
    ]


def _words(names, texts):
    for name in names:
        versions = tuple(getattr(text, name) for text in texts)
        yield Place(name, 0, Piece(*versions), versions)


def _captions(texts):
    """A caption and a credit for each picture, where nobody moved pictures meanwhile; else they go with those."""
    for place, pairs in enumerate(zip(*(text.captions for text in texts), strict=False)):
        for part, versions in enumerate(zip(*pairs, strict=True)):
            yield Place("captions", place * 2 + part, Piece(*versions), versions)


def _details(states):
    """What is no text and differs. Pictures stand or fall with their captions."""
    for name in drafting.DETAILS:
        values = tuple(state.details.get(name) for state in states)
        if name == "pictures" and _are_moved(states):
            values = tuple((state.details["pictures"], state.text.captions) for state in states)
        if values[0] == values[1] == values[2]:
            continue
        told = _told(name, values)
        yield Place(name, 0, Piece(*_apart(told, values)), values, is_detail=True)


def _are_moved(states):
    return len({tuple(state.details["pictures"]) for state in states}) > 1


def _apart(told, values):
    """Different values that read alike stay apart."""
    first = {repr(value): said for said, value in zip(told, values, strict=True)}
    alike = len(set(first.values())) < len(first)
    return (
        [f"{said} ({repr(value)[:80]})" for said, value in zip(told, values, strict=True)] if alike else told
    )


def _told(name, values):
    """Each value of a detail in words: pictures with their captions, which go with them here."""
    if name == "pictures":
        return [_captioned(*value) for value in values]
    lines = details.told(name, values)
    return ["\n".join(said) if name == "related" else joined(said) for said in lines]


def _captioned(pictures, captions):
    rows = Picture.objects.in_bulk(pictures)
    named = zip([rows[pk] for pk in pictures if pk in rows], captions, strict=False)
    return "\n".join(f"{row.alt}: {' / '.join(filter(None, words))}" for row, words in named)


class Choices(forms.Form):
    """For each place that both changed: whose words stand there, or which others."""

    def __init__(self, data=None, *, places):
        super().__init__(data)
        self.places = places
        self.clashes = [place for place in places if place.whose == "clash"]
        for place in self.clashes:
            self._ask(place)

    def _ask(self, place):
        self.fields[f"take-{place.key}"] = forms.ChoiceField(
            choices=[(option, LEGENDS[option]) for option in place.options],
            widget=forms.RadioSelect,
            # Two new paragraphs at one place are most often both wanted; of other words a person must say.
            initial=BOTH if BOTH in place.options and not place.piece.base else None,
            error_messages={"required": "Choose what stands here."},
        )
        if BY_HAND in place.options:
            initial = place.piece.mine or place.piece.theirs
            area = forms.Textarea(attrs={"rows": 3})
            self.fields[f"hand-{place.key}"] = forms.CharField(
                required=False, initial=initial, widget=area, label=f"{place.label}, written anew"
            )

    def stretches(self):
        """The places in order, in runs of those that nobody changed and those that somebody did; fields with them."""
        shown = [place for place in self.places if place.is_body or place.whose or place.name == "headline"]
        runs = groupby(shown, key=lambda place: place.whose == "" and place.is_body)
        return [(is_same, [self._with_fields(place) for place in run]) for is_same, run in runs]

    def _with_fields(self, place):
        if f"take-{place.key}" not in self.fields:
            return {"place": place}
        take = self[f"take-{place.key}"]
        radios = {radio.data["value"]: radio for radio in take}
        hand = self[f"hand-{place.key}"] if BY_HAND in radios else None
        return {"place": place, "take": take, "radios": radios, "hand": hand}

    def changes(self):
        """The merged story, as ``drafting`` takes it."""
        words = {place.name: self._value(place) for place in self.places if place.name in HEAD + FOOT}
        words["source_credit"] = words.pop("source")
        words["body"] = clean("".join(self._value(place) for place in self.places if place.is_body))
        details = {place.name: self._value(place) for place in self.places if place.is_detail}
        if "pictures" in details and isinstance(details["pictures"], tuple):
            details["pictures"], details["captions"] = details["pictures"]
        captions = [self._value(place) for place in self.places if place.name == "captions"]
        if captions:
            details["captions"] = list(zip(captions[::2], captions[1::2], strict=True))
        return words | details

    def _value(self, place):
        _, mine, theirs = place.values
        if place.whose != "clash":
            return theirs if place.whose == THEIRS else mine
        take = self.cleaned_data[f"take-{place.key}"]
        if take == BY_HAND:
            return self.cleaned_data[f"hand-{place.key}"].replace("\r\n", "\n")
        return mine + theirs if take == BOTH else {MINE: mine, THEIRS: theirs}[take]
