"""The working table of one parse: units and the role that each has so far."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from articles.text.dates import CopyDate, find_dates, parse_date, published_first, rest_of
from articles.text.parsing import captions, credits, furniture, labels, names, wire
from articles.text.parsing.story import Role
from articles.text.parsing.units import Unit


class Page:
    """Units in file order with their roles; None where nothing is decided yet."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = tuple(units)
        self.roles: list[Role | None] = [_tag(u) for u in units]

    def __len__(self) -> int:
        return len(self.units)

    def text(self, index: int) -> str:
        return self.units[index].text

    def role(self, index: int) -> Role | None:
        """The role at this place; None beyond the ends too."""
        return self.roles[index] if 0 <= index < len(self) else None

    def free(self, index: int) -> bool:
        """Whether the unit at this place has no role yet."""
        return 0 <= index < len(self) and self.roles[index] is None

    def prose(self, index: int) -> bool:
        """Whether this is running text that nothing else claims."""
        return self.free(index) and self.units[index].prose

    def give(self, role: Role, indexes: Iterable[int]) -> None:
        """Give a role to units that have none."""
        for index in indexes:
            if self.roles[index] is None:
                self.roles[index] = role

    def pairs(self) -> Iterator[tuple[Unit, Role]]:
        """Units with their roles, in file order."""
        for unit, role in zip(self.units, self.roles, strict=True):
            yield unit, role or Role.UNKNOWN

    def having(self, *roles: Role) -> list[int]:
        return [i for i, role in enumerate(self.roles) if role in roles]


def day_of(text: str) -> CopyDate | None:
    """The day a line is dated, whatever else it says."""
    if (whole := parse_date(text) or wire.stamp(text)) is not None:
        return whole
    found = find_dates(text)
    return published_first(text, found).date if found else None


def _dated_byline(text: str) -> bool:
    """ "By Mary Malone 13 Nov 2017", "Mary MaloneApril 28, 2023": a short line of a name and a date."""
    found = find_dates(text) if len(text) < 160 else []
    if not found:
        return False
    rest = rest_of(text, found)
    return bool(names.byline(rest)) or (found[0].start > 0 and bool(names.person(rest)))


def _dated_reader(text: str) -> bool:
    """ "2016-08-12 09:35 The Gazette Editor: Mary Malone"."""
    found = find_dates(text) if len(text) < 120 else []
    return bool(found) and found[0].start < 12 and bool(credits.credited_reader(rest_of(text, found))[0])


def _is_date(text: str) -> bool:
    return len(text) < 160 and (parse_date(text) is not None or wire.stamp(text) is not None)


def _date_among_furniture(text: str) -> bool:
    """A date with nothing beside it but the words of a page or the name of who printed it."""
    found = find_dates(text) if len(text) < 120 else []
    if not found:
        return False
    rest = rest_of(text, found)
    return (
        len(rest.split()) <= 8
        and (furniture.is_furniture(rest) or len(rest.split()) <= 3)
        and not rest.endswith(".")
    )


_TAGS: tuple[tuple[Callable[[str], object], Role], ...] = (
    (labels.is_end_mark, Role.END_MARK),
    (labels.is_relative_date, Role.RELATED_DATE),
    (_is_date, Role.DATE),
    (_dated_reader, Role.DATE),
    (lambda text: credits.reader(text)[1], Role.PROOFREADER),
    (lambda text: credits.reader(text)[0], Role.EDITOR),
    (credits.translator, Role.TRANSLATOR),
    (credits.source, Role.SOURCE),
    (_dated_byline, Role.BYLINE),
    (names.byline, Role.BYLINE),
    (labels.is_embargo, Role.EMBARGO),
    (labels.is_correction, Role.CORRECTION),
    (labels.is_editors_note, Role.EDITORS_NOTE),
    (labels.is_related_label, Role.RELATED_LABEL),
    (labels.inline_related, Role.RELATED_TITLE),
    (labels.is_keywords, Role.KEYWORDS),
    (captions.is_picture_credit, Role.PICTURE_CREDIT),
    (furniture.is_picture_file, Role.PICTURE_FILE),
    (furniture.is_furniture, Role.FURNITURE),
    (_date_among_furniture, Role.DATE),
    (labels.is_contact, Role.CONTACT),
    (labels.is_boilerplate, Role.BOILERPLATE),
    (captions.has_picture_credit, Role.CAPTION),
    (captions.is_dated_caption, Role.CAPTION),
)


def _tag(unit: Unit) -> Role | None:
    """The role that a unit has by its own words alone."""
    text = unit.text
    credit = credits.agency_credit(text)
    if credit and len(credit) >= len(text) - 2:
        return Role.AGENCY_CREDIT
    if credits.thanks_helpers(text):
        return Role.AGENCY_CREDIT
    if len(text) > 500:
        return None
    return next((role for test, role in _TAGS if test(text)), None)
