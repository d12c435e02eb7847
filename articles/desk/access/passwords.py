"""Passwords as they are set in the desk: whoever was logged in by the old one no longer is."""

from django.contrib.admin.forms import AdminPasswordChangeForm as OwnForm
from django.contrib.auth.forms import AdminPasswordChangeForm
from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from articles.access import passwords, tries
from articles.desk.access import browsers
from articles.desk.access.answers import held_up
from articles.desk.base import tell
from articles.rules import Refused


def check(request, password):
    """Raises Refused unless it is the password of who is logged in: who finds a browser open has none. Guesses are
    counted as at the log-in."""
    where = browsers.where(request, request.user.get_username())
    passwords.check(request.user, password, where=where, now=timezone.now())


class SetsPassword:
    """A form that sets a password, on record: ``by`` gives it, None for the owner, who proved to be in the ``way``."""

    by, way = None, "password"

    def save(self, commit=True):
        by, user, save = self.by or self.user, self.user, super().save
        passwords.set_by(by, user, lambda: save(commit), now=timezone.now(), way=self.way)
        return user

    def set_password_and_save(self, user, *fields, commit=True, **named):
        """The password alone: whoever switches the account off meanwhile is not undone."""
        super().set_password_and_save(user, *fields, commit=False, **named)
        user.save(update_fields=["password"])
        return user


class SetsOwn:
    """A page of such a form for the owner, which says so where the account was changed meanwhile."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except Refused as refused:
            # At the first field: Django's page of one's own password shows nothing of the whole form.
            form.add_error(next(iter(form.fields)), str(refused))
            return self.form_invalid(form)


class PasswordForm(SetsPassword, OwnForm):
    """One's own. Guesses at the old one are counted as at the log-in."""

    too_early = None
    use_required_attribute = False

    def __init__(self, *args, where, **kwargs):
        super().__init__(*args, **kwargs)
        self.where = where
        self.fields["old_password"].label = "Your password"

    @sensitive_variables()
    def clean_old_password(self):
        try:
            given = self.cleaned_data["old_password"]
            if not passwords.is_right(self.user, given, where=self.where, now=timezone.now()):
                raise ValidationError("That is not your password.", code="password_incorrect")
        except tries.TooManyTries as refused:
            self.too_early = refused
            raise ValidationError(str(refused)) from None
        return given


class GivenPasswordForm(SetsPassword, AdminPasswordChangeForm):
    """Somebody else's, set by who manages accounts."""

    way = "account"
    usable_password = None  # here an account without one is of no use: one that is to rest is not in use

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by


class PasswordPage(SetsOwn, PasswordChangeView):
    form_class = PasswordForm
    template_name = "admin/access/password.html"
    title = "Change the password"
    success_url = reverse_lazy("admin:articles_account")

    def get_form_kwargs(self):
        where = browsers.where(self.request, self.request.user.get_username())
        return super().get_form_kwargs() | {"where": where}

    def form_valid(self, form):
        response = super().form_valid(form)
        if not form.errors:
            tell(self.request, "Your new password is set, and you were logged out everywhere else.")
        return response

    def form_invalid(self, form):
        response = super().form_invalid(form)
        return held_up(response, form.too_early) if form.too_early else response
