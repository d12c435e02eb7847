"""Lists of web addresses as people and sites keep them: text, a spreadsheet, a map of a site."""

import csv
import re
from collections.abc import Iterator

from lxml import etree

from articles.importing.formats import NotCopy, xml
from articles.text import reading

_COLUMNS = ("url", "address", "old url", "old address", "link", "loc", "permalink")
_SEPARATORS = ",;\t"
_LINK = re.compile(r"https?://[^\s<>\"']+|/[^\s<>\"']*")


class NoList(Exception):
    """What was given is no list of addresses. Its words are fit to show."""


def addresses_in(data: bytes) -> list[str]:
    """The addresses in a list, each once, in its order. Raises NoList where there are none."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        found = _in_map(data)
    else:
        try:
            text = reading.read(data).text
        except reading.NotText as problem:
            raise NoList(problem.reason) from None
        found = list(_in_text(text))
    if not found:
        raise NoList("There is no web address in it.")
    return list(dict.fromkeys(found))


def _in_map(data: bytes) -> list[str]:
    """The pages of a sitemap."""
    try:
        root = xml.parse(data)
    except NotCopy as problem:
        raise NoList(problem.sentence) from None
    if etree.QName(root).localname == "sitemapindex":
        raise NoList("This is a list of sitemaps, not of pages: give one of those that it names.")
    return [xml.words(element) for element in root.iter("{*}loc") if xml.words(element)]


def _in_text(text: str) -> Iterator[str]:
    """The addresses in the column that has their name, or else the first of each line."""
    lines = text.splitlines()
    head = lines[0] if lines else ""
    for separator in _SEPARATORS:
        names = [name.strip().casefold() for name in next(csv.reader([head], delimiter=separator), [])]
        wanted = next((name for name in _COLUMNS if name in names), None)
        if wanted and (len(names) > 1 or wanted in _COLUMNS[:4]):
            place = names.index(wanted)
            rows = csv.reader(lines[1:], delimiter=separator)
            yield from (row[place].strip() for row in rows if len(row) > place and row[place].strip())
            return
    yield from (found[0] for line in lines if (found := _LINK.search(line)))
