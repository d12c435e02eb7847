"""What XML may hold of a text: the rest of it, controls and halves of characters, would make a file unreadable."""

from articles.text.patterns import pattern

# Char of XML 1.0 (section 2.2), and without the C1 controls and noncharacters that it allows: no reader wants them.
_UNPRINTABLE = pattern(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """``text`` without what no XML file can hold."""
    return _UNPRINTABLE.sub("", text)
