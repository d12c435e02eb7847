"""A rule tried over the whole archive, piece by piece: what readers see of each story, and what the desk works on."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from articles import ledger, stylebook
from articles.findings import copy_of, folded
from articles.models import (
    Dismissal,
    Edition,
    EditionPicture,
    Redaction,
    Stage,
    Story,
    StoryPicture,
    StyleHit,
    StyleRule,
    StyleTrial,
)
from articles.rules import Refused, check_right, lock
from articles.text import style
from articles.text.blocks import Text, block_texts
from articles.text.style import Copy, Finding

PIECE = 1.0
"""Seconds that one piece of the work takes, about."""
BATCH = 200
EXAMPLES, AROUND = 5, 60
"""Places of a text that are shown, and characters on either side of one."""
VERB = "try rules of the style book"
_FIELDS = ("headline", "standfirst", "body", "language")


@transaction.atomic
def begin(rule: StyleRule, *, by: Any, now: datetime) -> StyleTrial:
    """Try a rule as it is worded now, from the first story on; what an earlier trial found is dropped."""
    check_right(by, "change_stylerule", VERB)
    rule = StyleRule.objects.select_for_update(no_key=True).get(pk=rule.pk)
    StyleTrial.objects.filter(rule=rule).delete()
    name = ledger.name_of(by)
    return StyleTrial.objects.create(rule=rule, wording=rule.wording, begun_at=now, by=by, by_name=name)


def go_on(
    trial: StyleTrial, *, by: Any, now: datetime, clock: Callable[[], float], piece: float = PIECE
) -> StyleTrial:
    """Try one piece more. Of two who do the same piece at once one is enough. The end of it is logged.

    Nothing is locked while stories are read: only what was found is written in one transaction.
    """
    check_right(by, "change_stylerule", VERB)
    held = _standing(StyleTrial.objects.filter(pk=trial.pk))
    piece_of = _Piece(held, now)
    until = clock() + piece
    while not held.done_at and piece_of.batch() and clock() < until:
        pass
    return _written(held, piece_of, by, now)


def places_in(trial: StyleTrial, story: Story, *, now: datetime) -> StyleHit:
    """All that a rule finds in one story as it is now, as a hit whose examples are all of its places; not saved."""
    piece = _Piece(trial, now)
    piece.look([(story.pk, story.stage, story.digest)], most=None)
    return piece.hits[0] if piece.hits else StyleHit(trial=trial, story=story, shown=0, drafted=0)


def _standing(rows: QuerySet[StyleTrial]) -> StyleTrial:
    held = rows.select_related("rule").first()
    if held is None or held.wording != held.rule.wording:
        raise Refused("The rule was changed, or is being tried anew. Look at it as it is now.")
    return held


@transaction.atomic
def _written(seen: StyleTrial, piece: "_Piece", by: Any, now: datetime) -> StyleTrial:
    held = _standing(StyleTrial.objects.select_for_update(of=("self",)).filter(pk=seen.pk))
    if held.done_at or held.last_story != seen.last_story:
        return held
    lock(hit.story_id for hit in piece.hits)  # or a court's order might come between the look and this
    redacted = set(Redaction.objects.values_list("story", flat=True))
    StyleHit.objects.bulk_create([hit for hit in piece.hits if hit.story_id not in redacted])
    held.last_story, held.seen = piece.last_story, held.seen + piece.seen
    held.found += sum(hit.shown + hit.drafted for hit in piece.hits)
    if piece.is_last:
        held.done_at = now
        told: dict[str, Any] = {"name": held.rule.name, "found": held.found, "stories": held.hits.count()}
        ledger.record("tried", by=by, at=now, chain=f"stylerule/{held.rule_id}", seen=held.seen, **told)
    held.save(update_fields=["last_story", "seen", "found", "done_at"])
    return held


class _Piece:
    """A rule over one batch of stories after another, and what it found there."""

    def __init__(self, trial: StyleTrial, now: datetime) -> None:
        self.trial, self.now = trial, now
        self.section = trial.rule.section_id
        self.rule = stylebook.rule_of(trial.rule)
        self.check = style.made(self.rule)
        desk_wide = Dismissal.objects.standing().filter(scope=Dismissal.Scope.DESK, code=trial.rule.code)
        self.spared = set(map(folded, desk_wide.values_list("exact", flat=True)))
        self.last_story, self.seen, self.is_last = trial.last_story, 0, False
        self.hits: list[StyleHit] = []

    def batch(self) -> bool:
        """Whether there may be stories left to try."""
        rows = list(
            Story.objects.filter(pk__gt=self.last_story)
            .order_by("pk")
            .values_list("pk", "stage", "digest")[:BATCH]
        )
        self.look(rows, most=EXAMPLES)
        self.seen += len(rows)
        self.is_last = len(rows) < BATCH
        return not self.is_last

    def look(self, rows: list[tuple[int, str, str]], *, most: int | None) -> None:
        """Take down what is found in stories, by number, stage and digest, with so many places of each text."""
        editions = self._editions([pk for pk, _, _ in rows])
        at_work = [
            pk
            for pk, stage, digest in rows
            if stage != Stage.SPIKED and (pk not in editions or editions[pk].digest != digest)
        ]
        copies = self._of_section(Story.objects.filter(pk__in=at_work)).only(*_FIELDS).in_bulk()
        captions = _captions(EditionPicture, "edition", [row.pk for row in editions.values()])
        drafted = _captions(StoryPicture, "story", list(copies))
        for pk, _, _ in rows:
            shown = self._places(editions.get(pk), captions)
            working = self._places(copies.get(pk), drafted)
            if shown or working:
                examples = [*shown[:most], *({**row, "is_copy": True} for row in working[:most])]
                counts = {"shown": len(shown), "drafted": len(working)}
                self.hits.append(StyleHit(trial=self.trial, story_id=pk, examples=examples, **counts))
            self.last_story = pk

    def _editions(self, stories: list[int]) -> dict[int, Edition]:
        live = self._of_section(Edition.objects.live(self.now).filter(story__in=stories))
        return {row.story_id: row for row in live.only("story_id", "digest", *_FIELDS)}

    def _of_section(self, rows: Any) -> Any:
        # Of a story's topics the first is its section.
        return rows.filter(topic_rows__topic=self.section, topic_rows__position=0) if self.section else rows

    def _places(self, row: Any, captions: dict[int, list[str]]) -> list[dict[str, Any]]:
        if row is None or not style.is_within(row.language, self.check.language):
            return []
        under = captions.get(row.pk, [])
        plain = "\n".join([row.headline, row.standfirst, *block_texts(row.body), *under])
        if not style.fits(self.rule, plain):
            return []
        captioned = tuple((caption, "") for caption in under)
        copy = copy_of(Text(row.headline, row.standfirst, "", "", row.language, row.body, captioned, ""))
        found = style.findings(self.check, copy)
        return [
            _example(copy, place)
            for place in found
            if folded(copy.text[place.start : place.end]) not in self.spared
        ]


def _captions(model: Any, field: str, numbers: list[int]) -> dict[int, list[str]]:
    told: dict[int, list[str]] = {}
    rows = model.objects.filter(**{f"{field}__in": numbers}).exclude(caption="").order_by("position")
    for number, caption in rows.values_list(field, "caption"):
        told.setdefault(number, []).append(caption)
    return told


def _example(copy: Copy, found: Finding) -> dict[str, Any]:
    part = next(part for part in copy.parts if part.start <= found.start < part.end)
    before, after = copy.text[part.start : found.start], copy.text[found.end : part.end]
    if len(before) > AROUND:
        before = f"… {before[-AROUND:].partition(' ')[2]}"
    if len(after) > AROUND:
        after = f"{after[:AROUND].rpartition(' ')[0]} …"
    said = copy.text[found.start : found.end]
    return {"where": part.kind, "before": before, "said": said, "after": after, "proposed": found.replacement}
