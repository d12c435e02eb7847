"""One story's file: all that is on record of it, in a form that proves itself without this newsroom's database.

What is added later to a story's record (findings dismissed, say) is one more part of ``of``.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.text import slugify

from articles.evidence.record import Record
from articles.ledger import as_kept
from articles.ledger.proving import normal_form_of
from articles.models import FAR_FUTURE, Kind, Story
from articles.text import chains
from articles.text.proving import FORMAT

__all__ = ["Record", "name_of_file", "of"]

HOW_TO_CHECK = [
    "This file proves itself: nothing but SHA-256 is needed, and no access to the newsroom that made it.",
    "ledger.entries: each 'digest' is the SHA-256, in hex, of the UTF-8 bytes of 'canonical', which is the JSON of the "
    "entry. In it 'previous' is the digest of the entry before, empty for the first; 'number' counts from 1.",
    "revisions and editions: each 'digest' is 'v1:' and the SHA-256, in hex, of the UTF-8 bytes of 'normal_form', "
    "which is the JSON of the text: headline, standfirst, byline, dateline, language, body, captions with credits, "
    "source, the sentence of a correction, and those headlines for lists, search engines and social networks that "
    "there are. A tombstone (kind 'withdrawal') has no text; its digest is that of the "
    "text that it took away.",
    "signoffs: 'digest' is that of the text that was signed, and so that of the revision named beside it.",
    "Each revision, sign-off and edition has an entry of the ledger of the same time ('at') and account ('by').",
    "Whoever made this file could have written all of it anew. What shows that is the last digest of the chain, known "
    "from before: an earlier file of this story, or a seal of all chains ('manage.py verify_ledger --check-seal').",
    "'manage.py verify_evidence FILE' checks all of this, holds what else the file tells against the ledger and the "
    "texts, and says what the file cannot prove; it needs the program alone.",
]


def of(story: Story, *, now: datetime) -> dict[str, Any]:
    """The file of a story, as JSON takes it."""
    record = Record(story)
    redacted = record.redacted
    return {
        "format": FORMAT,
        "how_to_check": HOW_TO_CHECK,
        "newsroom": settings.SITE_NAME,
        "made_at": chains.moment(now),
        "story": _story(story),
        "redacted": {"at": _at(redacted.at), "by_name": redacted.by_name, **as_kept(redacted).says}
        if redacted
        else None,
        "proves_itself": not record.faults,
        "faults": record.faults,
        "words_by": [{"name": name, "key": key, "words": words} for name, key, words in record.words_by],
        "revisions": [_revision(row, record) for row in record.revisions],
        "signoffs": [_signoff(row) for row in record.signoffs],
        "editions": [_edition(row, record) for row in record.editions],
        "debts": [_plain(row, _DEBT) | {"edition": row.edition.number} for row in record.debts],
        "holds": [_plain(row, _HOLD) for row in record.holds],
        "files": [
            _plain(row, _FILE) | {"run": row.run_id, "at": _at(row.run.started_at)} for row in record.files
        ],
        "comments": [_mark(row) for row in record.marks],
        "reports": [_plain(row, _REPORT) for row in record.reports],
        "ledger": {
            "chain": record.chain,
            "head": record.entries[-1].digest if record.entries else "",
            "entries": [_entry(row) for row in record.entries],
        },
    }


def name_of_file(story: Story) -> str:
    """What the file is called where it is saved: slugline and number."""
    name = slugify(story.slugline or story.headline)[:60].strip("-") or "story"
    return f"evidence-{name}-{story.pk}.json"


_DEBT = ("opened_at", "settled_at", "settled_by_name", "how")
_HOLD = (
    "kind", "reason", "placed_by_name", "placed_at", "lifted_by_name", "lifted_at", "lifted_note",
)  # fmt: skip
_FILE = ("collection", "path", "size", "sha256", "encoding", "outcome", "sentence")
_MARK = (
    "kind", "field", "exact", "proposed", "note", "author_name", "to_name", "made_at", "answered_at", "outcome",
    "resolved_by_name", "resolved_at",
)  # fmt: skip
_REPORT = (
    "quote",
    "says",
    "name",
    "made_at",
    "taken_by_name",
    "state",
    "answer",
    "handled_by_name",
    "handled_at",
)
_EDITION = (
    "number", "kind", "digest", "slug", "genre", "is_flash", "correction", "correction_severity", "withdrawal_reason",
    "override_reason", "published_at", "published_precision", "live_from", "proofreader_credit",
)  # fmt: skip


def _story(story: Story) -> dict[str, Any]:
    embargo = {
        "until": _at(story.embargo_until),
        "zone": story.embargo_zone,
        "by_name": story.embargo_by_name,
    }
    return {
        "number": story.pk,
        **_plain(
            story, ("slugline", "headline", "language", "stage", "source_credit", "digest", "created_at")
        ),
        "embargo": embargo if story.embargo_until else None,
    }


def _revision(row: Any, record: Record) -> dict[str, Any]:
    return {
        **_plain(row, ("number", "digest", "note", "words", "details")),
        "by": row.author_id,
        "by_name": row.author_name,
        "key": row.author_key(),
        "at": _at(row.created_at),
        "name": row.naming.name if hasattr(row, "naming") else "",
        "normal_form": None if record.redacted else normal_form_of(row),
    }


def _signoff(row: Any) -> dict[str, Any]:
    taken_back = getattr(row, "taken_back", None)
    return {
        "by": row.signer_id,
        "by_name": row.signer_name,
        "at": _at(row.signed_at),
        "digest": row.digest,
        "revision": row.revised,
        "rules_version": row.rules_version,
        "as": "second person" if row.is_second else "proofreader",
        "taken_back": taken_back and _plain(taken_back, ("by_name", "at", "reason")),
    }


def _edition(row: Any, record: Record) -> dict[str, Any]:
    correction = record.correction_of(row)
    form = None
    if correction is not None and row.kind != Kind.WITHDRAWAL and not record.redacted:
        form = normal_form_of(row, correction=correction)
    return {
        **_plain(row, _EDITION),
        "by": row.made_by_id,
        "by_name": row.made_by_name,
        "at": _at(row.made_at),
        "revision": row.revised,
        "shown_until": None if row.superseded_at == FAR_FUTURE else _at(row.superseded_at),
        "was_shown": row.superseded_at > row.live_from,
        "way": row.passage.way,
        "passed": row.passage.sentence,
        "normal_form": form,
    }


def _mark(row: Any) -> dict[str, Any]:
    return {
        "number": row.pk,
        **_plain(row, _MARK),
        "became": row.became and row.became.number,
        "replies": [_plain(reply, ("author_name", "made_at", "note")) for reply in row.said],
        "through_link": row.link_id is not None,
    }


def _entry(row: Any) -> dict[str, str]:
    return {"canonical": chains.canonical(as_kept(row)), "digest": row.digest}


def _plain(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in names}
    return {name: _at(value) if isinstance(value, datetime) else value for name, value in values.items()}


def _at(at: datetime | None) -> str | None:
    return chains.moment(at) if at else None
