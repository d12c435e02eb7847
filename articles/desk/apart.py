"""What somebody typed into a story that was spiked meanwhile, as where its import was undone: how it goes on."""

from django.http import HttpResponseRedirect
from django.urls import reverse

from articles.desk import unsaved
from articles.desk.base import refuse
from articles.drafting import scratch
from articles.rules import Move, Refused, check_right, verdict


def stranded(user, case, held):
    """What the page of a spiked story says of such text: its words, as far as they can be saved at all, whether this
    person can take the story off the spike, and whether they can make a new one of it.
    """
    base, sheet = unsaved.as_left(case.story, held)
    typed = unsaved.typed(base, sheet) if sheet.is_valid() else None
    return {
        "text": typed.text if typed else None,
        "raw": ""
        if typed
        else "\n\n".join(filter(None, map(held.fields.get, ("headline", "standfirst", "body")))),
        "may_return": bool(verdict(Move.UNSPIKE, case, user)),
        "may_add": user.has_perm("articles.add_story"),
    }


def set_apart(request, story):
    """Let what somebody typed into a story stand in the form of a new one, where it is not saved yet either."""
    try:
        check_right(request.user, "add_story", "add stories")
        scratch.set_apart(request.user, story)
    except Refused as refused:
        refuse(request, refused)
        return HttpResponseRedirect(reverse("admin:articles_story_change", args=[story.pk]))
    return HttpResponseRedirect(f"{reverse('admin:articles_story_add')}?typed=back")
