"""The text of a post as WordPress keeps it → HTML as its readers got it.

Paragraphs are made of blank lines; marks of the editor and shortcodes are taken off, and the words in them stay.
"""

import re

_BLOCK = re.compile(r"<!--\s*/?wp:[^<>]*-->")
_CAPTION = re.compile(r"\[caption\b([^\]\[]*)\](.{0,4000}?)\[/caption\]", re.DOTALL | re.IGNORECASE)
_SAID_OF_PICTURE = re.compile(r"\bcaption=(?:\"([^\"]*)\"|'([^']*)')")
_PICTURE = re.compile(r"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", re.IGNORECASE)
_APART = re.compile(
    r"\[/?(?:embed|gallery|audio|video|playlist|vc_\w+|et_pb_\w+|fusion_\w+)\b[^\]]*\]", re.IGNORECASE
)
_INSIDE = re.compile(r"\[/?dropcap\b[^\]]*\]", re.IGNORECASE)
_PARAGRAPHS = re.compile(r"\n\s*\n")
_BLOCKY = re.compile(
    r"\s*</?(?:p|div|h[1-6]|[uo]l|li|blockquote|figure|figcaption|table|t[rdh]|tbody|pre|section|address|hr)\b",
    re.IGNORECASE,
)


def to_html(text: str) -> str:
    text = _BLOCK.sub("\n\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _INSIDE.sub("", _APART.sub("\n\n", _CAPTION.sub(_figure, text)))
    parts = (part.strip() for part in _PARAGRAPHS.split(text))
    return "\n".join(part if _BLOCKY.match(part) else _paragraph(part) for part in parts if part)


def _paragraph(text: str) -> str:
    lines = text.replace("\n", "<br>\n")
    return f"<p>{lines}</p>"


def _figure(shortcode: re.Match[str]) -> str:
    """A picture with its caption, which older posts have in an attribute."""
    said, picture = _SAID_OF_PICTURE.search(shortcode[1]), _PICTURE.search(shortcode[2])
    words = (said[1] or said[2] or "") if said else ""
    words = f"{words} {_PICTURE.sub('', shortcode[2]).strip()}".strip()
    return f"\n\n<figure>{picture[0] if picture else ''}<figcaption>{words}</figcaption></figure>\n\n"
