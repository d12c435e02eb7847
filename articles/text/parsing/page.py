"""The working table of one parse: units and the role that each has so far."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from articles.text.dates import (
    CopyDate,
    at_clock,
    before_label,
    find_dates,
    no_day,
    parse_date,
    published_first,
    rest_of,
)
from articles.text.parsing import (
    captions,
    credits,
    furniture,
    labels,
    marks,
    names,
    picturelines,
    readers,
    wire,
)
from articles.text.parsing.story import Role
from articles.text.parsing.told import HeldRoles
from articles.text.parsing.units import Unit, weight
from articles.text.parsing.units import unit as to_unit

_BOX_WORDS = 24
_LONGEST_LINE = 500
_NAME_WORDS = 6
_APART = tuple("-–—|•·/")
"""What stands between a date and what is told beside it."""
_DIGIT = re.compile(r"\d")
_OF_COMMENTS = re.compile(
    r"\s+(?:\d+|no|leave an?|leave your|post an?|keine?|schreiben? (?:sie )?einen|laisser un|dejar? un) (?:comments?"
    r"|repl(?:y|ies)|kommentare?|commentaires?|comentarios?)\b.*$",
    re.IGNORECASE,
)
_HOURS = re.compile(r"\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\.?|\s?uhr|\s?h)?", re.IGNORECASE)
_UNDATED = re.compile(r"^.{4,60}(?:\s\||\|)\s?(?:published|posted|updated)$", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")  # a second one, unread: the line gives a range


_OF_PAGES = (
    Role.FURNITURE, Role.BOILERPLATE, Role.RELATED_LABEL, Role.RELATED_TITLE, Role.RELATED_DATE, Role.KEYWORDS,
    Role.PROMO, Role.BYLINE, Role.PICTURE_CREDIT,
)  # fmt: skip
_SIGNED = (Role.BYLINE, Role.PICTURE_CREDIT)


class Page:
    """Units in file order with their roles; None where nothing is decided yet."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = tuple(units)
        self.roles: list[Role | None] = [u.stated or _tag(u) for u in units]
        if stated := self.stated():
            self.roles = HeldRoles(self.roles, stated)
        for index in self.having(Role.DATE):
            self._take_clock(index)
        for index in range(len(self) - 1):
            self._take_announced_name(index)

    def _take_clock(self, index: int) -> None:
        """The time of day on the line under a date belongs to it."""
        day = day_of(self.text(index))
        if day and index + 1 < len(self) and at_clock(day, self.text(index + 1)):
            self.roles[index + 1] = Role.DATE

    def _take_announced_name(self, index: int) -> None:
        """The line under "By" is its name."""
        below = index + 1
        if self.units[below].words > _NAME_WORDS or not names.is_byline_label(self.text(index)):
            return
        if self.roles[below] is None and not self.units[below].ends and not _YEAR.search(self.text(below)):
            self.roles[index], self.roles[below] = Role.FURNITURE, Role.BYLINE

    def __len__(self) -> int:
        return len(self.units)

    def text(self, index: int) -> str:
        """The words at this place; none beyond the ends."""
        return self.units[index].text if 0 <= index < len(self.units) else ""

    def role(self, index: int) -> Role | None:
        """The role at this place; None beyond the ends too."""
        return self.roles[index] if 0 <= index < len(self.roles) else None

    def free(self, index: int) -> bool:
        """Whether the unit at this place has no role yet."""
        return 0 <= index < len(self.roles) and self.roles[index] is None

    def prose(self, index: int) -> bool:
        """Whether this is running text that nothing else claims."""
        if not 0 <= index < len(self.units) or not self.units[index].prose:
            return False
        return self.roles[index] is None or self.units[index].stated is not None

    @property
    def is_bare(self) -> bool:
        """Whether a file holds nothing of a page around its text, so that short lines in it are of the text."""
        return not any(role in _OF_PAGES and u.words for u, role in zip(self.units, self.roles, strict=True))

    @property
    def is_plain(self) -> bool:
        """Whether a file holds nothing of a page but who wrote a story and whose its pictures are."""
        around = self.having(*_OF_PAGES)
        return all(self.roles[i] in _SIGNED or not self.units[i].words for i in around)

    def give(self, role: Role, indexes: Iterable[int]) -> None:
        """Give a role to units that have none."""
        for index in indexes:
            if self.roles[index] is None:
                self.roles[index] = role

    def pairs(self) -> Iterator[tuple[Unit, Role]]:
        """Units with their roles, in file order."""
        for unit, role in zip(self.units, self.roles, strict=True):
            yield unit, role or Role.UNKNOWN

    def is_box(self, index: int) -> bool:
        """Whether a page speaks to its readers here, and not between two paragraphs."""
        words = self.units[index].words
        if not self.free(index) or words > _BOX_WORDS:
            return False
        beside = self.prose(index - 1) + self.prose(index + 1)
        return beside <= (words < _BOX_WORDS / 2) and readers.addresses_reader(self.text(index))

    def having(self, *roles: Role) -> list[int]:
        return [i for i, role in enumerate(self.roles) if role in roles]

    def stated(self, *roles: Role) -> list[int]:
        """Units whose role was stated, whatever their words say: of these roles, or any."""
        return [i for i, u in enumerate(self.units) if u.stated and (not roles or u.stated in roles)]


