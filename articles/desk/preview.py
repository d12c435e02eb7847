"""The page that readers would see, of any text of a story: shown on the desk, and kept by nobody."""

from django.db.models import F, prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from articles import press
from articles.desk.numbers import number
from articles.models import Kind, Redaction
from articles.site.story import story_page

SECLUDED = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow"}
"""Headers of a page that is for one pair of eyes."""


def preview(request, story):
    """The text as it stands, or of ``?revision=``; or ``?edition=``, a version that is public or waits for its time."""
    now = timezone.now()
    if Redaction.objects.filter(story=story).exists():
        raise Http404(f"Story {story.pk} was redacted.")
    if "edition" in request.GET:
        edition, revision = _edition(story, number(request.GET["edition"]))
    else:
        revision = _revision(story, number(request.GET.get("revision", story.revision_number)))
        edition = press.preview(story, revision, by=request.user, now=now)
    show_pictures(edition, lambda pk: reverse("admin:articles_picture_preview", args=[pk]))
    live = story.editions.live(now).annotate(revised=F("revision__number")).defer("body").first()
    response = story_page(
        request,
        edition,
        now=now,
        template="admin/articles/story/preview.html",
        working=story,
        shown=revision,
        live=live,
        waits=edition.pk and edition.live_from > now,
    )
    return secluded(response)


def show_pictures(edition, address):
    """Let the pictures of an edition be had at ``address(number)``, since readers cannot have them."""
    prefetch_related_objects([edition], "picture_rows")
    for row in edition.picture_rows.all():
        row.address = address(row.picture_id)


def secluded(response):
    for name, value in SECLUDED.items():
        response.headers[name] = value
    return response


def _revision(story, asked):
    return get_object_or_404(story.revisions, number=asked)


def _edition(story, asked):
    rows = story.editions.select_related("source", "proofreader", "revision").exclude(kind=Kind.WITHDRAWAL)
    edition = rows.filter(number=asked).first()
    if edition is None:
        raise Http404(f"Story {story.pk} has no published version {asked} that shows a text.")
    return edition, edition.revision
