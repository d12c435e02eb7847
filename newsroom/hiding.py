"""What a log may hold of a text that anybody may have had a hand in: a line that reads as it stands, and no secret."""

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl

HIDDEN = "…"
LONGEST = 500
"""Characters of an address. No page of ours has one that is half as long."""
SHORTEST = 6
"""Characters of a secret that is looked for as it stands: less may be part of any word."""
NAMES = "token|secret|passwd|password|key|signature|credential|session|csrf|uidb64"
"""What the name of a secret has in it."""

# Control characters, separators of lines and paragraphs, what turns the direction of writing, and half characters.
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
# By a sign without which there is none of the kind. Each with bounds, so that no text takes long to be looked through.
_SECRETS = {
    "/shared/": (r"(/shared/)[^/\s?#\"'<>]+", rf"\1{HIDDEN}"),
    "/reset/": (r"(/reset/)[^/\s?#\"'<>]+(?:/[^/\s?#\"'<>]+)?", rf"\1{HIDDEN}"),
    "=": (rf"((?:{NAMES})[\w-]{{0,40}}=)[^\s&;,\"'<>)]+", rf"\1{HIDDEN}"),
    '":': (rf"((?:{NAMES})[\w-]{{0,40}}\": ?\")[^\"]+", rf"\1{HIDDEN}"),
    "':": (rf"((?:{NAMES})[\w-]{{0,40}}': ?')[^']+", rf"\1{HIDDEN}"),
    "://": (r"(://)[^\s/@]{0,200}:[^\s/@]{1,200}@", rf"\1{HIDDEN}@"),
    " ": (r"\b(bearer|basic) [\w.~+/=-]{6,}", rf"\1 {HIDDEN}"),
}
_PATTERNS = [(sign, re.compile(found, re.IGNORECASE), shown) for sign, (found, shown) in _SECRETS.items()]
_PLAIN_NAME = re.compile(r"[a-z][a-z_]{0,30}")


def on_one_line(text: str) -> str:
    """The text, with all signs that print nothing written as Python writes them: ``\\n``."""
    return _UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def without_secrets(text: str, known: Iterable[str] = ()) -> str:
    """The text, without what looks like a secret in it, and without those ``known`` ones."""
    for secret in known:
        if len(secret) >= SHORTEST:
            text = text.replace(secret, HIDDEN)
    for sign, pattern, shown in _PATTERNS:
        if sign in text:
            text = pattern.sub(shown, text)
    return text


def address(path: str, query: str) -> str:
    """An address as it is logged: of its query the names alone, since what readers look for is nobody's business. One
    that is no plain name may be anything, and is not shown either.
    """
    pairs = parse_qsl(query[:LONGEST], keep_blank_values=True)
    names = [f"{name}={HIDDEN}" if _PLAIN_NAME.fullmatch(name) else HIDDEN for name, _ in pairs]
    shown = path if len(path) <= LONGEST else path[:LONGEST] + HIDDEN
    return f"{shown}?{'&'.join(names)}" if names else shown
