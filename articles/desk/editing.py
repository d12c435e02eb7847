"""Adding and editing a story: the form goes to ``drafting``, and comes back as typed where it cannot be saved."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles import drafting
from articles.desk import facts, moves
from articles.desk.base import refuse
from articles.desk.collisions import proposal, sides
from articles.desk.numbers import number
from articles.desk.story_form import Sheet
from articles.desk.story_list import note_of, seen_by_readers
from articles.desk.words import joined
from articles.models import Edition, Kind, Revision, Stage
from articles.rules import Move, Refused, may

NO_BASE = "The page did not say which revision it was opened on. Check what you typed, then save again."


def add(admin, request):
    sheet = Sheet(facts.blank(settings.SITE_LANGUAGE), request.POST or None)
    if request.method == "POST" and sheet.is_valid():
        note = sheet.form.cleaned_data["note"]
        try:
            story = drafting.create(sheet.changes(), by=request.user, now=timezone.now(), note=note)
        except Refused as refused:
            refuse(request, refused)
        else:
            _tell_saved(request, "The story is on the desk as a draft.")
            return HttpResponseRedirect(reverse("admin:articles_story_change", args=[story.pk]))
    return _page(admin, request, sheet, None)


def edit(admin, request, story):
    if request.method == "POST":
        return _save(admin, request, story)
    latest = story.latest_revision()
    verdict = may(Move.SAVE, story, request.user, timezone.now())
    if not verdict:
        return _read_only(admin, request, story, latest, verdict)
    return _page(admin, request, Sheet(facts.of(latest)), story, base=latest.number)


def _save(admin, request, story):
    base = Revision.objects.filter(story=story, number=number(request.POST.get("base", ""))).first()
    if not base:
        refuse(request, NO_BASE)
        sheet = Sheet(facts.of(story.latest_revision()), request.POST)
        return _page(admin, request, sheet, story, base=story.revision_number)
    sheet = Sheet(facts.of(base), request.POST)
    if not sheet.is_valid():
        return _page(admin, request, sheet, story, base=base.number)
    note = sheet.form.cleaned_data["note"]
    try:
        saved = drafting.save(
            story, sheet.changes(), base=base.number, by=request.user, now=timezone.now(), note=note
        )
    except drafting.Collided as collided:
        return _collision(admin, request, story, base, sheet, collided)
    except Refused as refused:
        refuse(request, refused)
        return _page(admin, request, sheet, story, base=base.number)
    _tell_saved(request, _what_was_saved(saved, base) + _what_was_lost(story, saved.story))
    name = "admin:articles_story_changelist" if "_close" in request.POST else "admin:articles_story_change"
    return HttpResponseRedirect(reverse(name, args=[] if "_close" in request.POST else [story.pk]))


def _tell_saved(request, sentence):
    """The message carries the moment at which the form was opened: what the browser kept of it can go now."""
    messages.success(request, sentence, extra_tags=f"typed-{_opened(request)}")


def _opened(request):
    return number(request.POST.get("opened", "")) or ""


def _what_was_saved(saved, base):
    if saved.revision is None:
        return "Nothing had changed: there is no new revision."
    made = saved.revision.number
    if not saved.merged:
        return f"Saved as revision {made}."
    between = saved.story.revisions.filter(number__gt=base.number, number__lt=made)
    others = joined(dict.fromkeys(between.values_list("author_name", flat=True)))
    return f"Your changes were merged with those of {others}, and saved as revision {made}."


def _what_was_lost(before, story):
    """A sentence for a save that took the story's approval away."""
    if (before.stage, story.stage) != (Stage.PROOFREAD, Stage.PROOFING):
        return ""
    lost = " The sign-off no longer covers the text: it is back in proofing"
    live = Edition.objects.live(timezone.now()).filter(story=story).select_related("revision").first()
    return f"{lost}; readers still see revision {live.revision.number}." if live else f"{lost}."


def _collision(admin, request, story, base, sheet, collided):
    """Both texts and the base side by side, and below them the form with what was typed on top of what is held now."""
    story.refresh_from_db()
    latest = story.latest_revision()
    started_from = drafting.of_revision(base)
    mine = drafting.with_changes(started_from, sheet.changes())
    offered = proposal(started_from, mine, drafting.of_revision(latest))
    context = {"collision": sides(collided), "other": latest.author_name}
    return _page(admin, request, offered, story, base=latest.number, **context)


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
        "opened": _opened(request),
        "story": story,
        "notes_class": "desk-notes" if sheet.facts["desk_notes"] else "",
        "is_invalid": sheet.form.is_bound and not sheet.is_valid(),
        **extra,
    }
    if story:
        context |= _surroundings(admin, request, story, now)
    return TemplateResponse(request, "admin/articles/story/change_form.html", context)


def _read_only(admin, request, story, latest, verdict):
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": "Story",
        "subtitle": str(story),
        "facts": facts.of(latest),
        "reason": verdict.reason,
        **_surroundings(admin, request, story, timezone.now()),
    }
    return TemplateResponse(request, "admin/articles/story/read.html", context)


def _surroundings(admin, request, story, now):
    """What stands around the text: the moves, the doubts, the files that it came from, what readers see."""
    edition = story.editions.current(now).first()
    return {
        "story": story,
        "returned": note_of(story),
        "bar": moves.bar(story, request.user, now),
        "doubts": story.doubts.open().select_related("file"),
        "files": _latest_files(story),
        "public": seen_by_readers(edition, story.editions.scheduled(now).exists()),
        "live": edition if edition and edition.kind != Kind.WITHDRAWAL else None,
    }


def _latest_files(story):
    """The files that the story came from: of one that came again, as it came last."""
    files = story.files.defer("roles", "left_out", "evidence").order_by("run_id")
    latest = {(file.collection, file.path): file for file in files}
    return sorted(latest.values(), key=lambda file: (-file.run_id, file.path))
