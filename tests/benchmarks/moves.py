"""`python -m tests.benchmarks.moves [--steps 10000] [--seed N]`: all moves by all roles in any order, on DATABASE_URL.

Hypothesis drives a small desk: people of every role save, sign, publish, hold and spike three stories, at the same
second or hours apart, on the text as it is or an older one. After each move every law is asked of the database anew
(``laws``); a move that is refused leaves everything as it was. What breaks a law is shown as the shortest way there,
and the exit status says so.
"""

import argparse
import random
import sys
import time
from datetime import timedelta
from functools import partial

import tests.conftest  # noqa: F401  sets Django up, apart from a developer's own newsroom

# isort: split
import hypothesis.core
from django.db import connection
from django.test.utils import setup_databases, setup_test_environment, teardown_databases
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test

from articles import drafting, press, proofing, sharing, workflow
from articles.models import Hold, ImportRun, Story
from articles.rules import Move, Refused
from articles.text.blocks import from_passages
from tests.benchmarks.said import ANYBODY, WHICH, WHO, Said
from tests.benchmarks.small_desk import SENTENCES, Desk, make_people, new_file, opened

STEPS_EACH = 50
BODY = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map(
    lambda texts: from_passages([("p", text) for text in texts])
)
EDITS = st.one_of(
    st.fixed_dictionaries({"body": BODY}),
    st.fixed_dictionaries({"body": st.sampled_from(SENTENCES).map(lambda text: f"<p>{text}</p>")}),
    st.fixed_dictionaries({"headline": st.sampled_from(["Ferry aground", "Ferry afloat", ""])}),
    st.fixed_dictionaries({"byline": st.sampled_from(["Ines Marlow", ""])}),
    st.fixed_dictionaries({"standfirst": st.sampled_from(["All that is known.", ""])}),
    st.fixed_dictionaries({"correction": st.sampled_from(["It was noon, not two.", ""])}),
    st.fixed_dictionaries({"related": st.sampled_from([[], [["Orme Island", None, None]]])}),
    st.fixed_dictionaries({"desk_notes": st.sampled_from(["Rang the mayor.", ""])}),
    st.sampled_from(["cut", "turn"]),
)
EDITOR = st.sampled_from([*[4, 5, 6, 9] * 8, *ANYBODY])
READER = st.sampled_from([*[2, 3, 4, 5, 6, 9] * 5, *ANYBODY])
SEEN = st.sampled_from([0, 0, 0, 0, 1])
"""How many revisions ago somebody opened the page that they press a button on."""
WAITS = st.sampled_from([1, 20, 600, 7200, 30_000, -5]).map(lambda seconds: timedelta(seconds=seconds))