def day_of(text: str) -> CopyDate | None:
    """The day a line is dated, whatever else it says."""
    if (whole := parse_date(text) or wire.stamp(text)) is not None:
        return whole
    found = find_dates(text)
    return published_first(text, found).date if found else None


def beside_date(text: str) -> str:
    """What a dated line says of its writer: the name before "Published", else all that is no date."""
    text = _OF_COMMENTS.sub("", text)
    labelled = before_label(text)
    if names.byline(labelled) or names.person(labelled):
        return labelled
    found = find_dates(text)
    before = rest_of(text[: found[0].start], []) if found else ""
    named = names.byline(before)  # behind the date its section may stand, or the paper
    return before if named and not named.rest else rest_of(text, found)


def _dated_byline(text: str) -> bool:
    """ "By Mary Malone 13 Nov 2017", "Mary MaloneApril 28, 2023": a short line of a name and a date."""
    found = find_dates(text) if len(text) < 160 else []
    if not found:
        return "|" in text and bool(_UNDATED.search(text)) and bool(names.person(before_label(text)))
    rest = beside_date(text)
    named_first = found[0].start > 0 or _OF_COMMENTS.search(text)
    return bool(names.byline(rest)) or bool(named_first and names.person(rest))


def _dated_credits(text: str) -> bool:
    """ "2016-08-12 09:35 The Gazette Editor: Mary Malone", "2024-05-03 来源：海湾报 作者：王小明"."""
    found = find_dates(text) if len(text) < 120 else []
    if not found or found[0].start >= 12:
        return False
    rest = rest_of(text, found)
    pieces = credits.apart(rest)
    return bool(credits.credited_reader(rest)[0]) or any(credits.source(piece) for piece in pieces)


def _is_date(text: str) -> bool:
    if len(text) >= 160 or not _DIGIT.search(text):
        return False
    return parse_date(text) is not None or wire.stamp(text) is not None or bool(no_day(text))


def _date_among_furniture(text: str) -> bool:
    """A date with nothing beside it but the words of a page or the name of who printed it."""
    found = find_dates(text) if len(text) < 120 else []
    if not found:
        return False
    rest = rest_of(text, found)
    if furniture.is_furniture(rest):
        return weight(rest) <= 8
    if text.endswith((":", "：")):  # what was said or done on a day follows
        return False
    apart = found[0].start == 0 and text[found[-1].end :].lstrip(" )")[:1] in _APART
    apart = apart or any(map(_is_date, names.parts(text)))
    few = weight(rest) <= (8 if apart else 3) and not captions.names_day_of(text, found[0].start)
    return few and not rest.endswith((".", "?", "!")) and not _YEAR.search(rest)


