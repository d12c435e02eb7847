"""What a button of the bar does, as data: the one function that it calls, what it asks first, what it says after."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from articles import press
from articles.desk import moments
from articles.desk.moves.forms import ActForm
from articles.desk.moves.publishing import waiting
from articles.desk.words import counted
from articles.models import SILENT
from articles.rules import Case, Refused, check_revision
from articles.text.blocks import blocks


def nothing_more(case, user):
    return {}


def always(case):
    return True


@dataclass(frozen=True)
class Act:
    """``asks`` is the sentence of the page in between, if there is one; ``form`` is what that page asks, ``fragment``
    the template of what it shows, from what ``facts`` finds. ``done`` is a sentence, or makes one of what ``run`` gave.
    """

    run: Callable[..., Any]
    done: str | Callable[[Any], str]
    asks: str = ""
    form: type[ActForm] = ActForm
    fragment: str = ""
    facts: Callable[[Case, Any], dict[str, Any]] = nothing_more
    label: str = ""
    """What its button says, where that is not the name of the move."""
    verb: str = ""
    """What the button of its page says."""
    is_grave: bool = False
    asks_when: Callable[[Case], bool] = always
    of_text: bool = True
    """Whether it is decided on one text, and refused when that is not the latest. Others are made whatever was saved
    since: nobody must be kept from withdrawing a story by a colleague who is mending it."""
    of_editions: bool = False
    """Whether it could call back what a colleague scheduled, and is refused when the page did not know of that."""
    twice: bool = False
    """Whether the page shows first what its answer would do."""

    def asks_first(self, case: Case) -> bool:
        """Whether a page comes between the button and the act."""
        return bool(self.asks) and self.asks_when(case)

    def said(self, result: Any) -> str:
        return self.done if isinstance(self.done, str) else self.done(result)


def release(story, *, revision, by, now):
    """Release one imported story, as part of the run that brought it."""
    check_revision(story, revision)
    file = story.files.select_related("run").order_by("-run_id").first()
    released = press.release_archive([story], by=by, run=file and file.run, now=now)
    for _, reason in released.refused:
        raise Refused(reason)


def handed_in(story):
    """The writer is told while there is time what would keep any reader from signing."""
    if story.is_credited:
        return "Handed in for proofreading."
    return "Handed in for proofreading. It has neither a byline nor a source yet: nobody can sign it before it has one."


def called_back(editions):
    return f"Called back: {counted(len(editions), 'scheduled version')}. What readers see now stays."


def withdrawn(stone):
    """What readers are told from now on, if they are."""
    if stone.withdrawal_reason in SILENT:
        return "Withdrawn. Its address answers that it is gone, and says nothing else."
    return "Withdrawn. Its address now says why."


def embargo_set(story):
    return f"Nothing of it goes out before {moments.told(story.embargo_until)}."


def as_a_flash(case, user):
    """What a flash shows: its headline and its one paragraph."""
    return {"paragraph": " ".join(block.text for block in blocks(case.story.body)[:1])}


def seen_by_readers(case, user):
    return {"live": case.shown if case.is_live else None, "waiting": waiting(case)}
