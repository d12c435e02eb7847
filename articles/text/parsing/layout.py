"""Deciding a role for every unit of a page: head, body and foot are told apart, each settles its own."""

from dataclasses import dataclass

from articles.text.parsing.body import settle_body
from articles.text.parsing.foot import find_end, settle_foot
from articles.text.parsing.head import (
    body_stems,
    find_lead,
    is_datelined,
    is_titled_block,
    leave_out_notices,
    settle_head,
    take_head_promo,
)
from articles.text.parsing.headlines import Choice, choose_headline, first_if_unsure
from articles.text.parsing.page import Page
from articles.text.parsing.recurring import leave_out_alt_texts, leave_out_contents, leave_out_recurring
from articles.text.parsing.story import BODY, Role
from articles.text.parsing.tail import find_writers_box, settle_tail, sign_at_end

_PARTING = (
    Role.SOURCE, Role.PROOFREADER, Role.EDITOR, Role.AGENCY_CREDIT, Role.END_MARK, Role.RELATED_LABEL,
    Role.RELATED_DATE, Role.BOILERPLATE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand on a settled page; `lead` is the first unit of the body, `end` the one after its last."""

    headline: Choice
    lead: int
    end: int


def settle(page: Page, *, headline_first: bool = False) -> Layout:
    """Give every unit a role; says where head, body and foot are.

    ``headline_first``: the first line is the headline in nearly all files of the folder.
    """
    bare, plain = page.is_bare, page.is_plain
    leave_out_recurring(page)
    leave_out_alt_texts(page)
    leave_out_contents(page)
    words = body_stems(page)
    take_head_promo(page, words)
    leave_out_notices(page)
    is_block = is_titled_block(page)
    lead = _around_stated(page, 1 if is_block else find_lead(page, plain=plain))
    choice = _stated_headline(page) or choose_headline(page, lead, words)
    if headline_first:
        choice = first_if_unsure(page, choice)
    if choice.index is not None:
        page.roles[choice.index] = Role.HEADLINE
        lead += choice.index == lead
    else:
        lead = _with_short_sentences(page, lead)
    settle_head(page, choice.index if (choice.index or 0) < lead else None, lead, plain=plain)
    end = find_writers_box(page, lead, find_end(page, lead, clean=is_block)) if lead < len(page) else lead
    end = _with_stated(page, end)
    settle_foot(page, end)
    settle_body(page, lead, end, words, bare=bare)
    settle_tail(page, lead, end, bare=bare)
    sign_at_end(page, lead, end)
    return Layout(choice, lead, end)


def _stated_headline(page: Page) -> Choice | None:
    stated = page.stated(Role.HEADLINE)
    return Choice(stated[0]) if stated else None


def _around_stated(page: Page, lead: int) -> int:
    """Where the body begins if stated lines are heeded: with its first passage, and under the headline.

    A headline stated so far down that most of the text is above it does not move the text.
    """
    lead = min([lead, *page.stated(*BODY)])
    headline = min(page.stated(Role.HEADLINE), default=-1)
    if headline < lead:
        return lead
    below = [i for i in range(headline, len(page)) if page.prose(i)]
    above = [i for i in range(lead, headline) if page.prose(i)]
    return below[0] if len(below) > len(above) else lead


def _with_stated(page: Page, end: int) -> int:
    """Where the body ends if stated passages below are of it: those that no credit and no label parts from it."""
    for index in page.stated(*BODY):
        if index >= end and not any(page.roles[i] in _PARTING for i in range(end, index)):
            end = index + 1
    return end


def _with_short_sentences(page: Page, lead: int) -> int:
    """Sentences too short to be told from titles belong to the text when no headline stands above it."""
    if lead < len(page) and is_datelined(page, lead):
        return lead
    while page.free(lead - 1) and page.units[lead - 1].ends and page.units[lead - 1].words > 2:
        lead -= 1
    return lead
