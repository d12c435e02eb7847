"""What the desk's templates need beyond Django's own."""

from django import template
from django.forms.utils import flatatt
from django.utils.safestring import mark_safe

from articles.desk import headlines
from articles.desk.fields import lookup
from articles.desk.words import due_shown, short_age
from articles.text.blocks import clean

register = template.Library()


@register.filter
def age(at, now):
    return short_age(at, now)


@register.filter
def ago(at, now):
    """The same within a sentence: ``3 h ago``."""
    return short_age(at, now, said="{} ago")


@register.filter
def due(at, now):
    return due_shown(at, now)


@register.filter(is_safe=True)
def body(html):
    """A body for the page, cleaned once more on the way out."""
    return mark_safe(clean(html))  # noqa: S308


@register.filter
def elsewhere(form):
    """The fields of a form for the headlines of a story in other places."""
    return headlines.elsewhere(form)


@register.simple_tag
def lookup_attributes(asked):
    """The attributes that let a field offer matches of ``asked``: a model and its field."""
    return flatatt(lookup(*asked))


@register.filter
def listed(value):
    """A value of a ledger entry in words."""
    return ", ".join(map(str, value)) if isinstance(value, list) else value
