"""The revisions of a story: one looked at, any two compared, one named, one taken up again."""

from functools import partial

from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode

from articles import drafting
from articles.desk.base import attempt, posted_from, refuse, tell
from articles.desk.comparing import changes_between, changes_of
from articles.desk.numbers import number as as_number
from articles.desk.record import everything, name_of, page
from articles.desk.words import joined
from articles.models import Stage
from articles.rules import Move, Refused, may
from articles.text.blocks import digest


class HistoryPages:
    """The record of a story and its revisions, under the story's own address."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        revision = "<row:pk>/revisions/<row:revision>/"
        return [
            path(revision, wrap(self.revision_view), name="articles_story_revision"),
            path(f"{revision}name/", wrap(self.name_view), name="articles_story_name"),
            path(f"{revision}restore/", wrap(self.restore_view), name="articles_story_restore"),
            path("<row:pk>/compare/", wrap(self.compare_view), name="articles_story_compare"),
            *super().get_urls(),
        ]

    def history_view(self, request, object_id, extra_context=None):
        return everything(self, request, self.visible(request, object_id), timezone.now())

    def revision_view(self, request, pk, revision):
        return show(self, request, self.visible(request, pk), revision)

    def compare_view(self, request, pk):
        return compare(request, self.visible(request, pk))

    def restore_view(self, request, pk, revision):
        return restore(self, request, self.visible(request, pk), revision)

    @posted_from("story_history")
    def name_view(self, request, pk, revision):
        return name(request, self.visible(request, pk), revision)


def show(admin, request, story, number):
    """One revision as it was saved, and what changed in it since another: the one before, or ``?with=``."""
    other = as_number(request.GET.get("with", "")) or number - 1
    wanted = {number - 1, number, number + 1, other}
    rows = story.revisions.select_related("naming").filter(number__in=wanted)
    found = {row.number: row for row in rows}
    if number not in found:
        raise Http404(f"Story {story.pk} has no revision {number}.")
    context = {
        **page(admin, request, story, f"Revision {number}"),
        "revision": found[number],
        "name": name_of(found[number]),
        "others": [near for near in (number - 1, number + 1) if near in found],
        "other": found.get(other),
        "changes": changes_between(found[other], found[number]) if other in found else None,
        "title_of_changes": f"What changed from revision {other} to revision {number}",
        "sides": request.GET.get("view") == "sides",
        "whole": "whole" in request.GET,
        "numbers": list(story.revisions.order_by("-number").values_list("number", "naming__name")),
        "may_name": may(Move.SAVE, story, request.user, timezone.now()),
    }
    return TemplateResponse(request, "admin/articles/story/revision.html", context)


def compare(request, story):
    """To the page that compares ``?from=`` with ``?to=``; without two different ones, back to the record."""
    first, last = (as_number(request.GET.get(name, "")) for name in ("from", "to"))
    held = set(story.revisions.filter(number__in=[first, last]).values_list("number", flat=True))
    if len(held) < 2:
        refuse(request, "Choose two different revisions to compare.")
        return HttpResponseRedirect(reverse("admin:articles_story_history", args=[story.pk]))
    asked = {"with": first} | ({"view": "sides"} if request.GET.get("view") == "sides" else {})
    address = reverse("admin:articles_story_revision", args=[story.pk, last])
    return HttpResponseRedirect(f"{address}?{urlencode(asked)}")


def name(request, story, number):
    """Give a revision a name, by POST."""
    found = story.revisions.filter(number=number).first()
    if not found:
        raise Http404(f"Story {story.pk} has no revision {number}.")
    given = request.POST.get("name", "")
    named = partial(drafting.name_revision, found, name=given, by=request.user, now=timezone.now())
    attempt(request, named, "The name is kept." if given.strip() else "It has no name now.")
    return HttpResponseRedirect(reverse("admin:articles_story_revision", args=[story.pk, number]))


def restore(admin, request, story, number):
    """Show what restoring a revision would change; by POST, do it."""
    found = story.revisions.select_related("naming").filter(number=number).first()
    if not found:
        raise Http404(f"Story {story.pk} has no revision {number}.")
    if request.method == "POST":
        return _restore(request, story, number)
    held, wanted = drafting.of_story(story), drafting.restored(story, found)
    context = {
        **page(admin, request, story, f"Restore revision {number}?"),
        "revision": found,
        "name": name_of(found),
        "changes": changes_of(held.text, wanted.text, before=held.details, after=wanted.details),
        "consequence": _consequence(story, digest(wanted.text)),
        "reason": may(Move.SAVE, story, request.user, timezone.now()).reason,
    }
    return TemplateResponse(request, "admin/articles/story/restore.html", context)


def _restore(request, story, number):
    base = as_number(request.POST.get("base", ""))
    try:
        made = drafting.restore(story, number, base=base, by=request.user, now=timezone.now())
    except Refused as refused:
        refuse(request, refused)
        return HttpResponseRedirect(reverse("admin:articles_story_restore", args=[story.pk, number]))
    said = (
        f"Revision {number} is restored, as revision {made.number}."
        if made
        else "The story says that already."
    )
    tell(request, said)
    return HttpResponseRedirect(reverse("admin:articles_story_change", args=[story.pk]))


def _consequence(story, restored):
    """What restoring a text does to the story's approval, in a sentence."""
    signers = story.signoffs.standing().filter(digest=restored).order_by("signed_at", "id")
    if names := joined(dict.fromkeys(signers.values_list("signer_name", flat=True))):
        return f"That text is signed off by {names}: the sign-off holds again."
    if restored != story.digest and story.stage == Stage.PROOFREAD:
        return "Nobody has signed that text off: the story goes back to proofing."
    return "Nobody has signed that text off."
