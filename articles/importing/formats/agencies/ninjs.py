"""News as JSON: ninjs of any version, JSON Feed, and all that holds a headline and a text under plain names.

One story, a list of them, a list under one name ("items"), or one after the other, a line each.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from articles.importing.formats import values, xml
from articles.importing.formats.agencies import nitf
from articles.importing.formats.decoding import decoded
from articles.importing.formats.items import Item, one_piece, pieces_of, plain
from articles.importing.formats.labels import meaning
from articles.importing.formats.lines import doubts_of
from articles.importing.formats.moments import first_moment
from articles.importing.formats.opening import opening, root_name
from articles.importing.formats.piece import Attached, NotCopy, Piece

_START = re.compile(r'(?:\[\s*)?\{\s*"(?:[^"\\]|\\.){1,80}"\s*:')
_NEXT = re.compile(r"[\s,\x1e]*")
_MARKUP = re.compile(r"<(?:p|div|br)\b[^<>]*>", re.IGNORECASE)
_LISTS = (
    "items", "_items", "item", "articles", "stories", "results", "data", "docs", "entries", "posts", "article",
)  # fmt: skip
_DEEPEST = 5
_NO_TEXT = {
    "picture": "a picture", "image": "a picture", "photo": "a picture", "graphic": "a graphic", "video": "a video",
    "audio": "a sound recording", "composite": "a list of other items", "package": "a list of other items",
    "event": "an event", "planning": "a plan of coverage", "component": "a part of others",
}  # fmt: skip
_BODIES = ("bodyxhtml", "bodyhtml", "contenthtml", "bodytext", "body", "bodies")
_SHORTEST = 20
_TEXT = re.compile(r"[^\W\d_]\s+[^\W\d_]|[^\x00-\u2fff]{4}")
"""Words side by side, or letters of a writing that sets none apart: no address, moment or code."""
_OF_NINJS = {
    "bodies", "body_text", "body_html", "body_xhtml", "body_nitf", "headline", "headlines", "renditions",
    "eventdetails",
}  # fmt: skip

Data = Mapping[str, Any]


def matches(data: bytes, name: str) -> bool:
    """JSON in which there are stories, or that is damaged: there may be some."""
    if not _START.match(opening(data)):
        return False
    try:
        return any(_stories(value) for value in _values(decoded(data).text))
    except NotCopy:
        return True


def pieces(data: bytes, name: str) -> list[Piece]:
    read = decoded(data)
    found = list(_values(read.text))
    stories: list[Callable[[], Item]] = [
        partial(to_item, held) for value in found for held in _stories(value)
    ]
    notes = doubts_of(read.notes)
    if len(found) == 1 and isinstance(found[0], dict) and _is_story(found[0]):
        return one_piece(stories[0], "json", encoding=read.encoding, notes=notes)
    return pieces_of(stories, "json", what="file", encoding=read.encoding, notes=notes)


def to_item(held: Data) -> Item:
    """A story. Raises NotCopy for a picture, an event or anything else."""
    data = _by_plain_names(held)
    kind = values.words(data.get("type")).lower()
    body, is_html = _body(data)
    if kind in _NO_TEXT and not (body and kind in ("composite", "package")):
        raise NotCopy("no-story", f"This item is {_NO_TEXT[kind]}, not a story.")
    terms = tuple(values.names(data, "subject", "subjects"))
    item = Item(
        key=values.first(data, "uri", "guid", "id", "altid"),
        headline=values.by_role(data, "headlines", "main", "") or values.first(data, "headline", "title"),
        standfirst=values.by_role(data, "descriptions", "summary", "abstract", "lead", "teaser", "text")
        or values.first(data, "standfirst", "descriptiontext", "description", "summary", "abstract"),
        byline=values.first(data, "byline", "by", "author", "authors", "creator"),
        published=first_moment(*(
            values.words(data.get(name))
            for name in (
                "contentcreated", "firstpublished", "firstcreated", "publishedat", "published", "datepublished",
                "pubdate", "date", "versioncreated", "created",
            )
        )),
        dateline=values.first(data, "dateline"),
        source=values.first(data, "source", "infosources", "copyrightholder", "publisher"),
        section=values.first(data, "section", "category") or next(iter(terms), ""),
        keywords=(*values.names(data, "keywords", "tags"), *terms[1:]),
        slugline=values.first(data, "slugline"),
        embargo=values.first(data, "embargoed", "embargo", "embargoeduntil"),
        note=values.first(data, "ednote"),
        language=values.first(data, "language", "lang", "inlanguage"),
        address=values.first(data, "url", "permalink", "canonicalurl", "link"),
        body=body,
        is_html=is_html,
        pictures=(*_pictures(data), *map(Attached, values.names(data, "pictures"))),
        withdrawn=nitf.WITHDRAWN.get(values.words(data.get("pubstatus")).lower(), ""),
    )  # fmt: skip
    return replace(item, others=tuple(_others(held, item)))


def _others(held: Data, item: Item) -> Iterator[str]:
    """The texts under names that were not asked for, each behind its own, which the story does not say anyhow."""
    lines = (item.headline, item.standfirst, item.byline, item.dateline, item.source, item.embargo, item.note)
    said = plain(" ".join([*lines, item.section, item.slugline, *item.keywords, item.body]))
    for key, value in held.items():
        if re.sub(r"[\W_]", "", key.lower()) in _BODIES:  # the same text in other forms
            continue
        for words in map(plain, _texts(value)):
            if len(words) >= _SHORTEST and _TEXT.search(words) and words not in said:
                yield f"{key}: {words}"


def _texts(value: Any) -> Iterator[str]:
    """What is said in a value, also one by one or by names of its own: no more than that deep."""
    inner = value if isinstance(value, list) else value.values() if isinstance(value, dict) else [value]
    for one in inner:
        yield values.words(one.get("value") if isinstance(one, dict) else one)


def _values(text: str) -> Iterator[Any]:
    """The values of a file, which are nearly always one. Raises NotCopy for what is damaged."""
    decoder, at = json.JSONDecoder(strict=False), 0
    text = text.strip("\ufeff \t\r\n\0")
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            why = "it is too deep" if isinstance(error, RecursionError) else str(error)[:200]
            raise NotCopy("format", f"This JSON is damaged: {why}.") from None
        yield value
        if found := _NEXT.match(text, at):
            at = found.end()


def _stories(held: Any, deep: int = _DEEPEST) -> list[Data]:
    """The stories in a value, however it wraps them up."""
    if isinstance(held, list):
        return [story for inner in held for story in _stories(inner, deep - 1)] if deep else []
    if not isinstance(held, dict):
        return []
    if _is_story(held):
        return [held]
    lists = (held[name] for name in _LISTS if name in held and deep)
    return next(filter(None, (_stories(inner, deep - 1) for inner in lists)), [])


def _is_story(held: Data) -> bool:
    """Whether data are an item of ninjs, or plainly a story."""
    keys = {key.lower() for key in held}
    if keys & {"uri", "guid"} and keys & {"type", "versioncreated", "pubstatus"} and keys & _OF_NINJS:
        return True
    return {"headline", "body"} <= {meaning(key) for key, value in held.items() if isinstance(value, str)}


def _by_plain_names(held: Data) -> Data:
    """The same values by their names in small letters without signs, and by what these names mean in any language."""
    data = {re.sub(r"[\W_]", "", key.lower()): value for key, value in held.items()}
    for key, value in held.items():
        if value and isinstance(value, str | list):
            data.setdefault(meaning(key), value)
    return data


def _body(data: Data) -> tuple[str, bool]:
    """The text that tells most of its own form, and whether that is HTML."""
    texts = [("html", data.get(name)) for name in ("bodyxhtml", "bodyhtml", "contenthtml")]
    bodies = values.rows(data.get("bodies"))
    texts += [(values.first(row, "contenttype", "contentType"), row.get("value")) for row in bodies]
    texts += [("", data.get("bodytext")), ("", data.get("body"))]
    found = [(kind, text) for kind, value in texts if (text := values.words(value))]
    found.sort(key=lambda one: ("html" not in one[0], "nitf" not in one[0].lower()))
    kind, text = found[0] if found else ("", "")
    if root_name(text.encode()) == "nitf":
        return nitf.to_item(xml.read(text.encode()).root).body, True
    return text, "html" in kind or bool(_MARKUP.search(text))


def _pictures(data: Data) -> Iterator[Attached]:
    """The pictures that belong to a story, each by its largest file. Their data are not in it."""
    associated = data.get("associations") or {}
    for row in values.rows(list(associated.values()) if isinstance(associated, dict) else associated):
        inner = {key.lower(): value for key, value in row.items()}
        if values.words(inner.get("type")).lower() not in ("picture", "image", "photo"):
            continue
        held = inner.get("renditions") or {}
        files = values.rows(list(held.values()) if isinstance(held, dict) else held)
        largest = max(files, key=values.width, default={})
        yield Attached(
            values.first(largest, "href") or values.first(inner, "uri", "guid"),
            alt=values.first(inner, "alt", "alt_text"),
            caption=values.first(inner, "description_text", "caption")
            or values.by_role(inner, "descriptions", "caption", ""),
            credit=values.first(inner, "byline", "by", "copyrightholder"),
        )
