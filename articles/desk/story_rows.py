"""The rows that hang on a story: writers, topics, pictures, related coverage. Each set is a list in an order."""

from django import forms
from django.core.exceptions import ValidationError

from articles.desk.fields import NameField, TopicField, number_in, picture_field, story_field
from articles.desk.numbers import number
from articles.desk.words import joined
from articles.models import Picture, RelatedTitle, StoryPicture, Writer

MOST = 100
"""Rows that may be sent with a set beyond those that it was opened on: each takes time, though it be empty."""
TOO_MANY = {
    "too_many_forms": "These are more rows than one form takes, and the last were left out. Take some away."
}


class Rows(forms.BaseFormSet):
    """A list of rows; empty ones do not count, and ``ORDER`` says which comes first."""

    default_error_messages = forms.BaseFormSet.default_error_messages | TOO_MANY
    key: str
    label: str

    def __iter__(self):
        """Form by form, in the order that was sent."""
        if not self.is_bound:
            return iter(self.forms)
        return iter(sorted(self.forms, key=lambda form: _place(form["ORDER"].value())))

    def filled(self):
        """What stands in the rows, in their order."""
        forms_in_order = sorted(
            self.forms, key=lambda form: form.cleaned_data.get("ORDER") or len(self.forms)
        )
        rows = [form.cleaned_data for form in forms_in_order]
        return [row for row in rows if row.get(self.key) and not row.get("DELETE")]

    def clean(self):
        if any(self.errors):
            return
        seen = set()
        for row in self.filled():
            if row[self.key] in seen and self.key != "title":
                raise ValidationError(f"{self.called(row[self.key])} stands here twice.")
            seen.add(row[self.key])

    def called(self, row):
        return str(row)

    def value(self):
        return [row[self.key].pk for row in self.filled()]

    def names(self):
        return joined(str(row[self.key]) for row in self.filled())


def _place(typed):
    return number(typed) or float("inf")


class KnownRow(forms.Form):
    """A row whose field ``found`` knows the rows that the form was opened with."""

    found = "name"

    def __init__(self, *args, known, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[self.found].known = known


class WriterRow(KnownRow):
    name = NameField(Writer, ("storywriter", "writer"), label="Writer")


class TopicRow(KnownRow):
    name = TopicField(label="Topic")


class PictureRow(KnownRow):
    found = "picture"
    shown = None
    picture = picture_field()
    caption = forms.CharField(
        required=False,
        max_length=StoryPicture._meta.get_field("caption").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    credit = forms.CharField(required=False, max_length=StoryPicture._meta.get_field("credit").max_length)

    def clean(self):
        cleaned = super().clean()
        picture, has_words = cleaned.get("picture"), cleaned.get("caption") or cleaned.get("credit")
        if has_words and not picture and not self.errors:
            self.add_error("picture", "Choose the picture that these words belong to.")
        # Of one that the story has, words that were taken out stay out.
        if picture and not has_words and not self.errors and picture.pk not in self.fields["picture"].known:
            cleaned |= {"caption": picture.caption, "credit": picture.credit}
        return cleaned


class RelatedRow(KnownRow):
    found = "chosen"
    title = forms.CharField(required=False, max_length=RelatedTitle._meta.get_field("title").max_length)
    date = forms.DateField(required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    chosen = story_field()

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("title") and cleaned.get("chosen"):
            cleaned["chosen"].refresh_from_db(fields=["headline"])
            cleaned["title"] = cleaned["chosen"].headline
        elif not cleaned.get("title") and cleaned.get("date"):
            self.add_error("title", "Give the title that this date belongs to.")
        return cleaned


class WriterRows(Rows):
    key, label, noun = "name", "Writers", "writer"


class TopicRows(Rows):
    key, label, noun = "name", "Topics", "topic"


class PictureRows(Rows):
    key, label, noun = "picture", "Pictures", "picture"

    def called(self, row):
        return str(Picture.objects.get(pk=row.pk))

    def value(self):
        """Numbers of the pictures, and (caption, credit) of each."""
        rows = self.filled()
        captions = [(row["caption"].replace("\r\n", "\n"), row["credit"]) for row in rows]
        return [row["picture"].pk for row in rows], captions


class RelatedRows(Rows):
    key, label, noun = "title", "Related coverage", "related title"

    def value(self):
        rows = self.filled()
        return [
            [row["title"], row["date"] and row["date"].isoformat(), row["chosen"] and row["chosen"].pk]
            for row in rows
        ]


SETS = {
    name: forms.formset_factory(row, formset=rows, extra=1, can_order=True, can_delete=True, max_num=MOST)
    for name, row, rows in (
        ("writers", WriterRow, WriterRows),
        ("topics", TopicRow, TopicRows),
        ("pictures", PictureRow, PictureRows),
        ("related", RelatedRow, RelatedRows),
    )
}


def row_sets(facts, data=None):
    """The four sets of rows, opened on ``facts``. What was sent is shown with its pictures once it is looked at."""
    initial = facts.initial_rows() if data is None else {}
    known = {name: {str(row): row for row in getattr(facts, name)} for name in ("writers", "topics")}
    known |= {"pictures": set(facts["pictures"]), "related": facts.chosen()}
    sets = {
        name: rows(data, initial=initial.get(name), prefix=name, form_kwargs={"known": known[name]})
        for name, rows in SETS.items()
    }
    for name, rows in sets.items():
        rows.absolute_max = MOST + len(facts[name])
    return sets


def show_pictures(rows, facts):
    """Let each row of pictures show the one that its field names."""
    known = {picture.pk: picture for picture in facts.pictures}
    named = [number_in(form["picture"].value()) for form in rows["pictures"].forms]
    if new := set(named) - {None, *known}:
        known |= Picture.objects.in_bulk(new)
    for form, picture in zip(rows["pictures"].forms, named, strict=True):
        form.shown = known.get(picture)
