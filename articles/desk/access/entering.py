"""The page to log in by. Who guesses is told how long to wait, in the same words whether there is such an account."""

from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.views import LoginView
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from articles.access import tries
from articles.desk.access import browsers


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

    def form_valid(self, form):
        response = super().form_valid(form)
        browsers.remember(self.request, response, form.get_user().get_username())
        return response

    def form_invalid(self, form):
        response = super().form_invalid(form)
        return held_up(response, form.too_early) if form.too_early else response


def held_up(response, too_early):
    response.status_code = 429
    response.headers["Retry-After"] = str(too_early.seconds)
    return response