class Moves(Said):
    """All that people do to a story, tried in any order."""

    def teardown(self):
        super().teardown()
        print(f"{Desk.steps:,} steps", end="\r", file=sys.stderr, flush=True)

    @rule(wait=WAITS)
    def later(self, wait):
        self.tick(max(wait, timedelta(seconds=1)))
        self.laws.check(self.now)

    @rule(which=WHICH, who=WHO, edit=EDITS, back=st.integers(0, 2))
    def save(self, which, who, edit, back):
        self.act(
            Move.SAVE, which, who, lambda story, **at: drafting.save(story, **opened(story, edit, back), **at)
        )

    @rule(which=WHICH, who=WHO, edit=EDITS, back=st.integers(0, 1))
    def fix(self, which, who, edit, back):
        self.act(
            Move.FIX,
            which,
            who,
            lambda story, **at: drafting.send_fix(story, **opened(story, edit, back), **at),
        )

    @rule(which=WHICH, who=WHO, number=st.integers(1, 6))
    def restore(self, which, who, number):
        def run(story, **at):
            drafting.restore(story, number, base=story.revision_number, **at)

        self.act(Move.SAVE, which, who, run)

    @rule(edit=EDITS)
    def file_changes(self, edit):
        def run(story, *, by, now):
            if story.stage != "spiked":
                file = new_file(story, now)
                drafting.update_from_file(story, opened(story, edit, 0)["changes"], from_file=file, now=now)

        self.act(Move.SAVE, 2, 4, run, exactly=True)

    @rule(which=WHICH, who=WHO, seen=SEEN)
    def submit(self, which, who, seen):
        self.act(Move.SUBMIT, which, who, workflow.submit, seen=seen)

    @rule(which=WHICH, who=READER, seen=SEEN)
    def sign_off(self, which, who, seen):
        self.act(Move.SIGN_OFF, which, who, workflow.sign_off, seen=seen)

    @rule(which=WHICH, who=WHO, reader=READER)
    def hand_in_and_read(self, which, who, reader):
        self.act(Move.SUBMIT, which, who, workflow.submit, seen=0)
        self.act(Move.SIGN_OFF, which, reader, workflow.sign_off, seen=0)

    @rule(which=WHICH, who=EDITOR, reader=READER)
    def flash_read_and_not(self, which, who, reader):
        self.act(Move.FLASH, which, who, press.flash, seen=0)
        self.hand_in_and_read(which, who, reader)
        self.act(Move.TAKE_BACK, which, reader, partial(workflow.take_back, reason="Missed a name."), seen=0)

    @rule(
        which=WHICH,
        who=READER,
        seen=SEEN,
        move=st.sampled_from([Move.SEND_BACK, Move.TAKE_BACK, Move.TAKE_BACK]),
    )
    def back(self, which, who, seen, move):
        def run(story, **at):
            if move == Move.TAKE_BACK:
                workflow.take_back(story, reason="Missed a name.", **at)
            else:
                workflow.send_back(story, note="Why?", **at)

        self.act(move, which, who, run, seen=seen)

    @rule(which=WHICH, who=EDITOR, seen=SEEN, until=st.none() | WAITS, early=st.integers(0, 3))
    def publish(self, which, who, seen, until, early):
        def run(story, *, now, **at):
            now -= timedelta(seconds=2 * (early == 1))  # of two who press together, one may be behind
            press.publish(story, until=until and now + until, now=now, **at)

        self.act(Move.PUBLISH, which, who, run, seen=seen)

    @rule(which=WHICH, who=EDITOR, seen=SEEN, wait=WAITS, until=st.none() | WAITS, instead=st.booleans())
    def schedule(self, which, who, seen, wait, until, instead):
        def run(story, *, now, **at):
            end = until and now + wait + until
            press.publish(story, at=now + wait, until=end, instead=instead, now=now, **at)

        self.act(Move.SCHEDULE, which, who, run, seen=seen)

    @rule(which=WHICH, who=EDITOR, seen=SEEN)
    def pass_and_publish(self, which, who, seen):
        self.act(Move.PASS, which, who, press.pass_and_publish, seen=seen)

    @rule(which=WHICH, who=EDITOR, seen=SEEN, reason=st.sampled_from(["It is on every screen.", " ", None]))
    def unread(self, which, who, seen, reason):
        if reason is None:
            self.act(Move.FLASH, which, who, press.flash, seen=seen)
        else:
            run = partial(press.override, reason=reason)
            self.act(Move.OVERRIDE, which, who, run, seen=seen)

    @rule(
        which=WHICH,
        who=EDITOR,
        other=WHICH,
        move=st.sampled_from([Move.CALL_BACK, Move.WITHDRAW, Move.MERGE]),
    )
    def end(self, which, who, other, move):
        into = Story.objects.get(pk=self.stories[other])
        run = {
            Move.CALL_BACK: press.call_back,
            Move.WITHDRAW: partial(press.withdraw, reason="error" if other else "legal"),
            Move.MERGE: partial(press.merge, into=into),
        }[move]
        self.act(move, which, who, run)

    @rule(which=WHICH, who=EDITOR, seen=SEEN, move=st.sampled_from([Move.SPIKE, Move.UNSPIKE, Move.UNSPIKE]))
    def spike(self, which, who, seen, move):
        self.act(
            move, which, who, {Move.SPIKE: workflow.spike, Move.UNSPIKE: workflow.unspike}[move], seen=seen
        )

    @rule(who=EDITOR)
    def release(self, who):
        def run(story, **at):
            run = ImportRun.objects.create(collection="archive", started_at=at["now"])
            for _, reason in press.release_archive([story], run=run, **at).refused:
                raise Refused(reason)

        self.act(Move.RELEASE, 2, who, run, exactly=True)

    @rule(which=WHICH, who=WHO, move=st.sampled_from([Move.TAKE_WRITING, Move.TAKE_READING, Move.HAND_BACK]))
    def take(self, which, who, move):
        self.act(move, which, who, getattr(workflow, move.value.replace("-", "_")))

    @rule(which=WHICH, who=EDITOR, writer=st.none() | WHO, reader=st.none() | WHO)
    def assign(self, which, who, writer, reader):
        given = {"writer": None if writer is None else self.people[writer]}
        given["reader"] = None if reader is None else self.people[reader]
        self.act(Move.ASSIGN, which, who, partial(workflow.assign, **given))

    @rule(which=WHICH, who=WHO, wait=WAITS, move=st.sampled_from([Move.PLAN, Move.COMMENT, Move.SHARE]))
    def beside(self, which, who, wait, move):
        def plan(story, *, now, **at):
            was = (story.due_at, story.priority, story.target_words)
            workflow.plan(story, was=was, due_at=now + wait, priority=2, target_words=300, now=now, **at)

        def share(story, *, now, **at):
            link = {"label": "The lawyer", "expires_at": now + wait}
            sharing.share(story, revision=story.revision_number, now=now, **link, **at)

        def comment(story, **at):
            proofing.comment(story, revision=story.revision_number, note="Really?", **at)

        self.act(move, which, who, {Move.PLAN: plan, Move.SHARE: share, Move.COMMENT: comment}[move])

    @rule(which=WHICH, who=EDITOR, move=st.sampled_from([Move.HOLD, Move.LIFT, Move.LIFT]))
    def hold(self, which, who, move):
        def lift(story, **at):
            standing = Hold.objects.filter(story=story, lifted_at=None).last() or Hold(pk=0)
            workflow.lift(story, hold=standing, note="This one.", **at)

        place = partial(workflow.hold, kind="fact", reason="Which mayor?")
        self.act(move, which, who, {Move.HOLD: place, Move.LIFT: lift}[move])

    @rule(which=WHICH, who=EDITOR, wait=WAITS, lifts=st.booleans())
    def embargo(self, which, who, wait, lifts):
        def run(story, *, now, **at):
            workflow.embargo(story, until=now + wait, zone="Europe/Paris", now=now, **at)

        if lifts:
            self.act(Move.LIFT_EMBARGO, which, who, workflow.lift_embargo)
        else:
            self.act(Move.EMBARGO, which, who, run)


