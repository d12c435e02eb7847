"""A story as its page shows it, from the kicker above its headline to the stories beside it. A page has one, of some
sixty parts, and a template takes six times as long over it.
"""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.encoding import uri_to_iri
from django.utils.safestring import SafeString, mark_safe

from articles.models import Edition, Severity, address
from articles.site.archive import period_of
from articles.site.body import body_of, byline_of, pictures_of
from articles.templatetags.pictures import figure
from articles.templatetags.site import direction, long, printed
from articles.templatetags.teasers import kicker, link
from articles.text.pace import minutes

Versions = list[tuple[Edition, str]]


def article(
    edition: Any, topics: list[Any], *, told: list[Any], versions: Versions, canonical: str
) -> SafeString:
    """``edition`` has its rows at hand. ``told`` are the corrections of its story, ``versions`` those in other
    languages, each with what its language is called. ``canonical`` is its whole address; a preview has none.
    """
    pictures = pictures_of(edition)
    grave = [row for row in told if row.correction_severity == Severity.GRAVE]
    notes = [row for row in told if row not in grave]
    parts = [
        f'<article class="story" lang="{escape(edition.language)}" dir="{direction(edition.language)}">',
        _header(edition, topics[0] if topics else None, versions),
        figure(pictures.lead, "opening", eager=True) if pictures.lead else "",
        _corrections(edition, grave, "Corrections"),
        f'<div class="body">\n{body_of(edition, pictures.placed)}',
        *map(figure, pictures.others),
        "</div>",
        _corrections(edition, notes, "More corrections" if grave else "Corrections"),
        '<footer class="credits" lang="en" dir="ltr">',
        _credit("Source:", edition.source_credit, edition.source),
        _credit("Proofread by", edition.proofreader_credit, edition.proofreader),
        _period(edition) if canonical else "",
        _topics(topics),
        _ways(edition, canonical) if canonical else "",
        "</footer>\n</article>",
        _neighbours(edition),
    ]
    return mark_safe(_lines(parts))  # noqa: S308  all that anybody wrote is escaped


def _header(edition: Any, section: Any, versions: Versions) -> str:
    is_long, standfirst = ' class="long"' if long(edition.headline) else "", escape(edition.standfirst)
    parts = [
        "<header>",
        kicker(edition, section, linked=True),
        f"<h1{is_long}>{escape(edition.headline)}</h1>",
        f'<p class="standfirst">{standfirst}</p>' if standfirst else "",
        _byline(edition),
        *_dates(edition),
        render_to_string("site/_versions.html", {"versions": versions}) if versions else "",
        "</header>",
    ]
    return _lines(parts)


def _byline(edition: Any) -> str:
    pieces = [
        f'<a href="{escape(way)}">{escape(text)}</a>' if way else escape(text)
        for text, way in byline_of(edition)
    ]
    return f'<p class="byline"><span lang="en">By</span> {"".join(pieces)}</p>' if pieces else ""


def _dates(edition: Any) -> Iterator[str]:
    yield '<p class="dates" lang="en">'
    yield printed(edition.published_at, edition.published_precision, zone=True)
    if edition.modified_at:
        yield f"<span>Updated {printed(edition.modified_at, 'minute', zone=True)}</span>"
    if edition.has_versions:
        changes = address("stories", str(edition.story_id), edition.slug, "changes")
        yield f'<a href="{escape(changes)}" rel="nofollow">What changed</a>'
    if needed := minutes(edition.body):
        yield f"<span>{needed} min read</span>"
    yield "</p>"


def _corrections(edition: Any, notes: list[Any], label: str) -> str:
    said = {"edition": edition, "notes": notes, "label": label}
    return render_to_string("site/_corrections.html", said) if notes else ""


def _credit(role: str, printed_as: str, row: Any) -> str:
    if not (printed_as or row):
        return ""
    name = f"<bdi>{escape(printed_as or row.name)}</bdi>"
    if row:
        name = f'<a href="{escape(row.get_absolute_url())}">{name}</a>'
    return f"<p>{role} {name}</p>"


def _period(edition: Any) -> str:
    period = period_of(edition)
    return f'<p class="onward"><a href="{period.address}">All stories of {period}</a></p>'


def _topics(topics: Iterable[Any]) -> str:
    rows = [
        f'<li><a href="{escape(topic.get_absolute_url())}">{escape(topic.name)}</a></li>' for topic in topics
    ]
    return _lines([f'<ul class="topics" lang="{settings.SITE_LANGUAGE}">', *rows, "</ul>"]) if rows else ""


def _ways(edition: Any, canonical: str) -> str:
    """How one sends it on, and tells the newsroom of an error."""
    report = f"{address('report', str(edition.story_id))}?version={edition.number}"
    subject, body = quote(edition.headline, safe=""), quote(canonical, safe="")
    return (
        f'<p class="ways" data-ways="{escape(edition.headline)}">\n'
        f'<a href="mailto:?subject={subject}&amp;body={body}">Send by e-mail</a>\n'
        '<button type="button" data-way="share" hidden>Share</button>\n'
        '<button type="button" data-way="copy" hidden>Copy the address</button>\n'
        '<button type="button" data-way="print" hidden>Print</button>\n'
        f'<a href="{report}" rel="nofollow">Report an error</a>\n<span role="status"></span>\n</p>\n'
        f'<p class="address">{escape(uri_to_iri(canonical))}</p>'
    )


def _neighbours(edition: Any) -> str:
    """The stories before and after it."""
    sides = (("before", "Before", "prev", edition.before), ("after", "After", "next", edition.after))
    ways = [
        f'<p class="{side}"><span class="label">{label}</span> {link(row, rel=rel)}</p>'
        for side, label, rel, row in sides
        if row
    ]
    around = '<nav class="neighbours" aria-label="Stories before and after">'
    return _lines([around, *ways, "</nav>"]) if ways else ""


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(filter(None, parts))
