"""HTML as it comes (typed, pasted, imported) → the closed set that a story's body is made of, in one form.

nh3 parses as a browser does and drops what is dangerous; a walk over what it leaves reads off *leaves* (one
paragraph, heading, list item or figure each) and prints those. Nothing of the input's markup reaches the
output: tags come from a table, text and attributes are escaped, so a hole in the sieve is still no hole.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from html import escape, unescape
from html.parser import HTMLParser
from itertools import groupby
from typing import NamedTuple

import nh3

# Parsing HTML as browsers do takes quadratic time on absurd nesting, attributes or ampersands. Beyond these
# sizes (a novel's) only tags spelled as ``clean`` spells them are read as such, and any other "<" is text:
# what is clean stays as it is, nothing typed is lost, and nobody waits.
MAX_TAGS = 20_000
MAX_LENGTH = 500_000

_TAG = re.compile(r"</?[a-zA-Z]")
_FOREIGN = re.compile(
    r"""<(?!/?(?:p|h2|h3|ul|ol|li|blockquote|figure|em|strong|a)>
      |(?:p|h2|h3|li|em|strong)[ ]lang="[a-zA-Z0-9-]{1,99}">
      |a[ ]href="[^"<>]*"(?:[ ]lang="[a-zA-Z0-9-]{1,99}")?>
      |figure[ ]data-picture="[0-9]{1,18}">)""",
    re.VERBOSE,
)
_EMBEDDED = re.compile(r"""(?<=src=["'])data:[a-z]+/[a-z0-9.+-]+;base64,[A-Za-z0-9+/=%]+""")
# Unclosed, these are opened again in every later block, by the rules of HTML: a thousand of them in a
# thousand paragraphs make a million. Under a name that HTML does not know they nest like any element.
_FORMATTING = re.compile(
    r"<(/?)(b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])", re.IGNORECASE
)
_MARKS = {"a": 0, "strong": 1, "x-strong": 1, "x-b": 1, "em": 2, "x-em": 2, "x-i": 2}
_CLOSINGS = ("</a>", "</strong>", "</em>")
_LISTS = {"ul", "ol"}
_HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}
_BLOCKS = {
    *_HEADINGS, *_LISTS, "li", "p", "blockquote", "figure", "div", "section", "article", "main", "header",
    "footer", "aside", "nav", "address", "pre", "figcaption", "hr", "caption", "tr", "td", "th", "dl", "dt",
    "dd", "details", "summary", "form", "fieldset", "legend", "center", "option",
}  # fmt: skip
_DROPPED_WHOLE = {
    "script", "style", "template", "iframe", "object", "noscript", "noembed", "noframes", "svg", "math",
    "title",
}  # fmt: skip
_ATTRIBUTES = {"*": {"lang"}, "a": {"href"}, "figure": {"data-picture"}}

_SURROGATE = re.compile(r"[\ud800-\udfff]")
# What no text holds: controls (PostgreSQL refuses NUL) and the byte order mark. White space is no control.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufeff]+")
_LINE_BREAK = "\v"
_UNUSUAL_SPACE = re.compile(r"(?<=\S)(?! \S)\s+(?=\S)")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8}){0,4}", re.ASCII)
_PICTURE = re.compile(r"0*([1-9][0-9]{0,17})", re.ASCII)
_LINK = re.compile(r"https?://[^/?#]|mailto:[^/?#]|/(?!/)", re.IGNORECASE)
_NOT_IN_LINKS = {"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"}
# A block of words alone, as nearly all of imported copy are.
_PLAIN = re.compile(r"<(p|h2|h3)>(?! )((?:[^<>&]++|&(?:amp|lt|gt);)++)(?<! )</\1>")


class Marks(NamedTuple):
    """The opening tags around a run of text, outermost first, "" for none."""

    link: str = ""
    strong: str = ""
    em: str = ""


class Leaf(NamedTuple):
    """One block of text, or a figure. ``container``: "", ul, ol or blockquote; ``opening``: its own tag."""

    container: str
    tag: str
    opening: str
    runs: tuple[tuple[str, Marks], ...] = ()


class _State(NamedTuple):
    container: str = ""
    tag: str = "p"
    lang: str = ""
    marks: Marks = Marks()


_Chunk = tuple[str, _State]
_Runs = tuple[tuple[str, Marks], ...]


