"""What each open form says every few seconds: I am here, and this is what I have typed. The answer: who else is.

One request for all of it, which costs six queries or fewer, since every open form makes it all day.
"""

from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from articles import workflow
from articles.desk.numbers import number
from articles.desk.unsaved import WAITS, fields_of
from articles.drafting import presence, scratch
from articles.ledger import name_of
from articles.models import Stage
from articles.rules import Refused

ACCOUNTS = "django.contrib.auth.backends.ModelBackend"


@require_POST
def pulse(request, pk=None):
    """The heart-beat of a story's form, or for None of that of a new story."""
    if not _may_see(request.user):
        raise PermissionDenied
    now = timezone.now()
    if pk and not presence.see(request.user, pk, is_typing="_typing" in request.POST, now=now):
        raise Http404(f"There is no story {pk}.")
    answer = _kept(request, pk, now) if "headline" in request.POST else {}
    if pk and "_leaving" in request.POST:
        presence.leave(request.user, pk)
    elif pk:
        answer |= _company(request, pk, now)
    return JsonResponse(answer)


def _may_see(user):
    """As ``user.has_perm`` says, in one query where the account has the right by itself or by a group."""
    if user.is_superuser:
        return True
    able = User.objects.with_perm("articles.view_story", backend=ACCOUNTS)
    return able.filter(pk=user.pk).exists() or user.has_perm("articles.view_story")


def _kept(request, pk, now):
    base = number(request.POST.get("base", ""))
    try:
        kept = scratch.keep(request.user, pk, fields_of(request), base=base, now=now)
    except Refused as refused:
        return {"kept": False, "why": str(refused)}
    return {"kept": kept} if kept else {"kept": False, "why": WAITS}


def _company(request, pk, now):
    """Who else has the story open and who has it for writing, and what was saved since the page's revision."""
    rows = list(presence.there(request.user, pk, now=now))
    if not rows:  # they left, from another page, in this very moment
        return {}
    story = rows[0].story
    if request.user.pk in (story.writer_account_id, story.reader_account_id):
        workflow.touch(story, by=request.user, now=now)
    others = [row for row in rows if row.user_id != request.user.pk]
    answer = {"others": " ".join(_told(row) for row in others), "revision": story.revision_number}
    base = number(request.POST.get("base", ""))
    if story.stage == Stage.SPIKED:
        answer["meanwhile"] = "This story was spiked meanwhile: it cannot be saved any more."
        answer["go_on"] = reverse("admin:articles_story_change", args=[pk])
    elif base and story.revision_number > base:
        address = reverse("admin:articles_story_revision", args=[pk, story.revision_number])
        answer["meanwhile"] = f"Revision {story.revision_number} was saved by {rows[0].saved_last} meanwhile."
        answer["compare"] = f"{address}?{urlencode({'with': base})}"
    return answer


def _told(row):
    name = name_of(row.user)
    told = f"{name} has this open and is typing." if row.is_typing else f"{name} has this open."
    return told if row.story.writer_account_id != row.user_id else f"{told[:-1]}, and has it for writing."
