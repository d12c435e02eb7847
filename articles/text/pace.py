"""How long a text takes to read."""

import re

from articles.text.blocks import CJK, block_texts, count

WORDS, SIGNS = 230, 500
"""Read in a minute: words (Brysbaert, How many words do we read per minute?, 2019, finds 238), and signs of a script
that sets none between them, as publishers in those scripts reckon."""

_SIGN = re.compile(rf"[{CJK}]")


def minutes(html: str) -> int:
    """Whole minutes that a body takes; 0 where it takes less than one."""
    signs = words = 0
    for text in block_texts(html):
        here = 0 if text.isascii() else len(_SIGN.findall(text))
        signs, words = signs + here, words + count(text) - here
    needed = words / WORDS + signs / SIGNS
    return round(needed) if needed >= 1 else 0
