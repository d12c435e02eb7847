"""Which stories files are copies of: of the same words in another layout, or of nearly the same words.

Bodies are compared, not files. What may be alike is found by sketches (``text.likeness``), in as many queries for many
copies as for one and however many stories are held, and sifted (``sifting``); what is alike is told by the bodies
themselves. A story is compared as it stands and as files gave it: what people made of it does not hide it from its
copies.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from articles import drafting
from articles.importing.matching.sharing import sharing
from articles.importing.matching.sifting import Key, Sieve
from articles.importing.reading.copies import Copy
from articles.importing.reading.rereading import again_each
from articles.models import ImportedFile, ImportRun, Revision, Story
from articles.text.blocks import plain
from articles.text.likeness import (
    ALIKE,
    MUCH,
    Body,
    Marks,
    are_copies,
    is_brief,
    likeness,
    may_share_much,
    overlap,
)
from articles.text.mentions import mention
from articles.text.parsing import Doubt

MOST_COMPARED = 8
"""Texts that one copy is compared with: those that share most of its sketch."""
_MOST_READY = 400
_HANGING = ("writer_rows", "topic_rows", "picture_rows", "related_titles")
_NO_KEY: Key = ("", 0)
_Holder = TypeVar("_Holder")


class Text:
    """A text that copies are compared with: that of a story, or of a file that is to make one.

    ``state`` is all that it says, and ``certainty`` how sure its file is of each field; ``marks`` are those of the body
    of a file of this batch.
    """

    def __init__(
        self,
        state: drafting.State,
        certainty: Mapping[str, str],
        *,
        story: Story | None = None,
        file: ImportedFile | None = None,
        marks: Marks | None = None,
    ):
        self.state, self.certainty = state, certainty
        self.story, self.file = story, file
        self.marks = marks

    @property
    def story_id(self) -> int | None:
        """None of a file that a dry run would have taken, or that waits in its batch."""
        return self.story.pk if self.story else self.file.story_id if self.file else None

    @property
    def name(self) -> str:
        """Ask for it once the batch is written: a file may have its story only then."""
        if self.story:
            return mention(self.story.pk, str(self.story))
        place = "/".join(filter(None, (self.file.collection, self.file.path))) if self.file else ""
        return f"{place} (story {self.story_id})" if self.story_id else place

    @property
    def revision(self) -> int:
        """That it was compared as."""
        return self.story.revision_number if self.story else 1


@dataclass(frozen=True, slots=True)
class Match:
    """What a copy is like: much of one is in the other, even where they are no copies of each other. ``likeness`` is 1
    for the very same words.
    """

    text: Text
    likeness: float
    is_copy: bool

    @property
    def rank(self) -> tuple[bool, float]:
        return self.is_copy, self.likeness

    @property
    def sentence(self) -> str:
        """What the copy is, to follow its name."""
        if self.likeness == 1:
            return f"the same text as {self.text.name}, joined to it."
        return f"nearly the same text as {self.text.name}, {int(self.likeness * 100)} % alike, joined to it."

    def answers(self, doubt: Doubt) -> bool:
        """Whether what a copy lacks is in the text that it is a copy of: then nobody need be asked for it."""
        state = self.text.state
        dated = dict.fromkeys(("no-date", "impossible-date"), state.details.get("published_at"))
        return bool({"no-headline": state.text.headline, **dated}.get(doubt.code))

    @property
    def doubt(self) -> Doubt:
        """What to ask of a story of which another says much the same."""
        sentence = (
            f"Much of this text is in {self.text.name}, too. If both are one story, take what this one has better "
            "and spike the other."
        )
        return Doubt("much-alike", "", None, sentence)


@dataclass(slots=True)
class Matches:
    """What a batch of copies may be like: stories, files of this dry run, and files of the batch itself.

    What shares much with a copy is compared by its bodies; the rest of a text is fetched for what is alike.
    """

    _held: dict[int, list[Key]] = field(default_factory=dict)
    _given: dict[Key, list[str]] = field(default_factory=dict)
    _texts: dict[Key, Text] = field(default_factory=dict)
    _batch: defaultdict[int, list[Text]] = field(default_factory=lambda: defaultdict(list))
    _bodies: dict[str, Body] = field(default_factory=dict)
    _found: dict[str, "_Near | None"] = field(default_factory=dict)

    @classmethod
    def to(cls, copies: Sequence[Copy], run: ImportRun, *, now: datetime, sieve: Sieve) -> "Matches":
        """Look up all that ``copies`` may be like: at most eleven queries, however many they are. A dry run asks for
        its own files, too, and for what ``again_each`` does.
        """
        values = {value for copy in copies for value in _prints(copy)}
        if not values:
            return cls()
        held, revisions = sharing(values, run)
        keys = [_most_shared(held.get(value, ()) for value in _prints(copy)) for copy in copies]
        unknown = sieve.unknown({key: revisions[key] for some in keys for key in some})
        texts = dict(_of_files(unknown, run, now))
        sieve.add_bodies(_bodies(unknown, texts), revisions)
        pairs = zip(copies, keys, strict=True)
        near = {key for copy, some in pairs if copy.draft for key in sieve.near(copy.draft.marks, some)}
        texts |= dict(_of_files(near - texts.keys(), run, now))
        matches = cls(held, _bodies(near, texts), texts)
        alike = {found.key for copy in copies if (found := matches._nearest(copy))}
        matches._texts |= _of_stories(alike)
        return matches

    def of(self, copy: Copy) -> Match | None:
        """What a copy is a copy of, or else much like; None where nothing is."""
        near, beside = self._nearest(copy), self._beside(copy)
        if near and (beside is None or near.rank >= beside.rank):
            text = self._text(near.key)
            return Match(text, near.likeness, near.is_copy) if text else None
        return beside

    def remember(self, copy: Copy, file: ImportedFile) -> None:
        """Let the rest of the batch know of a file that makes a story."""
        if not copy.draft or not copy.story:
            return
        text = Text(copy.draft.state, copy.story.certainty, file=file, marks=copy.draft.marks)
        for value in copy.draft.prints:
            self._batch[value].append(text)

    def _nearest(self, copy: Copy) -> "_Near | None":
        """What a copy is most like of all that was held before the batch."""
        if not copy.draft or not self._given:
            return None
        words = copy.draft.state.text.body
        if words not in self._found:
            keys = _most_shared(self._held.get(value, ()) for value in _prints(copy))
            some = (self._near(words, self._given[key], key) for key in keys if key in self._given)
            self._found[words] = max(filter(None, some), key=lambda near: near.rank, default=None)
        return self._found[words]

    def _beside(self, copy: Copy) -> Match | None:
        """What a copy is most like of the files of its batch that came before it."""
        texts = _most_shared(self._batch.get(value, ()) for value in _prints(copy))
        if not copy.draft or not texts:
            return None
        words, asked = copy.draft.state.text.body, copy.draft.marks
        some = [
            Match(text, near.likeness, near.is_copy)
            for text in texts
            if text.marks
            and may_share_much(asked, text.marks)
            and (near := self._near(words, [text.state.text.body]))
        ]
        return max(some, key=lambda match: match.rank, default=None)

    def _near(self, words: str, given: Sequence[str], key: Key = _NO_KEY) -> "_Near | None":
        """A body beside those of a text; None where it is not worth to be told of."""
        body, others = self._body(words), [self._body(other) for other in given]
        is_copy, alike = _compared(body, others)
        return _Near(key, alike, is_copy) if is_copy or _much(body, others) else None

    def _text(self, key: Key) -> Text | None:
        if key not in self._texts:
            self._texts |= _of_stories({key})
        return self._texts.get(key)

    def _body(self, words: str) -> Body:
        """A body ready to be compared. Those that many copies share a run with are met again and again."""
        if len(self._bodies) >= _MOST_READY:
            self._bodies.clear()
        return self._bodies.get(words) or self._bodies.setdefault(words, Body(plain(words)))


@dataclass(frozen=True, slots=True)
class _Near:
    """What a copy was compared with by its bodies."""

    key: Key
    likeness: float
    is_copy: bool

    @property
    def rank(self) -> tuple[bool, float]:
        return self.is_copy, self.likeness


def _compared(body: Body, others: Sequence[Body]) -> tuple[bool, float]:
    """Whether a body is a copy of any of the bodies of a text, and how much it is like that which is most like it."""
    alike = max(likeness(body, other) for other in others)
    return alike >= ALIKE and any(are_copies(body, other) for other in others), alike


def _much(body: Body, others: Sequence[Body]) -> bool:
    some = (other for other in others if not is_brief(other))
    return not is_brief(body) and any(overlap(body, other) >= MUCH for other in some)


def _prints(copy: Copy) -> tuple[int, ...]:
    return copy.draft.prints if copy.draft else ()


def _most_shared(holders: Iterable[Iterable[_Holder]]) -> list[_Holder]:
    """Those that share most of a sketch."""
    shared = [holder for some in holders for holder in some]
    return [holder for holder, _ in Counter(shared).most_common(MOST_COMPARED)] if shared else []


def _bodies(keys: set[Key], texts: Mapping[Key, Text]) -> dict[Key, list[str]]:
    """The bodies of stories, and of the files of a dry run that were read again."""
    files = {key: [text.state.text.body] for key, text in texts.items() if key in keys}
    return files | dict(_bodies_of(keys))


def _bodies_of(keys: set[Key]) -> Iterator[tuple[Key, list[str]]]:
    """The bodies of stories: as they stand, and as files gave them."""
    stories = {pk for kind, pk in keys if kind == "story"}
    if not stories:
        return
    held = Story.objects.filter(pk__in=stories).order_by().values_list("pk", "body")
    found = {pk: [body] for pk, body in held}
    rows = Revision.objects.filter(story__in=stories, from_file__isnull=False).order_by("number")
    for pk, body in rows.values_list("story", "body"):
        if pk in found and body not in found[pk]:
            found[pk].append(body)
    yield from ((("story", pk), bodies) for pk, bodies in found.items())


def _of_stories(keys: set[Key]) -> Iterator[tuple[Key, Text]]:
    """The texts of stories."""
    stories = {pk for kind, pk in keys if kind == "story"}
    if not stories:
        return
    given = defaultdict(list)
    rows = Revision.objects.filter(story__in=stories, from_file__isnull=False).order_by("number")
    for story, certainty in rows.values_list("story", "from_file__certainty"):
        given[story].append(certainty)
    for story in Story.objects.filter(pk__in=stories).prefetch_related(*_HANGING):
        yield ("story", story.pk), _of_story(story, given[story.pk])


def _of_files(keys: set[Key], run: ImportRun, now: datetime) -> Iterator[tuple[Key, Text]]:
    """The texts of files of a dry run, which are kept nowhere: they are read again."""
    pks = {pk for kind, pk in keys if kind == "file"}
    for file, copy in again_each(run.files.filter(pk__in=pks) if pks else (), now=now):
        if copy.draft and copy.story:
            yield ("file", file.pk), Text(copy.draft.state, copy.story.certainty, file=file)


def _of_story(story: Story, given: Sequence[Mapping[str, str]]) -> Text:
    """What people wrote into a story is as good as stated: only what it lacks can be better elsewhere."""
    by_files = len(given) == story.revision_number
    certainty = given[-1] if by_files else dict.fromkeys(drafting.SETTLES, "stated")
    return Text(drafting.of_story(story), certainty, story=story)
