"""What was typed into a story's form and not saved: kept with every form that is refused, offered on opening it."""

from django.utils import timezone

from articles import drafting
from articles.desk import facts
from articles.desk.story_form import Sheet
from articles.drafting import scratch
from articles.models import Revision
from articles.rules import Refused

KEPT = "What you typed is kept."
WAITS = "Other unsaved text of yours waits: open the story anew to put it back or to drop it."


def fields_of(request):
    """The fields of the form that was sent, as the scratch row keeps them: without what only this request needs."""
    return {
        name: value
        for name, value in request.POST.items()
        if name != "csrfmiddlewaretoken" and not name.startswith("_")
    }


def keep(request, story, base, fields=None):
    """Keep what was typed into a form that is refused, or the ``fields`` made of it. Gives a sentence that says so, or
    why not.
    """
    fields = fields_of(request) if fields is None else fields
    try:
        is_kept = scratch.keep(request.user, story, fields, base=base, now=timezone.now())
    except Refused as refused:
        return str(refused)
    return KEPT if is_kept else f"What you typed stands on this page alone. {WAITS}"


def offer(held):
    """What the page says of a scratch row, or None: when it was typed, and on which revision it was begun."""
    if held is None:
        return None
    named = {name: held.fields.get(name, "") for name in ("opened", "typed")}
    return {"at": timezone.localtime(held.saved_at), "base": held.base} | named


def goes_on(held):
    """What a form that goes on with a scratch row sends beside what is typed: its sitting, and whence its words are."""
    return {name: held.fields.get(name, "") for name in ("opened", scratch.APART_FROM)}


def as_left(story, held):
    """The revision on which a story's scratch row was begun, and the form on it as it was left."""
    base = Revision.objects.filter(story=story, number=held.base).first() or story.latest_revision()
    return base, Sheet(facts.of(base), held.fields)


def typed(base, sheet):
    """The story as a form on the revision ``base``, which is to be valid, has it: a state."""
    return drafting.with_changes(drafting.of_revision(base), sheet.changes())
