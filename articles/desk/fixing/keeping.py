"""What was typed into a fix that is not sent: kept as if typed into the story's own form, which then offers it."""

from articles import drafting
from articles.desk.facts import Facts
from articles.desk.numbers import number
from articles.desk.story_form import Sheet
from articles.desk.unsaved import KEPT
from articles.drafting import scratch
from articles.rules import Refused


def opened_at(request):
    """The moment at which the browser says that it opened the page: it tells one sitting from another."""
    return number(request.POST.get("opened", "")) or ""


def keep(request, form, *, now):
    """Keep it, and give a sentence that says so. What another sitting left unsaved is not written over."""
    state = drafting.with_changes(form.state, form.words())
    fields = Sheet(Facts(*state)).sent() | {"opened": str(opened_at(request))}
    story = form.revision.story_id
    try:
        kept = scratch.keep(request.user, story, fields, base=form.revision.number, now=now)
    except Refused as refused:
        return str(refused)
    return KEPT if kept else ""


def drop(request, story):
    """It is sent."""
    scratch.drop(request.user, story, opened=str(opened_at(request)))