def _particulars(text: str) -> Role | None:
    """A line in which bars or dots keep apart who wrote, when, and under which section."""
    pieces = names.parts(text) if len(text) < 300 else []
    if len(pieces) < 3 or not all(len(piece.split()) <= 9 for piece in pieces):
        return None
    told = [_told(piece) for piece in pieces]
    if sum(role is not None for role in told) * 2 < len(told):
        return None
    return next((role for role in (Role.BYLINE, Role.DATE, Role.RELATED_DATE) if role in told), None)


def _told(piece: str) -> Role | None:
    tests = (
        (names.byline, Role.BYLINE),
        (_is_date, Role.DATE),
        (labels.is_relative_date, Role.RELATED_DATE),
        (_HOURS.fullmatch, Role.FURNITURE),
        (furniture.is_furniture, Role.FURNITURE),
    )
    return next((role for test, role in tests if test(piece)), None)


_TAGS: tuple[tuple[Callable[[str], object], Role], ...] = (
    (labels.is_end_mark, Role.END_MARK),
    (readers.signs_a_post, Role.FURNITURE),
    (labels.is_relative_date, Role.RELATED_DATE),
    (_is_date, Role.DATE),
    (_dated_credits, Role.DATE),
    (lambda text: credits.reader(text)[1], Role.PROOFREADER),
    (lambda text: credits.reader(text)[0], Role.EDITOR),
    (credits.translator, Role.TRANSLATOR),
    (credits.source, Role.SOURCE),
    (_dated_byline, Role.BYLINE),
    (names.byline, Role.BYLINE),
    (labels.is_embargo, Role.EMBARGO),
    (labels.is_correction, Role.CORRECTION),
    (labels.is_editors_note, Role.EDITORS_NOTE),
    (wire.slugline, Role.SLUGLINE),
    (readers.is_comments_label, Role.BOILERPLATE),
    (readers.asks_consent, Role.BOILERPLATE),
    (readers.is_about_writer, Role.BOILERPLATE),
    (picturelines.is_picture_file, Role.PICTURE_FILE),
    (labels.inline_related, Role.RELATED_TITLE),
    (labels.is_related_label, Role.RELATED_LABEL),
    (labels.is_keywords, Role.KEYWORDS),
    (captions.is_picture_credit, Role.PICTURE_CREDIT),
    (furniture.is_furniture, Role.FURNITURE),
    (readers.discloses_payment, Role.FURNITURE),
    (marks.has_blanks, Role.FURNITURE),
    (_date_among_furniture, Role.DATE),
    (labels.is_contact, Role.CONTACT),
    (labels.is_boilerplate, Role.BOILERPLATE),
    (captions.has_picture_credit, Role.CAPTION),
    (captions.is_dated_caption, Role.CAPTION),
)


_ALSO_LISTED = (Role.BYLINE, Role.DATE, Role.SOURCE, Role.PROOFREADER, Role.RELATED_DATE, Role.FURNITURE)
"""Roles that a line has though a menu or a list made an item of it."""


def own_role(line: str) -> Role | None:
    """The role that a line has by its own words alone, wherever it stands; None where they do not say."""
    return _tag(to_unit(line, [1]))


def _tag(unit: Unit) -> Role | None:
    """The role that a unit has by its own words alone."""
    text = unit.text
    credit = credits.agency_credit(text)
    if credit and len(credit) >= len(text) - 2:
        return Role.AGENCY_CREDIT
    if credits.thanks_helpers(text):
        return Role.AGENCY_CREDIT
    if len(text) <= _LONGEST_LINE:
        return _tag_of(text)
    return Role.BOILERPLATE if readers.asks_consent(text) else None


@lru_cache(maxsize=4096)  # files of one site have most of their short lines in common
def _tag_of(text: str) -> Role | None:
    for test, role in _TAGS:
        if test(text):
            return role
    bare = marks.without_bullet(text)
    listed = ((test, role) for test, role in _TAGS if role in _ALSO_LISTED) if bare != text else ()
    return _particulars(text) or next((role for test, role in listed if test(bare)), None)
