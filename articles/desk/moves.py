"""The moves of a story as buttons: one small POST view, which calls one function of ``workflow`` or ``press``.

Each carries the number of the revision that the page showed. Those that take something away, or that need a word, ask
once more on a page of their own, which needs no JavaScript.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles import press, workflow
from articles.desk.base import refuse, tell
from articles.desk.numbers import number
from articles.desk.words import joined
from articles.models import Stage, WithdrawalReason
from articles.rules import Case, Move, Refused, check, check_revision, verdict


class NoteForm(forms.Form):
    note = forms.CharField(
        label="What should the writer do?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "required": True}),
    )


class TakeBackForm(forms.Form):
    reason = forms.CharField(label="Why? (It stays on record.)", max_length=300, required=False)


class ReasonForm(forms.Form):
    reason = forms.ChoiceField(
        label="Reason, as readers are told it", choices=WithdrawalReason.choices, widget=forms.RadioSelect
    )


@dataclass(frozen=True)
class Act:
    """What a button does. ``asks`` is the sentence of the page in between, if there is one; ``form`` what it asks."""

    run: Callable
    done: str
    asks: str = ""
    form: type[forms.Form] = forms.Form
    is_grave: bool = False


def release(story, *, revision, by, now):
    """Release one imported story, as part of the run that brought it."""
    check_revision(story, revision)
    file = story.files.select_related("run").order_by("-run_id").first()
    released = press.release_archive([story], by=by, run=file and file.run, now=now)
    for _, reason in released.refused:
        raise Refused(reason)


def withdraw(story, *, reason, revision, by, now):
    check_revision(story, revision)
    press.withdraw(story, reason=reason, by=by, now=now)


ACTS = {
    Move.SUBMIT: Act(workflow.submit, "Handed in for proofreading."),
    Move.SEND_BACK: Act(
        workflow.send_back,
        "Returned to the writer.",
        "The story goes back to being a draft. Your note goes with it.",
        NoteForm,
    ),
    Move.SIGN_OFF: Act(workflow.sign_off, "Signed off."),
    Move.TAKE_BACK: Act(
        workflow.take_back,
        "Your sign-off is taken back.",
        "You cannot sign this very text again: somebody else must read it.",
        TakeBackForm,
    ),
    Move.PUBLISH: Act(press.publish, "Published: readers see it now."),
    Move.RELEASE: Act(
        release,
        "Released from the archive, unread.",
        "Readers see it at once, unread, under the date that its file gives. That is recorded under your name.",
    ),
    Move.WITHDRAW: Act(
        withdraw,
        "Withdrawn. Its address now says why.",
        "Readers lose the story at once. Its address stays and says why.",
        ReasonForm,
        is_grave=True,
    ),
    Move.SPIKE: Act(
        workflow.spike,
        "Spiked. It is kept whole, and can be taken off the spike.",
        "The story is put aside. Nothing of it is lost, and it can be taken off the spike.",
        is_grave=True,
    ),
    Move.UNSPIKE: Act(workflow.unspike, "Off the spike: it is a draft again."),
}
NEXT = {
    Stage.DRAFT: Move.SUBMIT,
    Stage.PROOFING: Move.SIGN_OFF,
    Stage.PROOFREAD: Move.PUBLISH,
    Stage.SPIKED: Move.UNSPIKE,
}
FORWARD = (Move.SUBMIT, Move.SEND_BACK, Move.SIGN_OFF, Move.PUBLISH)


def bar(story, user, now):
    """The buttons of a story: those at hand, and the others with the sentence that says why not."""
    case = Case(story, now)
    verdicts = {move: verdict(move, case, user) for move in ACTS}
    if not story.files.exists():
        del verdicts[Move.RELEASE]
    at_hand = [move for move in verdicts if move == NEXT[story.stage] or (verdicts[move] and move in FORWARD)]
    at_hand.sort(key=lambda move: move == NEXT[story.stage])
    buttons = {move: _button(story, verdict) for move, verdict in verdicts.items()}
    is_read = story.stage in (Stage.PROOFING, Stage.PROOFREAD)
    return {
        "at_hand": [buttons[move] for move in at_hand],
        "others": [button for move, button in buttons.items() if move not in at_hand],
        "unread": joined(case.approval.unread_authors()) if is_read else "",
    }


def _button(story, verdict):
    act = ACTS[verdict.move]
    return {
        "move": verdict.move.value,
        "label": verdict.move.label + ("…" if act.asks else ""),
        "address": reverse("admin:articles_story_move", args=[story.pk, verdict.move.value]),
        "reason": verdict.reason,
        "is_next": verdict.move == NEXT[story.stage],
        "is_grave": act.is_grave,
    }


def make(admin, request, story, name):
    """Make a move by POST, or show the page that asks about it first. The story's page says what came of it."""
    if name not in {move.value for move in ACTS}:
        raise Http404(f"There is no move called {name}.")
    move = Move(name)
    act, now = ACTS[move], timezone.now()
    given = request.POST.get("revision", "")
    seen = {"revision": number(given), "by": request.user, "now": now}
    try:
        if act.asks:
            check_revision(story, seen["revision"])
            check(move, story, request.user, now)
            form = act.form(request.POST if "confirmed" in request.POST else None)
            if not form.is_valid():
                return _ask(admin, request, story, move, form)
            seen |= form.cleaned_data
        act.run(story, **seen)
    except Refused as refused:
        refuse(request, refused)
    else:
        tell(request, act.done)
    return HttpResponseRedirect(reverse("admin:articles_story_change", args=[story.pk]))


def _ask(admin, request, story, move, form):
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": f"{move.label}?",
        "subtitle": str(story),
        "story": story,
        "move": move,
        "act": ACTS[move],
        "form": form,
        "revision": request.POST["revision"],
    }
    return TemplateResponse(request, "admin/articles/story/move.html", context)
