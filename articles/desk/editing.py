"""Adding and editing a story: the form goes to ``drafting``, and comes back as typed where it cannot be saved."""

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles import drafting
from articles.desk import apart, facts, moves, reading, unsaved
from articles.desk.base import refuse, tell
from articles.desk.collisions import proposal
from articles.desk.imports.proposals import of as proposals_for
from articles.desk.numbers import number
from articles.desk.saved import tell_saved, what_was_saved
from articles.desk.story_form import Sheet
from articles.desk.story_list import note_of, returned
from articles.drafting import scratch
from articles.models import (
    Hold,
    ImportedFile,
    Proposal,
    Revision,
    Scratch,
    Stage,
    Story,
    TranslationFlag,
)
from articles.rules import Case, Move, Refused, verdict
from articles.text.blocks import clean

NO_BASE = "The page did not say which revision it was opened on. Check what you typed, then save again."
NOTHING = "Nothing is written yet, so there is nothing to save. Begin with a headline or the text."
PUT_BACK, PUT_TOGETHER = "back", "together"
"""What ``?typed=`` asks for: the form as it was left, or with what others saved meanwhile around it."""


def whole(user):
    """Stories with all that their page shows of the row itself, and whether there is more to fetch of each."""
    own = {"story": OuterRef("pk")}
    latest = Revision.objects.filter(**own, number=OuterRef("revision_number"))
    names = (
        "source__merged_into",
        "proofreader__merged_into",
        "writer_account",
        "reader_account",
        "embargo_by",
    )
    return (
        Story.objects.with_open_doubts()
        .with_open_comments()
        .select_related(*names)
        .annotate(
            held_details=Subquery(latest.values("details")),
            held_captions=Subquery(latest.values("caption_list")),
            is_imported=Exists(ImportedFile.objects.filter(**own)),
            is_held=Exists(Hold.objects.filter(**own, lifted_at=None)),
            is_returned=returned(),
            has_proposals=Exists(Proposal.objects.open().filter(**own)),
            has_scratch=Exists(Scratch.objects.filter(**own, user=user)),
            has_flags=Exists(TranslationFlag.objects.filter(**own, settled_at=None)),
            has_translations=Exists(Story.objects.filter(translation_of=OuterRef("pk"))),
        )
    )


def add(admin, request):
    blank = facts.blank(settings.SITE_LANGUAGE)
    if request.method != "POST":
        return _blank(admin, request, blank)
    sheet = Sheet(blank, request.POST)
    if not sheet.is_valid():
        return _page(admin, request, sheet, None, kept=unsaved.keep(request, None, 0))
    if _says_nothing(sheet.changes()):
        refuse(request, NOTHING)
        return _page(admin, request, sheet, None)
    note = sheet.form.cleaned_data["note"]
    try:
        with transaction.atomic():
            scratch.check_stands(request.POST)
            story = drafting.create(sheet.changes(), by=request.user, now=timezone.now(), note=note)
    except Refused as refused:
        return _refused(admin, request, sheet, None, refused, base=0)
    scratch.drop(request.user, None, opened=_opened(request))
    tell_saved(request, _opened(request), "The story is on the desk as a draft.")
    return HttpResponseRedirect(reverse("admin:articles_story_change", args=[story.pk]))


def _says_nothing(changes):
    return not changes or (list(changes) == ["body"] and not clean(changes["body"]))


def _blank(admin, request, blank):
    held = scratch.held(request.user, None)
    offered = unsaved.offer(held)
    if held and "typed" in request.GET:
        sheet = Sheet(blank, held.fields)
        return _page(admin, request, sheet, None, put_back=offered, **unsaved.goes_on(held))
    return _page(admin, request, Sheet(blank), None, offer=offered)


def edit(admin, request, story):
    if request.method == "POST":
        return _save(admin, request, story)
    case = Case(story, timezone.now())
    held = scratch.held(request.user, story) if story.has_scratch else None
    is_spiked = story.stage == Stage.SPIKED  # then it cannot be saved: a form would lead from Save to Save
    if held and "typed" in request.GET and not is_spiked:
        return _put_back(admin, request, story, case, held)
    found, offered = verdict(Move.SAVE, case, request.user), unsaved.offer(held)
    now_held = facts.held(story)
    if not found:
        stranded = apart.stranded(request.user, case, held) if held and is_spiked else None
        return _read_only(admin, request, now_held, case, found, offer=offered, stranded=stranded)
    return _page(admin, request, Sheet(now_held), story, base=story.revision_number, case=case, offer=offered)


def drop(request, story):
    """Drop what somebody typed and did not save."""
    scratch.drop(request.user, story, opened=request.POST.get("opened"))
    tell(request, "Dropped.")
    name, args = ("change", [story.pk]) if story else ("add", [])
    return HttpResponseRedirect(reverse(f"admin:articles_story_{name}", args=args))


