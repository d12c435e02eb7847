"""The links of a story for outsiders: made, copied, looked after and revoked."""

from datetime import timedelta
from functools import partial

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max, Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles import sharing
from articles.desk.base import attempt, refuse, tell
from articles.desk.numbers import number
from articles.models import ShareView
from articles.rules import Move, Refused, may

MINUTES = "%Y-%m-%dT%H:%M"


class ShareForm(forms.Form):
    label = forms.CharField(
        label="Whom is it for?",
        max_length=sharing.LABEL,
        help_text="The lawyer, the person who is quoted. Only the desk sees this.",
    )
    expires_at = forms.DateTimeField(
        label="Until",
        input_formats=[MINUTES, "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput(format=MINUTES, attrs={"type": "datetime-local"}),
    )

    use_required_attribute = False

    def __init__(self, *args, now, **kwargs):
        super().__init__(*args, initial={"expires_at": now + sharing.USUAL}, **kwargs)
        self.now = now
        self.fields[
            "expires_at"
        ].help_text = f"In {timezone.get_current_timezone_name()}. From an hour to 30 days ahead."

    def clean_expires_at(self):
        at = self.cleaned_data["expires_at"]
        if at <= self.now:
            raise forms.ValidationError("That is past already.")
        # The field gives whole minutes.
        if not self.now + sharing.SHORTEST - timedelta(minutes=1) <= at <= self.now + sharing.LONGEST:
            raise forms.ValidationError("A link lasts for an hour at least, and for 30 days at most.")
        return max(at, self.now + sharing.SHORTEST)


def share(admin, request, story):
    """The links that there are, and a form for another, to the text as it stands or to ``?revision=``."""
    _check(request)
    now = timezone.now()
    given = request.POST if request.method == "POST" else request.GET
    revision = get_object_or_404(
        story.revisions.defer("body"), number=number(given.get("revision", story.revision_number))
    )
    form = ShareForm(request.POST or None, now=now)
    if request.method == "POST" and form.is_valid():
        try:
            link = sharing.share(
                story, revision=revision.number, **form.cleaned_data, by=request.user, now=now
            )
        except Refused as refused:
            refuse(request, refused)
        else:
            tell(
                request, f"The link shows revision {revision.number}, whatever is saved later. Copy it below."
            )
            return HttpResponseRedirect(f"{_address(story)}#link-{link.pk}")
    links = list(_links(story))
    may_share = may(Move.SHARE, story, request.user, now)
    for link in links:
        link.is_over = bool(link.revoked_at) or link.expires_at <= now
        if may_share and not link.is_over:
            path = reverse("shared:story", args=[sharing.token(link)])
            link.address = request.build_absolute_uri(path)
    context = _context(admin, request, story, f"Share revision {revision.number}")
    context |= {"form": form, "revision": revision, "links": links, "reason": may_share.reason, "now": now}
    return TemplateResponse(request, "admin/articles/story/share.html", context)


def revoke(admin, request, story, pk):
    """Ask first, since it cannot be undone; then let the link show nothing more."""
    _check(request)
    link = get_object_or_404(_links(story), pk=pk)
    if request.method != "POST":
        context = _context(admin, request, story, "Revoke this link?")
        return TemplateResponse(request, "admin/articles/story/revoke.html", context | {"link": link})
    revoked = partial(sharing.revoke, link, by=request.user, now=timezone.now())
    attempt(request, revoked, "Revoked: its address leads nowhere now.")
    return HttpResponseRedirect(_address(story))


def _check(request):
    if not request.user.has_perm("articles.view_sharelink"):
        raise PermissionDenied


def _links(story):
    shown = Q(views__outcome=ShareView.Outcome.SHOWN)
    commented = Q(views__outcome=ShareView.Outcome.COMMENTED)
    return (
        story.share_links.select_related("revision", "made_by")
        .defer("revision__body", "revision__details")
        .annotate(
            looks=Count("views", filter=shown),
            last_look=Max("views__at", filter=shown),
            comments=Count("views", filter=commented),
            turned_away=Count("views", filter=~shown & ~commented),
        )
    )


def _context(admin, request, story, title):
    return {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": title,
        "subtitle": str(story),
        "story": story,
    }


def _address(story):
    return reverse("admin:articles_story_share", args=[story.pk])
