"""A page with all roles decided → the fields of a ParsedStory."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from articles.text.dates import at_clock, find_dates, is_update, names_month, rest_of
from articles.text.parsing import credits, datelines, labels, marks, names, stating, wire
from articles.text.parsing.body import ROLES
from articles.text.parsing.found import Fields
from articles.text.parsing.labelled import without_label
from articles.text.parsing.layout import Layout
from articles.text.parsing.page import Page, beside_date, day_of
from articles.text.parsing.story import KEPT, LeftOut, Passage, PassageKind, Role
from articles.text.parsing.told import Told
from articles.text.parsing.units import squeezed

_KINDS: dict[Role, PassageKind] = {
    Role.PARAGRAPH: "p", Role.SUBHEAD: "h2", Role.QUOTE: "blockquote", Role.LIST_ITEM: "li",
}  # fmt: skip
_WITH_WORDS = frozenset({Role.SOURCE, Role.PROOFREADER, Role.EDITOR, Role.AGENCY_CREDIT, Role.DATE})
"""Roles of lines of which a name or a day goes into a field, and the words around it into none."""
_GLUE = re.compile(r"\s{2,}")
_MARKER = re.compile(r"^(?:[•▪◦·‣]|[-*+](?=\s)|#{1,6}(?=\s))\s*")


class Glued(NamedTuple):
    """A credit that stood in a paragraph, as printed there, with the lines of the paragraph."""

    text: str
    role: Role
    lines: tuple[int, ...]


def gather_passages(page: Page) -> tuple[tuple[Passage, ...], list[Glued]]:
    """The body without the credits glued to its paragraphs, and those credits."""
    passages: list[Passage] = []
    glued: list[Glued] = []
    for unit, role in page.pairs():
        if role not in _KINDS:
            continue
        text = unit.text
        if role is Role.PARAGRAPH:
            text, found = _unglued(text)
            if unit.stated and not text:
                text, found = unit.text, {}
            glued.extend(Glued(credit, role, unit.lines) for role, credit in found.items())
        elif role is not Role.QUOTE:
            text = _MARKER.sub("", text)
        if text:
            kind = unit.kind if unit.kind and ROLES[unit.kind] is role else _KINDS[role]
            passages.append(Passage(kind, text, unit.lines))
    return tuple(passages), glued


def _unglued(text: str) -> tuple[str, dict[Role, str]]:
    """A paragraph without a byline at its head and an agency's credit at its end; those two."""
    rest = datelines.glued_byline(text)[1]
    byline = text.removesuffix(rest).strip()
    credit = credits.agency_credit(rest)
    if credit:
        rest = rest[: rest.rindex(credit)].strip()
    found = {Role.BYLINE: byline, Role.AGENCY_CREDIT: credit}
    return rest, {role: words for role, words in found.items() if words}


def gather_fields(page: Page, layout: Layout, passages: Sequence[Passage], glued: Sequence[Glued]) -> Fields:
    """Headline, standfirst, byline, dateline, date, source, proofreader: each from the first line that says it."""
    found = Fields()
    _take_headline(found, page, layout)
    for index in page.stated(*stating.ROLES):
        unit = page.units[index]
        _take(found, page, index)
        stating.take_words(found, unit.stated, unit.text, unit.lines)
    found.held = frozenset(found.evidence)
    for index in _reading_order(page, layout):
        found.is_loose &= index < layout.lead  # names in the text and below it are of other stories
        _take(found, page, index)
    for text, role, lines in glued:
        _READERS[role](found, text, lines)
    if (by := found.values.get("byline", "")).casefold() in datelines.AGENCIES:
        found.offer("source", by, found.evidence["byline"])
    elif "/" in by:  # a writer's initials, and whose they are
        found.offer("source", datelines.named_agency(by), found.evidence["byline"])
    for passage in passages[:4]:
        shown, agency = datelines.dateline(passage.text)
        found.offer("dateline", shown, passage.lines)
        found.offer("source", agency, passage.lines)
    for passage in passages[:1]:
        if found.published is None and (shown := datelines.dated_dateline(passage.text)):
            found.offer("dateline", shown, passage.lines)
            _take_date(found, shown, passage.lines)
    for passage in passages[-1:]:
        found.offer("source", datelines.closing_agency(passage.text), passage.lines)
        found.offer("source", datelines.closing_paper(passage.text), passage.lines)
    return found


