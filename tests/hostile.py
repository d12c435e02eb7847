"""What strangers put where something else is expected: in parameters, fields, paths and headers."""

import re
from functools import cache
from itertools import islice
from pathlib import Path

from articles.lists.filters import StoryFilter

TOP = Path(__file__).parent.parent
LONG = "x" * 20_000
VALUES = (
    "", " ", "0", "-1", "1", "00", "1.5", "1e309", "NaN", "Infinity", "9223372036854775807", "9223372036854775808",
    "9" * 400, "9" * 5000, "٣", "²", "½", "0x10", "1_000", "+1", "true", "None", "null", "undefined", "on", "[]", "{}",
    '{"a": [', "[" * 500, "{" * 500, "(" * 500, "a,b,,", "," * 300, "a=b&c", "%", "%zz", "%00", "%s%n", "\0", "a\0b",
    "\ud800", "a\udfffb", "\ufffe", "\ufeff", "\u2028", "\u202e", "\x1b[31m", "\x7f", "\x85", "\r\nX-Planted: 1",
    "\r\n\r\n<b>", "\t", "\n" * 300, "🐙", "é" * 300, "e\u0301" * 300, "\u0301" * 500, "İ", "ß", "ﷺ" * 50, "..",
    "../" * 20,
    "..\\..\\", "/", "//elsewhere.example/", "\\\\elsewhere.example\\", "https://elsewhere.example/",
    "javascript:alert(1)", "http://[::1", "http://a:b@[", "//[", "?", "#", "'", '"', "'\"><", "`", "\\", "\\" * 300,
    "'; DROP TABLE articles_story; --", "' OR '1'='1", "{{ 7|add:7 }}", "{% now %}", "${7*7}", "%(a)s", "{0}",
    "*" * 300,
    '"' * 301, '""', '"unclosed', "AND OR NOT", "NEAR(a b, 2)", "title:a", "a*", "^a", "-", "- -", "a" * 301,
    "a " * 400, "(a+)+$", "[a-", "a{1000000}", "a" * 60 + "!", "a@" * 200, "<" * 400, "<a" * 300, "&" * 300,
    "&#" * 300,
    "0001-01-01", "0000-00-00", "9999-12-31", "10000-01-01", "2024-02-30", "2024-13-01", "-2024-01-01", "2024-W01",
    "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2024-01-01T25:00:00Z", "2024-03-31T01:30", "1-1-1",
    "9999-12-31 23:59:59", "12:00", "2024", "en-GB", "x" * 200, "en-" * 80, "4000-01-01T00:00:00+00:00~1",
    "2024-01-01T00:00:00~", "~", "~1", "a.1", "1.a", "1.1.1", "1-1", "7,0,-1", "p7", "h", "b0.1", LONG,
)  # fmt: skip
BYTES = (
    b"\xff",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xe2\x82",
    b"\x80",
    b"\xfe\xff\x00a",
    b"a\xffb",
)
"""What is no UTF-8: bytes of no letter, overlong, half of a pair, beyond the last, cut short."""
_ASKED = re.compile(r'GET(?:\.get(?:list)?\(|\[)"(\w+)"|"(\w+)" in request\.GET')
_OF_THE_ADMIN = (
    "p", "o", "all", "e", "q", "_popup", "_to_field", "_changelist_filters", "_facets", "next", "term", "app_label",
    "model_name", "field_name", "id", "id__in", "pk__gt", "id__isnull", "body__regex", "story__id__exact", "a__b__c",
    "date__year", "created_at__gte", "created_at__month", "password__startswith",
)  # fmt: skip


@cache
def parameters() -> tuple[str, ...]:
    """Every name that some view asks an address for, as the code has them, and those of Django's own lists."""
    return tuple(sorted({*_names(_ASKED), *StoryFilter.base_filters, *_OF_THE_ADMIN}))


def _names(pattern: re.Pattern[str]) -> set[str]:
    paths = (TOP / "articles").rglob("*.py")
    return {name for path in paths for names in pattern.findall(path.read_text()) for name in names if name}


def some(number: int, count: int) -> list[str]:
    """So many of the values, others for each number."""
    start = number * count % len(VALUES)
    return list(islice((*VALUES, *VALUES), start, start + count))
