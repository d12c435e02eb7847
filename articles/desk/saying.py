"""What a form of comments asks, with JavaScript or without: a note, and the passage or the words that it is about."""

import re

from django import forms
from django.core.exceptions import ValidationError

from articles import proofing
from articles.desk.telling import HEADLINES
from articles.text.anchoring import CONTEXT, Quote
from articles.text.places import Passage, Place, found_again, passages

LABELS = {
    "headline": "Headline",
    **HEADLINES,
    "standfirst": "Standfirst",
    "byline": "Byline",
    "dateline": "Dateline",
    "published": "Date",
    "source": "Source",
    "correction": "Correction",
}
_KEY = re.compile(r"([a-z_]{1,20})(?:-([0-9]{1,6}))?")


def key_of(passage: Passage) -> str:
    """How an address and a form name a passage: ``headline``, ``body-3``."""
    return passage.field if passage.block is None else f"{passage.field}-{passage.block}"


def label_of(passage: Passage) -> str:
    """How a page calls a passage: "Headline", "Paragraph 4"."""
    if passage.block is None:
        return LABELS[passage.field]
    if passage.field == "captions":
        return f"Caption {passage.block + 1}"
    return f"{'Paragraph' if passage.text else 'Picture'} {passage.block + 1}"


class CommentForm(forms.Form):
    """``exact`` and what stands around it come from a script, where somebody selected words; ``at`` names a passage."""

    note = forms.CharField(
        label="Comment",
        max_length=proofing.LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "required": True}),
        error_messages={"required": "Say something: the comment is empty."},
    )
    at = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)
    exact = forms.CharField(required=False, strip=False, max_length=10_000, widget=forms.HiddenInput)
    prefix = forms.CharField(required=False, strip=False, max_length=CONTEXT, widget=forms.HiddenInput)
    suffix = forms.CharField(required=False, strip=False, max_length=CONTEXT, widget=forms.HiddenInput)

    use_required_attribute = False

    def __init__(self, *args, text, **kwargs):
        super().__init__(*args, **kwargs)
        self.passages = passages(text)

    def clean(self):
        cleaned = super().clean()
        passage = self.picked(cleaned.get("at", ""))
        quote = Quote(cleaned.get("exact", ""), cleaned.get("prefix", ""), cleaned.get("suffix", ""))
        cleaned["where"] = self._where(passage, quote)
        return cleaned

    def picked(self, key):
        """The passage that ``key`` names, if the text has it."""
        named = _KEY.fullmatch(key)
        return next((one for one in self.passages if named and key_of(one) == key), None)

    def _where(self, passage, quote):
        """The place that is meant: the words, or else the passage; None for the whole."""
        if not quote.exact.strip():
            return Place(passage.field, passage.block) if passage else None
        fields = [passage.field] if passage else dict.fromkeys(one.field for one in self.passages)
        for field in fields:
            if found := found_again(quote, Place(field, passage and passage.block), self.passages):
                return found
        raise ValidationError(
            "Those words are not found in one passage of this text. Select them again, or choose the passage."
        )