def play(steps, seed):
    """Run until so many steps are made. The falsifying run, if there is one, is printed as it is found."""
    patience = settings(
        max_examples=steps // (2 * STEPS_EACH) + 2,
        stateful_step_count=STEPS_EACH,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    while Desk.steps < steps:
        hypothesis.core.global_force_seed = seed
        run_state_machine_as_test(Moves, settings=patience)
        seed += 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    options = parser.parse_args()
    setup_test_environment()
    held = setup_databases(verbosity=0, interactive=False)
    started, broken = time.monotonic(), 0
    try:
        Desk.people = make_people()
        play(options.steps, options.seed)
    except BaseExceptionGroup as found:
        broken = len(found.exceptions)
        print(found)
    except Exception as found:  # noqa: BLE001  whatever it is, it breaks a promise
        broken = 1
        print(f"{type(found).__name__}: {found}", *getattr(found, "__notes__", ()), sep="\n")
    finally:
        show(options.seed, time.monotonic() - started, broken)
        teardown_databases(held, verbosity=0)
    return int(bool(broken))


def show(seed, seconds, broken):
    print(f"{Desk.steps:,} steps on {connection.vendor} in {seconds:.0f} s, seed {seed}")
    print(f"{'':<14}{'made':>8}{'refused':>8}")
    for move in sorted({*Desk.made, *Desk.refused}, key=list(Move).index):
        print(f"{move.value:<14}{Desk.made[move]:>8,}{Desk.refused[move]:>8,}")
    print(f"{'all moves':<14}{Desk.made.total():>8,}{Desk.refused.total():>8,}")
    print(f"Broken invariants: {broken}")


if __name__ == "__main__":
    sys.exit(main())
