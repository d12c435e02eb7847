"""The laws of DESIGN, asked of the database after every move: computed anew from the rows, beside the code that keeps
them. It holds the stories of one run only, which is rolled back.
"""

from collections import defaultdict
from itertools import pairwise

from django.db import connection
from django.db.models import F

from articles import ledger
from articles.models import (
    FAR_FUTURE,
    Debt,
    Edition,
    EditionRelated,
    EditionTopic,
    Hold,
    Kind,
    LedgerEntry,
    Mark,
    Notice,
    Revision,
    SignOff,
    SignOffTakenBack,
    Story,
)
from articles.rules import Move, idle_time
from articles.text import authorship

APPEND_ONLY = (Revision, SignOff, SignOffTakenBack, LedgerEntry, Edition, EditionTopic, EditionRelated)
MOVABLE = {"superseded_at"}
DRAFT, PROOFING, PROOFREAD, SPIKED = "draft", "proofing", "proofread", "spiked"
WORKED_ON = {DRAFT, PROOFING, PROOFREAD}
SAVED = {(PROOFREAD, PROOFING), (PROOFING, PROOFREAD)}
STEPS = {  # the stages that a move may lead from and to; any other move, or none, leaves the stage as it is
    Move.SAVE: SAVED,
    Move.FIX: {*SAVED, (DRAFT, PROOFING)},
    Move.SUBMIT: {(DRAFT, PROOFING)},
    Move.SEND_BACK: {(PROOFING, DRAFT), (PROOFREAD, DRAFT)},
    Move.SIGN_OFF: {(PROOFING, PROOFREAD)},
    Move.PASS: {(PROOFING, PROOFREAD)},
    Move.TAKE_BACK: {(PROOFREAD, PROOFING)},
    Move.SPIKE: {(stage, SPIKED) for stage in WORKED_ON},
    Move.MERGE: {(stage, SPIKED) for stage in WORKED_ON},
    Move.UNSPIKE: {(SPIKED, DRAFT)},
}
ALWAYS = {Move.SUBMIT, Move.SEND_BACK, Move.SPIKE, Move.UNSPIKE}
EDITORS, READERS = {"editor"}, {"editor", "proofreader"}
WRITERS = {*READERS, "writer"}
MAY = {  # the roles that may ever make a move; a superuser may any, an account that was deactivated none
    **dict.fromkeys(Move, EDITORS),
    **dict.fromkeys([Move.SAVE, Move.SUBMIT, Move.FIX, Move.TAKE_WRITING], WRITERS),
    **dict.fromkeys([Move.SEND_BACK, Move.SIGN_OFF, Move.TAKE_BACK, Move.TAKE_READING], READERS),
    **dict.fromkeys([Move.HOLD, Move.SHARE], READERS),
    Move.CONFIRM: {*WRITERS, "importer"},
    Move.COMMENT: {*WRITERS, "reviewer"},
    Move.HAND_BACK: {*WRITERS, "reviewer", "importer"},
}


class Broken(AssertionError):
    """A law that does not hold."""


def insist(holds: object, sentence: str) -> None:
    if not holds:
        raise Broken(sentence)


def made_by_right(move: Move, role: str, before: str, after: str, *, stale: bool) -> None:
    """A move that was made was this person's to make, on the text that they saw, from one stage to a legal one."""
    insist(role == "superuser" or role in MAY[move], f"{role} made {move}")
    insist(not stale, f"{move} was made on an older text")
    legal = STEPS.get(move, set())
    insist(
        (before, after) in legal or (before == after and move not in ALWAYS), f"{move}: {before} → {after}"
    )


