"""All spellings of one name at once: what is one is ticked, one stays, and what moves is shown first."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import Count, Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from articles import credits
from articles.desk.base import NOT_DONE, attempt, refuse, tell
from articles.desk.numbers import number
from articles.desk.words import counted
from articles.models import Edition, EditionWriter, LedgerEntry, Story, StoryWriter, Writer
from articles.rules import Refused
from articles.text.nearness import flaws, is_short_form

SHOWN, LATELY = 30, 6
KEYS = (
    ("1 … 9", "the name that stays"), ("m", "see what moves"), ("x", "no two of them are the same"),
    ("n", "the next names"), ("?", "show these keys"),
)  # fmt: skip
KEYS_BEFORE = (("y", "merge them"), ("b", "back to the names"), ("?", "show these keys"))


@dataclass(frozen=True)
class Spelling:
    """A name of the cluster as the page shows it. ``key`` chooses it; ``is_other`` once somebody said that it is."""

    name: Any
    stories: int
    editions: int
    aliases: int
    key: str = ""
    stays: bool = False
    is_other: bool = False

    def counts(self):
        return [
            counted(self.stories, "story", "stories"),
            counted(self.editions, "published version"),
            counted(self.aliases, "alias", "aliases"),
        ]


def spellings(kind, pks):
    """The names of a cluster, the one to keep chosen."""
    rows = list(kind.objects.standing().filter(pk__in=pks).order_by("pk"))
    held = _counts(kind, [row.pk for row in rows])
    names = [row.name for row in rows]
    best = min(rows, key=lambda row: place_of(row.name, names, held[row.pk][0]), default=None)
    parted = credits.PAIRS[kind].objects.filter(Q(first=best) | Q(second=best)).exclude(parted_at=None)
    others = {pk for pair in parted.values_list("first", "second") for pk in pair} - {best and best.pk}
    return [
        Spelling(row, *held[row.pk], str(place) if place < 10 else "", row == best, row.pk in others)
        for place, row in enumerate(rows, start=1)
    ]


def place_of(name, names, stories):
    """Sorts the one of some names first that is to keep: the best written, rather in full, then of most stories."""
    return flaws(name), is_short_form(name, names), -stories


def _counts(kind, pks):
    """Stories, published versions and aliases of each of some names, in three queries."""
    if kind is Writer:
        asked = ((StoryWriter, "writer", "story"), (EditionWriter, "writer", "edition"))
    else:
        asked = ((Story, credits.WORDS[kind], "pk"), (Edition, credits.WORDS[kind], "pk"))
    found = []
    for model, field, what in (*asked, (credits.ALIASES[kind], "owner", "pk")):
        rows = model.objects.filter(**{f"{field}__in": pks}).order_by()
        found.append(dict(rows.values_list(field).annotate(held=Count(what, distinct=True))))
    return {pk: tuple(each.get(pk, 0) for each in found) for pk in pks}


def queue_of(word, after=None):
    """The address of the queue of a kind, from the names that come after a pair where one is given."""
    query = {"kind": word} if after is None else {"kind": word, "after": after}
    return f"{reverse('admin:articles_names')}?{urlencode(query)}"


def together(request, word, kind):
    """Many merged into one, after what moves was shown; or all of them said to be different names."""
    after = number(request.POST.get("after", "")) or 0
    queue = queue_of(word, after)
    if request.method != "POST":
        refuse(request, NOT_DONE)
        return HttpResponseRedirect(queue)
    pks = {pk for text in request.POST.getlist("name")[: SHOWN + 1] if (pk := number(text))}
    if request.POST.get("act") == "part":
        done = "No two of them are the same: nobody is asked again."
        attempt(request, lambda: _part_all(request, kind), done)
        return HttpResponseRedirect(queue)
    into = number(request.POST.get("into", ""))
    rows = {row.pk: row for row in kind.objects.standing().filter(pk__in={*pks, into})}
    losers = [row for pk, row in sorted(rows.items()) if pk in pks and pk != into]
    if into not in rows or not losers:
        refuse(
            request, "Choose the name that stays, and tick at least one other that still stands for itself."
        )
        return HttpResponseRedirect(queue_of(word))
    if "confirmed" not in request.POST:
        return _preview(request, word, kind, rows[into], losers, after)
    try:
        credits.merge_many(losers, into=rows[into], by=request.user, now=timezone.now())
    except Refused as refused:
        refuse(request, refused)
    else:
        names = counted(len(losers), "name")
        tell(request, f"{names} merged into {rows[into]}, which stands for all of them from now on.")
    return HttpResponseRedirect(queue)


def _part_all(request, kind):
    shown = {pk for text in request.POST.getlist("shown")[:SHOWN] if (pk := number(text))}
    credits.part_all(kind, shown, by=request.user, now=timezone.now())


def _preview(request, word, kind, into, losers, after):
    held = _counts(kind, [row.pk for row in losers])
    moving = [Spelling(row, *held[row.pk]) for row in losers]
    total = Spelling(into, *(sum(column) for column in zip(*held.values(), strict=True)))
    context = {
        **admin.site.each_context(request),
        "title": f"Merge {counted(len(losers), 'name')} into {into}",
        "word": word,
        "into": into,
        "moving": moving,
        "total": total,
        "after": after,
        "keys": KEYS_BEFORE,
    }
    return TemplateResponse(request, "admin/articles/spellings.html", context)


def lately(word, kind):
    """The last merges of a kind that can be taken back, with their names."""
    entries = LedgerEntry.objects.filter(act="merged", chain__startswith=f"{word}/").order_by("-pk")
    found = [entry for entry in entries[: 3 * LATELY] if "moved" in entry.detail]
    pks = [entry.detail["moved"]["name"] for entry in found]
    rows = kind.objects.exclude(merged_into=None).select_related("merged_into").in_bulk(pks)
    return list({pk: rows[pk] for pk in pks if pk in rows}.values())[:LATELY]


def apart(request, word, kind, pk):
    """One merge taken back, after a page that says what goes back."""
    row = get_object_or_404(kind.objects.exclude(merged_into=None).select_related("merged_into"), pk=pk)
    into = row.merged_into
    if request.method == "POST":
        done = f"{row} stands for itself again. What came since the merge stays with {into}."
        attempt(request, lambda: credits.take_back(row, by=request.user, now=timezone.now()), done)
        return HttpResponseRedirect(queue_of(word))
    entry = credits.merges_into(into).get(pk)
    moved = entry.detail["moved"] if entry else {}
    stories, shared = moved.get("stories", []), moved.get("shared", [])
    back = Spelling(
        row, len(stories) + len(shared), len(moved.get("editions", [])), len(moved.get("aliases", []))
    )
    context = {
        **admin.site.each_context(request),
        "title": f"Take the merge of {row} back",
        "word": word,
        "row": row,
        "into": into,
        "entry": entry,
        "back": back,
    }
    return TemplateResponse(request, "admin/articles/apart.html", context)
