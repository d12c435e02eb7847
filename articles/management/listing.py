"""Lists of web addresses as people and sites keep them: text, a spreadsheet, a map of a site."""

import csv
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import quote

from lxml import etree

from articles.importing.formats import NotCopy, xml
from articles.text import reading
from articles.text.addresses import address_key

_COLUMNS = ("url", "address", "old url", "old address", "link", "loc", "permalink")
_SEPARATORS = ",;\t"
_LINK = re.compile(
    r"https?://[^\s<>\"']+|(?<![\w.@/-])(?:[\w-]+\.)+[a-z]{2,}/[^\s<>\"']*|(?<![^\s<>\"'(])/[^\s<>\"']*",
    re.IGNORECASE,
)

# What ends an address with blanks in it: a cell of its line, a remark in brackets, or another address.
# A run of blanks is looked at once, from its beginning: else a long one would take the cube of its length.
_AFTER = re.compile(
    r"\t|[<>\"]|(?<!\s)\s++(?:\([^()]*\)$|(?:(?:->|=>|→)\s*+)?(?=https?://|/))", re.IGNORECASE
)


class NoList(Exception):
    """What was given is no list of addresses. Its words are fit to show."""


class Listing(NamedTuple):
    """The addresses in a list, each once, in its order; and the lines, by number, of which none could be read."""

    addresses: list[str]
    unread: dict[int, str]


def addresses_in(data: bytes) -> Listing:
    """What a list holds; blank lines and those that begin with "#" count for nothing. Raises NoList where there is no
    address.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        found = [(number, url, True) for number, url in enumerate(_in_map(data), 1)]
    else:
        try:
            text = reading.read(data).text
        except reading.NotText as problem:
            raise NoList(problem.reason) from None
        found = list(_in_text(text))
    addresses = list(dict.fromkeys(words for _, words, is_address in found if is_address))
    if not addresses:
        raise NoList("There is no web address in it.")
    return Listing(addresses, {line: words for line, words, is_address in found if not is_address})


def _in_map(data: bytes) -> list[str]:
    """The pages of a sitemap."""
    try:
        root = xml.parse(data)
    except NotCopy as problem:
        raise NoList(problem.sentence) from None
    if etree.QName(root).localname == "sitemapindex":
        raise NoList("This is a list of sitemaps, not of pages: give one of those that it names.")
    return [xml.words(element) for element in root.iter("{*}loc") if xml.words(element)]


def _in_text(text: str) -> Iterator[tuple[int, str, bool]]:
    """Each line that says something, by its number: what it has in the column that has addresses, or else the address
    that it is, blanks in it and all, or the first that is in it, or else its words; and whether that is an address.
    """
    lines = text.splitlines()
    if column := _column(lines[0] if lines else ""):
        yield from _in_column(lines, *column)
        return
    for number, line in enumerate(lines, 1):
        if (words := line.strip()) and not words.startswith("#"):
            found = _LINK.search(words)
            whole = found and not found.start()
            address = _with_blanks(words) if whole else found[0] if found else words
            yield number, address, bool(found)


def _with_blanks(words: str) -> str:
    """The address with which a line begins, its blanks as servers have them: to the end, unless that is another's."""
    end = _AFTER.search(words)
    return re.sub(r"\s", lambda blank: quote(blank[0]), words[: end.start()].rstrip() if end else words)


def _column(head: str) -> tuple[str, int] | None:
    """What parts the cells of a table with such a first line, and the place of the column with addresses."""
    for separator in _SEPARATORS:
        names = [name.strip().casefold() for name in next(csv.reader([head], delimiter=separator), [])]
        wanted = next((name for name in _COLUMNS if name in names), None)
        if wanted and (len(names) > 1 or wanted in _COLUMNS[:4]):
            return separator, names.index(wanted)
    return None


def _in_column(lines: Iterable[str], separator: str, place: int) -> Iterator[tuple[int, str, bool]]:
    rows = csv.reader(lines, delimiter=separator)
    next(rows)
    for row in rows:
        if len(row) > place and (cell := row[place].strip()):
            is_address = bool(_LINK.match(cell)) or (
                not re.search(r"\s", cell) and address_key(cell) is not None
            )
            yield rows.line_num, cell, is_address