@lru_cache(maxsize=4)  # a new body is cleaned where it is made, put into a story, and digested
def clean(html: str) -> str:
    """The same body in the closed set (p h2 h3 blockquote ul ol li a em strong figure; href, lang,
    data-picture), in its one normal form: what is clean comes back unchanged. Takes any text, raises nothing.

    - Loose text becomes a paragraph; quotes hold paragraphs, list items hold inline text, lists and quotes do
      not nest, and neighbours of one kind are one. A language stands on its paragraph, heading, item or run.
    - A line break is a space, since copy is wrapped anew on every screen; two in a row end the paragraph,
      since that is what pasted text means by them.
    - White space is squeezed. A no-break space stays where typography wants one (beside a digit, inside « »,
      before ; : ! ? %), else it is one that an editor's typing made.
    - A link leads to http, https, mailto or a path of this site; any other is unwrapped.
    """
    return html if is_plain(html) else serialised(leaves(html))


def leaves(html: str) -> list[Leaf]:
    """The blocks of a body, in reading order."""
    if is_plain(html):
        found = _PLAIN.findall(html)
        return [Leaf("", tag, f"<{tag}>", ((unescape(text), Marks()),)) for tag, text in found]
    html = _EMBEDDED.sub("", _SURROGATE.sub("\ufffd", html))
    walk = _Walk()
    walk.feed(_FOREIGN.sub("&lt;", html) if _huge(html) else _sieved(html))
    walk.close()
    return walk.leaves


def serialised(found: Iterable[Leaf]) -> str:
    """The HTML of these leaves; lists and quotes are put around neighbours that belong in one."""
    parts = []
    for container, group in groupby(found, key=lambda leaf: leaf.container):
        inside = "".join(f"{leaf.opening}{_inline(leaf.runs)}</{leaf.tag}>" for leaf in group)
        parts.append(f"<{container}>{inside}</{container}>" if container else inside)
    return "".join(parts)


@lru_cache(maxsize=4)  # asked of a new body before each step on its way into a story
def is_plain(html: str) -> bool:
    """Whether a body is clean at first sight. What is printable has no spaces but " ", and no signs that none sees."""
    if not html.isprintable() or "  " in html or "base64," in html or _PLAIN.sub("", html):
        return False
    return unicodedata.is_normalized("NFC", html)


def _huge(html: str) -> bool:
    return len(html) > MAX_LENGTH or len(_TAG.findall(html)) > MAX_TAGS


