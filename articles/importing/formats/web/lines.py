"""The elements of a page → its lines, each with what its element says of it."""

import re
from dataclasses import dataclass

from lxml import etree

from articles.importing.formats.lines import Lines
from articles.importing.formats.piece import Attached
from articles.importing.formats.web.data import is_in_entry
from articles.importing.formats.web.pictures import picture_of
from articles.importing.formats.web.story import Story, size
from articles.text.parsing import Role, own_role
from articles.text.parsing.story import PassageKind

_UNSEEN = frozenset({
    "head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "audio",
    "video", "map", "select", "textarea", "datalist",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_KINDS: dict[str, PassageKind] = {
    "p": "p", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3", "li": "li", "blockquote": "blockquote",
}  # fmt: skip
_ROLES = {
    "nav": Role.FURNITURE, "aside": Role.FURNITURE, "form": Role.FURNITURE, "button": Role.FURNITURE,
    "menu": Role.FURNITURE, "dialog": Role.FURNITURE, "figcaption": Role.CAPTION,
}  # fmt: skip
_BOX = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|social|breadcrumbs?|newsletter|subscribe|comments?|cookies?|adverts?|advertisement"
    r"|sponsored|navigation|navbar|menu|toolbar|paywall|pagination|skip-link|visually-hidden)(?:$|[\s_-])",
    re.IGNORECASE,
)
_STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:standfirst|dek|deck|subtitle|subheadline|strapline|p-summary)(?:$|[\s_-])", re.IGNORECASE
)
_MOST_OF = 0.5


@dataclass(frozen=True, slots=True)
class _Block:
    """What holds for the words that stand directly in an element."""

    element: etree._Element
    kind: PassageKind | None = None
    role: Role | None = None
    inside: bool = False  # the story's element
    row: bool = False  # of a table


def add_lines(
    lines: Lines, page: etree._Element, story: Story, *, is_all_text: bool = False
) -> list[Attached]:
    """Add all words of a page that are seen, in order; gives the pictures that its story shows.

    What ``is_all_text`` is no page but the text of a story, as another format holds it.
    """
    walker = _Walker(lines, page, story, is_all_text=is_all_text)
    walker.walk()
    return list(dict.fromkeys(walker.pictures))


class _Walker:
    def __init__(self, lines: Lines, page: etree._Element, story: Story, *, is_all_text: bool) -> None:
        self._is_all_text = is_all_text
        self.pictures: list[Attached] = []
        self._lines, self._page, self._story = lines, page, story
        self._size = size(page)
        self._blocks = [_Block(page, inside=story.root is None)]
        self._words: list[str] = []
        self._begun = self._over = self._broken = False

    def walk(self) -> None:
        events = etree.iterwalk(self._page, events=("start", "end"))
        for event, element in events:
            if event == "end":
                self._leave(element)
            elif element.tag in _UNSEEN:
                events.skip_subtree()
            else:
                self._enter(element)
                self._words.append(element.text or "")
        self._end_line()

    def _enter(self, element: etree._Element) -> None:
        block = self._blocks[-1]
        if element.tag == "br":
            self._end_line(at_break=True)
        elif element.tag == "img":
            picture = picture_of(element) if self._is_free(block) else None
            self.pictures += [picture] if picture and picture.name else []
        elif element.tag in ("td", "th") and block.row:
            self._words.append(" | " if "".join(self._words).strip() else "")
        elif element.tag in _BLOCKS and element is not self._page:
            self._end_line()
            self._blocks.append(self._block(element, block))
            self._begun = self._begun or element in (self._story.root, self._story.headline)

    def _leave(self, element: etree._Element) -> None:
        if element is self._blocks[-1].element and element is not self._page:
            self._end_line()
            self._blocks.pop()
            self._over = self._over or element is self._story.root
        if element is not self._page:
            self._words.append(element.tail or "")

    def _block(self, element: etree._Element, around: _Block) -> _Block:
        inside = around.inside or element is self._story.root
        if element is self._story.headline:
            return _Block(element, role=Role.HEADLINE, inside=inside)
        kind = around.kind if around.kind in ("blockquote", "li") else _KINDS.get(element.tag)
        return _Block(element, kind, around.role or self._role(element), inside, _is_row(element))

    def _role(self, element: etree._Element) -> Role | None:
        """What an element's name or its classes say that its lines are."""
        if element.tag == "footer" and (self._story.root is None or is_in_entry(element)):
            return Role.FURNITURE
        called = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
        if _STANDFIRST.search(called) and element.tag in ("p", "div", "h2", "h3", "span", "section"):
            return Role.STANDFIRST
        if element.tag == "figcaption" and not _shows_picture(element):
            return Role.PARAGRAPH if _is_of_table(element) else Role.FURNITURE
        role = _ROLES.get(element.tag) or (Role.FURNITURE if _BOX.search(called) else None)
        return None if role is Role.FURNITURE and self._holds_the_story(element) else role

    def _holds_the_story(self, element: etree._Element) -> bool:
        """Whether an element stands around the story, whatever it is called."""
        story = (self._story.root, self._story.headline)
        if any(part is not None and (part is element or element in part.iterancestors()) for part in story):
            return True
        return size(element) > _MOST_OF * self._size

    def _end_line(self, *, at_break: bool = False) -> None:
        """Write down the words since the last line. Two breaks in a row stand between paragraphs."""
        text, self._words = "".join(self._words), []
        block, close = self._blocks[-1], self._broken
        self._broken = at_break and bool(text.strip() or not close)
        role = block.role or (None if self._is_free(block) else Role.FURNITURE)
        # Lines of one paragraph may be hard-wrapped: which of them belong together is told by their words.
        kind = None if block.kind == "p" and (close or at_break) else block.kind
        if block.row and not role and self._is_of_story(text):
            self._lines.add(text, Role.PARAGRAPH, "p", close=True)
            return
        for part in text.split("\n") if block.element.tag == "pre" else (text,):
            self._lines.add(
                part, role, None if role else kind, close=close or block.row or block.kind == "li"
            )

    def _is_of_story(self, row: str) -> bool:
        """Whether a row of a table is text. One of a page that does not tell its story from all else may be a menu."""
        return (self._is_all_text or self._story.root is not None) and own_role(" ".join(row.split())) is None

    def _is_free(self, block: _Block) -> bool:
        """Whether words may be of the story: they stand in its element, or between its headline and that."""
        return not block.role and (block.inside or (self._begun and not self._over))


def _shows_picture(caption: etree._Element) -> bool:
    """Whether there is a picture in the figure that a caption belongs to, as far as anybody can tell."""
    figure = next(caption.iterancestors("figure"), None)
    return figure is None or any(True for _ in figure.iter("img", "object", "picture"))


def _is_of_table(caption: etree._Element) -> bool:
    figure = next(caption.iterancestors("figure"), None)
    return figure is not None and figure.find(".//table") is not None


def _is_row(element: etree._Element) -> bool:
    """Whether an element is a row of cells, and not of a table that only lays out a page."""
    if element.tag != "tr" or len(element) < 2:
        return False
    return not any(part.tag in _BLOCKS for cell in element for part in cell.iterdescendants())
