"""What the API tells of stories and names: a table each."""

from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from django.core.files.storage import default_storage
from django.db.models import Prefetch
from django.db.models.functions import Left

from articles import versions
from articles.api.shapes import (
    ADDRESS,
    ADDRESS_OR_NONE,
    MOMENT,
    NUMBER,
    TEXT,
    TEXT_OR_NONE,
    YES_OR_NO,
    Field,
    Fields,
    Schema,
    Where,
    list_of,
    or_none,
    schema_of,
    write,
)  # fmt: skip
from articles.models import (
    SILENT,
    Edition,
    EditionTopic,
    EditionWriter,
    Genre,
    Kind,
    Precision,
    Severity,
    WithdrawalReason,
)
from articles.text.blocks import clean, word_count
from articles.told import OPENING, begun, permanent_name, stamp, teaser

# ── Names ──

_BRIEF: Fields = (
    Field("name", TEXT, "The name.", lambda row, where: row.name),
    Field("slug", TEXT, "What filters call it by.", lambda row, where: row.slug),
    Field("url", ADDRESS, "Its page.", lambda row, where: where.page(row)),
)


def name_fields(kind: str) -> Fields:
    """What is told of a topic, source, writer or proofreader."""
    return (
        *_BRIEF,
        Field("about", TEXT, "A sentence or two about it; may be empty.", lambda row, where: row.about),
        Field("self", ADDRESS, "This name here.", lambda row, where: where.url(kind, row.slug)),
        Field(
            "stories",
            ADDRESS,
            "Its stories here.",
            lambda row, where: where.url("stories", **{kind: row.slug}),
        ),
    )


def _brief(row: Any, where: Where, printed: str = "") -> dict[str, Any]:
    return write(_BRIEF, row, where) | ({"name": printed} if printed else {})


def _credited(row: Any, printed: str, where: Where) -> dict[str, Any] | None:
    """Who is credited, as printed; whoever has no page here has neither slug nor address."""
    if row:
        return _brief(row, where, printed)
    return {"name": printed, "slug": None, "url": None} if printed else None


_CREDITED: Schema = or_none(
    schema_of(_BRIEF)
    | {"properties": {"name": TEXT, "slug": {"type": ["string", "null"]}, "url": ADDRESS_OR_NONE}}
)

# ── Stories ──

