"""Titles of other stories that are printed with one, each with the date under it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from articles.text.dates import find_dates, rest_of
from articles.text.parsing import labels, marks
from articles.text.parsing.found import Fields
from articles.text.parsing.page import Page, day_of
from articles.text.parsing.story import LeftOut, RelatedItem, Role


def gather_related(page: Page, found: Fields) -> tuple[RelatedItem, ...]:
    """Titles of other stories in file order, each with the date printed under it; their lines become evidence."""
    items: list[RelatedItem] = []
    for index, (unit, role) in enumerate(page.pairs()):
        if role not in (Role.RELATED_TITLE, Role.PROMO) or (role is Role.PROMO and _is_day(unit.text)):
            continue
        dated = _is_dated_below(page, index)
        raw = page.text(index + 1) if dated else ""
        promo = role is Role.PROMO
        items.append(RelatedItem(unit.text, day_of(raw) if raw else None, raw, unit.lines[0], promo))
        lines = unit.lines + (page.units[index + 1].lines if dated else ())
        name = "promos" if promo else "related"
        found.evidence[name] = found.evidence.get(name, ()) + lines
    titles = marks.without_list_marks([item.title for item in items])
    return tuple(_labelled(item, title) for item, title in zip(items, titles, strict=True))


def gather_labels(related: Sequence[RelatedItem]) -> Iterator[LeftOut]:
    """The labels that were cut from titles, which end in no field."""
    return (LeftOut(item.line, item.label, Role.RELATED_LABEL) for item in related if item.label)


def _labelled(item: RelatedItem, title: str) -> RelatedItem:
    """An item with its title, and apart from that what called it one before it."""
    label = "" if item.promo else labels.related_label(title)
    cut = labels.inline_related(title) if label else title
    return replace(item, title=cut, label=label, printed=title)


def _is_day(text: str) -> bool:
    return bool(find_dates(text) and day_of(text)) and _only_date(text)


def _only_date(text: str) -> bool:
    return not rest_of(text, find_dates(text))


def _is_dated_below(page: Page, index: int) -> bool:
    below = page.role(index + 1) in (Role.RELATED_DATE, Role.PROMO)
    return below and _only_date(page.text(index + 1))
