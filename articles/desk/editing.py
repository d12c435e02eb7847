"""Adding and editing a story: the form goes to ``drafting``, and comes back as typed where it cannot be saved."""

from django.conf import settings
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles import drafting
from articles.desk import facts, moves, reading, unsaved
from articles.desk.base import refuse, tell
from articles.desk.collisions import proposal
from articles.desk.numbers import number
from articles.desk.saved import tell_saved, what_was_saved
from articles.desk.story_form import Sheet
from articles.desk.story_list import note_of
from articles.drafting import scratch
from articles.models import Revision
from articles.rules import Move, Refused, may

NO_BASE = "The page did not say which revision it was opened on. Check what you typed, then save again."
PUT_BACK, PUT_TOGETHER = "back", "together"
"""What ``?typed=`` asks for: the form as it was left, or with what others saved meanwhile around it."""


def add(admin, request):
    blank = facts.blank(settings.SITE_LANGUAGE)
    if request.method != "POST":
        return _blank(admin, request, blank)
    sheet = Sheet(blank, request.POST)
    if not sheet.is_valid():
        return _page(admin, request, sheet, None, kept=unsaved.keep(request, None, 0))
    note = sheet.form.cleaned_data["note"]
    try:
        story = drafting.create(sheet.changes(), by=request.user, now=timezone.now(), note=note)
    except Refused as refused:
        return _refused(admin, request, sheet, None, refused, base=0)
    scratch.drop(request.user, None, opened=_opened(request))
    tell_saved(request, _opened(request), "The story is on the desk as a draft.")
    return HttpResponseRedirect(reverse("admin:articles_story_change", args=[story.pk]))


def _blank(admin, request, blank):
    held = scratch.held(request.user, None)
    offered = unsaved.offer(held)
    if held and "typed" in request.GET:
        sheet = Sheet(blank, held.fields)
        return _page(admin, request, sheet, None, put_back=offered, opened=offered["opened"])
    return _page(admin, request, Sheet(blank), None, offer=offered)


def edit(admin, request, story):
    if request.method == "POST":
        return _save(admin, request, story)
    latest = story.latest_revision()
    held = scratch.held(request.user, story)
    if held and "typed" in request.GET:
        return _put_back(admin, request, story, latest, held)
    verdict = may(Move.SAVE, story, request.user, timezone.now())
    if not verdict:
        return _read_only(admin, request, story, latest, verdict, offer=unsaved.offer(held))
    return _page(
        admin, request, Sheet(facts.of(latest)), story, base=latest.number, offer=unsaved.offer(held)
    )


def drop(request, story):
    """Drop what somebody typed and did not save."""
    scratch.drop(request.user, story, opened=request.POST.get("opened"))
    tell(request, "Dropped.")
    name, args = ("change", [story.pk]) if story else ("add", [])
    return HttpResponseRedirect(reverse(f"admin:articles_story_{name}", args=args))


def _put_back(admin, request, story, latest, held):
    """The form as it was left, on the revision that it was opened on: saving it merges, as ever."""
    base = unsaved.started_from(story, held)
    sheet, offered = Sheet(facts.of(base), held.fields), unsaved.offer(held)
    if request.GET["typed"] == PUT_TOGETHER and sheet.is_valid():
        mine = drafting.with_changes(drafting.of_revision(base), sheet.changes())
        sheet = proposal(drafting.of_revision(base), mine, drafting.of_revision(latest))
        base = latest
    return _page(admin, request, sheet, story, base=base.number, put_back=offered, opened=offered["opened"])


def _save(admin, request, story):
    base = Revision.objects.filter(story=story, number=number(request.POST.get("base", ""))).first()
    if not base:
        sheet = Sheet(facts.of(story.latest_revision()), request.POST)
        return _refused(admin, request, sheet, story, NO_BASE, base=story.revision_number)
    sheet = Sheet(facts.of(base), request.POST)
    if not sheet.is_valid():
        kept = unsaved.keep(request, story, base.number)
        return _page(admin, request, sheet, story, base=base.number, kept=kept)
    note = sheet.form.cleaned_data["note"]
    try:
        saved = drafting.save(
            story, sheet.changes(), base=base.number, by=request.user, now=timezone.now(), note=note
        )
    except drafting.Collided as collided:
        return _collided(admin, request, sheet, story, collided, base=base.number)
    except Refused as refused:
        return _refused(admin, request, sheet, story, refused, base=base.number)
    scratch.drop(request.user, story, opened=_opened(request))
    tell_saved(request, _opened(request), what_was_saved(story, saved, base.number))
    name = "admin:articles_story_changelist" if "_close" in request.POST else "admin:articles_story_change"
    return HttpResponseRedirect(reverse(name, args=[] if "_close" in request.POST else [story.pk]))


def _refused(admin, request, sheet, story, why, *, base):
    """The form as it was sent, with the sentence why; what was typed is kept with the refusal."""
    refuse(request, f"{why} {unsaved.keep(request, story, base)}")
    return _page(admin, request, sheet, story, base=base, is_unsaved=True)


def _collided(admin, request, sheet, story, collided, *, base):
    """To the page that merges: it works on what is kept, so that it can be left and opened again."""
    kept = unsaved.keep(request, story, base)
    if kept != unsaved.KEPT:
        refuse(request, f"{collided} {kept}")
        return _page(admin, request, sheet, story, base=base, is_unsaved=True)
    return HttpResponseRedirect(reverse("admin:articles_story_merge_words", args=[story.pk]))


def _opened(request):
    return str(number(request.POST.get("opened", "")) or "")


def _page(admin, request, sheet, story, *, base=None, **extra):
    now = timezone.now()
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": "Edit story" if story else "Add story",
        "subtitle": str(story) if story else None,
        "sheet": sheet,
        "form": sheet.form,
        "rows": sheet.rows,
        "base": base,
        "opened": _opened(request) or int(now.timestamp() * 1000),
        "story": story,
        "notes_class": "desk-notes" if sheet.facts["desk_notes"] else "",
        "is_invalid": sheet.form.is_bound and not sheet.is_valid(),
        "pulse": _address("pulse", story),
        "drop": _address("drop", story),
        **extra,
    }
    if story:
        context |= _surroundings(admin, request, story, now)
    return TemplateResponse(request, "admin/articles/story/change_form.html", context)


def _address(name, story):
    if story:
        return reverse(f"admin:articles_story_{name}", args=[story.pk])
    return reverse(f"admin:articles_story_{name}_new")


def _read_only(admin, request, story, latest, verdict, *, offer):
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": "Story",
        "subtitle": str(story),
        "facts": facts.of(latest),
        "reason": verdict.reason,
        "offer": offer,
        "drop": _address("drop", story),
        **_surroundings(admin, request, story, timezone.now()),
    }
    return TemplateResponse(request, "admin/articles/story/read.html", context)


def _surroundings(admin, request, story, now):
    """What stands around the text: the moves, the doubts, the files that it came from, and its head."""
    return {
        "story": story,
        "returned": note_of(story),
        "bar": moves.bar(story, request.user, now),
        "doubts": story.doubts.open().select_related("file"),
        "comments": reading.panel(story),
        "files": _latest_files(story),
    }


def _latest_files(story):
    """The files that the story came from: of one that came again, as it came last."""
    files = story.files.defer("roles", "left_out", "evidence").order_by("run_id")
    latest = {(file.collection, file.path): file for file in files}
    return sorted(latest.values(), key=lambda file: (-file.run_id, file.path))