def _take(found: Fields, page: Page, index: int) -> None:
    unit, role = page.units[index], page.roles[index] or Role.UNKNOWN
    _READERS.get(role, _nothing)(found, marks.without_bullet(unit.text), unit.lines)


def _reading_order(page: Page, layout: Layout) -> list[int]:
    """File order, but what stands above the headline last, since a date there may be the day the page was fetched, and
    days on which the page was changed behind even that. A month below the text heads a calendar or an archive.
    """
    headline = layout.headline.index or 0
    above = [i for i in range(headline) if page.roles[i] in (Role.DATE, Role.BYLINE)]
    below = [i for i in page.having(Role.DATE) if i >= max(headline, layout.end) and not page.units[i].stated]
    changed = [i for i in below if is_update(page.text(i))]
    months = [i for i in below if names_month(page.text(i))]
    late = frozenset((*above, *changed, *months))
    return [i for i in range(len(page)) if i not in late] + above + changed


def _nothing(found: Fields, text: str, lines: Sequence[int]) -> None:
    """Roles that fill no field."""


def _take_headline(found: Fields, page: Page, layout: Layout) -> None:
    """The headline, with the lines under it that were stated to be of it."""
    if layout.headline.index is None:
        return
    units = [page.units[i] for i in headline_units(page, layout.headline.index)]
    text = " ".join(_MARKER.sub("", unit.text) for unit in units)
    is_stated = any(unit.stated for unit in units)
    title, writer = names.and_writer(without_label(text, Role.HEADLINE) if is_stated else text)
    numbers = [number for unit in units for number in unit.lines]
    found.offer("headline", title, numbers)
    found.offer("byline", writer, numbers)


def headline_units(page: Page, first: int) -> list[int]:
    """The unit of the headline, and those right under it that are of it too."""
    return list(takewhile(lambda i: page.role(i) is Role.HEADLINE, range(first, len(page))))


def _take_standfirst(found: Fields, text: str, lines: Sequence[int]) -> None:
    before = found.values.pop("standfirst", "")
    had = found.evidence.pop("standfirst", ())
    found.offer("standfirst", f"{before} {without_label(text, Role.STANDFIRST)}".strip(), (*had, *lines))


def _take_byline(found: Fields, text: str, lines: Sequence[int]) -> None:
    dates = find_dates(text)
    rest = beside_date(text) if dates else text
    told = (names.byline(piece) for piece in (rest, *names.parts(text)))
    by = next((name for name in told if name), None)
    weak = "byline" not in found.held and (found.is_loose or names.is_desk(found.values.get("byline", "")))
    if by and weak and not names.is_desk(by.name):
        found.values.pop("byline", None)
    name = by.name if by else names.person(rest) or names.short_name(rest)
    found.is_loose = not by and "byline" not in found.values
    people, organisation = names.and_organisation(name)
    found.offer("byline", _without_agency(people), lines)
    found.offer("source", organisation or datelines.paper_beside(text), lines)
    if dates:
        _take_date(found, text, lines)


def _without_agency(name: str) -> str:
    """ "Ann Quill and Tom Reed Reuters": the people."""
    people, _, last = name.rpartition(" ")
    if len(people.split()) < 2 or last.casefold() not in datelines.AGENCIES:
        return name
    return names.clean_name(people)


def _take_date(found: Fields, text: str, lines: Sequence[int]) -> None:
    if found.published is not None and (moment := at_clock(found.published, text)):
        found.published = moment
        found.evidence["published"] += tuple(lines)
        return
    day = day_of(text) if "published" not in found.held else None
    if day is not None and (found.published is None or found.published.precision == "month"):
        found.published = day
        found.evidence["published"] = tuple(lines)
    rest = rest_of(text, find_dates(text))
    name, before = credits.credited_reader(rest)
    found.offer("proofreader", name, lines)
    found.offer("source", before, lines)
    found.offer("byline", names.login(rest), lines)
    for piece in credits.apart(rest):
        found.offer("source", credits.source(piece), lines)
        found.offer("proofreader", credits.reader(piece)[0], lines)
        found.offer("byline", by.name if (by := names.byline(piece)) else "", lines)


def _take_source(found: Fields, text: str, lines: Sequence[int]) -> None:
    named = datelines.is_service(text) or datelines.is_imprint(text)
    found.offer("source", credits.source(text) or (text if named else ""), lines)


def _take_reader(found: Fields, text: str, lines: Sequence[int]) -> None:
    found.offer("proofreader", credits.reader(text)[0], lines)


