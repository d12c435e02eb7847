"""Forms of rows that two people may have open at once: neither writes over unseen what the other saved."""

from django import forms
from django.utils.crypto import salted_hmac

CHANGED = (
    "Somebody changed this after you had opened it. Below is what you typed, and what it says now where that is "
    "another. Save again to keep what you typed."
)
GONE = "Somebody deleted this after you had opened it: there is nothing left to save."
SHOWN = 300
"""Characters of what a field says now."""


class Digest(forms.CharField):
    def has_changed(self, initial, data):
        """It is none of what somebody types."""
        return False


class SeenForm(forms.ModelForm):
    """Carries a digest of the row as it was opened. A request without one asks nothing."""

    seen = Digest(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = _digest(self.instance) if self.instance.pk else ""

    def clean(self):
        cleaned = super().clean()
        seen = cleaned.pop("seen", "")
        if self.instance.pk:
            # Locked until the request ends, which writes all of the row.
            held = self._meta.model.objects.select_for_update().filter(pk=self.instance.pk).first()
            if held is None:
                self.add_error(None, GONE)
            elif seen and _digest(held) != seen:
                self._tell_what_it_says(held)
        return cleaned

    def _tell_what_it_says(self, held):
        self.add_error(None, CHANGED)
        for column in held._meta.concrete_fields:
            field = self.fields.get(column.name)
            if field and field.has_changed(column.value_from_object(held), self[column.name].data):
                says = str(getattr(held, column.name) or "")[:SHOWN]
                self.add_error(column.name, f"It says now: “{says}”" if says else "It says nothing now.")
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = _digest(held)


def _digest(row):
    """What tells a row from itself as it was before, by all of its columns."""
    columns = (f"{field.attname}={field.value_to_string(row)}" for field in row._meta.concrete_fields)
    return salted_hmac("articles.desk.seen", "\0".join(columns), algorithm="sha256").hexdigest()
