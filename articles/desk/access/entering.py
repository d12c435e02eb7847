"""The page to log in by. Who guesses is told how long to wait, in the same words whether there is such an account."""

from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.views import LoginView
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from articles.access import factors, sessions, tries
from articles.desk.access import browsers, second, sitting
from articles.desk.access.answers import held_up


class LogInForm(AdminAuthenticationForm):
    error_messages = AdminAuthenticationForm.error_messages | {
        "invalid_login": "That is no user name with its password. Capital letters matter in both."
    }
    too_early = None
    """Why nothing was looked at, where tries came too fast."""

    @sensitive_variables()
    def clean(self):
        name = self.cleaned_data.get("username")
        if not name or not self.cleaned_data.get("password"):
            return self.cleaned_data
        where = browsers.where(self.request, name)
        try:
            one = tries.admit("password", name, where, now=timezone.now())
        except tries.TooManyTries as refused:
            self.too_early = refused
            raise ValidationError(str(refused)) from None
        cleaned = super().clean()
        tries.succeeded(one)
        return cleaned


class LogIn(LoginView):
    authentication_form = LogInForm
    template_name = "admin/login.html"

    @transaction.atomic
    def form_valid(self, form):
        """Alone with the account: a second step that is set up meanwhile is asked for, or ends the session."""
        user, to = form.get_user(), self.get_success_url()
        sessions.alone(user)
        if factors.of(user):
            return second.ask(self.request, user, to)
        response = sitting.begin(self.request, user, to)
        self.request.session.save()
        return response

    def form_invalid(self, form):
        response = super().form_invalid(form)
        return held_up(response, form.too_early) if form.too_early else response
