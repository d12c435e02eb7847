"""The rows that a story of a benchmark's newsroom consists of."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User

from articles.models import (
    Doubt,
    Edition,
    EditionPicture,
    EditionTopic,
    EditionWriter,
    ImportedFile,
    ImportRun,
    KnownName,
    OldAddress,
    Outcome,
    Picture,
    Proposal,
    PublicDocument,
    PublicTerm,
    Revision,
    SearchDocument,
    SignOff,
    Stage,
    Story,
    StoryPicture,
    StoryTopic,
    StoryWriter,
    Writer,
)
from articles.search import published
from articles.search.places import place_of
from tests.benchmarks.prose import Body, body_of, some_words

OF_THE_HOUSE = 0.2  # of what is out, the share that was written here and read
REGULARS = 240
"""Writers that any newsroom has; with the archive grow those who wrote once: numbered from ``ONCE`` on, one for so many
stories."""
ONCE, STORIES_BETWEEN = 1_000_000, 500
DOUBTFUL, PICTURED, PROPOSED = 100, 20, 200
"""One of so many stories from the archive has an open doubt, or a proposal; one of so many a picture."""
_SAME = ("headline", "byline", "body", "language", "source_credit", "digest")
_STAGES = (Stage.DRAFT, Stage.PROOFING, Stage.PROOFREAD, Stage.SPIKED)


@dataclass
class Rows:
    """Makes rows of stories. The number of a story is that of its revision, its edition and its file, too."""

    people: dict[str, User]
    run: ImportRun
    sources: Sequence[Any]
    proofreaders: Sequence[Any]
    writers: Sequence[Any]
    topics: Sequence[Any]
    body_words: int

    def body(self, story: Story) -> Body:
        return body_of(story.pk, self.body_words)

    def of(self, number: int, at: datetime, is_desk: bool, chance: random.Random) -> list[Any]:
        """All rows of a story, itself first."""
        is_house = is_desk or chance.random() < OF_THE_HOUSE
        story = self._story(number, at, is_desk, is_house, chance)
        file = None if is_house else self._file(story)
        revision = self._revision(story, file)
        rows = [story, revision, self._searched(story), *self._tags(story, chance)]
        if file:
            rows += [file, *self._imported(story, file)]
        if story.stage == Stage.PROOFREAD:
            rows.append(self._signoff(revision))
        if not is_desk:
            edition = self._edition(revision)
            hung = list(self._hung(edition, rows))
            rows += [edition, *hung, *self._found(edition, hung)]
        return rows

    def _story(
        self, number: int, at: datetime, is_desk: bool, is_house: bool, chance: random.Random
    ) -> Story:
        source = few(chance, self.sources)[0]
        reader = few(chance, self.proofreaders)[0] if number % 3 == 0 else None
        body = body_of(number, self.body_words)
        return Story(
            pk=number,
            headline=f"{some_words(chance, 7).capitalize()} only{number}",
            byline="Ines Marlow" if is_house else "",
            language=chance.choice(("en", "en", "en", "fr", "de")),
            source=source,
            source_credit=source.name,
            proofreader=reader,
            proofreader_credit=reader.name if reader else "",
            body=body.html,
            words=body.words,
            digest=f"v1:{number:064x}",
            stage=_STAGES[number % 4] if is_desk else Stage.PROOFREAD if is_house else Stage.DRAFT,
            priority=1 + number % 4 if is_desk else 3,
            due_at=at + timedelta(days=3) if is_house else None,
            is_archive=not is_house,
            created_by=self.people["writer"] if is_house else None,
            created_at=at,
            changed_at=at,
            published_at=at,
            revision_number=1,
            edition_revision=None if is_desk else 1,
        )

    def _file(self, story: Story) -> ImportedFile:
        return ImportedFile(
            pk=story.pk, run=self.run, collection=self.run.collection, path=f"story-{story.pk}.txt", size=3000,
            sha256=f"{story.pk:064x}", outcome=Outcome.CREATED, story=story,
        )  # fmt: skip

    def _imported(self, story: Story, file: ImportedFile) -> Iterator[Any]:
        """What else an import leaves."""
        yield OldAddress(key=f"/old/{story.pk}.html", host="old.example", story=story, from_file=file)
        if story.pk % DOUBTFUL == 0:
            yield Doubt(
                file=file,
                story=story,
                code="date-ambiguous",
                field="published_at",
                sentence="Is this the date?",
            )
        if story.pk % PROPOSED == 0:
            yield Proposal(
                story=story, file=file, field="byline", value="Ada Quill", shown="Ada Quill", revision=1
            )

    def _revision(self, story: Story, file: ImportedFile | None) -> Revision:
        author = None if file else self.people["writer"]
        key = f"file:{file.pk}" if file else f"user:{author.pk}" if author else ""
        details = {name: [] for name in ("writers", "topics", "pictures", "related")} | {
            "slugline": "", "desk_notes": "", "source_id": story.source_id, "proofreader_id": story.proofreader_id,
            "proofreader_credit": story.proofreader_credit, "published_precision": "minute",
            "headline_is_provisional": False, "correction_severity": "ordinary",
            "published_at": story.published_at and story.published_at.isoformat(),
        }  # fmt: skip
        return Revision(
            pk=story.pk, story=story, number=1, details=details, author=author, from_file=file, words=story.words,
            author_name=file.path if file else "writer", surviving={key: story.words}, created_at=story.created_at,
            **{name: getattr(story, name) for name in _SAME},
        )  # fmt: skip

    def _signoff(self, revision: Revision) -> SignOff:
        return SignOff(
            story=revision.story, revision=revision, digest=revision.digest, signer=self.people["proofreader"],
            signer_name="proofreader", rules_version="1", signed_at=revision.created_at,
        )  # fmt: skip

    def _tags(self, story: Story, chance: random.Random) -> Iterator[Any]:
        """The writers, topics and picture of a story, and who wrote this one alone."""
        writers = [row.pk for row in few(chance, self.writers)]
        if story.pk % STORIES_BETWEEN == 0:
            number = story.pk // STORIES_BETWEEN
            name = f"Contributor {number}"
            yield Writer(pk=ONCE + number, name=name, key=name.lower(), slug=f"contributor-{number}")
            yield KnownName(
                key=f"known {number}", spelling=f"Known {number}", standing="known", head=f"known {number}"
            )
            writers.append(ONCE + number)
        yield from (StoryWriter(story=story, writer_id=pk, position=n) for n, pk in enumerate(writers))
        yield from (
            StoryTopic(story=story, topic=row, position=n) for n, row in enumerate(few(chance, self.topics))
        )
        if story.pk % PICTURED == 0:
            picture = Picture(
                pk=story.pk, image=f"pictures/{story.pk}.jpg", width=1600, height=900, sha256=f"{story.pk:064x}",
                alt="A ferry at a quay.", added_at=story.created_at,
            )  # fmt: skip
            yield from (picture, StoryPicture(story=story, picture=picture, position=0))

    def _edition(self, revision: Revision) -> Edition:
        story = revision.story
        return Edition(
            pk=story.pk, story=story, revision=revision, number=1, kind="first", slug="story",
            headline_key=story.headline.lower(), source_id=story.source_id, proofreader_id=story.proofreader_id,
            proofreader_credit=story.proofreader_credit, published_at=story.published_at,
            published_precision="minute", live_from=story.created_at, made_at=story.created_at,
            made_by=self.people["editor"], made_by_name="editor", archive_run=self.run if story.is_archive else None,
            **{name: getattr(story, name) for name in _SAME},
        )  # fmt: skip

    def _hung(self, edition: Edition, rows: Sequence[Any]) -> Iterator[Any]:
        """The same tags as they were published."""
        for row in rows:
            if isinstance(row, StoryTopic):
                yield EditionTopic(edition=edition, topic_id=row.topic_id, position=row.position)
            elif isinstance(row, StoryWriter):
                yield EditionWriter(
                    edition=edition,
                    writer_id=row.writer_id,
                    name=f"Writer {row.writer_id}",
                    position=row.position,
                )
            elif isinstance(row, Picture):
                yield EditionPicture(
                    edition=edition, picture=row, position=0, file=row.image.name, sha256=row.sha256,
                    width=row.width, height=row.height, focal_x=0.5, focal_y=0.5, alt=row.alt,
                )  # fmt: skip

    def _searched(self, story: Story) -> SearchDocument:
        return SearchDocument(
            story=story, head=published.joined_terms([story.headline]), rest=self.body(story).terms
        )

    def _found(self, edition: Edition, hung: Sequence[Any]) -> Iterator[Any]:
        """What readers' search keeps."""
        names = [("source", edition.source_id), ("proofreader", edition.proofreader_id)]
        names += [("topic", row.topic_id) for row in hung if isinstance(row, EditionTopic)]
        names += [("writer", row.writer_id) for row in hung if isinstance(row, EditionWriter)]
        labels = [published.ANY, f"_language_{edition.language}", "_to_day"]
        labels += [published.label(kind, pk) for kind, pk in names if pk]
        body = self.body(edition.story)
        document = PublicDocument(
            place=place_of(edition.published_at, edition.story_id), edition=edition, live_from=edition.live_from,
            superseded_at=edition.superseded_at, labels=" ".join(labels), body=body.terms,
            head=published.joined_terms([edition.headline]), credits=published.joined_terms([edition.source_credit]),
        )  # fmt: skip
        yield document
        yield from (PublicTerm(document=document, term=term) for term in body.telling)


def few(chance: random.Random, rows: Sequence[Any]) -> list[Any]:
    """One or two of some rows, the first of them most often."""
    picked = [
        rows[min(int(chance.expovariate(10 / len(rows))), len(rows) - 1)]
        for _ in range(chance.choice((1, 1, 2)))
    ]
    return list(dict.fromkeys(picked))
