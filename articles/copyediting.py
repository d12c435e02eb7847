"""What whoever reads a proof does with its words: takes up what a rule proposes, recasts a sentence, dismisses what a
rule found.

All but dismissals are saves, by ``drafting``: what somebody else changed meanwhile is merged, and never saved over.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from articles import drafting, findings, ledger
from articles.drafting import Saved
from articles.findings import Found
from articles.models import BY_RULE, Dismissal, KnownName, Revision, Story, StyleRuleVersion
from articles.rules import Already, Move, Refused, check, check_right, fresh
from articles.text import style
from articles.text.anchoring import quote
from articles.text.blocks import Text, from_passages
from articles.text.places import Place, carried, passages, quoted
from articles.text.replacing import with_words

CHANGED = ("headline", "standfirst", "byline", "dateline", "source", "body", "captions")
"""Fields of a text whose words are settled on the page itself."""
LONGEST = 10_000
"""Characters that are put in the place of a passage."""
LONGEST_SENTENCE = 1_000
"""Characters that are recast at once: what is longer is hardly a sentence."""
SHORTEST = 3
"""Letters of a reason: fewer are a key pressed by mistake."""
_REASON = Dismissal._meta.get_field("reason").max_length or 0


def take_up(
    story: Story, *, revision: int, code: str, places: Sequence[Place], by: Any, now: datetime
) -> Saved:
    """Put what a rule proposes in the place of what it found at ``places`` of the text of ``revision``.

    The new words are the rule's, and need no other reader (law 5), unless it was ``by`` who worded the rule. Who comes
    second is told who was first.
    """
    held = drafting.numbered(story, revision)
    found = [one for one in findings.in_revision(held, now=now) if one.finding.code == code]
    if row := next((one.dismissal for one in found if one.dismissal and one.where in places), None):
        raise Refused(f"{row.by_name} has dismissed this: {row.reason or 'it is right as it stands.'}")
    proposed = {one.where: one.finding.replacement for one in found}
    changes = [(place, words) for place in places if (words := proposed.get(place)) is not None]
    if len(changes) != len(places) or not changes:
        raise Refused("House style proposes nothing for these words. Reload the page.")
    wanted = with_words(held.text(), changes)
    note = f"House style: {code}" + (f", {len(changes)} times" if len(changes) > 1 else "")
    try:
        saved = _save(story, held, wanted, by=by, now=now, note=note, words_of=_whose(code, changes, by))
    except drafting.Collided as collided:
        raise _already(held, code, places, now) or collided from collided
    if saved.revision is None and (already := _already(held, code, places, now)):
        raise already
    return saved


def _already(held: Revision, code: str, places: Sequence[Place], now: datetime) -> Already | None:
    """Who was the first to change words that stood at ``places`` of ``held``; None where all of them still stand."""
    text = held.text()
    quotes, before = [quoted(text, place) for place in places], passages(text)
    for later in Revision.objects.filter(story=held.story_id, number__gt=held.number).order_by("number"):
        after = passages(later.text())
        if not all(carried(said, place, before, after) for said, place in zip(quotes, places, strict=True)):
            did = "Accepted" if later.words_of == f"{BY_RULE}{code}" else "Changed"
            return Already(did, later.author_name, later.created_at, now)
    return None


def _whose(code: str, changes: Sequence[tuple[Place, str]], by: Any) -> str:
    """Whose the words are that a rule puts in: nobody writes a rule, takes it up, and signs for that alone."""
    is_own = False
    if code.startswith(style.PREFIX):
        worded = StyleRuleVersion.objects.filter(rule__code=code, number=F("rule__wording"))
        is_own = worded.filter(by=by).exists()
    elif code == style.KNOWN_NAME.code:
        spellings = [words for _, words in changes]
        is_own = KnownName.objects.filter(by_name=ledger.name_of(by), spelling__in=spellings).exists()
    return "" if is_own else f"{BY_RULE}{code}"


def recast(story: Story, *, revision: int, where: Place, words: str, by: Any, now: datetime) -> Saved:
    """Put ``words`` in the place of a range, or of a whole field, of the text of ``revision``. Line breaks are blanks.

    "" takes a paragraph out. Refused where the text has no such place, these are the words that stand there, or a range
    is longer than a sentence.
    """
    held = drafting.numbered(story, revision)
    words = " ".join(words.split())
    if not is_recast(where):
        raise Refused(
            f"That sentence is {_length(where):,} characters long, and no more than {LONGEST_SENTENCE:,} are recast at "
            "once. Change its paragraph."
        )
    if len(words) > LONGEST:
        raise Refused(f"That is {len(words):,} characters long. A passage has at most {LONGEST:,}.")
    wanted = _recast(held.text(), where, words)
    if where.field == "headline" and not words:
        raise Refused("A story cannot be without a headline.")
    saved = _save(story, held, wanted, by=by, now=now)
    if saved.revision is None:
        raise Refused("These are the words that stand there.")
    return saved


def is_recast(where: Place) -> bool:
    """Whether words may be put in the place of a range, which is no longer than a sentence."""
    return _length(where) <= LONGEST_SENTENCE


def _length(where: Place) -> int:
    return (where.end or 0) - (where.start or 0)


def _recast(text: Text, where: Place, words: str) -> Text:
    if where.field == "body" and not text.body:
        return replace(text, body=from_passages([("p", words)]))
    if where.field not in CHANGED:
        raise Refused("These words are not changed here.")
    try:
        return with_words(text, [(where, words)])
    except ValueError:
        raise Refused("The text has no such place any more. Reload the page.") from None


@transaction.atomic
def dismiss(
    story: Story,
    *,
    revision: int,
    code: str,
    where: Place,
    scope: str,
    reason: str = "",
    by: Any,
    now: datetime,
) -> Dismissal:
    """Say that what rule ``code`` found at a place of the text of ``revision`` is no fault: here, in this story, or
    wherever the desk writes these words (``Dismissal.Scope``).

    What blocks a sign-off only who may sign can dismiss, with a reason; for the desk too there must be one.
    """
    story = fresh(story)
    check(Move.SAVE, story, by, now)
    held = drafting.numbered(story, revision)
    one = _found(held, code, where, now)
    reason = " ".join(reason.split())
    _check_dismissal(one, scope, reason, by, now)
    said = quote(one.passage.text, where.start or 0, where.end or 0)
    row = Dismissal.objects.create(
        story=story,
        revision=held,
        scope=scope,
        code=code,
        severity=one.finding.severity.value,
        reason=reason,
        field=where.field,
        block=where.block,
        start=where.start,
        end=where.end,
        exact=said.exact,
        prefix=said.prefix,
        suffix=said.suffix,
        by=by,
        by_name=ledger.name_of(by),
        at=now,
    )
    _log("dismiss", row, by=by, now=now)
    return row


def _check_dismissal(one: Found, scope: str, reason: str, by: Any, now: datetime) -> None:
    if scope not in Dismissal.Scope.values:
        raise Refused("Say how far this goes: here, in this story, or for this desk.")
    if one.dismissal:
        raise Already("Dismissed", one.dismissal.by_name, one.dismissal.at, now)
    if one.is_blocking:
        check_right(by, "sign_story", "dismiss what keeps a text from being signed")
    if scope == Dismissal.Scope.DESK:
        check_right(by, "dismiss_for_desk", "dismiss something for the whole desk")
    if not reason and (one.is_blocking or scope == Dismissal.Scope.DESK):
        why = "it keeps the text from being signed" if one.is_blocking else "it holds for the whole desk"
        raise Refused(f"Say why this is right: {why}.")
    if reason and sum(map(str.isalpha, reason)) < SHORTEST:
        raise Refused(f"Say why in words: a reason has at least {SHORTEST} letters.")
    if len(reason) > _REASON:
        raise Refused(f"A reason has at most {_REASON} characters.")


@transaction.atomic
def take_back(row: Dismissal, *, by: Any, now: datetime) -> None:
    """Let a finding be one again. For the whole desk it takes the right to dismiss so."""
    story = fresh(row.story)
    if row.scope == Dismissal.Scope.DESK:
        check_right(by, "dismiss_for_desk", "dismiss something for the whole desk")
    else:
        check(Move.SAVE, story, by, now)
    who = {"taken_back_at": now, "taken_back_by": by, "taken_back_by_name": ledger.name_of(by)}
    if not Dismissal.objects.standing().filter(pk=row.pk).update(**who):
        raise Refused("That has been taken back already.")
    _log("undismiss", row, by=by, now=now)


def _found(held: Revision, code: str, where: Place, now: datetime) -> Found:
    found = findings.in_revision(held, now=now)
    one = next((one for one in found if one.finding.code == code and one.where == where), None)
    if one is None:
        raise Refused("House style finds nothing there any more. Reload the page.")
    return one


def _save(
    story: Story, held: Revision, wanted: Text, *, by: Any, now: datetime, note: str = "", words_of: str = ""
) -> Saved:
    changes = drafting.changes_to(held.text(), wanted)
    return drafting.save(story, changes, base=held.number, by=by, now=now, note=note, words_of=words_of)


def _log(act: str, row: Dismissal, *, by: Any, now: datetime) -> None:
    # Without the words: the ledger outlasts what a court may have blanked.
    detail = {"finding": row.code, "scope": row.scope, "dismissal": row.pk}
    ledger.record_many([ledger.Act(act, row.story, detail=detail)], by=by, at=now)
