"""What people type, or their passkeys sign, to prove who they are."""

from django import forms

from articles.access.tries import TooManyTries
from articles.models import Passkey
from articles.rules import Refused


class Unsaid(forms.HiddenInput):
    """What came is never sent back: it is good for once."""

    def get_context(self, name, value, attrs):
        return super().get_context(name, None, attrs)


def password_field(**attributes):
    """By which is proved that it is no passer-by: who finds a browser open has none."""
    return forms.CharField(
        label="Your password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", **attributes}),
    )


class ProvingForm(forms.Form):
    use_required_attribute = False
    too_early = None
    """Why nothing was looked at, where tries came too fast."""

    def attempt(self, act):
        """Whether the form is filled in and ``act``, given what was typed, refuses nothing; else it says what."""
        if not self.is_valid():
            return False
        try:
            self.given = act(**self.cleaned_data)
        except Refused as refused:
            self.too_early = refused if isinstance(refused, TooManyTries) else None
            self.add_error(None, str(refused))
            return False
        return True


class CodeForm(ProvingForm):
    code = forms.CharField(
        label="Code",
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}
        ),
        error_messages={"required": "Type the code that your app shows."},
    )


class StepForm(CodeForm):
    """A code or, from a browser that knows how, what a passkey signed."""

    passkey = forms.CharField(required=False, widget=Unsaid)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].required = not self["passkey"].data


class SetUpForm(CodeForm):
    password = password_field()


class ProofForm(StepForm):
    password = password_field(autofocus=True)
    field_order = ("password", "code")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["code"].widget.attrs["autofocus"]


class PasskeyForm(ProvingForm):
    """One that is made."""

    name = forms.CharField(
        label="What you call it",
        max_length=Passkey._meta.get_field("name").max_length,
        help_text="By which you tell it from others: the device or the password manager that keeps it.",
    )
    password = password_field(autofocus=True)
    passkey = forms.CharField(
        widget=Unsaid,
        error_messages={
            "required": "Your browser has not made a passkey yet. It asks you when you press the button."
        },
    )
