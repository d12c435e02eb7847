"""A rule as a form, a sentence to try one on, and the questions that one asks of the book."""

from django import forms

from articles import styling
from articles.desk.fields import LanguageField
from articles.models import StyleRule, Topic
from articles.text import style

SENTENCE = 1_000
WHOSE = {"": "Ours and built in", "ours": "Ours", "built-in": "Built in"}


class AnyLanguageField(LanguageField):
    def __init__(self):
        super().__init__()
        self.required, self.label = False, "In the language"
        self.help_text = "A tag, as en or en-GB. Empty: any."

    def clean(self, value):
        return super().clean(value) if (value or "").strip() else ""


class SentenceForm(forms.Form):
    sentence = forms.CharField(
        label="Try it on a sentence",
        max_length=SENTENCE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    use_required_attribute = False


class RuleForm(SentenceForm):
    name = forms.CharField(label="Name", max_length=80, help_text="What the desk calls it: “Plain words”.")
    kind = forms.ChoiceField(label="It finds", choices=StyleRule.Kind.choices, widget=forms.RadioSelect)
    find = forms.CharField(
        label="What it finds",
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false", "class": "style-find"}),
        help_text="Of words, an entry a line: utilise, or utilise -> use. A pattern is a regular expression, such as "
        "(\\d+) per ?cent; it cannot look around itself or point back.",
    )
    replacement = forms.CharField(
        label="To be replaced by",
        required=False,
        max_length=200,
        help_text="For entries without an arrow, or the pattern: \\1 stands for what its first group found. Empty: "
        "only a person can tell.",
    )
    message = forms.CharField(
        label="What whoever proofreads is told",
        required=False,
        max_length=300,
        help_text="Empty: it says which words are our style.",
    )
    severity = forms.ChoiceField(
        label="How grave it is", choices=StyleRule.Severity.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="Why we have it",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The style book says so to everybody.",
    )
    section = forms.ModelChoiceField(
        Topic.objects, label="In stories of", required=False, empty_label="Every section"
    )
    language = AnyLanguageField()
    whole_words = forms.BooleanField(label="Whole words only", required=False)
    heeds_case = forms.BooleanField(label="Capitals make a difference", required=False)
    spares_quotations = forms.BooleanField(label="Leave quotations alone", required=False)
    note = forms.CharField(
        label="Why it is changed", required=False, max_length=300, help_text="For the history of the rule."
    )

    def __init__(self, *args, is_new, **kwargs):
        super().__init__(*args, **kwargs)
        self.check = None
        if is_new:
            del self.fields["note"]

    def clean_find(self):
        return self.cleaned_data["find"].replace("\r\n", "\n")

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            try:
                self.check = styling.checked(cleaned)
            except style.BadRule as bad:
                self.add_error(bad.field, str(bad))
        return cleaned


class AskForm(forms.Form):
    """What is looked for in the book."""

    q = forms.CharField(label="Words", required=False, max_length=200)
    severity = forms.ChoiceField(
        label="Severity",
        required=False,
        choices=[("", "All"), ("block", "Blocks"), ("warn", "Warns"), ("info", "Informs")],
    )
    section = forms.ModelChoiceField(
        Topic.objects, label="Section", required=False, empty_label="All", to_field_name="slug"
    )
    whose = forms.ChoiceField(label="Whose", required=False, choices=WHOSE.items())

    def sieved(self, entries):
        """The entries that are asked for; what is no question lets all through. A section has its own rules, and those
        of all.
        """
        self.full_clean()
        asked = getattr(self, "cleaned_data", {})
        words = asked.get("q", "").casefold().split()
        severity, section, whose = asked.get("severity"), asked.get("section"), asked.get("whose")
        return [
            entry
            for entry in entries
            if all(word in entry.says() for word in words)
            and (not severity or entry.severity == severity)
            and (not section or entry.rule is None or entry.rule.section in (None, section))
            and (not whose or (whose == "ours") == (entry.rule is not None))
        ]
