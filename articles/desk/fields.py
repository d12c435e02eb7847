"""Fields that take names and numbers as the desk knows them, with a list of matches offered while one types."""

import re

from django import forms
from django.urls import reverse_lazy
from django.utils.functional import lazystr
from django.utils.http import urlencode
from django.utils.text import format_lazy

from articles import credits
from articles.languages import is_tag
from articles.models import Picture, Story, Topic

NUMBER = re.compile(r"\s*#?(\d{1,18})\b")


def lookup(model, field, *, numbered=False):
    """Attributes that let ``lookup.js`` offer matches: the admin's own autocomplete, asked for ``model.field``."""
    address = lazystr(reverse_lazy("admin:autocomplete"))
    attributes = {"data-lookup": address, "data-lookup-for": _asked(model, field), "autocomplete": "off"}
    return attributes | {"data-lookup-numbered": ""} if numbered else attributes


def lead_to_error(form):
    """Let the page of a form that was sent begin at its first field that is wrong."""
    wrong = next((field for name, field in form.fields.items() if name in form.errors), None)
    if wrong:
        wrong.widget.attrs["autofocus"] = True


def _asked(model, field):
    return urlencode({"app_label": "articles", "model_name": model, "field_name": field})


class NameField(forms.CharField):
    """A name as typed, cleaned to the standing row that answers to it, by alias and through merges, or None."""

    def __init__(self, kind, asked, **kwargs):
        self.kind = kind
        kwargs.setdefault("widget", forms.TextInput(attrs=lookup(*asked)))
        self.known = {}
        super().__init__(required=False, **kwargs)

    def clean(self, value):
        name = super().clean(value)
        if not name:
            return None
        # A name that was left as the form showed it needs no look-up.
        found = self.known.get(name) or self.resolve(name)
        if not found:
            noun = self.kind._meta.verbose_name
            raise forms.ValidationError(
                f"No {noun} is called “{name}”. Choose one from the list, or add the {noun} first."
            )
        return found

    def resolve(self, name):
        return credits.resolve(self.kind, name)


class LanguageField(forms.CharField):
    """The tag of a language."""

    def __init__(self, **attributes):
        length = Story._meta.get_field("language").max_length
        super().__init__(max_length=length, widget=forms.TextInput(attrs={"size": 8} | attributes))

    def clean(self, value):
        value = super().clean(value)
        if not is_tag(value):
            raise forms.ValidationError("Give the tag of a language, not its name: en, de, zh-Hant.")
        return value


class TopicField(NameField):
    def __init__(self, **kwargs):
        super().__init__(Topic, ("storytopic", "topic"), **kwargs)

    def resolve(self, name):
        return Topic.objects.filter(name__iexact=name).first()


class NumberedField(forms.CharField):
    """A row named by its number, as in ``12 · Ferry returns``, cleaned to the row or None.

    Of a row that is ``known`` to be there only the number is given.
    """

    def __init__(self, rows, attributes, missing, **kwargs):
        self.rows = rows
        self.missing = missing
        self.known = frozenset()
        super().__init__(required=False, widget=forms.TextInput(attrs=attributes), **kwargs)

    def clean(self, value):
        value = super().clean(value)
        if not value:
            return None
        number = number_in(value)
        if number in self.known:
            return self.rows.model(pk=number)
        found = self.rows.filter(pk=number).first() if number else None
        if not found:
            raise forms.ValidationError(self.missing)
        return found


def title_of(row):
    """What a row is called in a list to choose from: a story by its headline, which says more than its slugline."""
    return getattr(row, "headline", "") or str(row)


def numbered(row):
    return f"{row.pk} · {title_of(row)}" if row else ""


def number_in(value):
    """The number that the value of a field begins with, or None."""
    found = NUMBER.match(value or "")
    return int(found[1]) if found else None


def picture_field():
    missing = "There is no such picture. Type a word of its caption and choose it from the list."
    address = lazystr(reverse_lazy("admin:autocomplete"))
    asked = {"data-pictures": format_lazy("{}?{}", address, _asked("storypicture", "picture"))}
    return NumberedField(Picture.objects.all(), asked | {"autocomplete": "off"}, missing, label="picture")


def story_field():
    missing = "There is no such story. Type a word of its headline and choose it from the list."
    asked = lookup("relatedtitle", "chosen", numbered=True)
    return NumberedField(Story.objects.all(), asked, missing, label="story here")