def _take_agency_credit(found: Fields, text: str, lines: Sequence[int]) -> None:
    found.offer("byline", credits.reported_by(text), lines)
    found.offer("proofreader", credits.edited_by(text), lines)


def _take_contact(found: Fields, text: str, lines: Sequence[int]) -> None:
    found.offer("byline", names.contact(text), lines)


def _take_slugline(found: Fields, text: str, lines: Sequence[int]) -> None:
    found.offer("slugline", wire.slugline(text), lines)


def _take_dateline(found: Fields, text: str, lines: Sequence[int]) -> None:
    found.offer("dateline", without_label(text, Role.DATELINE).rstrip(" -–—"), lines)


def _take_section(found: Fields, text: str, lines: Sequence[int]) -> None:
    """The section's name nearest the headline: what stands further up is a menu."""
    if "section" not in found.held:
        found.values["section"], found.evidence["section"] = text, tuple(lines)


def _take_keywords(found: Fields, text: str, lines: Sequence[int]) -> None:
    words = labels.keywords(text)
    if words and labels.names_section(text) and "section" not in found.held:
        found.values["section"], found.evidence["section"] = words[0], tuple(lines)
        found.held |= {"section"}
    elif words and not found.keywords:
        found.keywords, found.evidence["keywords"] = words, tuple(lines)


_READERS = {
    Role.STANDFIRST: _take_standfirst, Role.BYLINE: _take_byline, Role.DATE: _take_date, Role.SOURCE: _take_source,
    Role.PROOFREADER: _take_reader, Role.EDITOR: _take_reader, Role.AGENCY_CREDIT: _take_agency_credit,
    Role.SLUGLINE: _take_slugline, Role.DATELINE: _take_dateline, Role.SECTION: _take_section,
    Role.KEYWORDS: _take_keywords, Role.CONTACT: _take_contact,
}  # fmt: skip


def gather_roles(page: Page, told: Told, lines: Sequence[str]) -> dict[int, Role]:
    """Role by line number; a line whose end begins another paragraph is the first one's that is kept."""
    roles = {
        number: Role.FURNITURE
        for number, line in enumerate(lines, 1)
        if told.is_gone(number) and line.strip()
    }
    for unit, role in page.pairs():
        for number in unit.lines:
            if number not in roles or (role in KEPT and roles[number] not in KEPT):
                roles[number] = role
    return dict(sorted(roles.items()))


def gather_left_out(
    roles: Mapping[int, Role], placed: Collection[int], lines: Sequence[str]
) -> tuple[LeftOut, ...]:
    """Every line that ended in no field, with its words and its role."""
    return tuple(
        LeftOut(number, lines[number - 1].strip(), role)
        for number, role in roles.items()
        if role not in KEPT or number not in placed
    )


def gather_credits(glued: Sequence[Glued], lines: Sequence[str]) -> Iterator[LeftOut]:
    """The credits cut from both ends of paragraphs: names go into fields, the words around them into none."""
    for credit, role, numbers in glued:
        at_head = role is Role.BYLINE
        yield from _by_line(credit, role, numbers if at_head else numbers[::-1], lines, at_head=at_head)


def _by_line(
    credit: str, role: Role, numbers: Sequence[int], lines: Sequence[str], *, at_head: bool
) -> Iterator[LeftOut]:
    """What each line has of a credit that they begin or end with, from that end on."""
    for number in numbers:
        text = squeezed(wire.without_codes(lines[number - 1]))
        rest = credit.removeprefix(text) if at_head else credit.removesuffix(text)
        if number == numbers[-1] or rest in ("", credit):
            yield LeftOut(number, credit, role)
            return
        yield LeftOut(number, text, role)
        credit = rest.strip()


def gather_cuts(page: Page, roles: Mapping[int, Role], lines: Sequence[str]) -> Iterator[LeftOut]:
    """What of lines that hold the ends of two pieces is left out while the rest of the line is kept.

    A credit is too, for the words around its names, and a day, for those around it.
    """
    for unit, role in page.pairs():
        for number in unit.lines if role not in KEPT or role in _WITH_WORDS else ():
            if roles[number] in KEPT and roles[number] is not role:
                pieces = map(squeezed, _GLUE.split(lines[number - 1]))
                text = " ".join(piece for piece in pieces if piece in unit.text)
                yield LeftOut(number, text or unit.text, role)  # a wire's code may be what parted them
