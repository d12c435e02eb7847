"""What is on record about a story, to be read only: revisions, sign-offs, published versions, the ledger."""

from django.template.response import TemplateResponse

from articles.desk.details import LABELS
from articles.desk.numbers import number
from articles.desk.telling import FIELDS
from articles.desk.words import joined
from articles.models import FAR_FUTURE, Kind

REVISIONS = 200
"""Rows of a page; older ones are on the next."""
NAMES = {
    "headline": "headline",
    "standfirst": "standfirst",
    "body": "text",
    "source_credit": "source as printed",
}
NAMES |= {
    name: label.partition(",")[0].lower() for name, label in (FIELDS | LABELS).items() if name != "source"
}
NAMES |= {"captions": "captions"}


def everything(admin, request, story, now):
    """One page with all that was done to a story."""
    before = number(request.GET.get("before", ""))
    editions = story.editions.select_related("revision", "archive_run").defer("body").order_by("-number")
    revisions = _revisions(story, before)
    signoffs = list(story.signoffs.select_related("revision", "taken_back").order_by("-signed_at", "-id"))
    _describe(story, revisions[:REVISIONS], signoffs, now)
    context = {
        **page(admin, request, story, "On record"),
        "revisions": revisions[:REVISIONS],
        "is_older": bool(before),
        "older": revisions[REVISIONS - 1].number if len(revisions) > REVISIONS else None,
        "signoffs": signoffs,
        "editions": editions,
        "ledger": story.ledger.order_by("-number"),
        "far_future": FAR_FUTURE,
    }
    return TemplateResponse(request, "admin/articles/story/record.html", context)


def page(admin, request, story, title):
    """What every page about a story's record says at its head."""
    return {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": title,
        "subtitle": str(story),
        "story": story,
    }


def name_of(revision):
    """What the desk calls a revision, "" for nothing."""
    return revision.naming.name if hasattr(revision, "naming") else ""


def _revisions(story, before):
    """A page of revisions without their texts, newest first, and one more where there are older ones."""
    rows = story.revisions.select_related("naming").order_by("-number")
    fields = (
        "story",
        "number",
        "author_name",
        "created_at",
        "note",
        "words",
        "digest",
        "from_file",
        "naming",
    )
    rows = rows.filter(number__lt=before) if before else rows
    return list(rows.only(*fields)[: REVISIONS + 1])


def _describe(story, revisions, signoffs, now):
    """Put what a row says beside a revision's own facts: its name, what it changed, who signed it, who sees it."""
    changed = _changed(story, revisions)
    shown = story.editions.current(now).exclude(kind=Kind.WITHDRAWAL).first()
    for row in revisions:
        row.name = name_of(row)
        row.changed = changed.get(row.number) or _origin(row)
        row.states = [
            *(["Readers see this"] if shown and shown.revision_id == row.pk else []),
            *(["The story as it stands"] if row.number == story.revision_number else []),
            *_signed(row, signoffs),
        ]


def _signed(revision, signoffs):
    standing = [row for row in signoffs if row.digest == revision.digest and not hasattr(row, "taken_back")]
    names = dict.fromkeys(row.signer_name for row in standing[::-1])
    return [f"Signed off by {joined(names)}"] if names else []


def _changed(story, revisions):
    """What each save changed, in short, by the number of its revision: as the ledger has it."""
    if not revisions:
        return {}
    between = (revisions[-1].created_at, revisions[0].created_at)
    entries = (
        story.ledger.filter(at__range=between).exclude(detail__changed=None).values_list("detail", flat=True)
    )
    return {entry["revision"]: _in_short(entry["changed"]) for entry in entries if "revision" in entry}


def _in_short(names):
    told = [word for name, word in NAMES.items() if name in names]
    return joined(dict.fromkeys(told)).capitalize()


def _origin(revision):
    return "" if revision.number > 1 else "Imported" if revision.from_file_id else "Made"
