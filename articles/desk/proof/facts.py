"""Names and facts of a story, to be looked up and ticked off by whoever reads it; and where we said them before."""

from itertools import groupby

from django.http import HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles import drafting
from articles.desk.base import refuse
from articles.desk.numbers import number
from articles.desk.proof.sheet import at_once
from articles.findings import copy_of
from articles.models import Edition, FactTick
from articles.rules import Refused
from articles.search.asking import Search
from articles.search.finding import Matches
from articles.search.passages import marked_on
from articles.text.facts import facts
from articles.text.terms import question

HEADINGS = {"name": "Names", "figure": "Figures", "date": "Dates", "quotation": "Quotations"}
MOST = 400
"""Facts that are shown at once, each of which a form sends twice."""
EARLIER = 5
"""Passages that are shown of earlier stories."""
_LONGEST = 200
"""Characters by which something is looked for."""


def of_text(story, text, *, user):
    """The facts of a text under their headings, each with whether ``user`` has ticked it. Where there are more than
    ``MOST``, so many, first those without a tick. One query.
    """
    found = facts(copy_of(text))
    ticked = (
        set(FactTick.objects.filter(story=story, by=user).values_list("fact", flat=True)) if found else set()
    )
    rows = [(fact, fact.digest, fact.digest in ticked) for fact in found]
    shown = at_once(rows, MOST, lambda row: row[2])
    groups = [(HEADINGS[kind], list(some)) for kind, some in groupby(shown, key=lambda row: row[0].kind)]
    done = sum(is_ticked for *_, is_ticked in rows)
    more = len(rows) - len(shown)
    return {"groups": groups, "more": more, "done": done, "count": len(rows), "open": len(rows) - done}


def tick(request, story):
    """Keep which of the facts ``of``, all of the revision where none is named, are ``ticked``, and no others."""
    now = timezone.now()
    try:
        text = drafting.numbered(story, number(request.POST.get("revision", ""))).text()
    except Refused as refused:
        refuse(request, refused)
        return _back(story)
    all_of_it = {fact.digest for fact in facts(copy_of(text))}
    meant = all_of_it & set(request.POST.getlist("of") or all_of_it)
    ticked = meant & set(request.POST.getlist("ticked"))
    held = FactTick.objects.filter(story=story, by=request.user)
    held.filter(fact__in=meant - ticked).delete()
    FactTick.objects.bulk_create(
        [FactTick(story=story, by=request.user, fact=fact, at=now) for fact in sorted(ticked)],
        ignore_conflicts=True,
    )
    if request.accepts("text/html"):
        return _back(story)
    done = held.filter(fact__in=all_of_it).count()
    return JsonResponse({"done": done, "count": len(all_of_it)})


def _back(story):
    return HttpResponseRedirect(reverse("admin:articles_story_proof", args=[story.pk]) + "?facts=yes#facts")


def earlier(request, story, page):
    """What readers see of other stories that say the same, the latest first."""
    now = timezone.now()
    words = request.GET.get("words", "").strip()[:_LONGEST]
    asks = question('"' + words.replace('"', " ") + '"')
    found = []
    if asks.wanted:
        matches = Matches(Search(asks), Edition.objects.live(now).defer("body"), now)
        found = [edition for edition in matches[: EARLIER + 1] if edition.story_id != story.pk][:EARLIER]
        marked_on(found, asks)
    context = page | {"story": story, "words": words, "editions": found, "now": now}
    return TemplateResponse(request, "admin/articles/proof/earlier.html", context)
