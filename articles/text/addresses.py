"""Web addresses under one form, however they were written down: how an old address is found again.

    address_key("http://www.Old.example:80/2019/index.html?utm_source=x#top")  →  Address("old.example", "/2019")

Dropped: the scheme, "www.", a default port, the fragment, a slash or an index page at the end, a session, a variant for
telephones ("amp"), and what is only there to count visitors. Percent-encoding is undone, a query is put in order.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlencode, urlsplit

LONGEST = 500
"""Characters of a key. A longer one is cut, and ends in its digest."""

_DIGEST = 64
_BETWEEN = re.compile(r"[—–‒―‐‑/\\|…]|\.{2,}|(?<=\d)(?:[.:'’′]|,(?!\d{3}(?!\d)))(?=\d)")
_HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_][\w-]*(?::\d+)?(?=/)")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_INDEX = re.compile(
    r"/(?:index\.(?:html?|php\d?|aspx?|jsp|cgi|shtml)|default\.(?:aspx?|html?))$", re.IGNORECASE
)
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;]*", re.IGNORECASE)
_AMP = re.compile(r"(?<=[^/])(?:/amp/?|\.amp)$", re.IGNORECASE)
_TRACKING = re.compile(
    r"utm_.*|mc_[ce]id|_?ga|gclid|gclsrc|dclid|fbclid|msclkid|igshid|yclid|mkt_tok|ocid|cmpid|ncid|smid"
    r"|phpsessid|jsessionid|amp|feedtype|feedname|rpc",
    re.IGNORECASE,
)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_AMBIGUOUS = str.maketrans({"?": "%3F", "#": "%23"})
_TIMES = 5
"""Encodings over one another that are undone. Nobody means more."""


class Address(NamedTuple):
    """A normal form: of which site ("" where that is not said), and the path and query there."""

    host: str
    key: str


def apart(text: str) -> str:
    """What a slug is made of: hyphens for signs that part words or figures, so that "£42.6m" is 42-6m, never 426m."""
    return _BETWEEN.sub("-", text)


def address_key(url: str) -> Address | None:
    """The normal form of an address of a page; None for what is none, and for the front page of a site."""
    parts = _split(url)
    if parts is None:
        return None
    host, path, query = parts
    key = page_key(path, query)
    return Address(host_key(host), key) if key else None


def page_key(path: str, query: str = "") -> str:
    """The normal form of what follows the host. Empty for the front page."""
    path = _SESSION.sub("", _decoded(path))
    path = _AMP.sub("", _INDEX.sub("/", re.sub("/{2,}", "/", "/" + path)))
    path = path.rstrip("/ ") or "/"
    asked = _asked(query)
    key = path.translate(_AMBIGUOUS) + (f"?{asked}" if asked else "")
    if len(key) > LONGEST:
        key = f"{key[: LONGEST - _DIGEST - 1]}#{hashlib.sha256(key.encode()).hexdigest()}"
    return "" if key == "/" else key


def host_key(host: str) -> str:
    """The normal form of a host: lower case, as it is asked for, without "www." and a default port."""
    host = _UNSEEN.sub("", host).strip().lower().rpartition("@")[2]
    host = re.sub(r":(?:80|443)?$", "", host).rstrip(".").removeprefix("www.")
    try:
        return host.encode("idna").decode() if not host.isascii() else host[:200]
    except UnicodeError:
        return host[:200]


def _split(url: str) -> tuple[str, str, str] | None:
    """Host, path and query of an address, also of one without a scheme or without a host."""
    url = _UNSEEN.sub("", url).strip()
    scheme = _SCHEME.match(url)
    if scheme and scheme[1].lower() not in ("http", "https") and not _HOST.match(url):
        return None
    if _HOST.match(url):
        url = f"//{url}"
    elif not scheme and not url.startswith(("/", "?")):
        url = f"/{url}" if url else ""
    try:
        parts = urlsplit(url)
    except ValueError:  # "http://[half": no address
        return None
    return (parts.netloc, parts.path, parts.query) if url else None


def _decoded(text: str) -> str:
    """Percent-encoding undone, in UTF-8 or what sites had before it."""
    for _ in range(_TIMES):
        data = unquote_to_bytes(text)
        try:
            plain = data.decode()
        except UnicodeDecodeError:
            plain = data.decode("cp1252", "replace")
        if plain == text:
            break
        text = plain
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def _asked(query: str) -> str:
    """A query in order, without what does not tell one page from another."""
    return urlencode(sorted(_pairs(query)), quote_via=quote)


def _pairs(query: str) -> Iterator[tuple[str, str]]:
    try:
        pairs = parse_qsl(query, keep_blank_values=True)
    except ValueError:  # more fields than a query of people has
        pairs = [(query, "")]
    for pair in pairs:
        name, value = (_UNSEEN.sub("", text) for text in pair)
        if name and not _TRACKING.fullmatch(name):
            yield name, value
