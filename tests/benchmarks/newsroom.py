"""A newsroom of any size, by bulk inserts: an archive with its files, stories of the house that are out, and a desk.

The desk is as full however large the archive: some hundred stories in all stages.
"""

import functools
import random
from datetime import UTC, datetime, timedelta

from django.contrib.auth.models import User
from django.db import connection

from articles import ledger, windows
from articles.models import (
    Doubt,
    Edition,
    ImportedFile,
    ImportRun,
    Outcome,
    Revision,
    SearchDocument,
    SignOff,
    Source,
    Stage,
    Story,
)
from articles.text.blocks import plain, word_count
from articles.text.terms import terms
from tests import factories

ON_THE_DESK = 240
OF_THE_HOUSE = 0.2  # of what is out, the share that was written here and read
WORDS = """
harbour council ferry quay budget mayor bridge tram library market storm heron lantern harvest court school road river
water winter summer vote inquiry report figures plan cost year week people town coast valley museum club the a of and
in to for on with from that was is at by it after before over under said would could more than first
""".split()  # noqa: SIM905  # a list of eighty strings says no more
BATCH = 1000
BODIES = 300  # different ones: to make one, and to find its terms, takes longer than all else
START = datetime(2015, 1, 1, tzinfo=UTC)


def grow_to(size: int) -> None:
    """Add stories until there are ``size``. The desk comes first, so that it is the same at any size."""
    held = Story.objects.count()
    people = {role: _account(role) for role in ("writer", "editor", "proofreader")}
    source = factories.make_source(name="Harbour Wire")
    chance = random.Random(held)
    while held < size:
        count = min(BATCH, size - held)
        _add([_story(held + n, source, people, chance) for n in range(count)], people)
        held += count
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _account(role: str) -> User:
    return User.objects.filter(username=role).first() or factories.make_user(role=role, username=role)


def _story(number: int, source: Source, people: dict[str, User], chance: random.Random) -> Story:
    """A story on the desk, of the house and out, or from the archive: ``number`` and chance decide."""
    at = START + timedelta(hours=number, minutes=chance.randrange(60))
    is_desk = number < ON_THE_DESK
    is_house = not is_desk and chance.random() < OF_THE_HOUSE
    body = _body(number % BODIES)
    stages = [Stage.DRAFT, Stage.PROOFING, Stage.PROOFREAD, Stage.SPIKED]
    stage = stages[number % 4] if is_desk else (Stage.PROOFREAD if is_house else Stage.DRAFT)
    story = Story(
        headline=" ".join(chance.choices(WORDS, k=7)).capitalize(),
        byline="" if not (is_desk or is_house) else "Ines Marlow",
        source=source,
        source_credit=source.name,
        body=body,
        words=_counted(body),
        stage=stage,
        priority=1 + number % 4 if is_desk else 3,
        due_at=at + timedelta(days=3) if is_desk or is_house else None,
        is_archive=not (is_desk or is_house),
        created_by=people["writer"] if is_desk or is_house else None,
        created_at=at,
        changed_at=at,
        published_at=at,
        revision_number=1,
    )
    story.digest = f"v1:{number:064x}"
    return story


@functools.cache
def _body(number: int) -> str:
    chance = random.Random(number)
    return "".join(f"<p>{' '.join(chance.choices(WORDS, k=70)).capitalize()}.</p>" for _ in range(6))


@functools.cache
def _counted(body: str) -> int:
    return word_count(body)


@functools.cache
def _terms(body: str) -> str:
    return " ".join(terms(f"Ines Marlow Harbour Wire {plain(body)}"))


def _add(stories: list[Story], people: dict[str, User]) -> None:
    Story.objects.bulk_create(stories)
    run, _ = ImportRun.objects.get_or_create(collection="the whole archive", defaults={"started_at": START})
    imported = [story for story in stories if not story.created_by_id]
    files = ImportedFile.objects.bulk_create(_file(story, run) for story in imported)
    by_story = {file.story_id: file for file in files}
    revisions = Revision.objects.bulk_create(
        _revision(story, by_story.get(story.pk), people) for story in stories
    )
    read = [row for row in revisions if row.story.stage == Stage.PROOFREAD]
    SignOff.objects.bulk_create(_signoff(row, people["proofreader"]) for row in read)
    out = [row for row in revisions if not _on_desk(row.story)]
    Edition.objects.bulk_create(_edition(row, run, people["editor"]) for row in out)
    doubted = [file for file in files if file.story_id % 100 == 0]
    Doubt.objects.bulk_create(
        Doubt(file=file, story=file.story, field="published", sentence="Is this the date?")
        for file in doubted
    )
    acts = [ledger.Act(act, story) for story in stories for act in ("create", "submit")]
    ledger.record_many(acts, by=people["writer"], at=START)
    windows.note_last([row.story_id for row in out])
    SearchDocument.objects.bulk_create(
        SearchDocument(story=story, head=" ".join(terms(story.headline)), rest=_terms(story.body))
        for story in stories
    )


def _on_desk(story: Story) -> bool:
    return story.created_at < START + timedelta(hours=ON_THE_DESK)


def _file(story: Story, run: ImportRun) -> ImportedFile:
    return ImportedFile(
        run=run,
        collection="the whole archive",
        path=f"story-{story.pk}.txt",
        size=3000,
        sha256=f"{story.pk:064x}",
        outcome=Outcome.CREATED,
        story=story,
    )


def _revision(story: Story, file: ImportedFile | None, people: dict[str, User]) -> Revision:
    words = {
        name: getattr(story, name) for name in ("headline", "byline", "body", "language", "source_credit")
    }
    details = {name: [] for name in ("writers", "topics", "pictures", "related")} | {
        "slugline": "", "desk_notes": "", "source_id": story.source_id, "proofreader_id": None,
        "proofreader_credit": "", "published_precision": "minute", "headline_is_provisional": False,
        "correction_severity": "ordinary", "published_at": story.published_at.isoformat(),
    }  # fmt: skip
    author = None if file else people["writer"]
    key = f"file:{file.pk}" if file else f"user:{people['writer'].pk}"
    return Revision(
        story=story,
        number=1,
        details=details,
        digest=story.digest,
        author=author,
        author_name=file.path if file else "writer",
        from_file=file,
        words=story.words,
        surviving={key: story.words},
        created_at=story.created_at,
        **words,
    )


def _signoff(revision: Revision, reader: User) -> SignOff:
    return SignOff(
        story=revision.story,
        revision=revision,
        digest=revision.digest,
        signer=reader,
        signer_name="proofreader",
        rules_version="1",
        signed_at=revision.created_at + timedelta(hours=1),
    )


def _edition(revision: Revision, run: ImportRun, editor: User) -> Edition:
    story = revision.story
    at = story.created_at + timedelta(hours=2)
    return Edition(
        story=story,
        revision=revision,
        number=1,
        kind="first",
        digest=story.digest,
        slug="story",
        headline_key=story.headline.lower(),
        source=story.source,
        published_at=story.published_at,
        published_precision="minute",
        live_from=at,
        made_at=at,
        made_by=editor,
        made_by_name="editor",
        archive_run=run if story.is_archive else None,
        **{
            name: getattr(story, name) for name in ("headline", "byline", "body", "language", "source_credit")
        },
    )