class Laws:
    """What was seen of the rows so far."""

    def __init__(self):
        self.seen = {model: {} for model in APPEND_ONLY}
        self.ends, self.history = {}, defaultdict(list)

    def check(self, now):
        """Raise ``Broken`` where a law does not hold at ``now``."""
        self.stories = {story.pk: story for story in Story.objects.all()}
        self.editions = list(Edition.objects.annotate(revised=F("revision__number")).order_by("number"))
        known = max(self.seen[Revision], default=0)
        for revision in Revision.objects.filter(pk__gt=known).order_by("number"):
            self.history[revision.story_id].append(revision)
        self.signed = defaultdict(list)
        for row in SignOff.objects.standing().annotate(number=F("revision__number")):
            self.signed[row.story_id].append((row.signer_id, row.number, row.digest))
        new = [row for row in self.editions if row.pk not in self.seen[Edition]]
        self.windows(now)
        self.nothing_unread(new, now)
        self.nothing_held(new, now)
        self.stages(now)
        self.debts(now)
        freed_in_time(self.stories.values(), now)
        written = self.append_only()
        self.nothing_waits(written[SignOff])
        self.taken_up_from_others()
        # What was proved before is proved still, as no row of it changed.
        for chain in {row["chain"] for row in written[LedgerEntry]}:
            insist(not (faults := ledger.faults(chain)), " ".join(faults))

    @staticmethod
    def as_it_is(story):
        """What a move that is refused may not change."""
        return rows_of(Story, f"WHERE id = {story.pk}"), rows_of(LedgerEntry, f"WHERE story_id = {story.pk}")

    def append_only(self):
        """Law 6: no row of what was written for good is gone or says something else. Gives the rows that are new."""
        new = {}
        for model, seen in self.seen.items():
            rows = rows_of(model)
            for pk, row in seen.items():
                insist(rows.get(pk) == row, f"{model.__name__} {pk} was changed or is gone")
            new[model] = [rows[pk] for pk in rows.keys() - seen.keys()]
            seen.update(rows)
        return new

    def windows(self, now):
        """Law 1: at most one edition at any moment, one open; ends move while they lie ahead."""
        for rows in by_story(self.editions).values():
            shown = sorted(
                (row for row in rows if row.superseded_at > row.live_from), key=lambda row: row.live_from
            )
            for one, next_one in pairwise(shown):
                insist(one.superseded_at <= next_one.live_from, f"editions {one.pk}, {next_one.pk} overlap")
            ends = [row.superseded_at for row in shown]
            insist(ends.count(FAR_FUTURE) == bool(shown), f"{ends.count(FAR_FUTURE)} open of {len(shown)}")
        for row in self.editions:
            end = self.ends.get(row.pk, row.superseded_at)
            insist(end in (row.superseded_at, FAR_FUTURE) or end > now, f"the past of edition {row.pk} moved")
        self.ends = {row.pk: row.superseded_at for row in self.editions}
        current = {row.pk for row in self.editions if row.live_from <= now < row.superseded_at}
        insist({row.pk for row in Edition.objects.current(now)} == current, "current() is another set")
        live = {row.pk for row in self.editions if row.pk in current and row.kind != Kind.WITHDRAWAL}
        insist({row.pk for row in Edition.objects.live(now)} == live, "live() is another set")

    def nothing_unread(self, new, now):
        """Law 5: what goes out now, or waits to, was passed by somebody who did not write it."""
        for row in [*new, *self.waiting(now)]:
            if row.kind == Kind.WITHDRAWAL or row.archive_run_id or row.override_reason or row.is_flash:
                continue
            why = self.unread(row.story_id, row.revised)
            insist(not why, f"edition {row.number} of story {row.story_id} is unread: {why}")
            insist(row.digest == self.history[row.story_id][row.revised - 1].digest, "another text went out")

    def nothing_waits(self, signoffs):
        """Nothing is signed while the desk has suggested something, or waits for an answer."""
        for row in signoffs:
            said = Mark.objects.filter(story=row["story_id"], resolved_at=None, link=None)
            waits = [
                mark for mark in said if mark.kind == "suggestion" or (mark.to_id and not mark.answered_at)
            ]
            insist(not waits, f"a text of story {row['story_id']} was signed while {waits} waited")

    def taken_up_from_others(self):
        """Words that need no reader since somebody only took them up are another's."""
        for rows in self.history.values():
            for row in rows:
                if row.words_of:
                    of = Mark.objects.get(pk=row.words_of.removeprefix("suggestion:")).author_id
                    insist(of != row.author_id, f"{row.author_name} took up a suggestion of their own unread")

    def nothing_held(self, new, now):
        """Nothing goes out, or waits to, under a hold; nothing before its embargo."""
        held = set(Hold.objects.filter(lifted_at=None).values_list("story_id", flat=True))
        for row in [*new, *self.waiting(now)]:
            if row.kind != Kind.WITHDRAWAL:
                until = self.stories[row.story_id].embargo_until
                insist(row.story_id not in held, f"edition {row.number} goes out under a hold")
                insist(
                    not until or until <= max(now, row.live_from), f"edition {row.number} breaks an embargo"
                )

    def stages(self, now):
        for story in self.stories.values():
            if story.stage == PROOFREAD:
                why = self.unread(story.pk, story.revision_number)
                insist(not why, f"story {story.pk} counts as proofread: {why}")
            if story.stage == SPIKED:
                insist(not story.writer_account_id and not story.reader_account_id, "a spiked story is taken")
                waiting = [row for row in self.waiting(now) if row.story_id == story.pk]
                insist(not waiting, "a spiked story is scheduled")

    def debts(self, now):
        """A flash that readers see and that nobody has passed is owed; nothing is owed but for a flash."""
        owed = {
            debt.edition_id for debt in Debt.objects.all() if not debt.settled_at or debt.settled_at > now
        }
        flashes = {row.pk: row for row in self.editions if row.is_flash}
        insist(owed <= set(flashes), "something else than a flash is owed")
        for pk, row in flashes.items():
            if row.live_from <= now < row.superseded_at and self.unread(row.story_id, row.revised):
                insist(
                    pk in owed or row.superseded_at < FAR_FUTURE, f"the flash of edition {pk} is forgotten"
                )

    def waiting(self, now):
        return [row for row in self.editions if now < row.live_from < row.superseded_at]

    def unread(self, story, number):
        return unread(self.history[story][:number], self.signed[story])


