"""The form by which readers report an error. It is the desk's and not the site's: it writes, which the site cannot.

No cookie is set. The form carries a token, signed with its time, for one report of one story, from the network that
asked for it: who sets up a page that makes its visitors send reports cannot supply theirs. Sent from elsewhere, too
soon or too late, it comes back as it was filled in, with a token that will do at once.
"""

from datetime import timedelta
from functools import wraps
from urllib.parse import quote

from django import forms
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles import reports
from articles.desk.numbers import number
from articles.desk.visitors import sender_of
from articles.models import SILENT, Edition, Kind, Story
from articles.site.base import page
from articles.site.errors import not_found

LASTS = 24 * 60 * 60
"""Seconds that a page may stand open before its form is sent."""
THANKED = timedelta(minutes=10)
"""For so long the address that readers are led to after sending says thank you: it is no page to pass on."""
AT_LEAST = 3
"""Seconds that a person needs to say what is wrong."""
AGAIN = " again"
"""Ends what is signed for a form that came back: who mends a word, or presses once more, has waited already."""
HEADERS = {"Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex, nofollow"}


class ReaderForm(forms.Form):
    says = forms.CharField(
        label="What is wrong?",
        max_length=reports.SAYS,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="And what is right, if you know: say how you know it.",
        error_messages={"required": "Say what is wrong."},
    )
    quote = forms.CharField(
        label="The words concerned (optional)",
        required=False,
        max_length=reports.QUOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="As they stand in the story.",
    )
    email = forms.EmailField(
        label="Your e-mail address (optional)",
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="Only editors see it, and write to it about this report alone.",
        error_messages={"invalid": "That is no e-mail address. Leave it out, or give it whole."},
    )
    website = forms.CharField(
        label="Leave this empty: it is here to catch machines",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    use_required_attribute = False

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise forms.ValidationError("Empty this field, and send your report again.")
        return ""


def unkept(view):
    """A view that no cache keeps and no search engine lists. What is not public is not found, as on the site."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request, story_id):
        try:
            response = view(request, story_id)
        except Http404:
            response = not_found(request, words="")
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    return guarded


@unkept
def report(request, story_id):
    now = timezone.now()
    edition = Edition.objects.current(now).filter(story_id=story_id).defer("body").first()
    if edition is None:
        raise Http404("Of what readers do not see there is nothing to report.")
    # Its own page says why it is gone. Who was writing when it was withdrawn has not written for nothing.
    is_gone = edition.kind == Kind.WITHDRAWAL
    if is_gone and (request.method != "POST" or edition.withdrawal_reason in SILENT):
        return HttpResponseRedirect(reverse("site:story-number", args=[story_id]))
    if request.method == "POST":
        return _take(request, edition, now)
    version = number(request.GET.get("version", "")) or edition.number
    return _page(request, edition, ReaderForm(), now, version=version)


def _take(request, edition, now):
    form, version = ReaderForm(request.POST), number(request.POST.get("version", ""))
    one, why_not = _read(_signer(request, edition), request.POST.get("token", ""))
    if why_not and form.is_valid():  # what is wrong with a field comes first, and alone
        form.add_error(None, why_not)
    shown = {"version": version, "one": one}
    if not form.is_valid():
        return _page(request, edition, form, now, **shown)
    given = {name: form.cleaned_data[name] for name in ("quote", "says", "email")}
    sender = sender_of(request)
    try:
        reports.take_from_reader(
            Story(pk=edition.story_id), version=version, **given, sender=sender, form=_digest(one), now=now
        )
    except reports.Spent as refused:
        form.add_error(None, str(refused))
        return _page(request, edition, form, now, version=version)
    except reports.TooMany as refused:
        form.add_error(None, str(refused))
        response = _page(request, edition, form, now, **shown, status=429)
        response.headers["Retry-After"] = str(reports.AN_HOUR // timedelta(seconds=1))
        return response
    return HttpResponseRedirect(f"{request.path}?sent={quote(_receipts(request, edition).sign('sent'))}")


def _page(request, edition, form, now, *, version, one="", status=200):
    one = one or get_random_string(12)
    return page(
        request,
        "report/form.html",
        now=now,
        status=status,
        edition=edition,
        is_gone=edition.kind == Kind.WITHDRAWAL,
        is_changed=_is_changed(edition, version, now),
        form=form,
        version=version,
        token=_signer(request, edition).sign(one + AGAIN if form.is_bound else one),
        sent=not form.is_bound and _was_sent(request, edition),
    )


def _is_changed(edition, version, now):
    """Whether the words are others than those of the version that the reader saw."""
    if version == edition.number:
        return False
    shown = Edition.objects.history(now).filter(story_id=edition.story_id, number=version)
    return shown.exclude(digest=edition.digest).exists()


def _receipts(request, edition):
    return TimestampSigner(salt=f"articles.desk.reporting sent {edition.story_id} {sender_of(request)}")


def _was_sent(request, edition):
    """Whether who asks has just sent a report: the address of the thanks, passed on, shows the form."""
    try:
        return bool(_receipts(request, edition).unsign(request.GET.get("sent", ""), max_age=THANKED))
    except BadSignature:
        return False


def _signer(request, edition):
    return TimestampSigner(salt=f"articles.desk.reporting {edition.story_id} {sender_of(request)}")


def _digest(one):
    return salted_hmac("articles.desk.reporting", one, algorithm="sha256").hexdigest()


def _read(signer, token):
    """What a token tells its form from others by, and why that is not taken as it came: "" where the token was given to
    who sends it, and some time ago. One that was given to somebody else tells nothing.
    """
    try:
        signed = signer.unsign(token, max_age=LASTS)
    except BadSignature:
        return "", "The page stood open for a long time. Send your report once more."
    one = signed.removesuffix(AGAIN)
    try:
        signer.unsign(token, max_age=AT_LEAST)
    except SignatureExpired:
        return one, ""
    return one, "" if one != signed else "That was very quick. Look it through, and send it again."


app_name = "report"
urlpatterns = [path("<row:story_id>/", report, name="story")]
