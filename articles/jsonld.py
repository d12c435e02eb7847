"""What search engines are told of a page: schema.org in JSON-LD, as blocks of data that no browser runs.

``root`` is the address of the site's front page, with scheme and host; every address in here is absolute.
"""

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import get_script_prefix
from django.utils.safestring import SafeString, mark_safe

from articles.models import Edition, Genre, address
from articles.social import images
from articles.text.blocks import word_count
from articles.told import absolute, description, is_our_own, stamp
from articles.versions import Versions

Data = dict[str, Any]

_CONTEXT = "https://schema.org"
_TYPES = {
    Genre.NEWS: "NewsArticle",
    Genre.ANALYSIS: "AnalysisNewsArticle",
    Genre.BACKGROUND: "BackgroundNewsArticle",
    Genre.OPINION: "OpinionNewsArticle",
    Genre.REVIEW: "ReviewNewsArticle",
}
_encode = json.JSONEncoder(ensure_ascii=False).encode
_BETWEEN_NAMES = re.compile(r"\s*[,;/&]\s*|\s+(?:and|und|et|y|e|og|och|en)\s+")


def written(data: Data) -> SafeString:
    """One block of data as an element of a page."""
    text = _encode({"@context": _CONTEXT, **data})
    # As django.utils.html.json_script: nothing in the data can end the element that holds it.
    text = text.replace(">", "\\u003E").replace("<", "\\u003C").replace("&", "\\u0026")
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  escaped above


def of_story(
    edition: Edition, *, root: str, corrections: Iterable[Edition], translated: Versions
) -> list[Data]:
    """The data of a story's page. ``edition`` has its rows at hand; ``corrections`` are the editions that told
    readers of its errors.
    """
    topics = [row.topic for row in edition.hanging("topic_rows")]
    trail = [(settings.SITE_NAME, "/"), *[(topic.name, topic.get_absolute_url()) for topic in topics[:1]]]
    here = (edition.headline, edition.get_absolute_url())
    article = _article(edition, topics, root, corrections) | _translations(translated, root)
    return [article, breadcrumbs([*trail, here], root=root)]


def of_front(*, root: str) -> list[Data]:
    """The data of the front page: whose site it is, and where it is searched."""
    search = absolute(root, address("stories")) + "?q={search_term_string}"
    return [
        {
            "@type": "WebSite",
            "@id": _identity(root, "/", "website"),
            "url": root,
            "name": settings.SITE_NAME,
            "inLanguage": settings.SITE_LANGUAGE,
            "publisher": publisher(root=root),
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": search},
                "query-input": "required name=search_term_string",
            },
        }
    ]


def of_name(
    row: Any, kind: str, around: tuple[str, str], *, editions: Iterable[Edition], root: str
) -> list[Data]:
    """The data of the page of a name. ``kind`` is "source", "writer", "proofreader" or "topic"; ``around`` is the name
    and address of the page that lists all of them; ``editions`` are the newest stories under it.
    """
    path = row.get_absolute_url()
    page = {"@id": absolute(root, path), "url": absolute(root, path), "name": row.name}
    if kind == "topic":
        data = {
            "@type": "CollectionPage",
            **page,
            "description": row.about,
            "mainEntity": _list(editions, root),
        }
    else:
        who = _named("Organization" if kind == "source" else "Person", row, row.name, root)
        data = {
            "@type": "ProfilePage",
            **page,
            "mainEntity": {**who, **_without_blanks({"description": row.about})},
        }
    trail = [(settings.SITE_NAME, "/"), around, (row.name, path)]
    return [_without_blanks(data), breadcrumbs(trail, root=root)]


def of_stories(*, editions: Iterable[Edition], root: str) -> list[Data]:
    """The data of the list of all stories."""
    here = absolute(root, address("stories"))
    page = {"@type": "CollectionPage", "@id": here, "url": here, "mainEntity": _list(editions, root)}
    return [_without_blanks(page)]


def _list(editions: Iterable[Edition], root: str) -> Data:
    items = _items(((edition.headline, edition.get_absolute_url()) for edition in editions), root)
    return {"@type": "ItemList", "itemListElement": items} if items else {}


def _article(edition: Edition, topics: list[Any], root: str, corrections: Iterable[Edition]) -> Data:
    address = absolute(root, edition.get_absolute_url())
    published = stamp(edition.published_at, edition.published_precision)
    return _without_blanks(
        {
            "@type": _TYPES[edition.genre],
            "@id": _identity_of(edition, root),
            "mainEntityOfPage": {"@type": "WebPage", "@id": address},
            "url": address,
            "headline": edition.headline,
            "description": description(edition),
            "image": _images(edition, root),
            "datePublished": published,
            "dateModified": stamp(edition.modified_at) if edition.modified_at else published,
            "version": str(edition.number),
            "creativeWorkStatus": "Developing" if edition.is_flash else "",
            "author": _authors(edition, root),
            "editor": _proofreader(edition, root),
            "dateline": edition.dateline,
            "correction": [_correction(row) for row in corrections],
            **_provenance(edition, root),
            "publisher": publisher(root=root),
            "isPartOf": {"@type": "WebSite", "@id": _identity(root, "/", "website")},
            "articleSection": topics[0].name if topics else "",
            "keywords": [topic.name for topic in topics],
            "inLanguage": edition.language,
            "wordCount": word_count(edition.body),
            "isAccessibleForFree": True,
        }
    )


