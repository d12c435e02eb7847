"""What ``asking`` has done within a newsroom, on its own database: stories made ready, and all that must hold asked."""

import io
from collections.abc import Iterator
from contextlib import redirect_stderr
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from articles import drafting, notices, outbox, press, workflow
from articles.models import (
    Edition,
    EditionPicture,
    Effect,
    ImportedFile,
    ImportRun,
    Kind,
    Notice,
    Outcome,
    Picture,
    Story,
)
from articles.pictures.renditions import SHAPES, of
from tests import factories
from tests.benchmarks.apart import Newsroom
from tests.benchmarks.equal import rows_of
from tests.site.pages import make_picture

PEOPLE = {
    "editor": "editor", "second": "editor", "third": "editor", "fourth": "editor", "importer": "importer",
    "author": "writer",
}  # fmt: skip
"""Accounts by their names, whose password is "pass", with their roles."""


def people() -> dict[str, User]:
    if not User.objects.filter(username__in=PEOPLE).exists():
        for name, role in PEOPLE.items():
            factories.make_user(role=role, username=name)
        User.objects.update(email="desk@news.example")
    return {user.username: user for user in User.objects.filter(username__in=PEOPLE)}


def made(*, number: int, stage: str, words: str = "Ferry", **fields: Any) -> list[int]:
    """So many stories that are ``submitted``, ``proofread`` or ``live``, with all that can hang on one."""
    known, now, found = people(), timezone.now(), []
    names = {
        "by": known["author"],
        "topics": [factories.make_topic(name="Harbour")],
        "writers": [factories.make_writer(name="Ines Marlow")],
        "source": factories.make_source(name="Harbour Wire"),
        "proofreader": factories.make_proofreader(name="Ada Quill"),
    }
    for place in range(number):
        given = (
            names | fields | {"headline": f"{words} {Story.objects.count()} of {place}", "published_at": now}
        )
        if stage == "live":
            story = factories.make_edition(editor=known["second"], **given).story
        elif stage == "proofread":
            story = factories.make_proofread_story(reader=known["second"], **given)
        else:
            story = factories.make_story(**given)
            workflow.submit(story, revision=1, by=known["second"], now=now)
        found.append(story.pk)
    return found


def stands(*, stories: list[int]) -> dict[str, dict[str, Any]]:
    """What the desk and readers have of some stories, by number."""
    rows = Story.objects.filter(pk__in=stories).prefetch_related("editions", "signoffs")
    now = timezone.now()
    return {
        str(story.pk): {
            "stage": story.stage,
            "signed": sorted(row.signer.username for row in story.signoffs.select_related("signer")),
            "editions": [edition.kind for edition in story.editions.order_by("number")],
            "is_live": Edition.objects.live(now).filter(story=story).exists(),
            "address": f"/stories/{story.pk}/",
        }
        for story in rows
    }


def faults() -> list[str]:
    """All that is not as it must be after any fault, a sentence each."""
    return [*_ledger(), *_editions(), *_imports(), *_pictures()]


def _ledger() -> Iterator[str]:
    said = io.StringIO()
    try:
        with redirect_stderr(io.StringIO()):
            call_command("verify_ledger", stdout=said)
    except SystemExit:
        yield from said.getvalue().splitlines()[:-1]  # the last counts


def _editions() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT edition_id FROM search_edition")
        found = {row[0] for row in cursor.fetchall()}
    for story in Story.objects.filter(editions__isnull=False).distinct():
        rows = list(story.editions.select_related("revision").order_by("live_from", "number"))
        ends = [row.superseded_at for row in rows]
        shown = [row for row in rows if row.superseded_at > row.live_from]
        begun = [row.live_from for row in shown]
        if [row.superseded_at for row in shown[:-1]] != begun[1:]:
            yield f"story {story.pk}: its editions are shown from {begun}, until {ends}"
        if story.edition_revision != shown[-1].revision.number:
            yield f"story {story.pk} does not say of which revision its last edition is"
        for row in shown:
            if row.kind != Kind.WITHDRAWAL:
                yield from _edition(row, found)


