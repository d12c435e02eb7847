"""What somebody did while reading a story, in order, so that one key undoes the last of it: kept in the session, for
the story that was worked on last."""

from articles import copyediting, drafting, proofing
from articles.models import Dismissal, Doubt, Mark
from articles.rules import Refused

KEPT = "proof"
MOST = 100


def done(request, story, kind, pk):
    """Remember an act: a ``revision`` by its number, a ``dismissal``, a ``doubt``, a ``mark``
    that was made or one that was ``ended`` by its row's."""
    request.session[KEPT] = [story.pk, [*_acts(request, story), [kind, pk]][-MOST:]]


def forget(request, story, kind, pk):
    """Remember an act no longer: it was taken back in another way."""
    request.session[KEPT] = [story.pk, [act for act in _acts(request, story) if act != [kind, pk]]]


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
    return _UNDOING[kind](story, pk, by=request.user, now=now)


def _acts(request, story):
    pk, acts = request.session.get(KEPT, (None, []))
    return list(acts) if pk == story.pk else []


def _revision(story, number, *, by, now):
    proofing.undo(story, number, by=by, now=now)
    return f"Undone: what revision {number} changed is back as it was."


def _dismissal(story, pk, *, by, now):
    row = Dismissal.objects.get(pk=pk, story=story)
    copyediting.take_back(row, by=by, now=now)
    return f"Undone: “{row.exact[:60]}” is a finding again."


def _doubt(story, pk, *, by, now):
    row = Doubt.objects.get(pk=pk, story=story)
    drafting.unconfirm(row, by=by, now=now)
    return f"Open again: {row.sentence}"


def _mark(story, pk, *, by, now):
    row = Mark.objects.get(pk=pk, story=story)
    proofing.withdraw(row, by=by, now=now)
    return f"Undone: your {row.get_kind_display().lower()} is taken back."


def _ended(story, pk, *, by, now):
    row = Mark.objects.get(pk=pk, story=story)
    proofing.reopen(row, by=by, now=now)
    return f"Undone: the {row.get_kind_display().lower()} by {row.author_name} is open again."


_UNDOING = {
    "revision": _revision,
    "dismissal": _dismissal,
    "doubt": _doubt,
    "mark": _mark,
    "ended": _ended,
}
