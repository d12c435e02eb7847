"""How a file's lines are laid out, in a few words: files of one template have one shape, a site's archive few."""

from articles.text.parsing.layout import Layout
from articles.text.parsing.page import Page
from articles.text.parsing.story import BODY, Role

LONGEST = 80
_WORDS = {
    Role.HEADLINE: "headline", Role.STANDFIRST: "standfirst", Role.BYLINE: "byline", Role.DATE: "date",
    Role.DATELINE: "dateline", Role.SLUGLINE: "slugline", Role.EMBARGO: "embargo", Role.SOURCE: "source",
    Role.PROOFREADER: "proofreader", Role.EDITOR: "editor", Role.TRANSLATOR: "translator", Role.PROMO: "promo",
    Role.RELATED_TITLE: "related",
}  # fmt: skip
"""Roles that tell templates apart; what pages put between (menus, pictures, advertisements) differs in each file."""

_MANY = 0.5


def shape(page: Page, layout: Layout) -> str:
    """ "headline byline date | lines | source": what stands above, how paragraphs are told apart, what stands below."""
    head = _named(page, range(min(layout.lead, len(page))))
    foot = _named(page, range(layout.end, len(page)))
    return " | ".join(part for part in (head, _paragraphs(page), foot) if part)[:LONGEST].rstrip(" |")


def _named(page: Page, indexes: range) -> str:
    words = (_WORDS.get(role) for i in indexes if (role := page.roles[i]) is not None)
    return " ".join(dict.fromkeys(word for word in words if word))


def _paragraphs(page: Page) -> str:
    body = [i for i in page.having(*BODY) if page.units[i].prose]
    if not body:
        return "no text"
    wrapped = sum(len(page.units[i].lines) > 1 for i in body) > _MANY * len(body)
    apart = sum(page.units[i].gap > 0 for i in body) > _MANY * len(body)
    if wrapped:
        return "wrapped, blank lines" if apart else "wrapped"
    return "blank lines" if apart else "lines"
