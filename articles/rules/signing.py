"""The conditions of signing, and of what signatures allow: each gives the reason why not, or an empty string."""

from typing import Any

from articles.approval import SHOWN
from articles.models import Mark
from articles.rules.case import Case


def is_not_all_mine(case: Case, user: Any) -> str:
    if set(case.approval.surviving) == {f"user:{user.pk}"}:
        return "You wrote every word of this story: somebody else must sign it off."
    return ""


def is_not_signed_by_me(case: Case, user: Any) -> str:
    mine = [
        row for row in case.approval.signoffs if (row.digest, row.signer_id) == (case.story.digest, user.pk)
    ]
    if any(row.undone is None for row in mine):
        return "You have signed this text already."
    return "You took back your sign-off of exactly this text: somebody else must read it now." if mine else ""


def nobody_is_waited_for(case: Case, user: Any) -> str:
    """What the desk suggests is decided on, and what it asks answered, before a text is signed."""
    if not case.waited_for:
        return ""
    mark, more = case.waited_for[0], len(case.waited_for) - 1
    others = f" And {more} more: see “Read and comment”." if more else ""
    if mark.kind == Mark.Kind.SUGGESTION:
        return f"A suggestion by {mark.author_name} is open: accept or reject it first.{others}"
    return f"A query to {mark.to_name} waits for an answer.{others}"


def has_nothing_blocking(case: Case, user: Any) -> str:
    """What house style cannot let pass is mended first, or dismissed by somebody who says why."""
    blocking = case.blocking
    if not blocking:
        return ""
    more = f" And {len(blocking) - 1} more." if len(blocking) > 1 else ""
    return f"House style: {blocking[0].finding.message}{more} Mend it, or dismiss it with a reason, on the proof page."


def is_signed_by_me(case: Case, user: Any) -> str:
    return "" if user.pk in case.approval.signers else "You have not signed the text as it stands."


def waits_for_a_second(case: Case, user: Any) -> str:
    """Words of a proofreader who signed are passed by any second person, the writer included (law 5)."""
    approval = case.approval
    if approval.is_proofread and approval.unread_authors() and approval.is_passed(besides=(user.pk,)):
        return ""
    return "No words of a signer wait for a second person."


def is_passed(case: Case, user: Any) -> str:
    if case.approval.is_passed():
        return ""
    approval = case.approval
    if not approval.signers:
        return "No proofreader has signed it."
    if authors := " and ".join(approval.unread_authors()):
        return f"Words by {authors} have not been passed by anybody else."
    name, author = next(iter(approval.unread_details.items()))
    return f"{author} changed its {SHOWN[name]} after it was signed: somebody else must look at it."


def is_passed_with_me(case: Case, user: Any) -> str:
    if case.approval.is_passed(besides=(user.pk,)):
        return ""
    authors = " and ".join(case.approval.unread_authors(besides=(user.pk,)))
    return f"Words by {authors} need another reader than you."
