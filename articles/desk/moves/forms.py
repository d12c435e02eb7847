"""What moves ask before they are made. Each form gives what it asked as the move's function takes it."""

from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from articles import ledger, press
from articles.desk import moments
from articles.desk.fields import story_field
from articles.desk.numbers import number
from articles.desk.words import account_told
from articles.models import SILENT, Hold, Priority, Story


def date_field(**kwargs):
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(required=False, widget=widget, **kwargs)


def time_field(**kwargs):
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(required=False, widget=widget, **kwargs)


def line(label, length=300, **kwargs):
    widget = forms.Textarea(attrs={"rows": 2, "spellcheck": "true"})
    return forms.CharField(label=label, max_length=length, widget=widget, **kwargs)


class ActForm(forms.Form):
    """Opened on the facts of one story, for one account."""

    fragment = ""
    """A template that lays the fields out, where one below the other will not do."""

    def __init__(self, data=None, *, case, user, **kwargs):
        self.case, self.user = case, user
        super().__init__(data, **kwargs)

    def given(self):
        return self.cleaned_data

    def moment(self, day, clock, zone, *, after=None, too_early=""):
        """The moment that two fields name, or None where they are empty. What is wrong is an error of theirs."""
        cleaned = self.cleaned_data
        if day in self.errors or clock in self.errors or not (cleaned[day] or cleaned[clock] is not None):
            return None
        if not cleaned[day]:
            return self.add_error(day, "Give the date that this time belongs to.")
        if cleaned[clock] is None:
            return self.add_error(clock, "Give the time.")
        try:
            at = self._checked(cleaned[day], cleaned[clock], zone)
        except ValidationError as wrong:
            return self.add_error(clock, wrong)
        if after and at <= after:
            return self.add_error(clock, too_early)
        return at

    def _checked(self, day, clock, zone):
        now = self.case.now.astimezone(zone)
        moments.check_year(day)
        at = moments.moment(day, clock, zone)
        if at <= now:
            raise ValidationError(
                f"That is in the past: in {zone.key} it is {now:%H:%M} on {now.day} {now:%b}."
            )
        return at


class NoteForm(ActForm):
    note = line("What should the writer do?")


class TakeBackForm(ActForm):
    reason = forms.CharField(label="Why? (It stays on record.)", max_length=300, required=False)


class OverrideForm(ActForm):
    reason = line("Why does it go out unread?")


def reasons():
    """Why a story is withdrawn, as readers are told it, and whether they are."""
    return [
        (reason, f"{label} (nothing is said)" if reason in SILENT else label)
        for reason, label in press.BY_HAND
    ]


class WithdrawForm(ActForm):
    """Readers may see another version by now than the page showed: that one is not withdrawn unseen."""

    edition = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = forms.ChoiceField(
        label="Reason",
        choices=reasons,
        widget=forms.RadioSelect,
        help_text="Readers are told it in these words. Where nothing is said, the address answers that the story is "
        "gone, without headline or reason, and what was published before leaves the public history too. Of what was "
        "published twice, merge this one into the other instead: then its readers are led there.",
    )

    def __init__(self, data=None, *, case, user, **kwargs):
        super().__init__(data, case=case, user=user, **kwargs)
        self.shown = str(case.shown.number) if case.shown else ""
        self.fields["edition"].initial = self.shown

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("edition") not in ("", None, self.shown):
            shown = self.case.shown
            self.data = {**self.data.dict(), "edition": self.shown}
            self.add_error(
                None,
                f"{shown.made_by_name} published another version meanwhile: “{shown.headline}”. Withdraw that one?",
            )
        return cleaned

    def given(self):
        return {"reason": self.cleaned_data["reason"]}


class HoldForm(ActForm):
    kind = forms.ChoiceField(
        label="What must be cleared", choices=Hold.Kind.choices, widget=forms.RadioSelect
    )
    reason = line("Why? Colleagues are shown it")


class LiftForm(ActForm):
    hold = forms.ModelChoiceField(
        Hold.objects.none(), widget=forms.RadioSelect, empty_label=None, label="Which hold"
    )
    note = line("What was cleared, and how (it stays on record)")

    def __init__(self, data=None, *, case, user, initial=None, **kwargs):
        first = {"hold": case.holds[0].pk} if len(case.holds) == 1 else {}
        super().__init__(data, case=case, user=user, initial=first | (initial or {}), **kwargs)
        self.fields["hold"].queryset = case.story.holds.filter(lifted_at=None)
        self.fields["hold"].label_from_instance = lambda hold: f"{hold} ({hold.placed_by_name})"