def unread(history, signed):
    """Why the last text of ``history`` may not go out: law 5 in other words than the code's. "" where it may.

    ``signed`` are (account, number of the revision, digest) of each sign-off that stands.
    """
    digest, before = history[-1].digest, ""
    signers = {f"user:{pk}" for pk, _, signed_digest in signed if signed_digest == digest}
    if not signers:
        return "nobody signed it"
    texts = [(revision.author_key(), revision.text()) for revision in history]
    if left := authorship.passed(texts, signers):
        return f"words of {left}"
    for revision in history:
        changed, before = revision.digest != before, revision.digest
        others = [row for row in signed if row[0] != revision.author_id]
        seen = any(number >= revision.number or text == digest for _, number, text in others)
        kind = revision.words_of.partition(":")[0]
        is_own = revision.author_id and (not kind or (kind == "file" and others))
        if changed and is_own and not seen and not came_to_nothing(history, signed, revision):
            return f"what {revision.author_name} did at {revision.number}"
    return ""


def came_to_nothing(history, signed, revision):
    """Whether whoever saved ``revision`` brought back, in one go of their own that nobody signed in the middle of, the
    text that stood before it."""
    at = revision.number - 1
    for first in range(at):
        for last in range(at, len(history)):
            go = history[first + 1 : last + 1]
            alone = {one.author_id for one in go} == {revision.author_id}
            unsigned = {number for _, number, _ in signed}.isdisjoint(one.number for one in go[:-1])
            if history[first].digest == history[last].digest and alone and unsigned:
                return True
    return False


def freed_in_time(stories, now):
    """Whoever has a story will be told when it is free, and nobody else."""
    due = set()
    for story in stories:
        for part in ("writer", "reader"):
            person, at = getattr(story, f"{part}_account_id"), getattr(story, f"{part}_active_at")
            if person and at + idle_time() > now:
                due.add((story.pk, person, at + idle_time()))
    told = Notice.objects.filter(kind="freed", due_at__gt=now).values_list("story_id", "to_id", "due_at")
    insist(set(told) == due, f"told {sorted(told)}, due {sorted(due)}")


def rows_of(model, where=""):
    """The rows of a table as the database gives them, by number: it is asked too often for anything slower."""
    names = [field.column for field in model._meta.concrete_fields if field.name not in MOVABLE]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(names)} FROM {model._meta.db_table} {where}")
        return {row[0]: dict(zip(names, row, strict=True)) for row in cursor.fetchall()}


def by_story(rows):
    found = defaultdict(list)
    for row in rows:
        found[row.story_id].append(row)
    return found
