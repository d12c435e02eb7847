"""A story as an IPTC ninjs 3.1 document: https://iptc.org/std/ninjs/, with the schema at ``SCHEMA``.

What the newsroom does not know is left out; so is a date that is not known to the minute, for which ninjs has no form.
"""

import base64
import mimetypes
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.files.storage import default_storage

from articles.api.shapes import ADDRESS, MOMENT, NUMBER, TEXT, Where, list_of
from articles.api.shapes import Schema as Shape
from articles.models import SILENT, Edition, EditionPicture, Precision
from articles.text.blocks import clean, plain, word_count
from articles.told import description, is_our_own, permanent_name, stamp

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
_GENRES = "http://cv.iptc.org/newscodes/genre/"
_FIGURE = re.compile(r"<figure\b[^<>]*></figure>")
_PLAIN, _HTML = "text/plain", "text/html"

Document = dict[str, Any]


def _object(*required: str, **properties: Shape) -> Shape:
    return {"type": "object", "properties": properties, "required": list(required)}


_WORDS = _object("value", role=TEXT, contentType=TEXT, value=TEXT)
_RENDITION = _object("href", name=TEXT, href=ADDRESS, contentType=TEXT, width=NUMBER, height=NUMBER)
_NAMED = _object("name", name=TEXT, role=TEXT, rel=TEXT, uri=ADDRESS)
SHAPE: Shape = {
    **_object(
        "uri", "standard", "type", "pubStatus", "version", "firstCreated", "versionCreated", "altIds",
        uri=ADDRESS | {"description": "The name of the story; it never changes."},
        standard=_object("name", "version", "schema", name=TEXT, version=TEXT, schema=ADDRESS),
        type=TEXT | {"enum": ["text"]},
        pubStatus=TEXT | {"enum": ["usable", "canceled"], "description": "What is canceled is to be taken out."},
        representationType=TEXT | {"enum": ["full"]},
        version=TEXT | {"description": "A number that grows with each edition."},
        firstCreated=MOMENT | {"description": "When its first edition was made."},
        versionCreated=MOMENT | {"description": "Since when readers see this one."},
        contentCreated=MOMENT | {"description": "When it was published, where that is known to the minute."},
        language=TEXT,
        headlines=list_of(_WORDS),
        descriptions=list_of(_WORDS),
        bodies=list_of(_object("contentType", "value", role=TEXT, contentType=TEXT, charCount=NUMBER, wordCount=NUMBER,
                               value=TEXT)),
        by=TEXT,
        located=TEXT,
        slugline=TEXT,
        infoSources=list_of(_NAMED),
        genres=list_of(_NAMED),
        copyrightHolder=TEXT | {"description": "Of what the newsroom knows to be its own."},
        subjects=list_of(_NAMED),
        edNote=TEXT | {"description": "Corrections, or why it was withdrawn."},
        altIds=list_of(_object("role", "value", role=TEXT, value=TEXT)),
        renditions=list_of(_RENDITION),
        associations=list_of(_object("name", "uri", name=TEXT, uri=ADDRESS, type=TEXT, by=TEXT, language=TEXT,
                                     rel=TEXT | {"enum": ["translation", "translationOf"], "description": "Of the "
                                     "same story in another language: “translationOf” is the original of them all."},
                                     descriptions=list_of(_WORDS), renditions=list_of(_RENDITION))),
    ),
    "additionalProperties": False,
    "description": "A story as IPTC ninjs 3.1, as far as it is used here. What is not known is left out.",
    "externalDocs": {"description": "The whole of ninjs, by IPTC.", "url": "https://iptc.org/standards/ninjs/"},
}  # fmt: skip
"""What the documents here may say, in the words of the newsroom: part of ninjs, and no more of it."""