PICTURE: Fields = (
    Field("id", NUMBER, "By which the body names it.", lambda row, where: row.picture_id),
    Field("url", ADDRESS, "The file.", lambda row, where: urljoin(where.root, default_storage.url(row.file))),
    Field("width", NUMBER, "Pixels.", lambda row, where: row.width),
    Field("height", NUMBER, "Pixels.", lambda row, where: row.height),
    Field("alt", TEXT, "What it shows.", lambda row, where: row.alt),
    Field("caption", TEXT, "May be empty.", lambda row, where: row.caption),
    Field("credit", TEXT, "May be empty.", lambda row, where: row.credit),
)
CORRECTION: Fields = (
    Field("at", MOMENT, "When readers were told.", lambda row, where: stamp(row.live_from)),
    Field("text", TEXT, "What was wrong, and what is right.", lambda row, where: row.correction),
    Field(
        "severity",
        TEXT | {"enum": Severity.values},
        "How grave it was.",
        lambda row, where: row.correction_severity,
    ),
)
RELATED: Fields = (
    Field("title", TEXT, "As published.", lambda line, where: line.title),
    Field("id", {"type": ["integer", "null"]}, "The story, if it can be read here.",
          lambda line, where: line.edition.story_id if line.edition else None),
    Field("url", ADDRESS_OR_NONE, "Its page.", lambda line, where: where.page(line.edition) if line.edition else None),
)  # fmt: skip
STORY: Fields = (
    Field("id", NUMBER, "The number of the story; it never changes.", lambda row, where: row.story_id),
    Field("self", ADDRESS, "All of the story, here.", lambda row, where: where.url("story", row.story_id)),
    Field("uri", ADDRESS, "Its name in ninjs and in feeds.", lambda row, where: permanent_name(row)),
    Field("version", NUMBER, "That of its ninjs: it grows with whatever readers see changed.",
          lambda row, where: row.number),
    Field("url", ADDRESS, "Its page.", lambda row, where: where.page(row)),
    Field("headline", TEXT, "The headline.", lambda row, where: row.headline),
    Field("standfirst", TEXT, "The sentence under the headline; may be empty.", lambda row, where: row.standfirst),
    Field("summary", TEXT, "The standfirst, else how the story begins.", lambda row, where: teaser(row)),
    Field("language", TEXT, "Of its text: a tag as of BCP 47.", lambda row, where: row.language),
    Field("published_at", TEXT, "ISO 8601, as exactly as it is known: a year, a month, a day or a moment.",
          lambda row, where: stamp(row.published_at, row.published_precision)),
    Field("published_precision", TEXT | {"enum": Precision.values}, "How exactly that is known.",
          lambda row, where: row.published_precision),
    Field("modified_at", MOMENT | {"type": ["string", "null"]}, "When its words last changed, since it was published.",
          lambda row, where: stamp(row.modified_at) if row.modified_at else None),
    Field("genre", TEXT | {"enum": Genre.values}, "What kind of piece it is.", lambda row, where: row.genre),
    Field("is_developing", YES_OR_NO, "Published before it was proofread.", lambda row, where: row.is_flash),
    Field("byline", TEXT, "As printed; may be empty.", lambda row, where: row.byline),
    Field("dateline", TEXT, "Where it was filed; may be empty.", lambda row, where: row.dateline),
    Field("writers", list_of(schema_of(_BRIEF)), "Those who have a page here.",
          lambda row, where: [_brief(one.writer, where, one.name) for one in row.writer_rows.all()]),
    Field("source", _CREDITED, "The organisation that it is credited to.",
          lambda row, where: _credited(row.source, row.source_credit, where)),
    Field("proofreader", _CREDITED, "Who is credited with reading it.",
          lambda row, where: _credited(row.proofreader, row.proofreader_credit, where)),
    Field("topics", list_of(schema_of(_BRIEF)), "Its section is the first.",
          lambda row, where: [_brief(one.topic, where) for one in row.topic_rows.all()]),
    Field("pictures", list_of(schema_of(PICTURE)), "The lead picture is the first that the body does not name.",
          lambda row, where: [write(PICTURE, one, where) for one in row.picture_rows.all()]),
)  # fmt: skip
TRANSLATION: Fields = (
    Field("language", TEXT, "Of its text: a tag as of BCP 47.", lambda row, where: row.language),
    Field("is_original", YES_OR_NO, "Whether the others are translations of it.",
          lambda row, where: row.translation_of_id is None),
    Field("id", NUMBER, "The number of the story.", lambda row, where: row.story_id),
    Field("self", ADDRESS, "All of the story, here.", lambda row, where: where.url("story", row.story_id)),
    Field("uri", ADDRESS, "Its name in ninjs and in feeds.", lambda row, where: permanent_name(row)),
    Field("url", ADDRESS, "Its page.", lambda row, where: where.page(row)),
)  # fmt: skip
WHOLE_STORY: Fields = (
    *STORY,
    Field("body", TEXT, "HTML. A figure without content stands where the picture of that id belongs.",
          lambda row, where: clean(row.body)),
    Field("word_count", NUMBER, "Words of the body.", lambda row, where: word_count(row.body)),
    Field("corrections", list_of(schema_of(CORRECTION)), "Oldest first.",
          lambda row, where: [write(CORRECTION, one, where) for one in row.corrections]),
    Field("related", list_of(schema_of(RELATED)), "Related coverage.",
          lambda row, where: [write(RELATED, one, where) for one in row.related]),
    Field("translations", list_of(schema_of(TRANSLATION)), "The same story in other languages, the original first.",
          lambda row, where: [write(TRANSLATION, one, where) for one in row.translations]),
    Field("ninjs", ADDRESS, "The story as IPTC ninjs.", lambda row, where: where.url("ninjs", row.story_id)),
)  # fmt: skip

