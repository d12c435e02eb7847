"""NewsML 1.0 to 1.2, as agencies sent it before NewsML-G2: items of nested components, in elements that begin in
capitals. Each component that holds a text is a story; the pictures of an item go to the story that they stand in or,
where they stand beside, to its first.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from html import escape

from lxml import etree

from articles.importing.formats import xml
from articles.importing.formats.agencies import nitf
from articles.importing.formats.agencies.newsml1parts import Part, line, pictures, stories
from articles.importing.formats.agencies.newsmltext import Text, is_computer
from articles.importing.formats.items import Item, one_piece, pieces_of
from articles.importing.formats.markup import XML_LANG, attribute, child, children, inside, named, text_of
from articles.importing.formats.moments import first_moment, to_iso
from articles.importing.formats.opening import root_name
from articles.importing.formats.piece import Attached, NotCopy, Piece
from articles.text.parsing import Doubt

_SUBJECTS = {
    "01": "Arts, culture and entertainment", "02": "Crime, law and justice", "03": "Disaster and accident",
    "04": "Economy, business and finance", "05": "Education", "06": "Environmental issue", "07": "Health",
    "08": "Human interest", "09": "Labour", "10": "Lifestyle and leisure", "11": "Politics",
    "12": "Religion and belief", "13": "Science and technology", "14": "Social issue", "15": "Sport",
    "16": "Unrest, conflicts and war", "17": "Weather",
}  # fmt: skip
"""What the first two digits of the IPTC's subject codes stand for: cv.iptc.org/newscodes/subjectcode."""

_DIGITS = 8
_BETWEEN = re.compile(r"[/,;]")
_ALSO_SAID = ("CopyrightLine", "RightsLine", "SeriesLine", "NewsLineText")


@dataclass(frozen=True, slots=True)
class _Whole:
    """What an item says of all its stories."""

    management: etree._Element | None
    identity: tuple[str, ...]
    name: str
    sent: str
    language: str

    @classmethod
    def of(cls, item: etree._Element) -> "_Whole":
        said = child(item, "Identification")
        return cls(
            child(item, "NewsManagement"),
            tuple(text_of(said, "NewsIdentifier", name) for name in ("ProviderId", "DateId", "NewsItemId")),
            text_of(said, "NameLabel"),
            text_of(item.getparent(), "NewsEnvelope", "DateAndTime"),
            attribute(item, XML_LANG),
        )


def matches(data: bytes, name: str) -> bool:
    return root_name(data) == "newsml"


def pieces(data: bytes, name: str) -> list[Piece]:
    read = xml.read(data)
    items = children(read.root, "NewsItem")
    found: list[Callable[[], Item]] = [story for item in items for story in _stories(item)]
    if len(found) == 1:
        return one_piece(found[0], "newsml", encoding=read.encoding, notes=read.notes)
    return pieces_of(found, "newsml", what="message", encoding=read.encoding, notes=read.notes)


def _stories(item: etree._Element) -> Iterator[Callable[[], Item]]:
    """The stories of an item; where it has none, one that says what it is instead."""
    parts = [part for component in children(item, "NewsComponent") for part in stories(component)]
    shown = {part.component: tuple(pictures(part.component, _headline(part))) for part in parts}
    # Those of a story inside another one, which follows it, are its own.
    owners = {picture: part for part in parts for picture in shown[part.component]}
    within = {picture.name for picture in owners}
    whole = [picture for component in children(item, "NewsComponent") for picture in pictures(component)]
    beside = [picture for picture in whole if picture.name not in within]
    if not parts:
        yield partial(_no_story, is_picture=bool(whole))
    said = _Whole.of(item)
    for number, part in enumerate(parts):
        own = [picture for picture in shown[part.component] if owners[picture] is part]
        yield partial(_story, said, part, (*own, *([] if number else beside)), len(parts))


def _no_story(*, is_picture: bool) -> Item:
    what = "a picture" if is_picture else "one without a text"
    raise NotCopy("no-story", f"This item is {what}, not a story.")