def of_story(
    edition: Any, *, corrections: Sequence[Edition], translations: Sequence[Any], where: Where
) -> Document:
    """The document of a live story. ``edition`` has its rows at hand, and what ``told`` annotates; ``translations`` are
    the versions of it in other languages.
    """
    is_exact = edition.published_precision == Precision.MINUTE
    words = plain(edition.body)
    return _without_blanks(
        {
            **_identity(edition),
            "pubStatus": "usable",
            "representationType": "full",
            "contentCreated": stamp(edition.published_at) if is_exact else "",
            "language": edition.language,
            "headlines": [{"role": "main", "contentType": _PLAIN, "value": edition.headline}],
            "descriptions": [{"role": "summary", "contentType": _PLAIN, "value": description(edition)}],
            "bodies": [
                {
                    "role": "main",
                    "contentType": kind,
                    "charCount": len(words),
                    "wordCount": word_count(edition.body),
                    "value": value,
                }
                for kind, value in ((_HTML, _FIGURE.sub("", clean(edition.body))), (_PLAIN, words))
            ],
            "by": edition.byline,
            "located": edition.dateline,
            "slugline": edition.slug,
            "infoSources": _sources(edition, where),
            "genres": _genres(edition),
            "copyrightHolder": settings.SITE_NAME if is_our_own(edition) else "",
            "subjects": [
                {"name": row.topic.name, "rel": "about", "uri": where.page(row.topic)}
                for row in edition.topic_rows.all()
            ],
            "edNote": "\n".join(
                f"Correction, {stamp(row.live_from)}: {row.correction}" for row in corrections
            ),
            "renditions": [{"name": "page", "href": where.page(edition), "contentType": _HTML}],
            "associations": [
                *(_picture(row, where) for row in edition.picture_rows.all()),
                *(_translation(row, where) for row in translations),
            ],
        }
    )


def of_withdrawn(edition: Any, *, led_to: Edition | None, where: Where) -> Document:
    """The document that calls a story back, with its headline and the reason where readers may know them.

    ``led_to`` is the live story that tells it now, if it was merged into another.
    """
    if edition.withdrawal_reason in SILENT:
        return {**_identity(edition), "pubStatus": "canceled"}
    elsewhere = f": {where.page(led_to)}" if led_to else "."
    return {
        **_identity(edition),
        "pubStatus": "canceled",
        "headlines": [{"role": "main", "contentType": _PLAIN, "value": edition.headline}],
        "edNote": f"Withdrawn. {edition.get_withdrawal_reason_display()}{elsewhere}",
    }


def _identity(edition: Any) -> Document:
    return {
        "uri": permanent_name(edition),
        "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
        "type": "text",
        "version": str(edition.number),
        "firstCreated": stamp(edition.begun),
        "versionCreated": stamp(edition.live_from),
        "altIds": [{"role": "number", "value": str(edition.story_id)}],
    }


def _genres(edition: Edition) -> list[Document]:
    """By IPTC's news codes, in which all kinds that readers are told of have their names."""
    if not edition.told_genre:
        return []
    return [{"name": edition.told_genre, "uri": urljoin(_GENRES, edition.told_genre)}]


def _sources(edition: Edition, where: Where) -> list[Document]:
    """Who wrote it, whose work it is credited to, and who read it."""
    found = [("writer", row.writer, row.name) for row in edition.writer_rows.all()]
    found += [("source", edition.source, edition.source_credit)]
    found += [("proofreader", edition.proofreader, edition.proofreader_credit)]
    return [
        _without_blanks({"name": printed or row.name, "role": role, "uri": where.page(row) if row else ""})
        for role, row, printed in found
        if row or printed
    ]


def _picture(row: EditionPicture, where: Where) -> Document:
    url = urljoin(where.root, default_storage.url(row.file))
    kind = mimetypes.guess_type(row.file)[0] or ""
    original = {
        "name": "original",
        "href": url,
        "contentType": kind,
        "width": row.width,
        "height": row.height,
    }
    return _without_blanks(
        {
            "name": f"picture-{row.position + 1}",
            "uri": _named_by_digest(row.sha256),
            "type": "picture",
            "by": row.credit,
            "descriptions": [
                {"role": role, "contentType": _PLAIN, "value": value}
                for role, value in (("caption", row.caption), ("alternative", row.alt))
                if value
            ],
            "renditions": [_without_blanks(original)],
        }
    )


def _translation(row: Any, where: Where) -> Document:
    """The schema leaves the words of ``rel`` to whoever writes the document; ``SHAPE`` tells ours."""
    return {
        "name": row.headline,
        "rel": "translation" if row.translation_of_id else "translationOf",
        "uri": permanent_name(row),
        "type": "text",
        "language": row.language,
        "renditions": [{"name": "page", "href": where.page(row), "contentType": _HTML}],
    }


def _named_by_digest(sha256: str) -> str:
    """The name of a file that is the same wherever it lies (RFC 6920)."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"


def _without_blanks(document: Document) -> Document:
    return {name: value for name, value in document.items() if value not in ("", [])}