# ── Changes ──

CHANGES = {
    Kind.FIRST: "published",
    Kind.UPDATE: "updated",
    Kind.REFRESH: "updated",
    Kind.CORRECTION: "corrected",
    Kind.WITHDRAWAL: "withdrawn",
}


_TOLD = [reason.value for reason in WithdrawalReason if reason not in SILENT]


def _is_live(edition: Edition) -> bool:
    return edition.kind != Kind.WITHDRAWAL


def _is_silent(edition: Edition) -> bool:
    return edition.withdrawal_reason in SILENT


CHANGE: Fields = (
    Field("at", MOMENT, "When readers saw it.", lambda row, where: stamp(row.live_from)),
    Field("change", TEXT | {"enum": sorted({*CHANGES.values()})}, "What became of the story last.",
          lambda row, where: CHANGES[Kind(row.kind)]),
    Field("status", TEXT | {"enum": ["usable", "canceled"]}, "As ninjs has it. Whoever took over a story that is "
          "canceled takes it out.", lambda row, where: "usable" if _is_live(row) else "canceled"),
    Field("id", NUMBER, "The number of the story.", lambda row, where: row.story_id),
    Field("uri", ADDRESS, "Its name in ninjs and in feeds.", lambda row, where: permanent_name(row)),
    Field("version", NUMBER, "That of its ninjs.", lambda row, where: row.number),
    Field("headline", TEXT_OR_NONE, "Null where a story was withdrawn without a word.",
          lambda row, where: None if _is_silent(row) else row.headline),
    Field("correction", TEXT_OR_NONE, "What readers were told, if it was corrected.",
          lambda row, where: row.correction or None),
    Field("reason", TEXT_OR_NONE | {"enum": [*_TOLD, None]}, "Why it was withdrawn, where readers may know.",
          lambda row, where: row.withdrawal_reason if not _is_live(row) and not _is_silent(row) else None),
    Field("self", ADDRESS_OR_NONE, "All of the story; null where it was withdrawn.",
          lambda row, where: where.url("story", row.story_id) if _is_live(row) else None),
    Field("url", ADDRESS_OR_NONE, "Its page; null where it was withdrawn.",
          lambda row, where: where.page(row) if _is_live(row) else None),
    Field("ninjs", ADDRESS_OR_NONE, "Its ninjs, which calls back what was withdrawn; null where this is all that is "
          "said of it.",
          lambda row, where: None if row.withdrawal_reason == WithdrawalReason.NEVER
          else where.url("ninjs", row.story_id)),
)  # fmt: skip


def told(editions: Any) -> Any:
    """``editions`` with what ``STORY`` says of them, and no more of the body than it needs. Three queries on top."""
    return with_rows(editions).defer("body").annotate(opening=Left("body", OPENING))


def translations_of(edition: Edition, *, now: datetime) -> list[Any]:
    """The live versions of a story in other languages, with what ``TRANSLATION`` says of them."""
    pks = [row.pk for row in versions.of(edition, now=now).others]
    rows = Edition.objects.filter(pk__in=pks).for_readers().annotate(begun=begun()).defer("body")
    return sorted(rows, key=lambda row: pks.index(row.pk)) if pks else []


def with_rows(editions: Any) -> Any:
    return (
        editions.for_readers()
        .annotate(begun=begun())
        .select_related("source", "proofreader")
        .defer("proofreader__user")
        .prefetch_related(
            "picture_rows",
            Prefetch("topic_rows", EditionTopic.objects.select_related("topic")),
            Prefetch("writer_rows", EditionWriter.objects.select_related("writer").defer("writer__user")),
        )
    )
