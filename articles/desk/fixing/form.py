"""The form of a fix: the words that readers see, what kind of fix it is, and what they are told of it."""

from django import forms

from articles import drafting
from articles.desk import headlines
from articles.models import SLIP, Picture, Severity, Story, StoryPicture
from articles.text.blocks import ELSEWHERE

TYPO, CORRECTION = "typo", "correction"
KINDS = [
    (TYPO, "A slip: spelling, a comma, a letter. Readers are not told; “What changed” shows it."),
    (CORRECTION, "A correction: something was wrong. Readers are told what, and what is right."),
]
WORDS = ("headline", *ELSEWHERE, "standfirst", "byline", "dateline", "body", "source_credit")


def _field(name, rows=0):
    length = Story._meta.get_field(name).max_length
    widget = forms.Textarea(attrs={"rows": rows, "spellcheck": "true"}) if rows else forms.TextInput()
    return forms.CharField(required=False, max_length=length, widget=widget)


class FixForm(forms.Form):
    """Opened on one revision; what differs from it is what was typed."""

    headline = _field("headline", rows=1)
    standfirst = _field("standfirst", rows=2)
    byline = _field("byline")
    dateline = _field("dateline")
    body = _field("body", rows=18)
    source_credit = _field("source_credit")
    kind = forms.ChoiceField(label="What kind of fix is it?", choices=KINDS, widget=forms.RadioSelect)
    correction = forms.CharField(
        required=False,
        label="What readers are told",
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "true"}),
        help_text="What was wrong, and what is right. Pick changes below, and a sentence is drafted.",
    )
    correction_severity = forms.ChoiceField(
        label="How grave was it?", choices=Severity.choices, widget=forms.RadioSelect
    )
    # The sentence as it was drafted last: one that nobody has touched since is drafted anew.
    drafted = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, revision, told=False, reported=False, **kwargs):
        self.revision = revision
        self.state = drafting.of_revision(revision)
        text, details = self.state
        first = shown(text) | {"correction_severity": Severity.ORDINARY}
        if reported:  # what a reader says is wrong is put right in the open, unless it proves a slip
            first |= {"kind": CORRECTION}
        if text.correction and not told:
            graded = {"correction_severity": details["correction_severity"]}
            first |= {"kind": CORRECTION, "correction": text.correction} | graded
        super().__init__(data, initial=first, **kwargs)
        self.fields |= headlines.fields()
        self.pictures = _pictures(self.state)
        for number, (_, caption, credit) in enumerate(self.pictures):
            self.fields[f"caption-{number}"] = _caption("caption", caption, rows=2)
            self.fields[f"credit-{number}"] = _caption("credit", credit)
        self.fields["source_credit"].label = "Source as printed"

    def clean_headline(self):
        headline = " ".join(self.cleaned_data["headline"].split())
        if not headline:
            raise forms.ValidationError("A story that readers see has a headline.")
        return headline

    def clean(self):
        cleaned = super().clean()
        headlines.tidy(cleaned)
        if cleaned.get("kind") == CORRECTION and not cleaned.get("correction"):
            self.add_error("correction", "Tell readers what was wrong, and what is right.")
        return cleaned

    def words(self):
        """The words as typed, as ``drafting`` takes them, whatever else is wrong with the form."""
        typed = {name: self._value(name) for name in WORDS}
        if self.pictures:
            rows = range(len(self.pictures))
            typed["captions"] = [
                (self._value(f"caption-{row}"), self._value(f"credit-{row}")) for row in rows
            ]
        return typed

    def text(self):
        return drafting.as_typed(self.state, self.words()).text

    def changes(self):
        """What is to be saved: the words, and the sentence that goes with them."""
        cleaned, changes = self.cleaned_data, self.words() | {"headline": self.cleaned_data["headline"]}
        is_correction = cleaned["kind"] == CORRECTION
        changes["correction"] = cleaned["correction"] if is_correction else ""
        if is_correction:
            changes["correction_severity"] = cleaned["correction_severity"]
        return changes

    def note(self):
        """What the revision is called in the history."""
        return {TYPO: SLIP, CORRECTION: "Fix with a correction"}[self.cleaned_data["kind"]]

    def rows(self):
        """Each picture with the fields of its words."""
        return [
            (picture, self[f"caption-{row}"], self[f"credit-{row}"])
            for row, (picture, _, _) in enumerate(self.pictures)
        ]

    def _value(self, name):
        return (self[name].value() or "").replace("\r\n", "\n")


def shown(text):
    """What the form shows of a text, captions apart."""
    return {name: getattr(text, "source" if name == "source_credit" else name) for name in WORDS}


def _caption(name, value, rows=0):
    length = StoryPicture._meta.get_field(name).max_length
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(required=False, label=name, max_length=length, initial=value, widget=widget)


def _pictures(state):
    """Each picture of a revision with its caption and credit; one query, and none where there are none."""
    pks = state.details["pictures"]
    found = Picture.objects.in_bulk(pks) if pks else {}
    captions = [*state.text.captions, *[("", "")] * len(pks)]
    return [(found.get(pk), *captions[row]) for row, pk in enumerate(pks)]
