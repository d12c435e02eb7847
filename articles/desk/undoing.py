"""What somebody did while reading, in order, so that one key undoes the last of it in the story that is shown: kept in
the session."""

from articles import copyediting, drafting, proofing
from articles.models import Dismissal, Doubt, Mark, Story
from articles.rules import Case, Move, Refused, verdict

KEPT = "proof-acts"
MOST = 100
SIGNATURE = "signature"
"""An act that is not undone by a key alone: taking a sign-off back is a move, which asks first."""


def done(request, story, kind, pk):
    """Remember an act: a ``revision`` or a ``signature`` by its number, a ``dismissal``, a ``doubt``, a ``mark``
    that was made or one that was ``ended`` by its row's."""
    request.session[KEPT] = [*_all(request), [story.pk, kind, pk]][-MOST:]


def forget(request, story, kind, pk):
    """Remember an act no longer: it was undone, or taken back in another way."""
    request.session[KEPT] = [act for act in _all(request) if act != [story.pk, kind, pk]]


def is_any(request, story):
    """Whether there is an act to undo."""
    return bool(_besides_signing(_acts(request, story)))


def signed_last(request, case):
    """The story whose sign-off this account may take back: that of ``case``, however long ago it was given, as long as
    nothing was done here since it logged in that came after; or one that was read before it, if nothing was done here.
    """
    acts = _acts(request, case.story)
    if acts and acts[-1][0] != SIGNATURE:
        return None
    if _may_take_back(case, request.user):
        return case.story
    pk, kind, _ = (_all(request) or [[None, "", None]])[-1]
    if not acts and kind == SIGNATURE and (before := Story.objects.filter(pk=pk).first()):
        return before if _may_take_back(Case(before, case.now), request.user) else None
    return None


def undo_last(request, story, *, now):
    """Undo the act that was done last in a story, and forget it. Gives a sentence."""
    if signed_last(request, Case(story, now)) == story:
        raise Refused("You have signed it since: take your signature back first.")
    acts = _besides_signing(_acts(request, story))
    if not acts:
        raise Refused("There is nothing to undo: nothing was done here since you logged in.")
    kind, pk = acts[-1]
    forget(request, story, kind, pk)
    return _UNDOING[kind](story, pk, by=request.user, now=now)


def _all(request):
    return request.session.get(KEPT, [])


def _acts(request, story):
    return [act[1:] for act in _all(request) if act[0] == story.pk]


def _besides_signing(acts):
    """The acts without the signatures at their end, which no longer stand."""
    while acts and acts[-1][0] == SIGNATURE:
        acts = acts[:-1]
    return acts


def _may_take_back(case, user):
    return bool(verdict(Move.TAKE_BACK, case, user))


def _revision(story, number, *, by, now):
    proofing.undo(story, number, by=by, now=now)
    return f"Undone: what revision {number} changed is back as it was."


def _row_of(model, act, said):
    """Undoes an act on one row: ``act`` is the function that does, ``said`` tells of the row."""

    def undo(story, pk, *, by, now):
        row = model.objects.get(pk=pk, story=story)
        act(row, by=by, now=now)
        return said(row)

    return undo


_UNDOING = {
    "revision": _revision,
    "dismissal": _row_of(
        Dismissal, copyediting.take_back, lambda row: f"Undone: “{row.exact[:60]}” is a finding again."
    ),
    "doubt": _row_of(Doubt, drafting.unconfirm, lambda row: f"Open again: {row.sentence}"),
    "mark": _row_of(
        Mark,
        proofing.withdraw,
        lambda row: f"Undone: your {row.get_kind_display().lower()} is taken back.",
    ),
    "ended": _row_of(
        Mark,
        proofing.reopen,
        lambda row: f"Undone: the {row.get_kind_display().lower()} by {row.author_name} is open again.",
    ),
}
