"""Small phrases that several pages of the desk share."""

from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.html import format_html

from articles.ledger import name_of
from articles.workflow.acting import moment

STEPS = ((86_400 * 365, "y"), (86_400, "d"), (3_600, "h"), (60, "min"))


def short_age(at, now, said="{}"):
    """How long ago, in one unit: ``3 h``, as it is ``said``. The moment itself is the element's title."""
    seconds = (now - at).total_seconds()
    step, unit = next(((step, unit) for step, unit in STEPS if seconds >= step), (0, ""))
    age = said.format(f"{int(seconds // step)} {unit}") if step else "now"
    local = timezone.localtime(at)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        local.isoformat(),
        moment(at),
        age,
    )


def due_shown(at, now):
    """When something is due, with the zone: the hour alone within a day from now."""
    local = timezone.localtime(at)
    is_near = abs((at - now).total_seconds()) < STEPS[1][0]
    shown = formatted(local, "H:i T" if is_near else "j M H:i T")
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), shown)


def counted(number, noun, plural=""):
    """``1 story``, ``3 stories``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def joined(names):
    """``A, B and C``."""
    names = list(names)
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""


def account_told(account):
    """``Ann Lee (ann)``: a name alone may be another's too."""
    name = name_of(account)
    return name if name == account.username else f"{name} ({account.username})"
