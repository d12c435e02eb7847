"""What is on record about a story, to be read only: revisions, sign-offs, published versions, the ledger."""

from django.http import Http404
from django.template.response import TemplateResponse

from articles.desk.numbers import number as as_number
from articles.models import FAR_FUTURE
from articles.text.diff import compare


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
    """One revision as it was saved, and what changed in it since another: the one before, or ``?with=``."""
    asked = request.GET.get("with", "")
    other = as_number(asked) or number - 1
    found = {
        row.number: row for row in story.revisions.filter(number__in=[number - 1, number, number + 1, other])
    }
    if number not in found:
        raise Http404(f"Story {story.pk} has no revision {number}.")
    context = {
        **_page(admin, request, story, f"Revision {number}"),
        "revision": found[number],
        "others": [near for near in (number - 1, number + 1) if near in found],
        "other": found.get(other),
        "changes": compare(found[other].text(), found[number].text()) if other in found else None,
        "numbers": story.revisions.order_by("-number").values_list("number", flat=True),
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
