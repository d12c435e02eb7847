"""What is on record about a story, to be read only: revisions, sign-offs, published versions, the ledger."""

from django.http import Http404
from django.template.response import TemplateResponse

from articles.models import FAR_FUTURE


def everything(admin, request, story):
    """One page with all that was done to a story."""
    revisions = story.revisions.defer("body", "standfirst", "details").order_by("-number")
    editions = story.editions.select_related("revision", "archive_run").defer("body").order_by("-number")
    context = {
        **_page(admin, request, story, "On record"),
        "revisions": revisions,
        "signoffs": story.signoffs.select_related("revision", "taken_back").order_by("-signed_at", "-id"),
        "editions": editions,
        "ledger": story.ledger.order_by("-number"),
        "far_future": FAR_FUTURE,
    }
    return TemplateResponse(request, "admin/articles/story/record.html", context)


def revision(admin, request, story, number):
    """One revision as it was saved."""
    shown = story.revisions.filter(number=number).first()
    if not shown:
        raise Http404(f"Story {story.pk} has no revision {number}.")
    others = story.revisions.filter(number__in=[number - 1, number + 1]).values_list("number", flat=True)
    context = {
        **_page(admin, request, story, f"Revision {number}"),
        "revision": shown,
        "others": list(others),
    }
    return TemplateResponse(request, "admin/articles/story/revision.html", context)


def _page(admin, request, story, title):
    return {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": title,
        "subtitle": str(story),
        "story": story,
    }
