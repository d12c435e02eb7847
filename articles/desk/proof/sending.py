"""What the forms of a proof page send: each an act, remembered so that it can be undone, and back to its place."""

from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from articles import copyediting, drafting, workflow
from articles.desk import undoing
from articles.desk.base import refuse, tell
from articles.desk.imports.giving import dated, give
from articles.desk.moves import signing
from articles.desk.numbers import number
from articles.desk.placing import place_of
from articles.desk.proof.following import next_after
from articles.desk.proof.originals import Originals
from articles.desk.proof.signing import may_sign, to_take_back
from articles.importing.matching import proposing
from articles.models import Stage
from articles.rules import Case, Refused

TYPED = "proof-typed"
"""Where words are kept that could not be saved, until the page shows them."""
BESIDES = ("hints", "changes", "lines")
"""What a page shows where its address asks for it."""
COLLIDED = "Somebody else changed these words while you were writing. What you typed stands below theirs."
MEANWHILE = "Somebody else changed these words meanwhile: nothing was done. Look at them as they stand now."
NO_PLACE = "The form did not say which words are meant. Reload the page."


def send(request, story, act):
    """Do what a form asks, and go back to where it stood."""
    if act not in ACTS:
        raise Http404(f"There is no act called {act}.")
    try:
        sentence = ACTS[act](request, story, timezone.now())
    except Refused as refused:
        reason, has_collided = refused, isinstance(refused, drafting.Collided)
        if act == "recast":
            where, words = request.POST.get("where", ""), request.POST.get("words", "")
            is_other = has_collided or _revision(request) != story.revision_number
            request.session[TYPED] = {"story": story.pk, "where": where, "words": words, "is_other": is_other}
        if has_collided:
            reason = COLLIDED if act == "recast" else MEANWHILE
        refuse(request, reason)
        return back(request, story, request.POST.get("at", ""))
    tell(request, sentence)
    return back(request, story, request.POST.get("at", ""))


def sign(request, story):
    """Sign the text, and open the next one that waits."""
    now = timezone.now()
    following = next_after(story, user=request.user, now=now)
    try:
        signed = _signed(story, revision=number(request.POST.get("revision", "")), by=request.user, now=now)
    except Refused as refused:
        refuse(request, refused)
        return back(request, story, "end")
    undoing.done(request, signed, undoing.SIGNATURE, signed.revision_number)
    address = to_take_back(signed, shown=following or signed.pk)
    told = f"“{signed.headline}”: {signing.told(signed)}"
    tell(request, format_html('{} <a href="{}">Take back</a>', told, address))
    if following is None:
        return HttpResponseRedirect(reverse("admin:index"))
    return HttpResponseRedirect(reverse("admin:articles_story_proof", args=[following]))


@transaction.atomic
def _signed(story, *, revision, by, now):
    """A draft that came from a file is nobody's to hand in: who has read it does both."""
    if story.stage == Stage.DRAFT:
        if not (signs := may_sign(Case(story, now), by)):
            raise Refused(signs.reason)
        story = workflow.submit(story, revision=revision, by=by, now=now)
    return workflow.sign_off(story, revision=revision, by=by, now=now)


def back(request, story, at):
    """The page as it was shown, where the form stood."""
    anchor = f"#{at}" if at.replace("-", "").replace("_", "").isalnum() else ""
    return HttpResponseRedirect(address(request, story) + anchor)


def address(request, story, *, turned=""):
    """The page of a story with all that is shown besides on the page that asks, but for what is ``turned``: that is
    shown where it was not, and hidden where it was.
    """
    shown = [name for name in BESIDES if (name in request.GET) != (name == turned)]
    asked = "?" + "&".join(f"{name}=yes" for name in shown) if shown else ""
    return reverse("admin:articles_story_proof", args=[story.pk]) + asked


def _take(request, story, now):
    """Take up what a rule proposes, at one place or at all of its kind that the page showed."""
    places = [place_of(name) for name in request.POST.getlist("where")]
    if not all(places):
        raise Refused(NO_PLACE)
    saved = copyediting.take_up(
        story,
        revision=_revision(request),
        code=request.POST.get("code", ""),
        places=places,
        by=request.user,
        now=now,
    )
    return _saved(
        request, story, saved, "Accepted" if len(places) == 1 else f"Accepted in {len(places)} places"
    )


