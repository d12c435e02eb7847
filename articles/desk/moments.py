"""Moments as the desk gives and tells them: a date and a time in a zone that is named, and how long until then."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html

from articles.text.calendars import spoken

FURTHEST = 10  # years ahead: beyond it, a year is mistyped


def moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The moment at which clocks in ``zone`` show this; ``ValidationError`` where they never do, or twice."""
    shown = datetime.combine(day, clock)
    one, other = (shown.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if one.utcoffset() == other.utcoffset():
        return one
    if one.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == shown:
        raise ValidationError(
            f"Clocks in {zone.key} go back that night and show {clock:%H:%M} twice. Choose a time outside that hour."
        )
    raise ValidationError(
        f"Clocks in {zone.key} go forward that night and never show {clock:%H:%M}. Choose another time."
    )


def check_year(at: date) -> None:
    """Refuse a day or a moment whose year is mistyped. It is not converted: the last days of the calendar cannot be."""
    this_year = timezone.localdate().year
    if abs(at.year - this_year) > FURTHEST:
        raise ValidationError(f"Is the year right? It is {this_year} now.")


def here() -> ZoneInfo:
    """The site's zone."""
    return ZoneInfo(timezone.get_default_timezone_name())


def offset(at: datetime) -> str:
    """``UTC+1``, ``UTC+5:30``: how far the zone of ``at`` is from UTC then."""
    minutes = int(at.utcoffset().total_seconds() // 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")


def zone_told(zone: ZoneInfo, at: datetime) -> str:
    """``Europe/Paris, UTC+1``."""
    apart = offset(at.astimezone(zone))
    return zone.key if zone.key == apart else f"{zone.key}, {apart}"


def told(at: datetime, zone: ZoneInfo | None = None) -> str:
    """A moment with its zone: ``28 Nov 2026, 14:00 (Europe/Paris, UTC+1)``."""
    zone = zone or here()
    local = at.astimezone(zone)
    return f"{spoken(local)}, {local:%H:%M} ({zone_told(zone, at)})"


def lasting(seconds: float) -> str:
    """A length of time in its two largest units: ``2 h 10 min``, ``3 d 4 h``."""
    minutes = int(abs(seconds) // 60)
    if not minutes:
        return "less than a minute"
    days, hours, rest = minutes // 1440, minutes % 1440 // 60, minutes % 60
    parts = [(days, "d"), (hours, "h"), (0 if days else rest, "min")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number)


def countdown(at: datetime, now: datetime) -> str:
    """``in 2 h 10 min``, or ``2 h 10 min ago``, kept up to date by ``moments.js``."""
    ahead = (at - now).total_seconds()
    words = f"in {lasting(ahead)}" if ahead > 0 else f"{lasting(ahead)} ago"
    return format_html('<time datetime="{}" data-countdown>{}</time>', at.isoformat(), words)