def _put_back(admin, request, story, case, held):
    """The form as it was left, on the revision that it was opened on: saving it merges, as ever."""
    base, sheet = unsaved.as_left(story, held)
    offered = unsaved.offer(held)
    if request.GET["typed"] == PUT_TOGETHER and sheet.is_valid():
        latest = story.latest_revision()
        sheet = proposal(drafting.of_revision(base), unsaved.typed(base, sheet), drafting.of_revision(latest))
        base = latest
    shown = {"put_back": offered, "opened": offered["opened"]}
    return _page(admin, request, sheet, story, base=base.number, case=case, **shown)


def _save(admin, request, story):
    base = number(request.POST.get("base", ""))
    opened_on = _facts_of(story, base)
    if not opened_on:
        sheet, base = Sheet(facts.held(story), request.POST), story.revision_number
        return _refused(admin, request, sheet, story, NO_BASE, base=base)
    sheet = Sheet(opened_on, request.POST)
    if not sheet.is_valid():
        return _page(admin, request, sheet, story, base=base, kept=unsaved.keep(request, story, base))
    note = sheet.form.cleaned_data["note"]
    try:
        saved = drafting.save(
            story, sheet.changes(), base=base, by=request.user, now=timezone.now(), note=note
        )
    except drafting.Collided as collided:
        return _collided(admin, request, sheet, story, collided, base=base)
    except Refused as refused:
        return _refused(admin, request, sheet, story, refused, base=base)
    if story.has_scratch:
        scratch.drop(request.user, story, opened=_opened(request))
    tell_saved(request, _opened(request), what_was_saved(story, saved, base))
    name = "admin:articles_story_changelist" if "_close" in request.POST else "admin:articles_story_change"
    return HttpResponseRedirect(reverse(name, args=[] if "_close" in request.POST else [story.pk]))


def _facts_of(story, base):
    """The facts of the revision that a form was opened on; None where there is none."""
    if base == story.revision_number:
        return facts.held(story)
    revision = story.revisions.filter(number=base).first()
    return facts.of(revision) if revision else None


def _refused(admin, request, sheet, story, why, *, base):
    """The form as it was sent, with the sentence why; what was typed is kept with the refusal. Of a story that was
    spiked meanwhile the page that says how to go on.
    """
    kept = unsaved.keep(request, story, base)
    if story and kept == unsaved.KEPT and Story.objects.filter(pk=story.pk, stage=Stage.SPIKED).exists():
        refuse(request, f"Not saved: this story was spiked meanwhile. {kept}")
        return HttpResponseRedirect(reverse("admin:articles_story_change", args=[story.pk]))
    refuse(request, kept if kept == str(why) else f"{why} {kept}")
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


def _page(admin, request, sheet, story, *, base=None, case=None, **extra):
    now = timezone.now()
    sheet.show()
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
        "apart_from": request.POST.get(scratch.APART_FROM, ""),
        "story": story,
        "notes_class": "desk-notes" if sheet.facts["desk_notes"] else "",
        "is_invalid": sheet.form.is_bound and not sheet.is_valid(),
        "pulse": _address("pulse", story),
        "drop": _address("drop", story),
        **extra,
    }
    if story:
        context |= _surroundings(request, case or Case(story, now))
    return TemplateResponse(request, "admin/articles/story/change_form.html", context)


def _address(name, story):
    if story:
        return reverse(f"admin:articles_story_{name}", args=[story.pk])
    return reverse(f"admin:articles_story_{name}_new")


def _read_only(admin, request, now_held, case, found, *, offer, stranded):
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": "Story",
        "subtitle": str(case.story),
        "facts": now_held,
        "printed": moves.signing.credit(case.approval),
        "reason": found.reason,
        "offer": offer,
        "stranded": stranded,
        "drop": _address("drop", case.story),
        **_surroundings(request, case),
    }
    return TemplateResponse(request, "admin/articles/story/read.html", context)


def _surroundings(request, case):
    """What stands around the text: the moves, the doubts, the files that it came from, and its head."""
    story = case.story
    return {
        "story": story,
        "signer": case.approval.credited(),
        "returned": note_of(story) if story.is_returned else None,
        "bar": moves.bar(story, request.user, case.now, case=case),
        "doubts": story.doubts.open().select_related("file") if case.open_doubts else [],
        "proposals": proposals_for(story) if story.has_proposals else [],
        "comments": reading.panel(story),
        "files": _latest_files(story) if case.is_imported else [],
    }


def _latest_files(story):
    """The files that the story came from: of one that came again, as it came last."""
    files = story.files.defer("roles", "left_out", "evidence").order_by("run_id")
    latest = {(file.collection, file.path): file for file in files}
    return sorted(latest.values(), key=lambda file: (-file.run_id, file.path))
