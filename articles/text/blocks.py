"""The body of a story as blocks of text, and the digest of all its words."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import lru_cache
from html import escape, unescape
from itertools import groupby

from articles.text.cleaning import Leaf, clean, leaves, serialised
from articles.text.keys import ascii_signs, untypeset
from articles.text.patterns import pattern

__all__ = [
    "CJK", "ELSEWHERE", "Block", "Text", "block_texts", "blocks", "clean", "count", "digest", "excerpt",
    "from_passages", "line", "normal_form", "plain", "word_count", "words",
]  # fmt: skip

ELSEWHERE = ("list_headline", "search_headline", "social_headline")
"""Headlines that stand for a story in other places than above it, each empty where its own headline does."""

# Scripts without spaces between words, where a character comes closest to one: Han, kana, bopomofo.
CJK = "\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_UNSPACED = pattern(rf"[{CJK}]")
_WORD = pattern(rf"[{CJK}]|[^\s{CJK}]+")
_NO_WORD = ascii_signs(lambda sign: sign.isalnum() or sign.isspace(), become=None)
_BREAKABLE = pattern(rf"\s|(?<=[{CJK}])|(?=[{CJK}])")
_WIDE = rf"{CJK}\u3000-\u3004\u3008-\u303f\uff00-\uffef"  # with their punctuation
_BETWEEN_WIDE = pattern(rf"(?<=[{_WIDE}])\n(?=[{_WIDE}])")
# A full stop ends a sentence after a word that does not look like an abbreviation: "reefs.", "Lisbon.", not "Mr.".
_SENTENCE_END = pattern(
    r"(?:(?<![^\W\d_])(?:[^\W\d_A-Z]{3,}|[^\W\d_]{5,}|[0-9]{2,})\.|[!?…])[\"'”’»)\]]*(?=\s+[^\sa-z])|[。！？][」』”’）]*"
)
_STOP = pattern("[.!?…。！？]")
_AHEAD = 20
"""Characters after a full stop that tell whether it ends a sentence."""
_LAST_PART = 0.6
"""A sentence that ends beyond this share of an excerpt ends the excerpt."""
_SURROGATE = pattern(r"[\ud800-\udfff]")
# A block as ``cleaning`` writes it, and what stands around blocks. Text in it holds no "<", an attribute no ">".
# What was taken is not given back: of markup that is not clean it would try every way to cut the words before it.
_CLEAN = pattern(
    r"""(?:<(?:ul|ol|blockquote)>)?<(?P<tag>p|h2|h3|li|figure)(?:[ ][a-z-]+="[^"<>]*")?>
        ((?:[^<]++|</?(?:a|em|strong)\b[^<>]*>)*+)</(?P=tag)>(?:</(?:ul|ol|blockquote)>)?""",
    re.VERBOSE | re.DOTALL,
)
_MARKUP = pattern(r"<[^<>]*>")


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, quoted paragraph, list item or figure.

    ``kind`` is p, h2, h3, blockquote, li (of either list) or figure. ``html`` is a clean body by itself, list
    or quote around it included: ``clean`` of all of them in a row is the body. ``text`` is its words,
    unescaped.
    """

    kind: str
    html: str
    text: str


@dataclass(frozen=True)
class Text:
    """All that a sign-off covers: the words of a story. ``body`` is HTML, the others are plain lines;
    ``captions`` holds (caption, credit) of each picture; ``correction`` the public sentence of a
    correction. The headlines of ``ELSEWHERE`` are for lists, search engines and social networks."""

    headline: str
    standfirst: str
    byline: str
    dateline: str
    language: str
    body: str
    captions: tuple[tuple[str, str], ...]
    source: str
    correction: str = ""
    list_headline: str = ""
    search_headline: str = ""
    social_headline: str = ""


def blocks(html: str) -> list[Block]:
    """The blocks of a body, cleaned."""
    return [as_block(leaf) for leaf in leaves(html)]


def as_block(leaf: Leaf) -> Block:
    """A leaf of a body as a block by itself."""
    kind = "li" if leaf.tag == "li" else leaf.container or leaf.tag
    return Block(kind, serialised([leaf]), "".join(text for text, _ in leaf.runs))


def from_passages(passages: Iterable[tuple[str, str]]) -> str:
    """A body from (kind, plain text), kind being p, h2, h3, blockquote or li; items in a row make one list.

    Raises ValueError for another kind.
    """
    parts = []
    for kind, group in groupby(passages, key=lambda passage: passage[0]):
        if kind not in {"p", "h2", "h3", "blockquote", "li"}:
            raise ValueError(f"A passage is p, h2, h3, blockquote or li, not {kind!r}.")
        tag = "p" if kind == "blockquote" else kind
        inside = "".join(f"<{tag}>{escape(text, quote=False)}</{tag}>" for _, text in group)
        around = {"blockquote": "blockquote", "li": "ul"}.get(kind)
        parts.append(f"<{around}>{inside}</{around}>" if around else inside)
    return clean("".join(parts))


