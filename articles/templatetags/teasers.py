"""A story as lists show it. A list has dozens of these, and a template takes ten times as long over each."""

from collections.abc import Iterable
from functools import partial
from html import escape
from typing import Any

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from articles import told as telling
from articles.models import Topic
from articles.related import Related
from articles.templatetags.pictures import picture
from articles.templatetags.site import direction, long, printed

register = template.Library()


@register.simple_tag(takes_context=True)
def teaser(context: Any, edition: Any, level: int, **how: Any) -> SafeString:
    """A story as a list shows it, ``written``."""
    return written(edition, level, context.get("common"), **how)


@register.simple_tag(takes_context=True)
def teasers(context: Any, editions: Iterable[Any], level: int, **how: Any) -> SafeString:
    """The items of a list of stories, each ``written``."""
    common = context.get("common")
    items = [f"<li>{written(edition, level, common, **how)}</li>" for edition in editions]
    return mark_safe("\n".join(items))  # noqa: S308  as each is written


def written(
    edition: Any,
    level: int,
    common: Any = None,
    *,
    weight: str = "",
    place: str = "line",
    told: bool = False,
    bare: bool = False,
    unlabelled: bool = False,
    eager: bool = False,
    named: Any = None,
) -> SafeString:
    """One of ``site.teasers.cards`` under a heading of a level, with its picture at a ``place`` unless it is ``bare``.

    What the story is about is ``told`` in a sentence. Its section is not said where all of a list are of one, nor on
    the page of that section, ``named``. A search has marked what was found (``marked_on``). What lists have of the same
    row is kept in the page's ``common``.
    """
    section = (
        None if unlabelled else next((row.topic for row in edition.section_rows if row.topic != named), None)
    )
    write = partial(_article, edition, level, section, weight, place, told, bare, eager)
    row = vars(edition).get("of_row")
    if common is None or row is None:
        return write()
    kept: SafeString = common.keep_of((row, level, bool(section), weight, place, told, bare, eager), write)
    return kept


def _article(
    edition: Any,
    level: int,
    section: Topic | None,
    weight: str,
    place: str,
    told: bool,
    bare: bool,
    eager: bool,
) -> SafeString:
    figures = "" if bare else "".join(picture(row, place, eager=eager) for row in edition.lead_pictures)
    title = edition.list_title
    marked, passage = getattr(edition, "marked", ""), getattr(edition, "passage", "")
    sentence = f'<p class="told">{passage or escape(telling.teaser(edition))}</p>' if told else ""
    source, credit = edition.source_credit, getattr(edition, "credit", "")
    origin = f' <span class="from"><bdi>{escape(source)}</bdi></span>' if source else ""
    found = f" <span>{credit}</span>" if credit else ""
    return mark_safe(  # noqa: S308  all that anybody wrote is escaped
        f'<article class="teaser{weight and f" {weight}"}" lang="{escape(edition.language)}"'
        f' dir="{direction(edition.language)}">{figures}\n<div class="words">{kicker(edition, section)}'
        f'<h{level} class="head{" long" if long(title) else ""}">'
        f'<a href="{escape(edition.get_absolute_url())}">{marked or escape(title)}</a></h{level}>{sentence}\n'
        f'<p class="meta" lang="en">{printed(edition.published_at, edition.published_precision)}{origin}{found}</p>'
        "</div></article>"
    )


def link(edition: Any, *, rel: str) -> SafeString:
    """The way to the story before or after one: its headline, and its date."""
    return mark_safe(  # noqa: S308  all that anybody wrote is escaped
        f'<a rel="{rel}" href="{escape(edition.get_absolute_url())}" lang="{escape(edition.language)}"'
        f' dir="{direction(edition.language)}">{escape(edition.list_title)}</a>'
        f" {printed(edition.published_at, edition.published_precision)}"
    )


def coverage(line: Related, language: str) -> SafeString:
    """A line of related coverage of a story in a ``language``, with its own date, else that of what it leads to."""
    title, found = escape(line.title), line.edition
    if found:
        said = f'<a href="{escape(found.get_absolute_url())}" lang="{escape(found.language)}">{title}</a>'
    else:
        said = f'<span class="unlinked" lang="{escape(language)}">{title}</span>'
    if line.date:
        said += f" {printed(line.date)}"
    elif found:
        said += f" {printed(found.published_at, found.published_precision, to_the_day=True)}"
    return mark_safe(said)  # noqa: S308  escaped above


def kicker(edition: Any, section: Topic | None, *, linked: bool = False) -> SafeString:
    """What stands above a headline: the section, the kind of piece, and that a story is developing. "" of none."""
    said = []
    if section:
        name = escape(section.name)
        name = f'<a href="{escape(section.get_absolute_url())}">{name}</a>' if linked else name
        said.append(f'<p class="label" lang="{settings.SITE_LANGUAGE}">{name}</p>')
    if edition.told_genre:
        said.append(f'<p class="genre" lang="en">{edition.told_genre}</p>')
    if edition.is_flash:
        said.append('<p class="developing" lang="en">Developing</p>')
    return mark_safe(f'<div class="kicker">{"".join(said)}</div>' if said else "")  # noqa: S308  escaped above
