"""Whatever editors do with a story's publication, in whatever order: its editions stay one line through time."""

from datetime import timedelta
from itertools import pairwise

from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from articles import press
from articles.models import FAR_FUTURE, Edition, Kind
from articles.rules import Refused
from tests.factories import make_proofread_story, make_topic, make_user
from tests.press.desk import publish, revised

MINUTES = st.integers(-3, 40)
"""Minutes from now: some lie behind."""
TEXT, TOPIC, SENTENCE = range(3)


class Publication(RuleBasedStateMachine):
    """One story, two editors' clocks, and a model beside it: what readers should see from which moment on."""

    @initialize()
    def begin(self):
        self.start = self.now = timezone.now() + timedelta(days=1)
        self.editor = make_user(role="editor", superuser=True)
        self.story = make_proofread_story(now=self.now, headline="Text 0")
        self.texts = 0
        self.due = {}  # moment → the revision that readers see from then on, None for a tombstone

    @rule(minutes=st.integers(0, 25))
    def wait(self, minutes):
        self.now += timedelta(minutes=minutes)

    def tick(self):
        """No two acts at one moment: what an act replaced at once is in no window, and was seen all the same."""
        self.now += timedelta(seconds=1)

    @rule(change=st.sampled_from([TEXT, TOPIC, SENTENCE]))
    def change(self, change):
        self.texts += 1
        self.story.refresh_from_db()
        words = {"headline": f"Text {self.texts}"}
        changes = [words, {"topics": [make_topic().pk]}, {**words, "correction": f"It is {self.texts}."}]
        self.story = revised(self.story, changes[change], now=self.now)

    @rule(at=st.none() | MINUTES, until=st.none() | MINUTES, instead=st.booleans())
    def publish(self, at, until, instead):
        self.tick()
        at, until = [None if n is None else self.now + timedelta(minutes=n) for n in (at, until)]
        try:
            edition = publish(self.story, by=self.editor, now=self.now, at=at, until=until, instead=instead)
        except Refused:
            return
        since = at or self.now
        gone = {
            moment for moment in self.due if moment >= since or (moment > self.now and (instead or not at))
        }
        self._forget(gone, edition.revision.number)
        self.due[since] = edition.revision.number
        last = self.shown()[-1]
        assert until is None or (last.live_from, last.kind) == (until, "withdrawal")
        self._learn_end(last)

    @rule()
    def call_back(self):
        self.tick()
        try:
            press.call_back(self.story, by=self.editor, now=self.now)
        except Refused:
            assert not [moment for moment in self.due if moment > self.now]
            return
        self.due = {moment: seen for moment, seen in self.due.items() if moment <= self.now}

    @rule(reason=st.sampled_from([reason for reason, _ in press.BY_HAND]))
    def withdraw(self, reason):
        self.tick()
        try:
            press.withdraw(self.story, reason=reason, by=self.editor, now=self.now)
        except Refused:
            return  # also where it is withdrawn already, and the reason is no graver
        self.due = {moment: seen for moment, seen in self.due.items() if moment < self.now}
        self.due[self.now] = None

    def _forget(self, gone, revision):
        """A text that is scheduled again is moved: what it was to be before is gone, and all behind that."""
        moved = [moment for moment in self.due if moment > self.now and self.due[moment] == revision]
        for moment in list(self.due):
            if moment in gone or (moved and moment >= min(moved)):
                del self.due[moment]

    def _learn_end(self, last):
        if last.kind == Kind.WITHDRAWAL and last.live_from > self.now:
            self.due[last.live_from] = None

    def shown(self):
        rows = self.story.editions.order_by("live_from", "number")
        return [row for row in rows if row.live_from < row.superseded_at]

    @invariant()
    def windows_follow_each_other_and_the_last_is_open(self):
        shown = self.shown()
        assert all(before.superseded_at == after.live_from for before, after in pairwise(shown))
        assert not shown or shown[-1].superseded_at == FAR_FUTURE

    @invariant()
    def readers_see_what_was_decided(self):
        for moment in [*self.due, self.now, self.now + timedelta(hours=1)]:
            current = list(
                Edition.objects.current(moment).filter(story=self.story).select_related("revision")
            )
            seen = [at for at in self.due if at <= moment]
            expected = self.due[max(seen)] if seen else None
            found = [None if row.kind == Kind.WITHDRAWAL else row.revision.number for row in current]
            assert found == ([expected] if seen else [])

    @invariant()
    def kinds_are_right(self):
        shown = self.shown()
        assert [row.kind == Kind.FIRST for row in shown] == [n == 0 for n in range(len(shown))]
        for before, after in pairwise(shown):
            same = before.kind != Kind.WITHDRAWAL and before.digest == after.digest
            assert (after.kind == Kind.REFRESH) == (same and after.kind != Kind.WITHDRAWAL)
            assert after.published_at == shown[0].published_at
            moves = after.kind in (Kind.UPDATE, Kind.CORRECTION)
            assert after.modified_at == (after.live_from if moves else before.modified_at)
        told = [row.correction for row in shown if row.kind == Kind.CORRECTION]
        assert len(told) == len(set(told))


class TestPublication(TestCase, Publication.TestCase):
    settings = settings(
        max_examples=8,
        stateful_step_count=20,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
