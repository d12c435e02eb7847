"""Which texts have values of a sketch in common with some copies: one query, however many stories are held."""

from collections import defaultdict
from typing import Any

from django.db.models import F, Q

from articles.importing.matching.sifting import Key
from articles.models import COMMON, Among, Fingerprint, ImportRun, Prepared, Stage


def sharing(values: set[int], run: ImportRun) -> tuple[dict[int, list[Key]], dict[Key, int]]:
    """Who has each of these values in their sketch, but for stories that are spiked and values that are common; and the
    revision of each story.
    """
    asked = sorted(values)
    rows = _held_by_run(values=asked, run=run.pk) if run.is_dry else _held(values=asked)
    held: dict[int, list[Key]] = defaultdict(list)
    revisions = {}
    for value, story, file, revision in rows:
        key = ("story", story) if story else ("file", file)
        held[value].append(key)
        revisions[key] = revision or 1
    return {value: keys for value, keys in held.items() if len(keys) <= COMMON}, revisions


@Prepared
def _held(values: Any) -> Any:
    return _sketches(values).filter(file=None)


@Prepared
def _held_by_run(values: Any, run: Any) -> Any:
    return _sketches(values).filter(Q(story__isnull=False) | Q(file__run=run))


def _sketches(values: Any) -> Any:
    rows = Fingerprint.objects.filter(Among(F("value"), values)).exclude(story__stage=Stage.SPIKED)
    return rows.order_by("pk").values_list("value", "story_id", "file_id", "story__revision_number")
