"""The pictures of a WordPress site, which its export has as rows by themselves. Posts lead to them in three ways.

A post names its own by number (``_thumbnail_id``), a gallery names its by their numbers or means all that were put up
with the post, and the text shows others by their addresses: mostly those of smaller files that WordPress made of them
(``ferry-1024x683.jpg``).
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import unquote

from lxml import etree

from articles.importing.formats.exports.wxrvalues import meta, raw
from articles.importing.formats.items import plain
from articles.importing.formats.markup import text_of
from articles.importing.formats.piece import PICTURE_ENDINGS, Attached

_MADE = re.compile(r"(?:-e\d{10,13})?(?:-(?:\d{1,5}x\d{1,5}|scaled|rotated))?(?=\.\w{3,4}$)", re.IGNORECASE)
"""What WordPress adds to the names of files that it makes of a picture: cut, smaller, turned."""
_STEPS = 3
"""Of an address: year, month and name. Where they are served from may change."""
_OF_CAMERA = re.compile(r'"(?:credit|copyright)";s:\d+:"([^"]{1,200})";')
"""What the camera's file said, in PHP's way of writing values down."""
_LABEL = re.compile(
    r"(?:photo(?:graph)?s?|pictures?|images?|fotos?|bild(?:er)?|crédits?(?: photo)?|credits?|copyright)\s*(?::|by\b)\s*"
    r"|©\s*",
    re.IGNORECASE,
)
_LONGEST_CREDIT = 120


class Pictures:
    """The pictures of a site by number, by the post that they were put up with, and by the end of their addresses."""

    def __init__(self, rows: Iterable[etree._Element]) -> None:
        self._addresses: dict[str, str] = {}
        self._put_up_with: dict[str, list[str]] = defaultdict(list)
        self._by_end: dict[str, Attached] = {}
        self._met: set[str] = set()
        for row in rows:
            address, number = text_of(row, "attachment_url"), text_of(row, "post_id")
            file = re.split("[?#]", address, maxsplit=1)[0]
            if file.lower().endswith(PICTURE_ENDINGS):  # others are recordings, or documents
                self._addresses[number] = address
                self._put_up_with[text_of(row, "post_parent")].append(number)
                self._by_end[_end(address)] = _said(row, address)

    def __contains__(self, number: str) -> bool:
        return number in self._addresses

    @property
    def unused(self) -> int:
        """How many no post led to, of those that were asked about."""
        return sum(_end(address) not in self._met for address in self._addresses.values())

    def numbered(self, number: str) -> Attached:
        """The picture of a number. One that the export does not have is called by its number."""
        return Attached(self._addresses.get(number) or f"no. {number} of WordPress, not in this export")

    def put_up_with(self, post: str) -> list[str]:
        """The numbers of the pictures that were put up with the post of a number."""
        return self._put_up_with.get(post, [])

    def known(self, shown: Iterable[Attached]) -> tuple[Attached, ...]:
        """The same pictures, each once, under the name of its largest file and with what the site says of it.

        Words that stand with a picture in a text are of its story: the site's are taken where it has none.
        """
        found: dict[str, list[Attached]] = defaultdict(list)
        for picture in shown:
            found[picture.name if picture.data else _end(picture.name)].append(picture)
        self._met |= found.keys()
        return tuple(
            _together([*alike, *filter(None, [self._by_end.get(end)])]) for end, alike in found.items()
        )


def _together(alike: list[Attached]) -> Attached:
    """One picture of several that show the same, the one that says most of its file last."""
    last = alike[-1]
    names = dict.fromkeys([last.name, *(picture.name for picture in alike)])
    largest = [name for name in (_MADE.sub("", each) for each in names) if name not in names]
    return replace(
        last,
        alt=next(filter(None, (picture.alt for picture in alike)), ""),
        caption=next(filter(None, (picture.caption for picture in alike)), ""),
        credit=next(filter(None, (picture.credit for picture in alike)), ""),
        also=tuple(dict.fromkeys([*largest, *list(names)[1:]])),
    )


def _said(row: etree._Element, address: str) -> Attached:
    """A picture with the words that the site keeps with it."""
    return Attached(
        address,
        alt=meta(row, "_wp_attachment_image_alt"),
        caption=plain(raw(row, "encoded", "excerpt")),
        credit=meta(row, "_media_credit")
        or _credit(plain(raw(row, "encoded", "content")))
        or next(iter(_OF_CAMERA.findall(meta(row, "_wp_attachment_metadata"))), ""),
    )


def _credit(described: str) -> str:
    """The credit of a picture where its description is that."""
    label = _LABEL.match(described)
    return described[label.end() :] if label and len(described) <= _LONGEST_CREDIT else ""


def _end(address: str) -> str:
    """The end of an address, one for all files that were made of a picture."""
    path = unquote(address.partition("?")[0].partition("#")[0])
    return _MADE.sub("", "/".join(path.split("/")[-_STEPS:])).casefold()
