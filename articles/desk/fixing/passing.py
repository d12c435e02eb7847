"""The page of the second person: what changes for readers, who sent it, and one button that signs and publishes."""

from django.template.response import TemplateResponse
from django.utils import timezone

from articles import drafting, press, workflow
from articles.desk.base import tell
from articles.desk.fixing.telling import changes_for_readers
from articles.desk.moves.forms import NoteForm
from articles.desk.moves.making import refused, seen_last, seen_revision, to_story
from articles.desk.moves.publishing import last_of, told, waiting
from articles.desk.moves.signing import beside, credit
from articles.desk.words import joined
from articles.rules import Case, Move, Refused, verdict


def pass_page(admin, request, story):
    """See what changes; by POST sign it and publish it, or with ``_return`` send it back with a note."""
    case = Case(story, timezone.now())
    form = NoteForm(request.POST if "_return" in request.POST else None, case=case, user=request.user)
    if request.method != "POST" or ("_return" in request.POST and not form.is_valid()):
        return _page(admin, request, case, form)
    sent = {"revision": seen_revision(request, story), "by": request.user, "now": case.now}
    try:
        if "_return" in request.POST:
            workflow.send_back(story, note=form.cleaned_data["note"], **sent)
            tell(request, "Returned to the writer, with your note.")
        else:
            edition = press.pass_and_publish(story, last=seen_last(request), **sent)
            tell(request, told(edition))
    except Refused as reason:
        return refused(request, story, reason)
    return to_story(story)


def _page(admin, request, case, form):
    story = case.story
    numbers = [story.revision_number, *([case.shown.revised] if case.is_live else [])]
    found = {row.number: row for row in story.revisions.filter(number__in=numbers)}
    held = found[story.revision_number]
    live = found[case.shown.revised] if case.is_live else None
    reason = verdict(Move.PASS, case, request.user).reason
    details = [drafting.of_revision(row).details if row else None for row in (live, held)]
    since = [row for row in case.approval.revisions if not live or row.number > live.number]
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": "Pass and publish",
        "subtitle": str(story),
        "story": story,
        "revision": held,
        "live": live,
        "shown": case.shown,
        "changes": changes_for_readers(live.text(), held.text(), before=details[0], after=details[1])
        if live
        else None,
        "authors": joined(dict.fromkeys(row.author_name for row in since)),
        "severity": story.get_correction_severity_display() if story.correction else "",
        "beside": beside(case.approval),
        "credit": credit(case.approval, request.user),
        "waiting": waiting(case),
        "last": last_of(case),
        "reason": reason,
        "may_sign": bool(reason and verdict(Move.SIGN_OFF, case, request.user)),
        "may_return": bool(verdict(Move.SEND_BACK, case, request.user)),
        "form": form,
        "now": case.now,
    }
    return TemplateResponse(request, "admin/articles/story/pass.html", context)
