"""When two people changed the same words: the page that merges both stories, and a form that loses neither.

The page works on what the scratch row keeps, so that it can be left, reloaded, and opened on another machine. What only
one side changed is taken over; of what both changed, a person says which stands. The merged story is saved on the
revision that the page showed: where somebody saved once more, it merges with theirs, or comes here again.
"""

from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles import drafting
from articles.desk import unsaved
from articles.desk.base import refuse, tell
from articles.desk.choosing import Choices, places_of
from articles.desk.facts import Facts
from articles.desk.numbers import number
from articles.desk.saved import tell_saved, what_was_saved
from articles.desk.story_form import Sheet
from articles.desk.words import joined
from articles.drafting import scratch
from articles.rules import Refused
from articles.text.diff import merge_mine

NOTHING_TO_MERGE = "There is nothing to merge: of yours, all is saved."
CHANGED_SINCE = "What you typed has changed since this page was opened. Look at it again, then choose."


def proposal(base, mine, latest):
    """A sheet on what is held now with what was typed put in: theirs where only they wrote, mine where I did.

    The three are states, as ``drafting.of_revision`` gives them.
    """
    details = dict(latest.details)
    details |= {name: value for name, value in mine.details.items() if value != base.details.get(name)}
    return Sheet(Facts(merge_mine(base.text, mine.text, latest.text), details))


def merge(admin, request, story):
    """The page, and what its form sends."""
    held = scratch.held(request.user, story)
    if not held:
        tell(request, NOTHING_TO_MERGE)
        return _to_the_form(story)
    base, sheet = unsaved.as_left(story, held)
    if not sheet.is_valid() or base.number == story.revision_number:
        return _to_the_form(story, "?typed=back")
    latest = _shown(request, story, base)
    mine = unsaved.typed(base, sheet)
    places = places_of(drafting.of_revision(base), mine, drafting.of_revision(latest))
    is_sent = request.method == "POST"
    is_stale = is_sent and request.POST.get("typed_at") != held.saved_at.isoformat()
    form = Choices(request.POST if is_sent and not is_stale else None, places=places)
    if is_stale:
        refuse(request, CHANGED_SINCE)
    elif is_sent and form.is_valid():
        return _save(request, story, held, latest, form)
    return _page(admin, request, story, held, base, latest, form, left_over=_by_hand(request, is_stale))


def _shown(request, story, base):
    """The revision that the page showed, or for a first look the latest."""
    asked = number(request.POST.get("base", ""))
    seen = story.revisions.filter(number=asked).first() if asked > base.number else None
    return seen or story.latest_revision()


def _save(request, story, held, latest, form):
    note, opened = held.fields.get("note", ""), held.fields.get("opened", "")
    merged = drafting.with_changes(drafting.of_revision(latest), form.changes())
    try:
        saved = drafting.save(
            story, form.changes(), base=latest.number, by=request.user, now=timezone.now(), note=note
        )
    except Refused as refused:
        fields = Sheet(Facts(merged.text, merged.details)).sent() | {"note": note, "opened": opened}
        refuse(request, f"{refused} {unsaved.keep(request, story, latest.number, fields)}")
        again = isinstance(refused, drafting.Collided)
        return HttpResponseRedirect(request.path) if again else _to_the_form(story, "?typed=back")
    scratch.drop(request.user, story, opened=opened)
    tell_saved(request, opened, what_was_saved(story, saved, latest.number))
    return _to_the_form(story)


def _to_the_form(story, query=""):
    return HttpResponseRedirect(reverse("admin:articles_story_change", args=[story.pk]) + query)


def _by_hand(request, is_stale):
    """What was written by hand on a page that no longer stands."""
    return [text for name, text in request.POST.items() if is_stale and name.startswith("hand-") and text]


def _page(admin, request, story, held, base, latest, form, *, left_over):
    later = story.revisions.filter(number__gt=base.number, number__lte=latest.number)
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": "Merge",
        "subtitle": str(story),
        "story": story,
        "form": form,
        "is_invalid": form.is_bound,
        "stretches": form.stretches(),
        "clashes": len(form.clashes),
        "merged": sum(place.whose not in ("", "clash") for place in form.places),
        "other": joined(dict.fromkeys(later.values_list("author_name", flat=True))),
        "base": base,
        "latest": latest,
        "typed_at": held.saved_at.isoformat(),
        "left_over": left_over,
    }
    return TemplateResponse(request, "admin/articles/story/merge.html", context)
