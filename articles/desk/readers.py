"""Who read what in a month, how many words, and how long it took from hand-in to sign-off: a page, and as CSV."""

import csv
import re
import statistics
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import F, OuterRef, Subquery
from django.http import Http404, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from articles.models import LedgerEntry, SignOff
from articles.rules import Move
from articles.text.cells import plain_cell

MONTH = re.compile(r"(2\d{3})-(0[1-9]|1[0-2])", re.ASCII)
READERS = ("reader", "stories signed", "words read", "median hours from hand-in", "mean hours from hand-in")
STORIES = (
    "signed at", "reader", "story", "headline", "revision", "words", "handed in at", "hours from hand-in",
)  # fmt: skip


class ReaderPages:
    """Addresses of the story list's admin, for those who publish."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("readers/", wrap(self.readers_view), name="articles_story_readers"),
            path("readers.csv", wrap(self.readers_csv), name="articles_story_readers_csv"),
            path("readers-stories.csv", wrap(self.signed_csv), name="articles_story_signed_csv"),
            *super().get_urls(),
        ]

    def readers_view(self, request):
        month = _asked(request)
        context = {
            **self.page(request, "Who read what"),
            "month": month,
            "latest": _begin(timezone.localtime()),
            "readers": _by_reader(month),
        }
        return TemplateResponse(request, "admin/articles/story/readers.html", context)

    def readers_csv(self, request):
        month = _asked(request)
        return _csv(f"readers-{month:%Y-%m}.csv", READERS, (_row(reader) for reader in _by_reader(month)))

    def signed_csv(self, request):
        month = _asked(request)
        return _csv(f"signed-{month:%Y-%m}.csv", STORIES, map(_signed_row, _signed(month).iterator()))


def _asked(request):
    """The beginning of the month that is asked for, or of this one, in the zone of the site."""
    if not request.user.has_perm("articles.publish_story"):
        raise PermissionDenied
    asked = request.GET.get("month", "")
    if not asked:
        return _begin(timezone.localtime())
    found = MONTH.fullmatch(asked)
    if not found:
        raise Http404(f"{asked!r} is no month: give it as 2026-11.")
    return timezone.make_aware(datetime(int(found[1]), int(found[2]), 1))  # noqa: DTZ001  # aware at once


def _begin(at):
    return at.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _signed(month):
    """The signatures of a month that stand, each with the last hand-in of its story before it."""
    ends = _begin(month + timedelta(days=32))
    handed_in = LedgerEntry.objects.filter(
        story=OuterRef("story"), act=Move.SUBMIT.value, at__lte=OuterRef("signed_at")
    )
    return (
        SignOff.objects.standing()
        .filter(signed_at__gte=month, signed_at__lt=timezone.make_aware(ends.replace(tzinfo=None)))
        .annotate(
            number=F("revision__number"),
            words=F("revision__words"),
            headline=F("revision__headline"),
            handed_in=Subquery(handed_in.order_by("-number").values("at")[:1]),
        )
        .order_by("signed_at", "id")
    )


def _by_reader(month):
    """What each reader of a month did, most words first. Memory holds the month's signatures, and no text."""
    readers = {}
    for row in _signed(month).iterator():
        reader = readers.setdefault(
            row.signer_id, {"name": row.signer_name, "stories": set(), "words": 0, "hours": []}
        )
        reader["stories"].add(row.story_id)
        reader["words"] += row.words
        if row.handed_in:
            reader["hours"].append(_hours(row))
    for reader in readers.values():
        reader["stories"] = len(reader["stories"])
        reader["median"] = statistics.median(reader["hours"]) if reader["hours"] else None
        reader["mean"] = statistics.fmean(reader["hours"]) if reader["hours"] else None
    return sorted(readers.values(), key=lambda reader: (-reader["words"], reader["name"]))


def _hours(row):
    return (row.signed_at - row.handed_in).total_seconds() / 3600


def _row(reader):
    hours = ("" if value is None else f"{value:.2f}" for value in (reader["median"], reader["mean"]))
    return (reader["name"], reader["stories"], reader["words"], *hours)


def _signed_row(row):
    at = timezone.localtime(row.signed_at).isoformat(timespec="seconds")
    since = timezone.localtime(row.handed_in).isoformat(timespec="seconds") if row.handed_in else ""
    hours = f"{_hours(row):.2f}" if row.handed_in else ""
    return (at, row.signer_name, row.story_id, row.headline, row.number, row.words, since, hours)


class _Line:
    """What a writer of CSV takes for a file: it hands each line on."""

    def write(self, line):
        return line


def _csv(name, head, rows):
    write = csv.writer(_Line()).writerow
    response = StreamingHttpResponse(_lines(write, head, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _lines(write, head, rows):
    yield "\ufeff"  # without it a spreadsheet takes the names for another encoding
    yield write(head)
    for row in rows:
        yield write(map(plain_cell, row))
