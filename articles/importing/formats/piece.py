"""What a reader of a format gives: the stories in a file, as lines of text, with what the format says of them."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Protocol

from articles.text.parsing import Doubt, Refusal, Role
from articles.text.parsing.story import PassageKind


class NotCopy(Exception):
    """These bytes hold no copy. ``sentence`` is fit to show, ``code`` is that of a refusal."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


@dataclass(frozen=True)
class Stated:
    """What a format's or a manifest's data say of a story beside its text. "" where they say nothing.

    ``published`` is ISO 8601, no more precise than is known; ``address`` is where it stood on the web.
    """

    headline: str = ""
    standfirst: str = ""
    byline: str = ""
    dateline: str = ""
    published: str = ""
    source: str = ""
    proofreader: str = ""
    language: str = ""
    section: str = ""
    keywords: tuple[str, ...] = ()
    slugline: str = ""
    address: str = ""


PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".tif", ".tiff")


@dataclass(frozen=True)
class Attached:
    """A picture that came with a story, as it came. ``data`` is empty where only its name is known.

    ``also`` are names of other files that show the same, to be taken where there is none of its own name.
    """

    name: str
    data: bytes = b""
    alt: str = ""
    caption: str = ""
    credit: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Piece:
    """One story of a file. ``text`` holds the lines that are shown and accounted for.

    ``key`` names it among the stories of its file ("" for a file of one); ``fixed`` are the roles and ``kinds`` the
    sorts of passages that the format states of lines, by their number from 1. ``refusal`` says why no story is taken
    from this one, whatever becomes of the others of its file. ``addresses`` are others at which it stood on the web
    beside the stated one, or that led there. ``passed`` counts, with the first story of a file, what
    else is in it by kind, none of which copy could be in.
    """

    text: str
    key: str = ""
    format: str = "text"
    encoding: str = ""
    notes: tuple[Doubt, ...] = ()
    fixed: Mapping[int, Role] = field(default_factory=dict)
    kinds: Mapping[int, PassageKind] = field(default_factory=dict)
    stated: Stated = Stated()
    pictures: tuple[Attached, ...] = ()
    refusal: Refusal | None = None
    addresses: tuple[str, ...] = ()
    passed: Mapping[str, int] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        """The digest of all that this piece says of its story, whatever else its file holds."""
        said = {
            "text": self.text,
            "fixed": sorted(self.fixed.items()),
            "kinds": sorted(self.kinds.items()),
            "stated": asdict(self.stated),
            "pictures": [
                [item.name, hashlib.sha256(item.data).hexdigest(), item.alt, item.caption, item.credit]
                for item in self.pictures
            ],
        }
        canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def own_keys(given: Sequence[str], noun: str) -> list[str]:
    """What names each of several stories of a file: what is ``given`` for it where no other has the same, else what it
    is and its place, as "mail 2".
    """
    often = Counter(given)
    return [key if key and often[key] == 1 else f"{noun} {number}" for number, key in enumerate(given, 1)]


class Reader(Protocol):
    """A module that reads one format."""

    @staticmethod
    def matches(data: bytes, name: str) -> bool:
        """Whether these bytes are of this format. By their content; ``name`` decides only what content cannot."""

    @staticmethod
    def pieces(data: bytes, name: str) -> list[Piece]:
        """The stories in a file, in its order. Raises NotCopy where it holds none."""
