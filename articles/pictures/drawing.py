"""How a share card is drawn: paper and ink as on the site, the site's name, the section, the headline, and the story's
picture at the side where its lines end.

Words that no font here can show are left out, never shown as boxes: in place of such a headline stands the date. All
measures are in pixels.
"""

import io
from dataclasses import dataclass
from typing import IO

from django.conf import settings
from PIL import Image, ImageDraw

from articles.models import EditionPicture
from articles.pictures.cards import HEIGHT, SIZE, WIDTH, Card
from articles.pictures.renditions import part_of, scaled
from articles.pictures.typefaces import font, printable, typeface_for
from articles.pictures.typesetting import Setting, fitted, shaping

PAPER, INK, ACCENT = "#fcfbf8", "#17191c", "#98181c"
MARGIN, GUTTER = 64, 48
PANEL = 540
"""The width of the picture beside words."""
SMALLEST_PICTURE = 400
"""Across the part of it that is shown: a smaller one would be a blur."""
NAME, LABEL = 40, 30
"""Sizes of the site's name and of the section."""
RULE = 124
"""Where the line under the site's name is."""
TOP, BOTTOM = 156, 582
"""Section and headline stand in the middle between these."""
LABEL_ROOM = 52
LARGEST, LARGEST_BESIDE, SMALLEST = 120, 96, 40
"""Sizes of the headline, over the whole card and beside a picture."""
DATE = 64
"""The size of a date in its place."""
STRONG = 3
"""How strong lines are."""


@dataclass(frozen=True)
class Column:
    """Where words stand, and at which of its edges they begin."""

    left: int
    right: int
    runs_left: bool

    @property
    def edge(self) -> int:
        return self.right if self.runs_left else self.left

    @property
    def anchor(self) -> str:
        return "rs" if self.runs_left else "ls"

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def is_whole(self) -> bool:
        return (self.left, self.right) == (MARGIN, WIDTH - MARGIN)


def draw(card: Card, original: IO[bytes] | None) -> bytes:
    """The card as a JPEG. ``original`` is the file of its picture; raises what Pillow does if it cannot be read."""
    image = Image.new("RGB", SIZE, PAPER)
    picture = card.picture if original and _is_worth_showing(card.picture) else None
    column, headline = _arranged(card, beside_picture=picture is not None)
    if picture and (headline is None or not column.is_whole):
        _paste(image, picture, original, column if headline else None)
    canvas = ImageDraw.Draw(image)
    if headline:
        _write(canvas, card, column, headline)
    elif not picture:
        _write_name_alone(canvas, card.site)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=90, subsampling=0, optimize=True)
    return buffer.getvalue()


def _is_worth_showing(picture: EditionPicture | None) -> bool:
    return picture is not None and part_of(picture, PANEL, HEIGHT).width >= SMALLEST_PICTURE


def _arranged(card: Card, *, beside_picture: bool) -> tuple[Column, Setting | None]:
    """The headline beside the picture; over the whole card where there is none or it would not fit, and if it does not
    even there, its beginning. The date where no font has it.
    """
    runs_left, text = card.direction == "rtl", printable(card.headline)
    whole = Column(MARGIN, WIDTH - MARGIN, runs_left)
    free = (PANEL + GUTTER, WIDTH - MARGIN) if runs_left else (MARGIN, WIDTH - PANEL - GUTTER)
    beside = Column(*free, runs_left)
    path = typeface_for(text)
    if not path:
        column = beside if beside_picture else whole
        return column, _dated(card.date, column)
    if beside_picture and (found := _fitted(text, path, card, beside)):
        return beside, found
    return whole, _fitted(text, path, card, whole) or _beginning(text, card, whole)


def _dated(date: str, column: Column) -> Setting | None:
    path = typeface_for(date) if date else None
    box = {"width": column.width, "height": BOTTOM - TOP, "sizes": (DATE, SMALLEST)}
    return fitted(date, path, **box, language="en", direction="ltr") if path else None


def _beginning(text: str, card: Card, column: Column) -> Setting | None:
    """As many words as there is room for, and a sign that there are more."""
    words, path = text.split(), typeface_for(text + "…")
    found, few, many = None, 0, len(words)
    while path and many - few > 1:
        middle = (few + many) // 2
        if tried := _fitted(f"{' '.join(words[:middle])}…", path, card, column):
            found, few = tried, middle
        else:
            many = middle
    return found


def _fitted(text: str, path: str, card: Card, column: Column) -> Setting | None:
    return fitted(
        text,
        path,
        width=column.width,
        height=BOTTOM - TOP - LABEL_ROOM,
        sizes=(LARGEST if column.is_whole else LARGEST_BESIDE, SMALLEST),
        language=card.language,
        direction=card.direction,
    )


def _paste(image: Image.Image, picture: EditionPicture, original: IO[bytes], column: Column | None) -> None:
    """The picture opposite of a column of words; all over the card where there is none."""
    width = PANEL if column else WIDTH
    made = scaled(original, picture, part_of(picture, width, HEIGHT), (width, HEIGHT))
    left = WIDTH - width if column and not column.runs_left else 0
    image.paste(made, (left, 0), made if made.mode == "RGBA" else None)


def _write(canvas: ImageDraw.ImageDraw, card: Card, column: Column, headline: Setting) -> None:
    _write_name(canvas, card.site, NAME, INK, (column.edge, RULE - 26), column.anchor, column.width)
    canvas.rectangle((column.left, RULE, column.right, RULE + STRONG - 1), fill=INK)
    label = LABEL_ROOM if card.section else 0
    top = TOP + (BOTTOM - TOP - label - headline.height) // 2
    _write_name(canvas, card.section, LABEL, ACCENT, (column.edge, top + LABEL), column.anchor, column.width)
    said = shaping(headline.direction, headline.language)
    for number, line in enumerate(headline.lines):
        baseline = top + label + number * headline.leading + round(headline.leading * 0.8)
        face = font(headline.path, headline.size)
        canvas.text((column.edge, baseline), line, INK, face, column.anchor, **said)


def _write_name_alone(canvas: ImageDraw.ImageDraw, name: str) -> None:
    """The name of the site between two lines: all that can be said."""
    for at in (HEIGHT // 2 - 96, HEIGHT // 2 + 96):
        canvas.rectangle((MARGIN, at, WIDTH - MARGIN, at + STRONG - 1), fill=INK)
    _write_name(canvas, name, LARGEST, INK, (WIDTH // 2, HEIGHT // 2 + 30), "ms", WIDTH - 2 * MARGIN)


def _write_name(
    canvas: ImageDraw.ImageDraw,
    name: str,
    size: int,
    colour: str,
    at: tuple[int, int],
    anchor: str,
    width: int,
) -> None:
    """A name in one line, in the direction of its own script; not at all where no font has it or it is too long."""
    text, language = printable(name), settings.SITE_LANGUAGE
    path = typeface_for(text)
    box = {"width": width, "height": size * 3 // 2, "sizes": (size, size // 2)}
    found = path and fitted(text, path, **box, language=language, direction="")
    if found and len(found.lines) == 1:
        canvas.text(at, text, colour, font(found.path, found.size), anchor, **shaping("", language))
