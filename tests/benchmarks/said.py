"""Of the small desk: what people suggest, ask, answer and decide on, among their moves."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from articles import proofing
from articles.models import Mark
from articles.rules import Move, Refused
from articles.text.places import Place, passages
from tests.benchmarks.small_desk import ROLES, Desk

ANYBODY = range(len(ROLES))
# Mostly those who have the right; an editor's moves by editors.
WHO = st.sampled_from([0, 1, 2, 3, 4, 5, 6, 9, 4, 5, *ANYBODY])
WHICH = st.integers(0, 2)
DECISIONS = ("accept", "accept", "accept_all", "reject_all", "reply", "resolve")


class Said(Desk):
    """Suggestions of another first word, queries, and what becomes of the last of them."""

    @rule(
        which=WHICH,
        who=WHO,
        asked=WHO,
        asks=st.booleans(),
        new=st.sampled_from(["", "Nobody", "The mayor it is"]),
    )
    def mark(self, which, who, asked, asks, new):
        def suggest(story, **at):
            where = first_word(story)
            proofing.suggest(story, revision=story.revision_number, where=where, proposed=new, **at)

        def ask(story, **at):
            to = self.people[asked]
            proofing.ask(story, revision=story.revision_number, note="Says who?", to=to, **at)

        self.act(Move.COMMENT, which, who, ask if asks else suggest)

    @rule(which=WHICH, who=WHO, name=st.sampled_from(DECISIONS))
    def decide(self, which, who, name):
        given = {"accept": {"revision": 1}, "reply": {"note": "The mayor."}}.get(name, {})

        def run(story, **at):
            marks = Mark.objects.open().filter(story=story)
            if "all" in name:
                getattr(proofing, name)(story, marks, **at)
            elif mark := marks.last():
                getattr(proofing, name)(mark, **given, **at)
            else:
                raise Refused("Nothing is said of it.")

        self.act(Move.COMMENT if name in ("reply", "resolve") else Move.SAVE, which, who, run)

    @rule(which=WHICH, who=WHO)
    def undo(self, which, who):
        """The last thing that this account saved, with what an acceptance among it did to a suggestion."""

        def run(story, *, by, now):
            saved = story.revisions.filter(author=by, number__gt=1).order_by("-number").first()
            if saved is None:
                raise Refused("Nothing is to be undone.")
            proofing.undo(story, saved.number, by=by, now=now)

        self.act(Move.SAVE, which, who, run)


def first_word(story):
    """Where the first word of the text stands, or of the headline."""
    words = [one for one in passages(story.latest_revision().text()) if one.field in ("headline", "body")][-1]
    return Place(words.field, words.block, 0, len(words.text.partition(" ")[0]))