def _edition(row: Edition, found: set[int]) -> Iterator[str]:
    """An edition that readers see, or did."""
    details, name = row.revision.details, f"story {row.story_id}, edition {row.number}"
    for what, rows in (
        ("writers", row.writer_rows),
        ("topics", row.topic_rows),
        ("pictures", row.picture_rows),
    ):
        if len(details[what]) != rows.count():
            yield f"{name} has {rows.count()} {what} of {len(details[what])}"
    if row.superseded_at.year == 9000 and row.pk not in found:
        yield f"{name} is not found by search"


def _imports() -> Iterator[str]:
    without = ImportedFile.objects.filter(outcome=Outcome.CREATED, is_dry=False, story=None)
    for file in without.filter(run__undone_at=None):
        yield f"{file.path} was taken, and has no story"
    for story in Story.objects.filter(revisions=None):
        yield f"story {story.pk} has no text"
    for run in ImportRun.objects.exclude(finished_at=None):
        counted = dict.fromkeys(run.counts, 0)
        for outcome in run.files.values_list("outcome", flat=True):
            counted[outcome] = counted.get(outcome, 0) + 1
        if {key: value for key, value in run.counts.items() if value} != {
            k: v for k, v in counted.items() if v
        }:
            yield f"run {run.pk} counts {run.counts}, and its files {counted}"


def _pictures() -> Iterator[str]:
    for name in Picture.objects.exclude(image="").values_list("image", flat=True):
        if not default_storage.exists(name):
            yield f"the picture {name} has no file"


def rows() -> dict[str, dict[str, int]]:
    """All that the newsroom holds, as ``tests.benchmarks.equal`` tells it."""
    return {table: dict(held) for table, held in rows_of(Newsroom("default", "", "")).items()}  # type: ignore[arg-type]


def after(*, stories: list[int]) -> dict[str, Any]:
    """How some stories stand, and all that is not as it must be."""
    return {"stands": stands(stories=stories), "faults": faults()}


def counts() -> dict[str, int]:
    return {
        "pictures": Picture.objects.count(),
        "runs": ImportRun.objects.count(),
        "stories": Story.objects.count(),
    }


def renditions(*, number: int) -> list[str]:
    """Addresses of so many renditions, of which none is made yet, of pictures that a live story shows."""
    found: list[str] = []
    while len(found) < number:
        picture = make_picture(size=(1000, 700), colour=(len(found) % 256, 90, 90, 255))
        given = {"by": people()["author"], "editor": people()["second"], "pictures": [picture.pk]}
        edition = factories.make_edition(headline=f"Pier {picture.pk}", **given)
        rows = EditionPicture.objects.filter(edition=edition)
        found += [one.address for row in rows for shape in SHAPES for one in of(row, shape, "webp")]
    return found[:number]


def told(*, number: int) -> None:
    """So many notices to the editor, each of which is to be mailed."""
    first = Notice.objects.count()
    for place in range(first, first + number):
        sentence = f"Story {place} was returned to you."
        notices.tell(
            [people()["editor"]], key=f"fault/{place}", kind="returned", sentence=sentence, now=timezone.now()
        )


def drained(*, minutes: int) -> int:
    """The outbox emptied as that long from now; gives how many are not done then."""
    later = timezone.now() + timedelta(minutes=minutes)
    outbox.drain(clock=lambda: later)
    return Effect.objects.filter(done_at=None).count()


def corrected(*, story: int, body: str) -> None:
    """A live story, fixed by its writer and passed by somebody else."""
    row, known, now = Story.objects.get(pk=story), people(), timezone.now()
    drafting.send_fix(row, {"body": body}, base=row.revision_number, by=known["author"], now=now)
    row.refresh_from_db()
    press.pass_and_publish(row, revision=row.revision_number, by=known["second"], now=timezone.now())


def slug(*, story: int) -> str:
    return Edition.objects.filter(story=story).order_by("number").values_list("slug", flat=True)[0]
