"""What somebody did on a proof page, in order, so that one key undoes the last of it: kept in the session, for the
story that was worked on last."""

from articles import copyediting, drafting
from articles.models import Dismissal, Doubt
from articles.rules import Refused

KEPT = "proof"
MOST = 100


def done(request, story, kind, pk):
    """Remember an act: a ``revision`` by its number, a ``dismissal`` or ``doubt`` by its row's."""
    request.session[KEPT] = [story.pk, [*_acts(request, story), [kind, pk]][-MOST:]]


def count(request, story):
    """How many acts can be undone."""
    return len(_acts(request, story))


def undo_last(request, story, *, now):
    """Undo the act that was done last, and forget it. Gives a sentence."""
    acts = _acts(request, story)
    if not acts:
        raise Refused("There is nothing to undo: nothing was done here since you logged in.")
    kind, pk = acts.pop()
    request.session[KEPT] = [story.pk, acts]
    return {"revision": _revision, "dismissal": _dismissal, "doubt": _doubt}[kind](
        story, pk, by=request.user, now=now
    )


def _acts(request, story):
    pk, acts = request.session.get(KEPT, (None, []))
    return list(acts) if pk == story.pk else []


def _revision(story, number, *, by, now):
    drafting.undo(story, number, by=by, now=now)
    return f"Undone: what revision {number} changed is back as it was."


def _dismissal(story, pk, *, by, now):
    row = Dismissal.objects.get(pk=pk, story=story)
    copyediting.take_back(row, by=by, now=now)
    return f"Undone: “{row.exact[:60]}” is a finding again."


def _doubt(story, pk, *, by, now):
    row = Doubt.objects.get(pk=pk, story=story)
    drafting.unconfirm(row, by=by, now=now)
    return f"Open again: {row.sentence}"
