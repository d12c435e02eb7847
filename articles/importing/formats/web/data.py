"""What a page says of its story to machines: JSON-LD first, then OpenGraph and other meta elements."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from articles.importing.formats.piece import Stated
from articles.text.blocks import line

_STORY = re.compile(r"(?:\w*Article|BlogPosting|Report|LiveBlogPosting)$")
_METAS = {
    "headline": ("og:title", "twitter:title", "dc.title", "title"),
    "published": (
        "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
        "dcterms.date", "dcterms.created", "publish-date", "pubdate", "parsely-pub-date", "sailthru.date",
    ),
    "byline": ("author", "byl", "dc.creator", "parsely-author", "sailthru.author"),
    "section": ("article:section", "og:article:section", "parsely-section"),
    "address": ("og:url",),
}  # fmt: skip
_KEYWORDS = ("news_keywords", "article:tag", "keywords", "parsely-tags")
_BETWEEN_TITLE_AND_SITE = re.compile(r"(?<!\s)\s+[|•·»—–-]+\s+")
_ADDRESS = re.compile(r"https?://|www\.|^@|^\W*$", re.IGNORECASE)
_LONGEST = 2_000
_FEWEST_WORDS = 3


def stated_in(root: etree._Element) -> Stated:
    """What a page states of its story. Its headline may be the title of the page, without the site's name."""
    data, metas = next(_stories(root), {}), _metas(root)

    def meta(field: str) -> str:
        return next((metas[name][0] for name in _METAS[field] if name in metas), "")

    keywords = _names(data.get("keywords")) or [word for name in _KEYWORDS for word in metas.get(name, ())]
    return Stated(
        headline=_text(data.get("headline")) or meta("headline") or _title(root),
        byline=", ".join(_people(data.get("author"))) or _byline(meta("byline")) or _entry(root, "p-author"),
        published=_text(data.get("datePublished"))
        or meta("published")
        or _attribute(root, "datePublished")
        or _entry(root, "dt-published", "datetime"),
        section=next(iter(_names(data.get("articleSection"))), "") or meta("section"),
        keywords=tuple(
            dict.fromkeys(word.strip() for part in keywords for word in part.split(",") if word.strip())
        ),
        language=(root.get("lang") or _text(data.get("inLanguage"))).partition("-")[0].strip().lower()[:8],
        address=_canonical(root)
        or meta("address")
        or _text(data.get("url"))
        or _entry(root, "p-canonical", "href"),
    )


def _stories(root: etree._Element) -> Iterator[Mapping[str, Any]]:
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from filter(_is_story, _things(data))


def _things(data: Any) -> Iterator[Mapping[str, Any]]:
    """The things that JSON-LD speaks of: itself, those in a list, those of a graph."""
    items = data if isinstance(data, list) else [data]
    for item in items:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (
                (thing for thing in graph if isinstance(thing, dict)) if isinstance(graph, list) else ()
            )


def _is_story(thing: Mapping[str, Any]) -> bool:
    kinds = thing.get("@type")
    return any(_STORY.match(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _names(value: Any) -> list[str]:
    """Names in JSON-LD: a string, a thing with a name, or a list of either."""
    if isinstance(value, list):
        return [name for item in value[:50] if not isinstance(item, list) for name in _names(item)]
    if isinstance(value, dict):
        value = value.get("name")
    return [text] if (text := _text(value)) else []


def _people(value: Any) -> list[str]:
    return [name for name in _names(value) if not _ADDRESS.search(name)]


def _byline(text: str) -> str:
    return "" if _ADDRESS.search(text) else text


def _text(value: Any) -> str:
    return line(value)[:_LONGEST] if isinstance(value, str) else ""


def _metas(root: etree._Element) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if name and (content := _text(element.get("content"))):
            metas.setdefault(name.strip().casefold(), []).append(content)
    return metas


def _title(root: etree._Element) -> str:
    """The words of ``<title>`` without the site's name behind them."""
    title = line("".join(root.findtext(".//title") or ""))[:_LONGEST]
    parts = _BETWEEN_TITLE_AND_SITE.split(title)
    return parts[0] if len(parts[0].split()) >= _FEWEST_WORDS else title


def _attribute(root: etree._Element, prop: str) -> str:
    for element in root.iterfind(f".//*[@itemprop='{prop}']"):
        return _text(element.get("datetime") or element.get("content") or "")
    return ""


def is_in_entry(element: etree._Element) -> bool:
    return any("h-entry" in (around.get("class") or "").split() for around in element.iterancestors())


def _entry(root: etree._Element, name: str, attribute: str = "") -> str:
    """What the entry of a page says by the classes of microformats: microformats.org/wiki/h-entry."""
    for element in root.xpath("//*[contains(@class, $name)]", name=name):
        if name in element.get("class", "").split() and is_in_entry(element):
            return _text(element.get(attribute) if attribute else "".join(element.itertext()))
    return ""


def _canonical(root: etree._Element) -> str:
    for element in root.iter("link"):
        if (element.get("rel") or "").casefold() == "canonical":
            return _text(element.get("href"))
    return ""
