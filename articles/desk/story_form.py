"""The story's form. It writes nothing: it tells ``drafting`` which facts differ from those that it was opened on."""

from datetime import UTC, datetime
from datetime import time as clock

from django import forms
from django.forms.utils import from_current_timezone

from articles import credits
from articles.desk import headlines
from articles.desk.fields import LanguageField, NameField
from articles.desk.story_rows import row_sets, show_pictures
from articles.desk.words import joined
from articles.lists.forms import inside_the_calendar
from articles.models import Genre, Precision, Proofreader, Source, Story
from articles.text.blocks import ELSEWHERE

PLAIN = (
    "headline",
    *ELSEWHERE,
    "standfirst",
    "byline",
    "dateline",
    "language",
    "genre",
    "source_credit",
    "slugline",
    "desk_notes",
)

HELP = {
    "slugline": "The desk’s short name for the story. Never published.",
    "genre": "Readers are told of all kinds but news. Search engines are told of each.",
    "byline": "Names as printed, without “By”. Left empty, it takes the writers’ names.",
    "source": "A name or an alias. Start typing and choose.",
    "source_credit": "Left empty, it takes the name above.",
    "proofreader": "A name or an alias. Start typing and choose.",
    "proofreader_credit": "Left empty, it is the proofreader who signs the text, if the account is linked to one.",
}


def _length(name):
    return Story._meta.get_field(name).max_length


def _line(name, **attrs):
    return forms.CharField(required=False, max_length=_length(name), widget=forms.TextInput(attrs=attrs))


def _text(rows, **attrs):
    return forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": rows} | attrs))


class StoryForm(forms.Form):
    """The words of a story and what goes with them; rows that hang on it are in ``story_rows``."""

    # Two lines on a phone, so a text area; what is typed is one line all the same.
    headline = forms.CharField(
        required=False,
        max_length=_length("headline"),
        widget=forms.Textarea(attrs={"rows": 1, "spellcheck": "true"}),
    )
    keep_headline = forms.BooleanField(required=False, label="The proposed headline is right")
    slugline = _line("slugline")
    standfirst = _text(2, spellcheck="true")
    byline = _line("byline")
    dateline = _line("dateline")
    language = LanguageField()
    genre = forms.ChoiceField(label="Kind of piece", choices=Genre.choices)
    body = _text(18)
    source = NameField(Source, ("story", "source"))
    source_credit = _line("source_credit")
    proofreader = NameField(Proofreader, ("story", "proofreader"))
    proofreader_credit = _line("proofreader_credit")
    date = forms.DateField(
        required=False,
        validators=[inside_the_calendar],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    time = forms.TimeField(required=False, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))
    published_precision = forms.ChoiceField(label="known", choices=Precision.choices)
    desk_notes = _text(4)
    note = forms.CharField(required=False, max_length=300, label="Change note")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= headlines.fields()
        for name, text in HELP.items():
            self.fields[name].help_text = text
        for name in ("source", "proofreader"):
            self.fields[f"{name}_credit"].label = f"{name} as printed"

    def clean_headline(self):
        return " ".join(self.cleaned_data["headline"].split())

    def clean(self):
        cleaned = super().clean()
        headlines.tidy(cleaned)
        at, time = cleaned.get("date"), cleaned.get("time")
        if cleaned.get("published_precision") != Precision.MINUTE:
            cleaned["time"] = None
        elif at and not time and "time" not in self.errors:
            self.add_error("time", "Give the time, or say that the date is known to the day.")
        elif time and not at and "date" not in self.errors:
            self.add_error("date", "Give the date that this time belongs to.")
        for name, kind in (("source", Source), ("proofreader", Proofreader)):
            self._check_credit(name, kind)
        return cleaned

    def _check_credit(self, name, kind):
        """A credit that is the name of somebody else is a slip; one that was left as it was follows the new name."""
        row, printed = self.cleaned_data.get(name), self.cleaned_data.get(f"{name}_credit")
        if not {name, f"{name}_credit"} & set(self.changed_data):
            return
        if row and not printed:
            self.cleaned_data[f"{name}_credit"] = row.name
        elif row and (other := credits.resolve(kind, printed)) and other != row:
            if f"{name}_credit" not in self.changed_data:
                self.cleaned_data[f"{name}_credit"] = row.name
                return
            self.add_error(f"{name}_credit", f"“{printed}” is another {kind._meta.verbose_name}: {other}.")


class Sheet:
    """The form with its rows, opened on one state of a story: its text and details."""

    def __init__(self, facts, data=None):
        self.facts = facts
        self.form = StoryForm(data, initial=facts.initial())
        self.rows = row_sets(facts, data)
        for name, row in (("source", facts.source), ("proofreader", facts.proofreader)):
            self.form.fields[name].known = {str(row): row} if row else {}
        if not facts.is_provisional:
            del self.form.fields["keep_headline"]

    def is_valid(self):
        return all([self.form.is_valid(), *[rows.is_valid() for rows in self.rows.values()]])

    def errors(self):
        return [self.form, *[form for rows in self.rows.values() for form in rows]]

    def show(self):
        """Fetch what only a page needs."""
        show_pictures(self.rows, self.facts)

    def sent(self):
        """What a browser would send of the form if nobody touched it."""
        fields = [*self.form]
        for rows in self.rows.values():
            fields += [*rows.management_form, *(field for form in rows for field in form)]
        values = {field.html_name: field.field.widget.format_value(field.value()) for field in fields}
        values |= {name: value[0] for name, value in values.items() if isinstance(value, list)}  # of a choice
        return {name: str(value) for name, value in values.items() if value not in (None, False)}

    def changes(self):
        """What differs from the state that the form was opened on, as ``drafting`` takes it."""
        cleaned, before = self.form.cleaned_data, self.facts
        wanted = {name: _newlines(cleaned[name]) for name in (*PLAIN, "body", "proofreader_credit")}
        wanted |= {f"{name}_id": row.pk if row else None for name, row in self._credited()}
        wanted |= {name: rows.value() for name, rows in self.rows.items() if name != "pictures"}
        wanted |= dict(zip(("pictures", "captions"), self.rows["pictures"].value(), strict=True))
        was_filled = wanted["byline"] in ("", joined(map(str, before.writers)))
        if was_filled and wanted["writers"] != before["writers"]:
            wanted["byline"] = self.rows["writers"].names()
        changes = {name: value for name, value in wanted.items() if value != before[name]}
        if cleaned.get("keep_headline"):
            changes["headline_is_provisional"] = False
        return changes | self._date_changes()

    def _credited(self):
        return [(name, self.form.cleaned_data[name]) for name in ("source", "proofreader")]

    def _date_changes(self):
        cleaned = self.form.cleaned_data
        shown = (cleaned["date"], cleaned["time"], cleaned["published_precision"])
        if shown == self.facts.date_shown():
            return {}
        at = None
        if cleaned["date"]:
            at = from_current_timezone(_combined(cleaned["date"], cleaned["time"])).astimezone(UTC)
        return {"published_at": at, "published_precision": cleaned["published_precision"]}


def _combined(date, time):
    return datetime.combine(date, time or clock())


def _newlines(value):
    """Browsers send every newline as CR LF."""
    return value.replace("\r\n", "\n")
