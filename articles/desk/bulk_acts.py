"""What can be done with many stories at once, as data: the function that is called for each, and what is asked first.

Signing off is none of it, nor what signs on the way: who signs has read. Nor is what is decided on the words of one
story: an override, a flash, a fix, a merge.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles import press, workflow
from articles.desk import moments
from articles.desk.moves import release
from articles.desk.moves.forms import reasons
from articles.desk.moves.publishing import was_withdrawn
from articles.ledger import name_of
from articles.models import Hold, Priority
from articles.rules import Case, Move, Refused

KEEP, NOBODY = "", "nobody"


def moment_field(label, **kwargs):
    """A moment near enough to plan for, in the zone of the site, which stands beside it."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(
        label=f"{label} ({timezone.get_default_timezone_name()})",
        widget=widget,
        validators=[moments.check_year],
        **kwargs,
    )


def line(label):
    return forms.CharField(label=label, max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class NoteForm(forms.Form):
    note = line("What should the writers do?")


class TimeForm(forms.Form):
    at = moment_field("Goes out at")


class ReasonForm(forms.Form):
    reason = forms.ChoiceField(label="Reason", choices=reasons, widget=forms.RadioSelect)


class HoldForm(forms.Form):
    kind = forms.ChoiceField(
        label="What must be cleared", choices=Hold.Kind.choices, widget=forms.RadioSelect
    )
    reason = line("Why? Colleagues are shown it")


class LiftForm(forms.Form):
    note = line("What was cleared, and how (it stays on record)")


class EmbargoForm(forms.Form):
    until = moment_field("Nothing goes out before")


class PlanForm(forms.Form):
    """What is left empty stays as it is."""

    due_at = moment_field("Due", required=False)
    priority = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, choices=[(KEEP, "As it is"), *Priority.choices]
    )
    target_words = forms.IntegerField(label="Words wanted", required=False, min_value=1)


class AssignForm(forms.Form):
    """Who is to have the stories; who is left out of it keeps them."""

    writer = forms.ChoiceField(label="For writing", required=False)
    reader = forms.ChoiceField(label="For reading", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, right in (("writer", "change_story"), ("reader", "sign_story")):
            accounts = User.objects.with_perm(f"articles.{right}").order_by("username")
            people = [(str(account.pk), name_of(account)) for account in accounts]
            self.fields[name].choices = [(KEEP, "As it is"), (NOBODY, "Nobody"), *people]


def publish(story, *, now, **given):
    if was_withdrawn(Case(story, now)):
        raise Refused("Readers had it and lost it: see why on its own page, and publish it there.")
    press.publish(story, now=now, **given)


def withdraw(story, *, reason, by, now):
    press.withdraw(story, reason=reason, by=by, now=now)


@transaction.atomic
def lift(story, *, note, by, now):
    """Lift every hold that stands on a story."""
    holds = list(story.holds.filter(lifted_at=None))
    if not holds:
        raise Refused("It is not on hold.")
    for hold in holds:
        workflow.lift(story, hold=hold, note=note, by=by, now=now)


def embargo(story, *, until, by, now):
    workflow.embargo(story, until=until, zone=timezone.get_default_timezone_name(), by=by, now=now)


def plan(story, *, due_at, priority, target_words, by, now):
    was = (story.due_at, story.priority, story.target_words)
    wanted = (due_at or was[0], priority or was[1], target_words or was[2])
    names = ("due_at", "priority", "target_words")
    workflow.plan(story, **dict(zip(names, wanted, strict=True)), was=was, by=by, now=now)


def assign(story, *, writer, reader, by, now):
    case = Case(story, now)
    held = {"writer": case.writer, "reader": case.reader}
    given = {
        name: held[name] if chosen == KEEP else _account(chosen)
        for name, chosen in (("writer", writer), ("reader", reader))
    }
    workflow.assign(story, **given, was=case.holders, by=by, now=now)


def _account(chosen):
    return None if chosen == NOBODY else User.objects.get(pk=int(chosen))


@dataclass(frozen=True)
class BulkAct:
    """``done`` follows a number: "7 submitted". ``asks`` is the sentence of the page in between, if there is one."""

    move: Move
    run: Callable[..., Any]
    done: str
    asks: str = ""
    form: type[forms.Form] = forms.Form
    label: str = ""
    is_grave: bool = False
    of_text: bool = False
    """Whether it is decided on one text, and refused when that is not the latest."""
    of_edition: bool = False
    """Whether it is decided on what readers have and will have, and refused when somebody changed that meanwhile."""


ACTS = {
    act.move.value: act
    for act in (
        BulkAct(Move.SUBMIT, workflow.submit, "submitted", of_text=True),
        BulkAct(
            Move.SEND_BACK, workflow.send_back, "returned",
            "They go back to being drafts. Your note goes with each.", NoteForm, of_text=True,
        ),
        BulkAct(Move.TAKE_WRITING, workflow.take_writing, "taken"),
        BulkAct(Move.TAKE_READING, workflow.take_reading, "taken"),
        BulkAct(Move.HAND_BACK, workflow.hand_back, "handed back"),
        BulkAct(
            Move.ASSIGN, assign, "given",
            "Whoever gets a story is told, and so is whoever had it.", AssignForm,
        ),
        BulkAct(
            Move.PLAN, plan, "planned",
            "What is left empty stays as each story has it. Readers see none of this.", PlanForm,
        ),
        BulkAct(
            Move.PUBLISH, publish, "published", "Readers see them at once.", of_text=True, of_edition=True
        ),
        BulkAct(
            Move.SCHEDULE, publish, "scheduled",
            "Readers see all of them from one moment on.", TimeForm, of_text=True, of_edition=True,
        ),
        BulkAct(
            Move.CALL_BACK, press.call_back, "called back",
            "What is scheduled of them does not go out. What readers see now stays.",
        ),
        BulkAct(
            Move.WITHDRAW, withdraw, "withdrawn",
            "Readers lose them at once. Their addresses stay, and say why where anything is to be said.",
            ReasonForm, is_grave=True,
        ),
        BulkAct(
            Move.HOLD, workflow.hold, "held",
            "Nothing of them goes out until somebody lifts each hold by name.", HoldForm,
        ),
        BulkAct(
            Move.LIFT, lift, "lifted",
            "Every hold on them is lifted, under your name. Nothing goes out by that alone.", LiftForm,
            label="Lift holds",
        ),
        BulkAct(
            Move.EMBARGO, embargo, "under embargo",
            "Nothing of them goes out before this time; what is scheduled for an earlier one is called back.",
            EmbargoForm,
        ),
        BulkAct(
            Move.LIFT_EMBARGO, workflow.lift_embargo, "freed of their embargo",
            "They may go out at any time from then on. Nothing goes out by that alone.",
        ),
        BulkAct(
            Move.SPIKE, workflow.spike, "spiked",
            "They are put aside. Nothing of them is lost, and each can be taken off the spike.",
            is_grave=True, of_text=True,
        ),
        BulkAct(Move.UNSPIKE, workflow.unspike, "taken off the spike", of_text=True),
        BulkAct(
            Move.RELEASE, release, "released",
            "Readers see them at once, unread, dated as their files say. That is recorded under your name.",
            label="Release from the archive, unread", is_grave=True, of_text=True,
        ),
    )
}  # fmt: skip
