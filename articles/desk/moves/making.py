"""Making a move: one function called, its sentence shown on the story's page; or, before that, the page that asks."""

from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles.desk import undoing
from articles.desk.base import NOT_DONE, refuse, tell
from articles.desk.moves.bar import label
from articles.desk.moves.publishing import last_of
from articles.desk.moves.table import ACTS
from articles.desk.numbers import number
from articles.rules import Case, Move, Refused, check_revision, verdict

SIGNING = frozenset({Move.SIGN_OFF, Move.PASS})


def make(admin, request, story, name):
    """Make a move by POST, or show the page that asks about it first."""
    if name not in {move.value for move in ACTS}:
        raise Http404(f"There is no move called {name}.")
    move, case = Move(name), Case(story, timezone.now())
    act, is_posted = ACTS[move], request.method == "POST"
    if not is_posted and not act.asks_first(case):
        return refused(request, story, NOT_DONE)
    revision = seen_revision(request, story)
    try:
        if act.asks_first(case):
            precheck(move, case, request.user, revision if act.of_text else None)
    except Refused as reason:
        return refused(request, story, reason)
    is_answered = is_posted and ("confirmed" in request.POST or not act.asks_first(case))
    form = _form(act, case, request, is_answered)
    if not (is_answered and form.is_valid()) or (act.twice and "sure" not in request.POST):
        return _ask(admin, request, case, move, form, revision)
    try:
        sent = {"revision": revision} if act.of_text else {}
        sent |= {"last": seen_last(request)} if act.of_editions else {}
        result = act.run(story, **sent, **form.given(), by=request.user, now=case.now)
    except Refused as reason:
        if not form.fields:
            return refused(request, story, reason)
        refuse(request, reason)
        return _ask(admin, request, case, move, form, revision)
    if move in SIGNING:
        undoing.done(request, story, undoing.SIGNATURE, revision)
    tell(request, act.said(result))
    return HttpResponseRedirect(_page_of(request, story))


def seen_revision(request, story):
    """The number of the revision that the decision is made on. Who opens a page by its address sees the latest."""
    sent = request.POST if request.method == "POST" else request.GET
    if request.method != "POST" and "revision" not in sent:
        return story.revision_number
    return number(sent.get("revision", ""))


def seen_last(request):
    """The number of the latest published version that the page knew of, scheduled or shown; None if it did not say."""
    sent = request.POST.get("last", "")
    return number(sent) if sent else None


def precheck(move, case, user, revision=None):
    """Refuse before anything is asked what would be refused after. The act itself asks once more."""
    if revision is not None:
        check_revision(case.story, revision)
    found = verdict(move, case, user)
    if not found:
        raise Refused(found.reason)


def to_story(story):
    return HttpResponseRedirect(reverse("admin:articles_story_change", args=[story.pk]))


def refused(request, story, reason):
    refuse(request, reason)
    return HttpResponseRedirect(_page_of(request, story))


def _page_of(request, story):
    """The page that a move leads to: the story's own; its proof for who came from a proof page."""
    name = "proof" if _proof(request) else "change"
    return reverse(f"admin:articles_story_{name}", args=[story.pk])


def _proof(request):
    """The number of the story from whose proof page somebody came; 0 for who came from elsewhere."""
    return number(request.GET.get("proof", ""))


def _leave(request, story):
    """The page for who leaves it: the one that they came from."""
    if pk := _proof(request):
        return reverse("admin:articles_story_proof", args=[pk])
    return reverse("admin:articles_story_change", args=[story.pk])


def _form(act, case, request, is_answered):
    if is_answered:
        return act.form(request.POST, case=case, user=request.user)
    return act.form(case=case, user=request.user, initial=request.GET.dict())


def _ask(admin, request, case, move, form, revision):
    act = ACTS[move]
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": label(move) if act.verb else f"{label(move)}?",
        "subtitle": str(case.story),
        "story": case.story,
        "move": move,
        "act": act,
        "verb": act.verb or label(move),
        "form": form,
        "revision": revision,
        "last": last_of(case),
        "leave": _leave(request, case.story),
        "now": case.now,
        **act.facts(case, request.user),
    }
    return TemplateResponse(request, "admin/articles/story/move.html", context)
