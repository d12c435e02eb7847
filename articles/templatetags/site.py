"""What the public templates cannot say by themselves: dates as printed, directions of scripts, picture
files.
"""

from datetime import date, datetime
from functools import lru_cache

from django import template
from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from articles import told
from articles.models import EditionPicture, Precision

register = template.Library()
register.filter(told.teaser)
register.filter(told.shortened)

RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ks", "ps", "sd", "syr", "ug", "ur", "yi"}
RIGHT_TO_LEFT_SCRIPTS = {"adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"}
LONG = 100
"""Characters of a headline that are set at full size."""

_FIGURES = {Precision.YEAR: 4, Precision.MONTH: 7}
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905  as they are printed


@register.simple_tag
def site_name() -> str:
    return settings.SITE_NAME


@register.simple_tag
def site_language() -> str:
    return settings.SITE_LANGUAGE


@register.simple_tag
def time_zone() -> str:
    """The zone that printed times are in, with spaces for underscores: "Europe/London"."""
    return timezone.get_current_timezone_name().replace("_", " ")


@register.filter
@lru_cache(maxsize=500)
def direction(language: str) -> str:
    """How text in a language runs: "rtl" or "ltr". A tag that names its script is taken at its word."""
    main, *others = language.lower().split("-")
    scripts = [part for part in others if len(part) == 4 and part.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if main in RIGHT_TO_LEFT else "ltr"


@register.simple_tag
def printed(
    value, precision: str = Precision.DAY, *, zone: bool = False, to_the_day: bool = False
) -> SafeString:
    """A date as a page prints it, no more exactly than it is known: "13 Mar 2025 23:29". Takes a date too.

    With its ``zone`` where it has a time of day: "13 Mar 2025 23:29 GMT"; ``to_the_day`` at most where it stands
    beside dates that have none.
    """
    at = timezone.localtime(value) if isinstance(value, datetime) else value
    if to_the_day and precision == Precision.MINUTE:
        precision = Precision.DAY
    stamp, shown = _stamp(at, precision), _words(at, precision)
    if zone and precision == Precision.MINUTE:
        shown += f" {zone_of(at)}"
    return mark_safe(f'<time datetime="{stamp}">{shown}</time>')  # noqa: S308  figures, and names that are ours


def _stamp(at: date, precision: str) -> str:
    """A date as machines read it: to the minute, in ISO 8601 with the zone."""
    if isinstance(at, datetime) and precision == Precision.MINUTE:
        return at.isoformat(timespec="minutes")
    return f"{at.year:04}-{at.month:02}-{at.day:02}"[: _FIGURES.get(precision)]


def _words(at: date, precision: str) -> str:
    if precision == Precision.YEAR:
        return f"{at.year:04}"
    month = f"{_MONTHS[at.month - 1]} {at.year:04}"
    if precision == Precision.MONTH:
        return month
    # Not by strftime(), which asks the system for its time zone each time.
    clock = (
        f" {at.hour:02}:{at.minute:02}" if isinstance(at, datetime) and precision == Precision.MINUTE else ""
    )
    return f"{at.day} {month}{clock}"


def zone_of(at: datetime) -> str:
    """The zone of a time as it is printed: its letters, or the distance from UTC where it has none ("UTC+05:45")."""
    name = at.tzname() or ""
    if name.isalpha():
        return name
    offset = at.strftime("%z").replace("-", "−")
    return f"UTC{offset[:3]}:{offset[3:5]}"


@register.filter
def day(value: datetime, precision: str = Precision.DAY) -> str:
    """A moment's day in plain words, for titles, or its month or year where no more is known: "13 Mar 2025"."""
    return _words(
        timezone.localtime(value), Precision.DAY if precision == Precision.MINUTE else Precision(precision)
    )


@register.filter
def ended(sentence: str) -> bool:
    """Whether a sentence brings the mark that ends it."""
    return sentence.rstrip(" \"'”’»」』)）").endswith(
        (".", "!", "?", "…", ":", ";", "。", "！", "？", "؟", "।", "۔")
    )


@register.filter
def long(headline: str) -> bool:
    """Whether a headline is so long that it is set smaller."""
    return len(headline) > LONG


@register.filter
def picture_url(picture: EditionPicture) -> str:
    return picture.address or default_storage.url(picture.file)


@register.filter
def tenth(share: float) -> int:
    """A share from 0 to 1 in tenths: the stylesheet knows eleven places for the middle of a crop."""
    return round(min(max(share, 0), 1) * 10)
