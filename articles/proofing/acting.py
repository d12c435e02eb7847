"""What acts on marks do alike: the story locked and asked about, the mark read again, ended, logged, told of."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from articles import ledger, notices
from articles.models import Mark, Story
from articles.rules import Already, Move, check, fresh

LONGEST = 2000
"""Characters of a note."""
SHORT = 60


def opened(mark: Mark, move: Move, *, by: Any, now: datetime) -> Mark:
    """The mark as it is now, its story locked until the transaction ends; refused where somebody ended it before."""
    story = fresh(mark.story)
    check(move, story, by, now)
    held = Mark.objects.select_related("revision", "author", "to").get(pk=mark.pk)
    held.story = story
    if held.resolved_at:
        raise already(held, now)
    return held


def already(mark: Mark, now: datetime) -> Already:
    """Why nothing more is done with a mark that was ended."""
    return Already(mark.get_outcome_display(), mark.resolved_by_name, mark.resolved_at or now, now)


def ended(mark: Mark, outcome: Mark.Outcome, *, by: Any, now: datetime) -> None:
    """Let a mark be over. It stays on record."""
    mark.resolved_at, mark.resolved_by, mark.resolved_by_name = now, by, ledger.name_of(by)
    mark.outcome = outcome
    mark.save(update_fields=["resolved_at", "resolved_by", "resolved_by_name", "outcome", "became"])
    asks_no_longer(mark, now=now)


def asks_no_longer(mark: Mark, *, now: datetime) -> None:
    """Whoever is asked by a mark need not answer any more: what they were told of it counts as read."""
    if mark.kind == Mark.Kind.QUERY:
        notices.settle(mark.story, kind="query", key=f"query/{mark.pk}", now=now)


def acts_of(mark: Mark, user: Any, *, saves: bool, comments: bool) -> set[str]:
    """What ``user``, whom the rules let save the story, and comment on it, or do not, may do with a mark: reply,
    accept, reject, withdraw, resolve.
    """
    if mark.resolved_at:
        return set()
    is_own = comments and mark.author_id == user.pk
    found = {"reply"} if comments else set()
    if mark.kind == Mark.Kind.SUGGESTION:
        decides = {"accept"} if is_own else {"accept", "reject"}
        return found | (decides if saves else set()) | ({"withdraw"} if is_own else set())
    if mark.kind == Mark.Kind.QUERY and not mark.answered_at:
        closes = saves and user.has_perm("articles.sign_story")
        return found | ({"resolve"} if closes else set()) | ({"withdraw"} if is_own else set())
    return found | ({"resolve"} if is_own or saves else set())


def logged(act: str, mark: Mark, *, by: Any, now: datetime, **more: Any) -> None:
    # Without its words: the ledger outlasts what a court may have blanked.
    detail = {"comment": mark.pk, "revision": mark.revision.number} | more
    detail |= {"link": mark.link_id} if mark.link_id else {}
    name = "" if by else f"{mark.author_name}, through a link"[:200]
    ledger.record_many([ledger.Act(act, mark.story, detail=detail)], by=by, at=now, by_name=name)


def tell(
    mark: Mark,
    people: Iterable[Any],
    sentence: str,
    *,
    kind: str = "comment",
    key: str = "",
    by: Any,
    now: datetime,
) -> None:
    """Tell ``people``, all but ``by``, of what was done with a mark, once for each ``key``."""
    others = [person for person in people if person and person != by]
    notices.tell(
        others,
        key=key or f"{kind}/{mark.pk}",
        kind=kind,
        sentence=sentence,
        story=mark.story,
        address=address(mark),
        now=now,
    )


def address(mark: Mark) -> str:
    """Where the desk shows the mark."""
    return reverse("admin:articles_story_read", args=[mark.story_id]) + f"#comment-{mark.pk}"


def on(mark: Mark) -> str:
    """What a mark is about, in a sentence."""
    story: Story = mark.story
    return f"{called(mark.exact)} in “{story}”" if mark.exact else f"“{story}”"


def called(words: str) -> str:
    """Words in a sentence, short enough to leave room for the rest."""
    return f"“{words[:SHORT]}{'…' if len(words) > SHORT else ''}”"