def _sieved(html: str) -> str:
    return nh3.clean(
        _FORMATTING.sub(r"<\1x-\2", html),
        tags=_BLOCKS | set(_MARKS) | {"br"},
        clean_content_tags=_DROPPED_WHOLE,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


class _Walk(HTMLParser):
    """Reads leaves off HTML of known tags, balanced or not. Constant work a tag, no recursion."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.leaves: list[Leaf] = []
        self._chunks: list[_Chunk] = []
        self._state = _State()
        self._outer: list[_State] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._chunks.append((_LINE_BREAK, self._state))
            return
        if tag not in _MARKS:
            self._boundary(tag)
        if tag == "hr":
            return
        attributes = {name: value or "" for name, value in attrs}
        if tag == "figure" and (picture := _PICTURE.fullmatch(attributes.get("data-picture", ""))):
            self._flush()
            self.leaves.append(Leaf("", "figure", f'<figure data-picture="{picture[1]}">'))
        self._outer.append(self._state)
        self._state = _inside(self._state, tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _MARKS:
            self._boundary(tag)
        self._state = self._outer.pop() if self._outer else _State()

    def handle_data(self, data: str) -> None:
        self._chunks.append((_CONTROL.sub("", data.replace(_LINE_BREAK, " ")), self._state))

    def close(self) -> None:
        super().close()
        self._flush()

    def _boundary(self, tag: str) -> None:
        if self._state.container in _LISTS and tag not in {"ul", "ol", "li"}:
            self._chunks.append((" ", self._state))
        else:
            self._flush()

    def _flush(self) -> None:
        container, tag = self._state.container, self._state.tag
        tag = "li" if container in _LISTS else tag
        for lang, runs in _paragraphs(self._chunks, splits=tag == "p"):
            self.leaves.append(Leaf(container, tag, _opening(tag, lang), runs))
        self._chunks = []


def _inside(state: _State, tag: str, attributes: dict[str, str]) -> _State:
    lang = attributes.get("lang", "")
    lang = lang if _LANGUAGE.fullmatch(lang) else ""
    if tag in _MARKS:
        marks = list(state.marks)
        marks[_MARKS[tag]] = _mark(tag, attributes.get("href", ""), lang) or marks[_MARKS[tag]]
        return state._replace(marks=Marks(*marks))
    container = state.container
    if not container and tag in {"ul", "ol", "li", "blockquote"}:
        container = "ul" if tag == "li" else tag
    kind = "p" if container else _HEADINGS.get(tag, state.tag)
    return state._replace(container=container, tag=kind, lang=lang or state.lang)


def _mark(tag: str, href: str, lang: str) -> str:
    if tag != "a":
        return _opening(_CLOSINGS[_MARKS[tag]][2:-1], lang)
    target = link_target(href)
    return target and _opening(f'a href="{escape(target)}"', lang)


def _opening(tag: str, lang: str) -> str:
    return f'<{tag} lang="{lang}">' if lang else f"<{tag}>"


def link_target(href: str) -> str:
    """The address if a reader may be sent there, else "". Controls, invisible characters and backslashes are
    refused anywhere in it: browsers drop or turn them, and the rest is another address. Spaces are
    encoded."""
    href = unicodedata.normalize("NFC", href.strip()).replace(" ", "%20")
    if "\\" in href or any(unicodedata.category(c) in _NOT_IN_LINKS for c in href):
        return ""
    return href if _LINK.match(href) else ""


def _paragraphs(chunks: Sequence[_Chunk], *, splits: bool) -> Iterator[tuple[str, _Runs]]:
    """The language and the runs of each paragraph in these chunks. ``splits``: two line breaks end one."""
    lang, runs, gap = "", list[tuple[str, Marks]](), list[tuple[str, Marks]]()
    for text, state in chunks:
        core, marks = text.strip(), state.marks
        lead = text[: len(text) - len(text.lstrip())]
        if lead:
            gap.append((lead, marks))
        if not core:
            continue
        run = (_UNUSUAL_SPACE.sub(_squeezed, core), marks)
        if runs and splits and sum(white.count(_LINE_BREAK) for white, _ in gap) > 1:
            yield from _visible(lang, runs)
            runs = []
        elif runs and gap:
            runs.append(_space(gap, runs[-1], run))
        lang = lang if runs else state.lang
        runs.append(run)
        trail = text[len(lead) + len(core) :]
        gap = [(trail, marks)] if trail else []
    yield from _visible(lang, runs)


def _visible(lang: str, runs: Iterable[tuple[str, Marks]]) -> Iterator[tuple[str, _Runs]]:
    joined = tuple(
        (unicodedata.normalize("NFC", "".join(text for text, _ in group)), marks)
        for marks, group in groupby(runs, key=lambda run: run[1])
    )
    if any(unicodedata.category(c) != "Cf" for text, _ in joined for c in text):
        yield lang, joined


def _space(
    gap: Sequence[tuple[str, Marks]], before: tuple[str, Marks], after: tuple[str, Marks]
) -> tuple[str, Marks]:
    """One space for a gap between words. It carries the marks that its text had and both neighbours have."""
    text = _one_space("".join(white for white, _ in gap), before[0][-1], after[0][0])
    columns = zip(before[1], after[1], *(marks for _, marks in gap), strict=True)
    return text, Marks(*(column[0] if len(set(column)) == 1 else "" for column in columns))


def _squeezed(gap: re.Match[str]) -> str:
    return _one_space(gap[0], gap.string[gap.start() - 1], gap.string[gap.end()])


def _one_space(gap: str, left: str, right: str) -> str:
    typographic = left.isdigit() or right.isdigit() or left in "«‹" or right in "»›;:!?%‰€°"
    return gap if gap in {"\u202f", "\u3000"} or (gap == "\xa0" and typographic) else " "


def _inline(runs: Iterable[tuple[str, Marks]]) -> str:
    parts, opened = [], Marks()
    for text, marks in [*runs, ("", Marks())]:
        same = next((i for i in range(3) if opened[i] != marks[i]), 3)
        parts += [_CLOSINGS[i] for i in range(2, same - 1, -1) if opened[i]]
        parts += [*marks[same:], escape(text, quote=False)]
        opened = marks
    return "".join(parts)
