"""A provisional headline from a story's first sentence."""

import re

from articles.text.parsing import datelines

LONGEST = 80
_SENTENCE = re.compile(r".{20,}?[^\W\d_]{3}[.!?。！？](?=[\s\"”’]|$)|.{8,}?[。！？]", re.DOTALL)
_BREAK = re.compile(r"(?:,|;|:|\s[–—-]\s|，|、)")


def propose_headline(lead: str) -> str:
    """The lead's first sentence, cut at a natural place; at most 80 characters, no full stop at its end."""
    shown, _ = datelines.dateline(lead)
    text = lead[len(shown) :].lstrip(" -–—_:") if shown else lead
    sentence = match[0] if (match := _SENTENCE.match(text[:600])) else text
    return _cut(sentence.strip()).rstrip(" .。,;:–—-")


def _cut(sentence: str) -> str:
    if len(sentence) <= LONGEST + 1:
        return sentence
    breaks = [m.start() for m in _BREAK.finditer(sentence[:LONGEST]) if m.start() > LONGEST // 2]
    if breaks:
        return sentence[: breaks[-1]]
    space = sentence.rfind(" ", 0, LONGEST)
    return sentence[: space if space > 0 else LONGEST - 1] + "…"
