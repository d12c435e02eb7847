"""What an outsider sees through a link: the page as readers would see it, and a form to comment on it.

No account is asked for and no cookie set: the form carries a signed token of its own.
"""

from functools import wraps

from django import forms
from django.core.signing import BadSignature, TimestampSigner
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles import press, sharing
from articles.desk.picture_files import small
from articles.desk.preview import secluded, show_pictures
from articles.desk.saying import CommentForm, key_of, label_of
from articles.desk.visitors import address_of
from articles.models import Picture
from articles.rules import Refused
from articles.site.errors import not_found
from articles.site.story import story_page

LASTS = 24 * 60 * 60
"""Seconds that a page may stand open before its form is sent."""
OPENING = 60
"""Characters of a passage by which it is chosen from the list."""

_signer = TimestampSigner(salt="articles.desk.shared")


class OutsideForm(CommentForm):
    name = forms.CharField(
        label="Your name", max_length=sharing.NAME, error_messages={"required": "Say who you are."}
    )
    at = forms.ChoiceField(label="On", required=False)
    form_token = forms.CharField(widget=forms.HiddenInput, required=False)

    field_order = ("name", "at", "note")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].choices = [("", "The whole story")] + [
            (key_of(passage), f"{label_of(passage)}: {_opening(passage.text)}")
            for passage in self.passages
            if passage.text
        ]


def secluded_or_not_found(view):
    """A view for whoever holds a link. What is not to be seen is not found, as any address that leads nowhere."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request, token, **kwargs):
        try:
            response = view(request, token, **kwargs)
        except sharing.NotShared:
            response = not_found(request, words="")
        response.headers["Referrer-Policy"] = "no-referrer"  # the address is the key
        return secluded(response)

    return guarded


@secluded_or_not_found
def shared(request, token):
    now, address = timezone.now(), address_of(request)
    if request.method == "POST":
        return _comment(request, token, sharing.standing(token, now=now, address=address), now, address)
    link = sharing.opened(token, now=now, address=address)
    form = OutsideForm(text=link.revision.text(), initial={"at": request.GET.get("at", "")})
    return _page(request, token, link, form, now)


@secluded_or_not_found
def picture(request, token, pk):
    """A picture of the shared text, as large as the desk itself sees it."""
    link = sharing.standing(token, now=timezone.now(), address=address_of(request))
    if pk not in link.revision.details["pictures"]:
        raise sharing.NotShared
    try:
        return small(request, get_object_or_404(Picture, pk=pk), "preview")
    except Http404:
        raise sharing.NotShared from None


def _comment(request, token, link, now, address):
    form = OutsideForm(request.POST, text=link.revision.text())
    if not _is_ours(request.POST.get("form_token", ""), link):
        form.add_error(None, "The page stood open for a long time. Send your comment once more.")
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("name", "note", "where")}
        try:
            sharing.comment_through(link, **given, now=now, address=address)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return HttpResponseRedirect(f"{request.path}?sent=1#comment")
    return _page(request, token, link, form, now)


def _page(request, token, link, form, now):
    edition = press.preview(link.story, link.revision, by=link.made_by, now=now)
    show_pictures(edition, lambda pk: reverse("shared:picture", args=[token, pk]))
    return story_page(
        request,
        edition,
        now=now,
        template="shared/story.html",
        link=link,
        form=form,
        form_token=_signer.sign(link.pk),
        sent="sent" in request.GET and not form.is_bound,
    )


def _is_ours(token, link):
    """Whether a form was fetched through this very link, and not too long ago."""
    try:
        return _signer.unsign(token, max_age=LASTS) == str(link.pk)
    except BadSignature:
        return False


def _opening(text):
    return text if len(text) <= OPENING else text[:OPENING].rstrip() + "…"


app_name = "shared"
urlpatterns = [
    path("<str:token>/", shared, name="story"),
    path("<str:token>/pictures/<row:pk>/", picture, name="picture"),
]