def _recast(request, story, now):
    """Put other words in the place of a sentence, or of a whole passage."""
    where = place_of(request.POST.get("where", ""))
    if where is None:
        raise Refused(NO_PLACE)
    if where.field == "published":
        return _date(request, story, now)
    words = request.POST.get("words", "")
    saved = copyediting.recast(
        story, revision=_revision(request), where=where, words=words, by=request.user, now=now
    )
    return _saved(request, story, saved, "Changed")


def _date(request, story, now):
    changes = dated(request.POST.get("words", ""), now)
    saved = drafting.save(story, changes, base=_revision(request), by=request.user, now=now)
    if saved.revision is None:
        raise Refused("That is its date already.")
    return _saved(request, story, saved, "Dated")


def _headline(request, story, now):
    """One of the headlines that the file could mean. Its words are the file's, as long as nobody has signed any."""
    words = request.POST.get("words", "")
    originals = Originals(story, now=now)
    if words not in originals.headlines(story.headline):
        raise Refused("That headline is not proposed any more. Reload the page.")
    changes = {"headline": words, "headline_is_provisional": False}
    whose = "" if story.signoffs.exists() else f"file:{originals.file.pk}"
    saved = drafting.save(story, changes, base=_revision(request), by=request.user, now=now, words_of=whose)
    return _saved(request, story, saved, "Headline chosen")


def _dismiss(request, story, now):
    where = place_of(request.POST.get("where", ""))
    if where is None:
        raise Refused(NO_PLACE)
    row = copyediting.dismiss(
        story,
        revision=_revision(request),
        code=request.POST.get("code", ""),
        where=where,
        scope=request.POST.get("scope", ""),
        reason=request.POST.get("why") or request.POST.get("reason", ""),
        by=request.user,
        now=now,
    )
    undoing.done(request, story, "dismissal", row.pk)
    return f"Dismissed {row.get_scope_display().lower()}: “{row.exact[:60]}”."


def _restore(request, story, now):
    """Let a finding that was dismissed be one again."""
    row = get_object_or_404(story.dismissals, pk=number(request.POST.get("dismissal", "")))
    copyediting.take_back(row, by=request.user, now=now)
    undoing.forget(request, story, "dismissal", row.pk)
    return f"“{row.exact[:60]}” is a finding again."


def _confirm(request, story, now):
    doubt = _doubt(request, story)
    made = drafting.confirm(doubt, revision=_revision(request), by=request.user, now=now)
    kind, pk = ("revision", made.number) if made else ("doubt", doubt.pk)
    undoing.done(request, story, kind, pk)
    return f"Confirmed: {doubt.sentence}"


def _give(request, story, now):
    saved = give(
        _doubt(request, story),
        request.POST.get("value", ""),
        revision=_revision(request),
        by=request.user,
        now=now,
    )
    return _saved(request, story, saved, "Settled")


def _propose(request, story, now):
    """Take or decline what a copy of the story says."""
    row = get_object_or_404(story.proposals, pk=number(request.POST.get("proposal", "")))
    if "decline" in request.POST:
        proposing.decline(row, by=request.user, now=now)
        return "Declined: the story stays as it is."
    saved = proposing.take(row, revision=_revision(request), by=request.user, now=now)
    if saved.revision:
        undoing.done(request, story, "revision", saved.revision.number)
    return f"Taken: {row.shown[:80]}"


def _undo(request, story, now):
    return undoing.undo_last(request, story, now=now)


ACTS = {
    "take": _take,
    "recast": _recast,
    "headline": _headline,
    "dismiss": _dismiss,
    "restore": _restore,
    "confirm": _confirm,
    "give": _give,
    "propose": _propose,
    "undo": _undo,
}


def _doubt(request, story):
    return get_object_or_404(story.doubts, pk=number(request.POST.get("doubt", "")))


def _revision(request):
    return number(request.POST.get("revision", ""))


def _saved(request, story, saved, word):
    """What a save came to, remembered if it changed anything."""
    if saved.revision is None:
        raise Refused("Nothing has changed: the story says so already.")
    undoing.done(request, story, "revision", saved.revision.number)
    merged = " What somebody else changed meanwhile is in it too." if saved.merged else ""
    return f"{word}.{merged}"