def block_texts(html: str) -> list[str]:
    """The words of each block. What is clean, as every body that was saved, is read without parsing it again."""
    return list(_texts(html))


@lru_cache(maxsize=4)  # of a new story the number of words, their authors, terms and sketch are asked for
def _texts(html: str) -> tuple[str, ...]:
    if _CLEAN.sub("", html):
        return tuple(block.text for block in blocks(html))
    return tuple(unescape(_MARKUP.sub("", found[2])) for found in _CLEAN.finditer(html))


def plain(html: str) -> str:
    """The words of a body without markup, a blank line between blocks."""
    return "\n\n".join(filter(None, block_texts(html)))


def words(text: str) -> list[str]:
    """The words of plain text, punctuation attached: runs between white space that hold a letter or a digit.
    Chinese and Japanese characters are a word each; Korean, Thai and the rest count by their spaces."""
    found = text.split() if text.isascii() or not _UNSPACED.search(text) else _WORD.findall(text)
    return [word for word in found if word.isalnum() or any(map(str.isalnum, word))]


@lru_cache(maxsize=512)  # a new story's passages are counted for its length, and for their authors
def count(text: str) -> int:
    """How many words plain text has."""
    bare = untypeset(text, instead="")  # such signs part no words here
    if bare.isascii():
        return len(bare.translate(_NO_WORD).split())
    return len(words(text))


def word_count(html: str) -> int:
    """The words of a body, as ``words`` counts them."""
    return sum(map(count, block_texts(html)))


@lru_cache(maxsize=4)  # a page says it in its head three times
def excerpt(html: str, length: int) -> str:
    """The first paragraphs (no headings, no figures) in at most ``length`` characters: whole sentences where
    they fill most of it, else to the end of a word, with an ellipsis."""
    text = "\n".join(
        "".join(text for text, _ in leaf.runs) for leaf in leaves(html) if leaf.tag in ("p", "li")
    )
    text = (text if text.isascii() else _BETWEEN_WIDE.sub("", text)).replace("\n", " ")
    if len(text) <= length:
        return text
    near = text[: length + _AHEAD]
    first = _STOP.search(near)  # to look for the end of a sentence at every letter takes ten times as long
    begin = near.rfind(" ", 0, first.start()) + 1 if first else len(near)
    sentences = [found.end() for found in _SENTENCE_END.finditer(near, begin) if found.end() <= length]
    if sentences and sentences[-1] >= length * _LAST_PART:
        return text[: sentences[-1]]
    return cut(text, length)


def cut(text: str, length: int) -> str:
    """A text in at most ``length`` characters, to the end of a word, with an ellipsis where some is left out."""
    if len(text) <= length:
        return text
    room = max(length - 1, 0)
    near = text[: room + 1]
    if near.isascii() and near.isprintable():  # with no white space but " "
        ends = [near.rfind(" ")]
    else:
        ends = [found.start() for found in _BREAKABLE.finditer(near) if found.start() <= room]
    return text[: ends[-1] if ends and ends[-1] > 0 else room].rstrip(" \xa0.,;:!?…–—-。，、；：！？") + "…"


def line(value: str) -> str:
    """A plain field as the digest sees it: NFC, one space for any white space, none at the ends."""
    if value.isascii():
        return " ".join(value.split())
    return " ".join(unicodedata.normalize("NFC", _SURROGATE.sub("\ufffd", value)).split())


def normal_form(text: Text) -> str:
    """The canonical JSON of a text: keys sorted, lines squeezed, body clean, captions without words left
    out. So is each headline of ``ELSEWHERE`` that is empty: texts without any were signed before there were."""
    values = {field.name: getattr(text, field.name) for field in fields(text)}
    form: dict[str, object] = {
        name: line(value) for name, value in values.items() if name not in {"body", "captions"}
    }
    form["body"] = clean(text.body)
    for name in ELSEWHERE:
        if not form[name]:
            del form[name]
    pairs = [[line(caption), line(credit)] for caption, credit in text.captions]
    form["captions"] = [pair for pair in pairs if any(pair)]
    return json.dumps(form, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: Text) -> str:
    """``v1:`` and the SHA-256 of the normal form, in hex: what a sign-off signs."""
    return "v1:" + hashlib.sha256(normal_form(text).encode()).hexdigest()
