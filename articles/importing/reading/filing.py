"""Section and keywords of a file → topics of its story, where there are such topics. None is made: that is for people.

The line of the section is placed whether or not there is such a topic: what it says is a field of the file, by which
its story can be filed later. Those of keywords are placed where all of their words became topics.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.text import slugify

from articles.importing.reading.accounting import values
from articles.importing.reading.copies import Copy
from articles.models import Topic
from articles.text.parsing import Role

FILED = frozenset({Role.SECTION, Role.KEYWORDS})
"""Roles whose lines may be placed, though no field of a story has their words."""


def known_topics() -> dict[str, int]:
    """The topics that there are, by how their names and slugs are compared."""
    rows = Topic.objects.values_list("pk", "name", "slug")
    return {key: pk for pk, name, slug in rows for key in (_key(name), _key(slug))}


def renewed(copy: Copy, before: Mapping[str, Any]) -> dict[str, list[int]]:
    """The topics that a copy gives its story, as ``drafting`` takes them, where its section or its keywords are others
    than ``before``, in the values that its file gave. Nothing where they are not: topics may have been renamed since.
    """
    if copy.story is None:
        return {}
    now, then = (
        (said.get("section") or "", list(said.get("keywords") or ())) for said in (values(copy.story), before)
    )
    return {} if now == then else {"topics": list(copy.topics)}


def _key(name: str) -> str:
    return slugify(name, allow_unicode=True)


def filed(copy: Copy, topics: Mapping[str, int]) -> Copy:
    """A copy with the topics that its file names, the section first, and with the lines placed that say so."""
    parsed = copy.story
    if parsed is None or not (parsed.section or parsed.keywords):
        return copy
    named = {"section": [parsed.section] if parsed.section else [], "keywords": list(parsed.keywords)}
    ids = {field: [topics.get(_key(name)) for name in names] for field, names in named.items()}
    placed = {
        line
        for field, found in ids.items()
        if found and (field == "section" or None not in found)
        for line in parsed.evidence.get(field, ())
    }
    found = dict.fromkeys(pk for pk in (*ids["section"], *ids["keywords"]) if pk is not None)
    left_out = tuple(item for item in copy.lines.left_out if item[0] not in placed)
    return replace(copy, topics=tuple(found), lines=replace(copy.lines, left_out=left_out))
