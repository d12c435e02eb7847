"""The forms that dates with a year have in copy, and which of them a line may hold.

Each is a pattern whose groups name the parts of a day (y, m, mon, d; a and b where their order is not told). To look
for all of them takes long, and nearly every figure of copy is no date's: what stands beside one tells that soon.
"""

import re

from articles.text.calendars import MONTH_OF
from articles.text.patterns import any_of, pattern

MONTH = any_of(MONTH_OF)
_LEFT = (
    r"(?:(?<![\w.,/:-])|(?<=[+-]\d\d:\d\d)|(?-i:(?<=[a-z])(?=[A-Z]))|(?<=[^\W\d])(?=\d)|(?<=[\s(,|:])(?=\w))"
)
_DAY = r"(?P<d>0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?P<y>(?:1[789]|20)\d\d)"
# All others begin with a figure, and a place without one is soon told.
_NAME_FIRST = (r"(?P<mon>", r"(?<!\d )")
FORMS = tuple(
    pattern((_LEFT if form.startswith(_NAME_FIRST) else rf"(?=\d){_LEFT}") + form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}(?P<sep>[-/.])(?P<m>0?[1-9]|1[0-2])(?P=sep){_DAY}(?!\d)",
        rf"{_YEAR}\.\s(?P<m>0?[1-9]|1[0-2])\.\s{_DAY}(?!\d)\.?",
        rf"{_YEAR}\s?[年년]\s?(?P<m>0?[1-9]|1[0-2])\s?[月월]\s?{_DAY}\s?[日일]",
        rf"{_DAY}(?:st|nd|rd|th|er|º|ª|\.|-)?[\s-]{{0,2}}(?:(?:de|of|di)\s)?(?P<mon>{MONTH})(?!\w)"
        rf"\.?,?[\s-]{{0,2}}(?:(?:de|del)\s)?{_YEAR}(?!\d)(?:\s(?:года|г\.|року|р\.))?",
        rf"{_DAY}\stháng\s(?P<m>0?[1-9]|1[0-2])(?:,|\snăm)?\s{_YEAR}(?!\d)",
        rf"(?P<mon>{MONTH})(?!\w)\.?[\s-]{{0,2}}{_DAY}(?:st|nd|rd|th)?,?\s{{0,2}}{_YEAR}(?:(?!\d)|(?=\d{{1,9}}$|\d{{1,2}}:\d\d))",
        rf"{_YEAR}(?:\.|\sm\.)?\s(?P<mon>{MONTH})(?!\w)\s{_DAY}(?!\d)",
        r"(?P<a>0?[1-9]|[12]\d|3[01])(?P<sep>[/.-])(?P<b>0?[1-9]|[12]\d|3[01])(?P=sep)(?P<y>(?:19|20)\d\d"
        r"|\d\d)(?!\d)",
        rf"{_YEAR}(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?=T\d)",
        rf"(?<!\d )(?<!\d\. )(?P<mon>{MONTH})(?!\w)\.?,?\s{{1,2}}(?:(?:de|of)\s)?{_YEAR}(?!\d)",
        rf"(?:(?<=published )|(?<=updated )){_DAY}\s(?P<mon>{MONTH})\s(?P<y>\d\d)(?![\w:])",
    )
)
"""In the order in which they are taken, where two say something of the same figures."""

# All alternatives begin with a figure, so that a search goes from one to the next.
_SHORT = r"(?<=ed \d)\d?\s[^\W\d]{3,10}\s\d\d\b"
MAYBE = pattern(rf"\d(?:(?:(?<=1)[789]|(?<=2)0)\d\d|[/.-]\d\d?[/.-]\d\d|{_SHORT})")
"""What is in every line that has a date, and in few others."""
_IN_FIGURES = pattern(
    r"\d(?:(?<=[12])\d{3}(?:[-/.]\s?\d|\s?[年년]|\d{4}T\d)|[/.-]\d\d?[/.-]\d\d|\stháng)", re.IGNORECASE
)
"""What is in every date in which no month has a name."""
_SHORT_YEAR = pattern(rf"\d{_SHORT}")
_OF_YEAR = pattern(r"(?:1[789]|20)(?=\d\d)")
_BETWEEN = pattern(r"[\s.,-]+")
BEFORE_YEAR, _BEHIND_YEAR = 40, 24
"""Characters. No form has more before the first figure of a year, "30 de septiembre, del 2016", nor a month that
begins later behind it: "2016 m. rugpjūčio"."""
_ENDINGS = frozenset(form[-3:] for name in MONTH_OF for form in (name, name.casefold()))
_SHORTEST = frozenset(name for name in MONTH_OF if len(name) < 3)


def forms_in(text: str) -> list[re.Pattern[str]]:
    """The forms in which a text may have a date, in their order."""
    in_figures, in_words = bool(_IN_FIGURES.search(text)), _names_month(text)
    return [form for form in FORMS if (in_words if "<mon>" in form.pattern else in_figures)]


def _names_month(text: str) -> bool:
    """Whether the month of a year may be named: one of two words before it ends as months do, or one follows it."""
    if _SHORT_YEAR.search(text):
        return True
    for year in _OF_YEAR.finditer(text):
        before = _words(text[max(0, year.start() - BEFORE_YEAR) : year.start()])
        behind = _words(text[year.end() + 2 : year.end() + 2 + _BEHIND_YEAR])
        # With nothing but a sign between, the word is the last but one.
        if any(map(_may_be_month, (*before[-3:], *behind[:3]))):
            return True
    return False


def _words(text: str) -> list[str]:
    return _BETWEEN.split(text.casefold().replace("\u0307", ""))  # İ is two signs in small letters


def _may_be_month(word: str) -> bool:
    return word[-3:] in _ENDINGS or word[-2:] in _SHORTEST
