"""Sitemaps (sitemaps.org 0.9) with Google's entries for images (1.1) and news (0.9), written piece by piece."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from xml.sax.saxutils import escape

from articles.text.printable import printable

PART = 20_000
"""Numbers of rows that one file is for. The protocol allows 50,000 addresses and 50 MiB: so many leave 2,600 bytes to
each, and an address in a script that is percent-encoded takes a thousand."""
MOST_IMAGES = 1000
MOST_NEWS = 1000
DAYS_OF_NEWS = 2

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_SPACES = (
    f'xmlns="{_SITEMAP}" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
)
_TRADITIONAL = {"hant", "tw", "hk", "mo"}


@dataclass(frozen=True)
class News:
    """``published`` in W3C's form of ISO 8601, a date alone where no more is known."""

    publication: str
    language: str
    published: str
    title: str


@dataclass(frozen=True)
class Page:
    """A page by its whole address; ``changed`` as ``News.published``, "" where that is not known."""

    url: str
    changed: str = ""
    images: Sequence[str] = ()
    news: News | None = None


def part_of(number: int) -> int:
    """The part, from 1 on, that the row of a number belongs to. It never changes, whatever comes or goes."""
    return number // PART + 1


def numbers_of(part: int) -> tuple[int, int]:
    """The first and the last number of a part."""
    return (part - 1) * PART, part * PART - 1


def index(files: Iterable[tuple[str, str]]) -> bytes:
    """The sitemap of sitemaps, of (whole address, last change or "")."""
    entries = "".join(f"<sitemap>{_place(url, changed)}</sitemap>\n" for url, changed in files)
    return f'{_HEAD}<sitemapindex xmlns="{_SITEMAP}">\n{entries}</sitemapindex>\n'.encode()


def urlset(pages: Iterable[Page]) -> Iterator[bytes]:
    """The sitemap of ``pages``, in pieces of some hundred of them."""
    yield f"{_HEAD}<urlset {_SPACES}>\n".encode()
    rest = iter(pages)
    while piece := "".join(map(_entry, islice(rest, 500))):
        yield piece.encode()
    yield b"</urlset>\n"


def _entry(page: Page) -> str:
    images = "".join(
        f"<image:image><image:loc>{_text(url)}</image:loc></image:image>" for url in page.images[:MOST_IMAGES]
    )
    return f"<url>{_place(page.url, page.changed)}{_news(page.news)}{images}</url>\n"


def _place(url: str, changed: str) -> str:
    return f"<loc>{_text(url)}</loc>" + (f"<lastmod>{changed}</lastmod>" if changed else "")


def _news(news: News | None) -> str:
    if news is None:
        return ""
    name, language = _text(news.publication), news_language(news.language)
    return (
        f"<news:news><news:publication><news:name>{name}</news:name><news:language>{language}</news:language>"
        f"</news:publication><news:publication_date>{news.published}</news:publication_date>"
        f"<news:title>{_text(news.title)}</news:title></news:news>"
    )


def news_language(tag: str) -> str:
    """A language as Google News has it: two or three letters, of Chinese which of its two scripts."""
    main, *others = tag.lower().split("-")
    if main != "zh":
        return main
    return "zh-tw" if _TRADITIONAL & set(others) else "zh-cn"


def _text(words: str) -> str:
    return escape(printable(words))
