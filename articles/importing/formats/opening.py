"""The first characters of a file, by which its format is told."""

import codecs
import re
from functools import lru_cache

_LENGTH, _TAG = 8_000, 200
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PROLOGUE = re.compile(r"(?:\s+|<\?xml[^>]*\?>|<!--.*?-->)+", re.DOTALL)
_ROOT = re.compile(r"<(?:!doctype\s+)?(?:[\w.-]+:)?([a-z][\w.-]*)[\s>/]")
# A document type with declarations of its own, between brackets, in which quoted words may hold any sign.
_DECLARED = re.compile(r"""<!doctype\s[^<>\[\]]*\[(?:[^\]"']|"[^"]*"|'[^']*')*\]\s*>""")
MODULES = re.compile(
    r"<!entity\s+%\s+[\w.-]+\s+(?:system|public)(?:\s+(?:\"[^\"<>]*\"|'[^'<>]*')){1,2}\s*>|%[\w.-]+;",
    re.IGNORECASE,
)
"""Declarations of other files as parts of a document type, and the places where they would stand."""


@lru_cache(maxsize=1)  # each reader of a format asks for it
def opening(data: bytes) -> str:
    """The first characters, without blanks and marks before them. Letters beyond ASCII may be wrong."""
    start = data[:_LENGTH]
    encoding = next((name for mark, name in _WIDE if start.startswith(mark)), "utf-8")
    if encoding == "utf-8" and start[:2].count(0) == 1 and start[2:4].count(0) == 1:
        encoding = "utf-16-le" if start[1] == 0 else "utf-16-be"
    return start.decode(encoding, "replace").lstrip("\ufeff \t\r\n\x0c")


def first_tag(data: bytes) -> str:
    """What a file of markup begins with after its prologue: ``<html``, ``<!doctype html``, in small letters."""
    return _markup(data)[:_TAG]


@lru_cache(maxsize=1)
def root_name(data: bytes) -> str:
    """The name of the element that a file of markup is, in small letters and without a prefix; "" for other files."""
    text = _markup(data)
    # A name in a declaration may be any: the element itself says what it is.
    if declared := _DECLARED.match(text):
        text = _without_prologue(text[declared.end() :]) or text
    found = _ROOT.match(text[:_TAG])
    return found[1] if found else ""


def declares_entities(data: bytes) -> bool:
    """Whether a file of markup begins by declaring entities of its own, whatever it is then.

    Modules of its document type, which agencies name there and nobody fetches, are none that its text could use.
    """
    text = _markup(data)
    head, bracket, rest = text.partition("[")
    is_open = text.startswith("<!doctype") and bool(bracket) and ">" not in head
    return is_open and "<!entity" in MODULES.sub("", rest)


@lru_cache(maxsize=1)
def _markup(data: bytes) -> str:
    """The first characters after the prologue, in small letters; of what is no markup at all, a few."""
    start = opening(data)
    if not start.startswith("<") and not start[:1].isspace():
        return start[:_TAG].casefold()
    return _without_prologue(start.casefold())


def _without_prologue(text: str) -> str:
    found = _PROLOGUE.match(text)
    return text[found.end() :] if found else text
