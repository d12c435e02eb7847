"""The page of a fix: the words that readers see in the editor, the changes as one types, and one button to send."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from articles import drafting, reports
from articles.desk.base import refuse, tell
from articles.desk.fixing.form import FixForm, shown
from articles.desk.fixing.keeping import drop, keep, opened_at
from articles.desk.fixing.telling import both_versions, changes_for_readers, choices, drafted
from articles.desk.moves.bar import is_shown_as_it_stands
from articles.desk.moves.making import precheck, refused, to_story
from articles.desk.numbers import number
from articles.desk.saved import tell_saved
from articles.rules import Case, Move, Refused, verdict
from articles.text.diff import merge_mine


def fix_page(admin, request, story):
    """Edit and see the changes; by ``_send`` hand the fix to whoever passes it, by ``_restore`` start from what
    readers see."""
    case = Case(story, timezone.now())
    try:
        precheck(Move.FIX, case, request.user)
        if "_restore" in request.POST:
            return _restore(request, case)
        form = _opened(request, case)
    except Refused as reason:
        return refused(request, story, reason)
    if "_send" not in request.POST:
        return _page(admin, request, case, form)
    if not form.is_valid():
        keep(request, form, now=case.now)
        return _page(admin, request, case, form)
    return _send(admin, request, case, form)


def _send(admin, request, case, form):
    story, sent = case.story, {"base": form.revision.number, "by": request.user, "now": case.now}
    try:
        saved = _sent(story, form, _report(request, story), **sent)
    except drafting.Collided as collided:
        refuse(request, f"{collided} {keep(request, form, now=case.now)}")
        return _collided(admin, request, case, form, collided)
    except Refused as reason:
        refuse(request, f"{reason} {keep(request, form, now=case.now)}")
        return _page(admin, request, case, form)
    drop(request, story)
    tell_saved(request, opened_at(request), _said(saved.story))
    return to_story(story)


@transaction.atomic
def _sent(story, form, report, *, base, by, now):
    """The fix, and the reader's report that waits for it from now on, if one led here."""
    saved = drafting.send_fix(story, form.changes(), note=form.note(), base=base, by=by, now=now)
    if report and saved.revision:
        reports.fix_sent(report, revision=saved.revision.number, by=by, now=now)
    return saved


def changes_fragment(admin, request, story):
    """The changes from what readers see to what is typed, and the sentence drafted of them. Writes nothing."""
    case = Case(story, timezone.now())
    try:
        precheck(Move.FIX, case, request.user)
        form = _opened(request, case)
    except Refused as reason:
        return TemplateResponse(
            request, "admin/articles/story/_fix_changes.html", {"refused": reason}, status=409
        )
    context = {"story": story, "form": form, **_told(request, case, form)}
    return TemplateResponse(request, "admin/articles/story/_fix_changes.html", context)


def _opened(request, case):
    """The form on the revision that it was opened on, or on the latest."""
    asked = number(request.POST.get("base", "")) if request.method == "POST" else case.story.revision_number
    revision = case.story.revisions.filter(number=asked).first()
    if revision is None:
        raise Refused("The page did not say which revision it was opened on. Open it again.")
    form = FixForm(
        request.POST if request.method == "POST" else None,
        revision=revision,
        told=_is_told(case, revision),
        reported="report" in request.GET,
    )
    return _with_sentence(request, case, form) if request.method == "POST" else form


def _is_told(case, revision):
    """Whether readers have been told already what the text says to them of a correction."""
    return bool(revision.correction) and case.story.editions.telling(revision.correction).exists()


def _with_sentence(request, case, form):
    """The form with the sentence drafted from what is picked, unless somebody has put it better."""
    offered = choices(case.live_revision.text(), form.text(), request.POST.getlist("pick"))
    sentence, typed = drafted(offered), (form["correction"].value() or "").strip()
    if typed not in ("", (form["drafted"].value() or "").strip()):
        return form
    form.data = form.data.copy()
    form.data["correction"] = form.data["drafted"] = sentence
    return form


def _told(request, case, form):
    live, text = case.live_revision.text(), form.text()
    offered = choices(live, text, request.POST.getlist("pick"))
    before, after = drafting.of_revision(case.live_revision).details, form.state.details
    return {
        "changes": changes_for_readers(live, text, before=before, after=after),
        "choices": offered,
        "sentence": drafted(offered),
    }


def _page(admin, request, case, form, **extra):
    story = case.story
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": "Fix",
        "subtitle": str(story),
        "story": story,
        "form": form,
        "base": form.revision.number,
        "opened": opened_at(request),
        "shown": case.shown,
        "live_number": case.shown.revised,
        "unpublished": None if is_shown_as_it_stands(case) else _unpublished(case),
        "passes": verdict(Move.PASS, case, request.user).reason == "",
        "report": _report(request, story),
        "quote": request.GET.get("quote", "") or request.POST.get("quote", ""),
        **_told(request, case, form),
        **extra,
    }
    return TemplateResponse(request, "admin/articles/story/fix.html", context)


def _unpublished(case):
    """Who changed what readers do not see yet."""
    since = [row for row in case.approval.revisions if row.number > case.shown.revised]
    return {"authors": list(dict.fromkeys(row.author_name for row in since)), "count": len(since)}


def _report(request, story):
    """The reader's report that led here, if one did, for who may see what readers report."""
    asked = request.GET.get("report") or request.POST.get("report") or ""
    if asked and not request.user.has_perm("articles.view_readerreport"):
        raise PermissionDenied
    return get_object_or_404(story.reports, pk=number(asked)) if asked else None


def _restore(request, case):
    """Start from what readers see; the other work stays on record."""
    story, base = case.story, number(request.POST.get("base", ""))
    drafting.restore(story, case.shown.revised, base=base, by=request.user, now=case.now)
    tell(request, f"The text that readers see is back. The other work is on record as revision {base}.")
    query = request.GET.urlencode()
    address = reverse("admin:articles_story_fix", args=[story.pk])
    return HttpResponseRedirect(f"{address}?{query}" if query else address)


def _collided(admin, request, case, form, collided):
    """The form again on what is held now, with what was typed where both wrote, and both versions above it."""
    story = case.story
    story.refresh_from_db()
    latest = story.latest_revision()
    text = merge_mine(form.revision.text(), form.text(), latest.text())
    data = form.data.copy()
    data.update(shown(text))
    merged = FixForm(data, revision=latest, told=_is_told(case, latest))
    return _page(
        admin,
        request,
        Case(story, case.now),
        merged,
        collision=both_versions(collided),
        other=latest.author_name,
    )


def _said(story):
    address = reverse("admin:articles_story_pass", args=[story.pk])
    return format_html(
        'Sent. Readers see it once somebody else has passed it, on the page <a href="{}">Pass and publish</a>.',
        address,
    )