class EmbargoForm(ActForm):
    fragment = "admin/articles/story/_embargo.html"
    date = date_field()
    time = time_field()
    zone = forms.ChoiceField(label="In the zone")

    def __init__(self, data=None, *, case, user, **kwargs):
        super().__init__(data, case=case, user=user, **kwargs)
        self.fields["zone"].choices = [(key, key) for key in zones()]
        if until := case.story.embargo_until:
            zone = ZoneInfo(case.story.embargo_zone)
            local = until.astimezone(zone)
            self.initial = {"date": local.date(), "time": local.time(), "zone": zone.key} | self.initial

    def clean(self):
        cleaned = super().clean()
        if "zone" in self.errors:
            return cleaned
        cleaned["until"] = self.moment("date", "time", ZoneInfo(cleaned["zone"]))
        if not self.errors and not cleaned["until"]:
            self.add_error("date", "Give the date and the time at which it ends.")
        return cleaned

    def given(self):
        return {"until": self.cleaned_data["until"], "zone": self.cleaned_data["zone"]}


class AssignForm(ActForm):
    """Carries who had it as the page showed them: of two who give it at once, the second is told."""

    was = forms.CharField(widget=forms.HiddenInput, required=False)
    writer = forms.CharField(required=False, label="For writing")
    reader = forms.CharField(required=False, label="For reading")
    RIGHTS = {"writer": "change_story", "reader": "sign_story"}
    fragment = "admin/articles/story/_assign.html"

    def __init__(self, data=None, *, case, user, **kwargs):
        super().__init__(data, case=case, user=user, **kwargs)
        self.choices = {}
        for name, right in self.RIGHTS.items():
            accounts = User.objects.with_perm(f"articles.{right}").order_by(
                "first_name", "last_name", "username"
            )
            self.choices[name] = {account_told(account): account for account in accounts}
            self.fields[name].widget.attrs |= {"list": f"choices-{name}", "autocomplete": "off"}
            held_by = getattr(case, name)
            self.fields[name].initial = account_told(held_by) if held_by else ""
        self.fields["was"].initial = "/".join(str(pk or "") for pk in case.holders)

    def clean_was(self):
        if not (sent := self.cleaned_data["was"]):
            return self.case.holders
        return tuple(number(pk) or None for pk in sent.split("/"))

    def clean_writer(self):
        return self._account("writer", "write")

    def clean_reader(self):
        return self._account("reader", "sign")

    def _account(self, name, what):
        typed = self.cleaned_data[name].strip()
        if not typed:
            return None
        choices = self.choices[name]
        found = [
            row
            for row in choices.values()
            if typed.lower() in {row.username.lower(), ledger.name_of(row).lower()}
        ]
        if typed in choices:
            return choices[typed]
        if len(found) != 1:
            said = (
                f"Several people are called “{typed}”"
                if found
                else f"Nobody called “{typed}” may {what} stories"
            )
            raise ValidationError(f"{said}: choose from the list.")
        return found[0]

    def lists(self):
        return [(f"choices-{name}", list(choices)) for name, choices in self.choices.items()]


class PlanForm(ActForm):
    """Carries the plan as the page showed it: of two who plan at once, the second is told."""

    fragment = "admin/articles/story/_plan.html"
    date = date_field(label="Due on")
    time = time_field(label="at")
    priority = forms.TypedChoiceField(choices=Priority.choices, coerce=int)
    target_words = forms.IntegerField(label="Words wanted", required=False, min_value=1, max_value=100_000)
    was = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, case, user, **kwargs):
        super().__init__(data, case=case, user=user, **kwargs)
        story = case.story
        due = story.due_at.astimezone(moments.here()) if story.due_at else None
        first = {"date": due and due.date(), "time": due and due.time().replace(second=0, microsecond=0)}
        first |= {"priority": story.priority, "target_words": story.target_words, "was": fingerprint(story)}
        self.initial = first | self.initial

    def clean(self):
        cleaned = super().clean()
        is_moved = {"date", "time"} & set(self.changed_data)
        cleaned["due_at"] = (
            self.moment("date", "time", moments.here()) if is_moved else self.case.story.due_at
        )
        return cleaned

    def given(self):
        cleaned, story = self.cleaned_data, self.case.story
        # Read back rather than parsed: what the page showed is what the story has, or the plan has moved on.
        has = (story.due_at, story.priority, story.target_words)
        was = has if cleaned["was"] in ("", fingerprint(story)) else (None, None, None)
        return {name: cleaned[name] for name in ("due_at", "priority", "target_words")} | {"was": was}


class MergeForm(ActForm):
    into = story_field()

    def __init__(self, data=None, *, case, user, **kwargs):
        super().__init__(data, case=case, user=user, **kwargs)
        self.fields["into"].label = "The story that stays"
        self.fields["into"].rows = Story.objects.exclude(pk=case.story.pk).defer("body")

    def clean_into(self):
        if not self.cleaned_data["into"]:
            raise ValidationError("Say which story stays: its number, or a word of its headline.")
        return self.cleaned_data["into"]


def fingerprint(story):
    due = story.due_at.isoformat() if story.due_at else ""
    return f"{due}/{story.priority}/{story.target_words or ''}"


def zones():
    """Every zone that has a name of its own, the site's first."""
    first = moments.here().key
    named = {key for key in available_timezones() if "/" in key and not key.startswith(("Etc/", "SystemV/"))}
    return list(dict.fromkeys([first, "UTC", *sorted(named)]))
