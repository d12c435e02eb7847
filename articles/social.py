"""How a page shows itself where it is shared: OpenGraph (ogp.me) and cards, and the pictures that stand for it.

``root`` is the address of the site's front page, with scheme and host; every address in here is absolute.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.safestring import SafeString, mark_safe

from articles.models import Edition, EditionPicture
from articles.pictures import cards, renditions
from articles.told import absolute, description, shortened, stamp

SHAPES = ("16x9", "4x3", "1x1")
"""That search engines and social sites ask for, the one for cards first."""
WIDE = 1200
"""Pixels across from which Google Discover takes a picture."""
_NEARLY = 0.02
"""A picture whose proportion is within this share of a shape's has that shape."""

_COUNTRIES = {
    "am": "ET", "ar": "AR", "bg": "BG", "bn": "IN", "ca": "ES", "cs": "CZ", "cy": "GB", "da": "DK", "de": "DE",
    "el": "GR", "en": "US", "es": "ES", "es-419": "LA", "et": "EE", "eu": "ES", "fa": "IR", "fi": "FI", "fr": "FR",
    "ga": "IE", "gl": "ES", "gu": "IN", "he": "IL", "hi": "IN", "hr": "HR", "hu": "HU", "hy": "AM", "id": "ID",
    "is": "IS", "it": "IT", "ja": "JP", "ka": "GE", "kk": "KZ", "km": "KH", "ko": "KR", "lt": "LT", "lv": "LV",
    "mk": "MK", "mn": "MN", "mr": "IN", "ms": "MY", "mt": "MT", "nb": "NO", "ne": "NP", "nl": "NL", "nn": "NO",
    "pa": "IN", "pl": "PL", "ps": "AF", "pt": "PT", "ro": "RO", "ru": "RU", "si": "LK", "sk": "SK", "sl": "SI",
    "so": "SO", "sq": "AL", "sr": "RS", "sv": "SE", "sw": "KE", "ta": "IN", "te": "IN", "th": "TH", "tr": "TR",
    "uk": "UA", "ur": "PK", "uz": "UZ", "vi": "VN", "zh": "CN", "zh-hant": "TW",
}  # fmt: skip
"""What stands for the country of a language whose tag names none: OpenGraph takes a page without a locale for American
English. "AR" and "LA" are no countries of these languages, but what social sites know Arabic and the Spanish of Latin
America by."""


@dataclass(frozen=True)
class Image:
    """A picture in one shape. Caption and credit are those of the photograph, if it is one."""

    url: str
    width: int
    height: int
    alt: str
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True)
class Card:
    """What a page says of itself where somebody shares it. Dates are stamps."""

    title: str
    description: str
    kind: str = "website"
    image: Image | None = None
    locale: str = ""
    published: str = ""
    modified: str = ""
    section: str = ""
    tags: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)

    @property
    def size(self) -> str:
        return "summary_large_image" if self.image else "summary"


def written(card: Card, *, site: str, address: str) -> SafeString:
    """A card as elements of the head of the page at ``address``."""
    image = card.image
    pictured = (
        []
        if image is None
        else [("", image.url), (":width", image.width), (":height", image.height), (":alt", image.alt)]
    )
    told = [
        ("og:site_name", site),
        ("og:type", card.kind),
        ("og:url", address),
        ("og:title", card.title),
        ("og:description", card.description),
        ("og:locale", card.locale),
        *((f"og:image{name}", value) for name, value in pictured),
        ("article:published_time", card.published),
        ("article:modified_time", card.modified),
        ("article:section", card.section),
        *(("article:tag", tag) for tag in card.tags),
        *(("article:author", author) for author in card.authors),
    ]
    named = [("card", card.size), ("title", card.title), ("description", card.description)]
    if image:
        named += [("image", image.url), ("image:alt", image.alt)]
    metas = [
        f'<meta property="{name}" content="{escape(str(value))}">'
        for name, value in told
        if value or name[:8] == "og:image"
    ]
    metas += [f'<meta name="twitter:{name}" content="{escape(str(value))}">' for name, value in named]
    return mark_safe("\n".join(metas))  # noqa: S308  escaped above


def of_story(edition: Edition, *, root: str) -> Card:
    """The card of a story. ``edition`` has its rows at hand."""
    tags = [row.topic.name for row in edition.hanging("topic_rows")]
    return Card(
        title=shortened(edition.social_title),
        description=description(edition),
        kind="article",
        image=_share_card(edition, root),
        locale=_locale(edition.language),
        published=stamp(edition.published_at, edition.published_precision),
        modified=stamp(edition.modified_at) if edition.modified_at else "",
        section=tags[0] if tags else "",
        tags=tags,
        authors=[absolute(root, row.writer.get_absolute_url()) for row in edition.hanging("writer_rows")],
    )


def of_page(title: str, description: str, *, editions: Sequence[Any], root: str) -> Card:
    """The card of a page with ``editions``, the first of which, as ``cards`` has it at hand, stands for them."""
    image = _stands_for(editions[0], root) if editions else None
    return Card(title, description, image=image, locale=_locale(settings.SITE_LANGUAGE))


def _stands_for(edition: Any, root: str) -> Image:
    """The widest shape of its picture, with words for those who do not see it; else its own card."""
    found = [image for row in edition.lead_pictures if (image := _in_shape(row, SHAPES[0], root))]
    wide = [replace(image, alt=image.alt or edition.social_title) for image in found if image.width >= WIDE]
    return wide[0] if wide else _share_card(edition, root)


def images(edition: Edition, *, root: str) -> list[Image]:
    """The first picture of a story, cut to each shape in which it is wide enough; else the card that is drawn of it."""
    first = edition.hanging("picture_rows")[:1]
    found = [image for row in first for shape in SHAPES if (image := _in_shape(row, shape, root))]
    return [image for image in found if image.width >= WIDE] or [_share_card(edition, root)]


def _share_card(edition: Edition, root: str) -> Image:
    return Image(absolute(root, cards.address(edition)), *cards.SIZE, edition.social_title)


def _in_shape(row: EditionPicture, shape: str, root: str) -> Image | None:
    across, down = (int(side) for side in shape.split("x"))
    if abs(row.width * down / (max(row.height, 1) * across) - 1) < _NEARLY:
        return _original(row, root)
    if made := renditions.widest(row, shape):
        where, width, height = made
        return _image(row, absolute(root, where), width, height)
    return None


def _original(row: EditionPicture, root: str) -> Image:
    return _image(row, absolute(root, default_storage.url(row.file)), row.width, row.height)


def _image(row: EditionPicture, url: str, width: int, height: int) -> Image:
    return Image(url, width, height, row.alt, row.caption, row.credit)


def _locale(language: str) -> str:
    """ "en_GB" of "en-GB", "de_DE" of "de"; "" of a tag without a country for whose language none is known."""
    tag = language.lower()
    main, *others = tag.split("-")
    country = next((part.upper() for part in others if len(part) == 2 and part.isalpha()), "")
    country = country or next((_COUNTRIES[known] for known in (tag, main) if known in _COUNTRIES), "")
    return f"{main}_{country}" if country else ""
