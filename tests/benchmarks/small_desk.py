"""The small desk that ``moves`` plays at: its people, its stories, and what trying a move means."""

from collections import Counter
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone
from hypothesis.stateful import RuleBasedStateMachine

from articles import drafting, workflow
from articles.models import ImportedFile, ImportRun, Outcome, Story
from articles.rules import RULES, Move, Refused
from articles.text.blocks import blocks, from_passages
from tests import factories
from tests.benchmarks.laws import Laws, insist, made_by_right

SENTENCES = (
    "A ferry ran aground off Orme Island.", "Nobody was hurt, the harbour office said.", "The mayor is not guilty.",
    "The mayor is guilty.", "It sails again at noon.", "It sails again, at noon.",
)  # fmt: skip
ROLES = (
    "writer", "writer", "proofreader", "proofreader", "editor", "editor", "editor", "reviewer", "importer",
    "superuser", "deactivated", "nobody",
)  # fmt: skip


class Desk(RuleBasedStateMachine):
    """Three stories and people of every role. ``moves`` says what they try."""

    people: list = []
    steps = 0
    made: Counter[Move] = Counter()
    refused: Counter[Move] = Counter()

    def __init__(self):
        super().__init__()
        self.run_of_one = transaction.atomic()
        self.run_of_one.__enter__()
        # Ahead of the clock: the database itself lets no end move that lies behind it.
        self.now = timezone.now().replace(microsecond=0) + timedelta(days=1)
        self.step, self.laws = 0, Laws()
        words = {"headline": "Ferry aground", "byline": "Ines Marlow", "body": f"<p>{SENTENCES[0]}</p>"}
        stories = [drafting.create(words, by=self.people[pk], now=self.now) for pk in (0, 4)]
        stories.append(factories.make_imported_story(now=self.now, **words))
        self.stories = [story.pk for story in stories]
        at = {"revision": 1, "now": self.now}  # one is proofread, one handed in, one as its file has it
        workflow.submit(stories[0], by=self.people[0], **at)
        workflow.sign_off(stories[0], by=self.people[5], **at)
        workflow.submit(stories[1], by=self.people[4], **at)
        self.laws.check(self.now)

    def teardown(self):
        self.laws.check(self.now)
        connection.check_constraints()
        transaction.set_rollback(True)
        self.run_of_one.__exit__(None, None, None)

    def act(self, move, which, who, run, *, seen=None, exactly=False):
        """Let somebody try a move, then ask every law. ``seen``: the move is bound to a text, so many saves ago."""
        self.tick(timedelta(seconds=bool(self.step % 5)))
        story, by = self.chosen(move, which, exactly=exactly), self.people[who]
        given = {} if seen is None else {"revision": max(1, story.revision_number - seen)}
        stale = bool(given) and given["revision"] != story.revision_number
        before, stage = self.laws.as_it_is(story), story.stage
        try:
            run(story, by=by, now=self.now, **given)
        except (Refused, drafting.Collided):
            Desk.refused[move] += 1
            insist(self.laws.as_it_is(story) == before, f"{move} was refused and changed something")
        else:
            Desk.made[move] += 1
            after = Story.objects.get(pk=story.pk).stage
            made_by_right(move, ROLES[who], stage, after, stale=stale)
            self.laws.check(self.now)

    def chosen(self, move, which, *, exactly):
        """One of the stories. Two times in three, if there is one, one that stands where the move begins."""
        if exactly:
            return Story.objects.get(pk=self.stories[which])
        stories = [Story.objects.get(pk=pk) for pk in (*self.stories[which:], *self.stories[:which])]
        fitting = [story for story in stories if self.step % 3 and story.stage in RULES[move].stages]
        return [*fitting, *stories][0]

    def tick(self, wait):
        Desk.steps += 1
        self.step += 1
        self.now += wait


def new_file(story, now):
    run = ImportRun.objects.create(collection="archive", started_at=now)
    given = {"path": f"{run.pk}.txt", "size": 1, "sha256": "0" * 64, "outcome": Outcome.UPDATED}
    return ImportedFile.objects.create(run=run, story=story, collection="archive", **given)


def opened(story, edit, back):
    """What somebody sends who opened the form ``back`` saves ago."""
    base = max(1, story.revision_number - back)
    if isinstance(edit, dict):
        return {"changes": edit, "base": base}
    texts = [block.text for block in blocks(story.revisions.get(number=base).body)]
    texts = texts[:-1] if edit == "cut" else texts[1:] + texts[:1]
    return {"changes": {"body": from_passages([("p", text) for text in texts])}, "base": base}


def make_people():
    people = []
    for role in ROLES:
        known = role if role in factories.ROLES else "editor" if role == "deactivated" else ""
        person = factories.make_user(role=known, superuser=role == "superuser")
        person.is_active = role != "deactivated"
        person.save()
        people.append(person)
    return people