def _story(whole: _Whole, part: Part, shown: tuple[Attached, ...], parts: int) -> Item:
    """The story of a component. What it does not say of itself is said of those around it."""
    management, around = whole.management, list(_around(part.component))
    said = part.texts[0].said
    rows = [row for each in around for row in children(each, "DescriptiveMetadata")]
    sections = _sections(rows)
    headline = _headline(part) or said.headline or ("" if parts > 1 else _line(around, "HeadLine"))
    own = attribute(part.component, "Duid") or attribute(part.component, "Euid") if parts > 1 else ""
    state = attribute(child(management, "Status"), "FormalName").lower()
    body, is_html = _body(part.texts)
    return Item(
        key=":".join(filter(None, (*whole.identity, own))),
        headline=headline,
        standfirst=line(part.component, "SubHeadLine") or part.standfirst or said.standfirst,
        byline=_line(around, "ByLine") or said.byline,
        dateline=said.dateline or _line(around, "DateLine").rstrip(" -–—"),
        published=first_moment(
            text_of(management, "FirstCreated"),
            text_of(management, "ThisRevisionCreated"),
            whole.sent,
        ),
        source=_line(around, "CreditLine")
        or _party(around, "Source")
        or _party(around, "Provider")
        or said.source,
        section=next(iter(sections), said.section),
        keywords=tuple(_keywords(around, rows)) or said.keywords,
        slugline=_line(around, "SlugLine") or whole.name or said.slugline,
        embargo=(_until(management) or "until its agency lifts it") if state == "embargoed" else "",
        note=said.note,
        language=_language(around, rows) or whole.language or said.language,
        body=body,
        is_html=is_html,
        others=(*said.others, *_others(management, part.component)),
        pictures=(*said.pictures, *shown),
        doubts=tuple(_later(management)),
        withdrawn=nitf.WITHDRAWN.get(state, "") or said.withdrawn,
    )


def _around(component: etree._Element) -> Iterator[etree._Element]:
    """A component and those that it stands in, the innermost first."""
    yield component
    yield from component.iterancestors("{*}NewsComponent")


def _headline(part: Part) -> str:
    return line(part.component, "HeadLine") or part.title


def _body(texts: tuple[Text, ...]) -> tuple[str, bool]:
    """The texts of a story as one, and whether that is HTML."""
    if not any(text.is_html for text in texts):
        return "\n\n".join(text.body.strip() for text in texts), False
    return "\n".join(text.body if text.is_html else f"<pre>{escape(text.body)}</pre>" for text in texts), True


def _line(around: list[etree._Element], name: str) -> str:
    return next(filter(None, (line(each, name) for each in around)), "")


def _party(around: list[etree._Element], name: str) -> str:
    """Who did something for a story, unless that is only the name of a computer."""
    found = (attribute(child(each, "AdministrativeMetadata", name, "Party"), "FormalName") for each in around)
    return next((party for party in found if party and not is_computer(party)), "")


def _keywords(around: list[etree._Element], rows: list[etree._Element]) -> Iterator[str]:
    yield from filter(None, map(str.strip, _BETWEEN.split(_line(around, "KeywordLine"))))
    for row in rows:
        for said in children(row, "Property"):
            if attribute(said, "FormalName").lower() == "keyword":
                yield attribute(said, "Value")


def _sections(rows: list[etree._Element]) -> list[str]:
    """What the story is about, as the codes of subjects say."""
    codes = (
        attribute(code, "FormalName")
        for row in rows
        for held in children(row, "SubjectCode")
        for code in held
    )
    return list(
        dict.fromkeys(_SUBJECTS[code[:2]] for code in codes if code[:2] in _SUBJECTS and len(code) == _DIGITS)
    )


def _language(around: list[etree._Element], rows: list[etree._Element]) -> str:
    said = (attribute(child(row, "Language"), "FormalName") for row in rows)
    return next(filter(None, (*said, *(attribute(each, XML_LANG) for each in around))), "")


def _changes(management: etree._Element | None) -> Iterator[tuple[str, str]]:
    """The states that a story is to have, and when."""
    for change in children(management, "StatusWillChange"):
        moment = text_of(change, "DateAndTime")
        yield attribute(child(change, "FutureStatus"), "FormalName").lower(), to_iso(moment) or moment


def _until(management: etree._Element | None) -> str:
    return next((moment for state, moment in _changes(management) if state == "usable"), "")


def _later(management: etree._Element | None) -> Iterator[Doubt]:
    for state, moment in _changes(management):
        if state in nitf.WITHDRAWN:
            sentence = (
                f"Its agency has said that it will be {nitf.WITHDRAWN[state].split()[0]}: {moment[:40]}."
            )
            yield Doubt("withdrawn-later", None, None, sentence)


def _others(management: etree._Element | None, component: etree._Element) -> Iterator[str]:
    """What else is said for people, or to the desk that gets it."""
    for row in inside(child(component, "NewsLines"), "*"):
        if named(row) in _ALSO_SAID:
            yield xml.words(row)
    for said in children(management, "Instruction"):
        yield f"Instruction of the agency: {attribute(said, 'FormalName')}"
