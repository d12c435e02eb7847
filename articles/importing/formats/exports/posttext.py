"""The text of a post as WordPress keeps it → HTML as its readers got it.

Paragraphs are made of blank lines. Marks of the editor are taken off; so are shortcodes, and the words between them
stay. One that stands by itself (a form, a gallery) is a line that is left out.
"""

import re
from html import escape

_BLOCK = re.compile(r"<!--\s*/?wp:[^<>]*-->")
_CAPTION = re.compile(
    r"\[caption\b([^\]\[]*)\]((?:[^\[]|\[(?!/?caption\b)){0,4000})\[/caption\]", re.IGNORECASE
)
_SAID_OF_PICTURE = re.compile(r"\bcaption=(?:\"([^\"]*)\"|'([^']*)')")
_PICTURE = re.compile(r"(?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?", re.IGNORECASE)
_SHORTCODE = re.compile(
    r"\[(?P<close>/)?(?P<name>[a-z][\w-]{1,40})"
    r"(?P<says>=[^\]\[\s]+|(?:\s+(?:[\w-]+\s*=\s*)?(?:\"[^\"]*\"|'[^']*'|(?<==)[^\s\]\[\"']+))+)?\s*/?\]",
    re.IGNORECASE,
)
_ALWAYS = re.compile(r"embed|gallery|audio|video|playlist|(?:vc|et_pb|fusion)_\w+", re.IGNORECASE)
"""Names that are no words in brackets, whatever else they say."""

_MEANT = {
    **dict.fromkeys(("pullquote", "quote", "blockquote"), ("\n\n<blockquote>", "</blockquote>\n\n")),
    **dict.fromkeys(("ref", "footnote", "fn", "note"), (" (", ")")),
}
_PARAGRAPHS = re.compile(r"\n\s*\n")
_BLOCKS = (
    r"p|div|h[1-6]|[uo]l|li|blockquote|figure|figcaption|table|t[rdh]|tbody|pre|section|address|aside|hr"
)
_BLOCKY = re.compile(rf"\s*</?(?:{_BLOCKS})\b", re.IGNORECASE)
_AROUND = re.compile(
    r"<(?:h[1-6]|[uo]l|blockquote|figure|table|pre|hr)\b|</(?:h[1-6]|[uo]l|blockquote|figure|table|pre)\s*>",
    re.IGNORECASE,
)


def to_html(text: str) -> str:
    text = _BLOCK.sub("\n\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _without_shortcodes(_CAPTION.sub(_figure, text))
    text = _AROUND.sub(lambda tag: f"{tag[0]}\n\n" if tag[0][1] == "/" else f"\n\n{tag[0]}", text)
    parts = (part.strip() for part in _PARAGRAPHS.split(text))
    return "\n".join(part if _BLOCKY.match(part) else _paragraph(part) for part in parts if part)


def _paragraph(text: str) -> str:
    lines = text.replace("\n", "<br>\n")
    return f"<p>{lines}</p>"


def _without_shortcodes(text: str) -> str:
    """A text without its shortcodes. What is no more than a word in brackets, "[sic]", is none."""
    closed = {mark["name"].lower() for mark in _SHORTCODE.finditer(text) if mark["close"]}

    def instead(mark: re.Match[str]) -> str:
        name = mark["name"].lower()
        if name not in closed and not mark["says"] and not _ALWAYS.fullmatch(name) and mark[0][-2] != "/":
            return mark[0]
        if name not in closed:
            return f"\n\n<aside>{escape(mark[0], quote=False)}</aside>\n\n"
        if name in _MEANT:
            return _MEANT[name][bool(mark["close"])]
        before, after = text[max(mark.start() - 1, 0) : mark.start()], text[mark.end() : mark.end() + 1]
        is_apart = (
            after in ("", "\n", "[", "<") or before in ".!?"
            if mark["close"]
            else before in ("", "\n", "]", ">")
        )
        return "\n\n" if is_apart else ""

    return _SHORTCODE.sub(instead, text)


def _figure(shortcode: re.Match[str]) -> str:
    """A picture with its caption, which older posts have in an attribute."""
    said, picture = _SAID_OF_PICTURE.search(shortcode[1]), _PICTURE.search(shortcode[2])
    words = (said[1] or said[2] or "") if said else ""
    words = f"{words} {_PICTURE.sub('', shortcode[2]).strip()}".strip()
    return f"\n\n<figure>{picture[0] if picture else ''}<figcaption>{words}</figcaption></figure>\n\n"
