"""A new password by mail: asked for, and set by the link. No page tells which accounts there are."""

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse, reverse_lazy
from django.utils import timezone

from articles.access import resets
from articles.access.tries import TooManyTries
from articles.desk.access import browsers
from articles.desk.access.answers import held_up
from articles.desk.access.passwords import SetsOwn, SetsPassword
from articles.desk.base import tell


class AskForm(forms.Form):
    name = forms.CharField(
        label="User name or e-mail address",
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True, "spellcheck": "false"}),
        error_messages={"required": "Say whose password it is."},
    )

    use_required_attribute = False


class NewPasswordForm(SetsPassword, SetPasswordForm):
    way = "mail"


class Link(SetsOwn, PasswordResetConfirmView):
    """What the link in the mail leads to. The key in it goes into the session, and out of the address, at once."""

    form_class = NewPasswordForm
    template_name = "admin/access/new_password.html"
    title = "A new password"
    success_url = reverse_lazy("admin:login")

    def dispatch(self, *args, **kwargs):
        response = super().dispatch(*args, **kwargs)
        if self.validlink is False and response.status_code == 302:
            self.request.session.set_expiry(settings.PASSWORD_RESET_TIMEOUT)
        # Not "no-referrer": a browser then says of the form, too, that it comes from nowhere, and it is refused.
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    def get_user(self, uidb64):
        user = super().get_user(uidb64)
        return user if user and user.is_active and user.is_staff else None

    def get_context_data(self, **kwargs):
        context = admin.site.each_context(self.request) | super().get_context_data(**kwargs)
        return context | {"title": self.title}

    def form_valid(self, form):
        """Whoever reads the mail of an account owns it: from now on nobody who guesses keeps this browser out."""
        response = super().form_valid(form)
        if form.errors:
            return response
        self.request.session.flush()
        browsers.remember(self.request, response, self.user.get_username())
        tell(self.request, "Your new password is set, and you were logged out everywhere. Log in with it.")
        return response


def urls(site):
    """The addresses of this module, for the desk's own."""
    return [
        path("reset/", site.for_anybody(ask), name="articles_reset"),
        path("reset/<uidb64>/<token>/", site.for_anybody(Link.as_view()), name="articles_reset_link"),
    ]


def ask(request):
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        try:
            # No browser is known here: who forgets a password waits for the mail wherever they are.
            resets.ask(name, where=browsers.where(request, ""), now=timezone.now())
        except TooManyTries as refused:
            form.add_error(None, f"{refused} If a mail came before, its link is good for an hour.")
            return held_up(_page(request, form), refused)
        return HttpResponseRedirect(f"{reverse('admin:articles_reset')}?sent=yes")
    return _page(request, form)


def _page(request, form):
    context = admin.site.each_context(request) | {"title": "A new password", "form": form}
    context["is_sent"] = "sent" in request.GET and not form.is_bound
    return TemplateResponse(request, "admin/access/reset.html", context)