def _translations(translated: Versions, root: str) -> Data:
    """Of an original its translations, of a translation its original."""
    of_itself = translated.original is translated.here
    rows = (
        translated.others if of_itself else [row for row in translated.others if row is translated.original]
    )
    works = [
        {
            "@type": "CreativeWork",
            "@id": _identity_of(row, root),
            "url": absolute(root, row.get_absolute_url()),
            "inLanguage": row.language,
        }
        for row in rows
    ]
    return _without_blanks({"workTranslation" if of_itself else "translationOfWork": works})


def _authors(edition: Edition, root: str) -> list[Data]:
    """Each writer by himself or herself; else whoever the byline names, the source, the newsroom."""
    if writers := [_named("Person", row.writer, row.name, root) for row in edition.hanging("writer_rows")]:
        return writers
    if names := [name for name in _BETWEEN_NAMES.split(edition.byline.strip()) if name]:
        return [{"@type": "Person", "name": name} for name in names]
    return [_source(edition, root) or publisher(root=root)]


def _proofreader(edition: Edition, root: str) -> Data:
    if edition.proofreader:
        return _named("Person", edition.proofreader, edition.proofreader_credit, root)
    return {"@type": "Person", "name": edition.proofreader_credit} if edition.proofreader_credit else {}


def _source(edition: Edition, root: str) -> Data:
    if edition.source:
        return _named("Organization", edition.source, edition.source_credit, root)
    return {"@type": "Organization", "name": edition.source_credit} if edition.source_credit else {}


def _provenance(edition: Edition, root: str) -> Data:
    """Of a story that is credited to a source, whose work it is; of our own, that it is; of others, nothing."""
    source = _source(edition, root)
    if not source:
        return {"copyrightHolder": publisher(root=root)} if is_our_own(edition) else {}
    return {
        "creditText": source["name"],
        "sourceOrganization": source,
        "isBasedOn": {"@type": "CreativeWork", "publisher": source},
    }


def _named(kind: str, row: Any, printed: str, root: str) -> Data:
    """Somebody who has a page here, under the name that is printed."""
    path = row.get_absolute_url()
    return {
        "@type": kind,
        "@id": _identity(root, path, kind.lower()),
        "name": printed or row.name,
        "url": absolute(root, path),
    }


def _correction(edition: Edition) -> Data:
    return {
        "@type": "CorrectionComment",
        "datePublished": stamp(edition.live_from),
        "text": edition.correction,
    }


def _images(edition: Edition, root: str) -> list[Data]:
    return [
        _without_blanks(
            {
                "@type": "ImageObject",
                "url": image.url,
                "width": image.width,
                "height": image.height,
                "caption": image.caption,
                "creditText": image.credit,
            }
        )
        for image in images(edition, root=root)
    ]


def publisher(*, root: str) -> Data:
    return _publisher(root, settings.SITE_NAME, get_script_prefix())


@lru_cache(maxsize=8)
def _publisher(root: str, name: str, prefix: str) -> Data:
    return {
        "@type": "NewsMediaOrganization",
        "@id": _identity(root, "/", "publisher"),
        "name": name,
        "url": root,
        "logo": {"@type": "ImageObject", "url": absolute(root, static("site/icon.svg"))},
    }


def with_policies(data: Data, policies: Data) -> Data:
    """``data`` with the addresses of the pages on which its publisher says how it works."""
    return data | {"publisher": data["publisher"] | policies} if policies and "publisher" in data else data


def breadcrumbs(trail: Iterable[tuple[str, str]], *, root: str) -> Data:
    """The way to a page from the front page: (name, address) of each step, the page itself last."""
    return {"@type": "BreadcrumbList", "itemListElement": _items(trail, root)}


def _items(pages: Iterable[tuple[str, str]], root: str) -> list[Data]:
    return [
        {
            "@type": "ListItem",
            "position": position,
            "item": {"@type": "WebPage", "@id": absolute(root, address), "name": name},
        }
        for position, (name, address) in enumerate(pages, start=1)
    ]


def _identity_of(edition: Edition, root: str) -> str:
    """No new slug changes it."""
    return _identity(root, address("stories", str(edition.story_id)), "article")


def _identity(root: str, path: str, name: str) -> str:
    return f"{absolute(root, path)}#{name}"


def _without_blanks(data: Data) -> Data:
    return {name: value for name, value in data.items() if value not in ("", [], {})}
