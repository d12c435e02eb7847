"""The fields of the headlines that stand for a story elsewhere, the same in its form and in that of a fix.

Nothing stops somebody from typing more than there is room for: it is cut there, and a counter says so.
"""

from django import forms

from articles.desk.telling import HEADLINES
from articles.models import Story

ROOM = {"list_headline": 70, "search_headline": 60, "social_headline": 70}
"""Characters, one of Chinese, Japanese or Korean counted twice. Two lines of a teaser; what fills some 600 pixels of a
result of Google, which documents no number; "twitter:title" as X documents it, the shortest limit of the networks.
"""
CUT_IN = {"list_headline": "lists", "search_headline": "search", "social_headline": "social cards"}
HELP = {
    "list_headline": "On the front page and in lists, where {} fill two lines.",
    "search_headline": "The title of the page. Google shows about {}.",
    "social_headline": "On the card of a shared link. X shows {}, Facebook somewhat more.",
}


def fields():
    """A field for each of ``text.blocks.ELSEWHERE``, by name."""
    return {name: _field(name, label) for name, label in HEADLINES.items()}


def tidy(cleaned):
    """One line each, as a headline is."""
    for name in HEADLINES:
        if name in cleaned:
            cleaned[name] = " ".join(cleaned[name].split())


def elsewhere(form):
    """Those fields of a form, and whether one of them says something: then they are not folded away."""
    shown = [form[name] for name in HEADLINES]
    return {"fields": shown, "is_open": any(field.value() or field.errors for field in shown)}


def _field(name, label):
    room = f"{ROOM[name]} characters"
    attributes = {"rows": 1, "spellcheck": "true", "data-room": ROOM[name], "data-empty": "id_headline"}
    attributes["data-cut-in"] = CUT_IN[name]
    return forms.CharField(
        required=False,
        label=label,
        max_length=Story._meta.get_field(name).max_length,
        widget=forms.Textarea(attrs=attributes),
        help_text=f"{HELP[name].format(room)} Left empty, it is the headline above.",
    )
