"""Deciding a role for every unit of a page: head, body and foot are told apart, each settles its own."""

from dataclasses import dataclass

from articles.text.parsing.body import settle_body
from articles.text.parsing.foot import find_end, settle_foot
from articles.text.parsing.head import (
    body_stems,
    find_lead,
    is_datelined,
    leave_out_notices,
    settle_head,
    take_head_promo,
)
from articles.text.parsing.headlines import Choice, choose_headline
from articles.text.parsing.page import Page
from articles.text.parsing.story import Role
from articles.text.parsing.tail import settle_tail, sign_at_end


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand on a settled page; `lead` is the first unit of the body, `end` the one after its last."""

    headline: Choice
    lead: int
    end: int


def settle(page: Page) -> Layout:
    """Give every unit a role; says where head, body and foot are."""
    words = body_stems(page)
    take_head_promo(page, words)
    leave_out_notices(page)
    lead = find_lead(page)
    choice = choose_headline(page, lead, words)
    if choice.index is not None:
        page.roles[choice.index] = Role.HEADLINE
        lead += choice.index == lead
    else:
        lead = _with_short_sentences(page, lead)
    settle_head(page, choice.index, lead)
    end = find_end(page, lead) if lead < len(page) else lead
    settle_foot(page, end)
    settle_body(page, lead, end, words)
    settle_tail(page, lead, end)
    sign_at_end(page, lead, end)
    return Layout(choice, lead, end)


def _with_short_sentences(page: Page, lead: int) -> int:
    """Sentences too short to be told from titles belong to the text when no headline stands above it."""
    if lead < len(page) and is_datelined(page, lead):
        return lead
    while page.free(lead - 1) and page.units[lead - 1].ends and page.units[lead - 1].words > 2:
        lead -= 1
    return lead
