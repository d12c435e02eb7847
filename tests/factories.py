"""Rows for tests: plain functions, named arguments only, each with words of its own where none are given."""

import itertools
from datetime import UTC, datetime, timedelta

from django.contrib.auth.models import Group, User
from django.utils import timezone

from articles import credits, drafting, press, tokens, workflow
from articles.models import (
    Edition,
    ImportedFile,
    ImportRun,
    Outcome,
    Picture,
    Proofreader,
    Source,
    Story,
    Topic,
    Writer,
)
from articles.text.blocks import from_passages

_numbers = itertools.count(1)
ROLES = {
    "writer": "Writers", "proofreader": "Proofreaders", "editor": "Editors", "importer": "Importers",
    "reviewer": "Reviewers",
}  # fmt: skip


def make_user(*, role="", username="", superuser=False) -> User:
    """An account on the desk, in the group of ``role``."""
    username = username or f"{role or 'user'}{next(_numbers)}"
    user = User.objects.create_user(username, password="pass", is_staff=True, is_superuser=superuser)
    if role:
        user.groups.add(Group.objects.get(name=ROLES[role]))
    return user


def make_token(*, by=None, name="", scopes=("import",), lasts=timedelta(days=1), now=None):
    """A token of an importer, or of ``by``, and its secret."""
    now = now or timezone.now()
    by, name = by or make_user(role="importer"), name or f"Script {next(_numbers)}"
    return tokens.make(name=name, scopes=scopes, expires_at=now + lasts, by=by, now=now)


def make_source(*, name="") -> Source:
    return credits.ensure(Source, name or f"Harbour Wire {next(_numbers)}")


def make_proofreader(*, name="") -> Proofreader:
    return credits.ensure(Proofreader, name or f"Ada Quill {next(_numbers)}")


def make_writer(*, name="") -> Writer:
    return credits.ensure(Writer, name or f"Ines Marlow {next(_numbers)}")


def make_topic(*, name="") -> Topic:
    name = name or f"Topic {next(_numbers)}"
    return Topic.objects.get_or_create(name=name, defaults={"slug": name.lower().replace(" ", "-")})[0]


def make_picture(*, alt="A ferry at a quay.", now=None, **fields) -> Picture:
    """A row without a file: what belongs to a picture, not the picture."""
    number = next(_numbers)
    return Picture.objects.create(
        image=f"pictures/{number}.jpg",
        width=1600,
        height=900,
        sha256=f"{number:064x}",
        alt=alt,
        added_at=now or timezone.now(),
        **fields,
    )


def make_story(
    *, by=None, now=None, paragraphs=None, source=None, proofreader=None, writers=(), topics=(), **changes
):
    """A draft with a headline, two paragraphs and a byline. ``changes`` as ``drafting.save`` takes them."""
    number = next(_numbers)
    paragraphs = paragraphs or ["The council met on Tuesday.", "It will meet again."]
    words = {
        "headline": f"Harbour council meets again, number {number}",
        "byline": "Ines Marlow",
        "body": from_passages([("p", text) for text in paragraphs]),
    }
    if source:
        words |= {"source_id": source.pk, "source_credit": source.name}
    if proofreader:
        words |= {"proofreader_id": proofreader.pk, "proofreader_credit": proofreader.name}
    words["writers"] = [writer.pk for writer in writers]
    words["topics"] = [topic.pk for topic in topics]
    now = now or timezone.now()
    return drafting.create(words | changes, by=by or make_user(role="writer"), now=now)


def make_proofread_story(*, reader=None, now=None, **kwargs) -> Story:
    """A story that a second person has signed off."""
    now = now or timezone.now()
    story = make_story(now=now, **kwargs)
    by, revision = reader or make_user(role="editor"), story.revision_number
    workflow.submit(story, revision=revision, by=by, now=now)
    return workflow.sign_off(story, revision=revision, by=by, now=now)


def make_edition(*, published_at=None, editor=None, now=None, **kwargs) -> Edition:
    """A live edition of a story of its own, dated an hour ago unless ``published_at`` says otherwise."""
    now = now or timezone.now()
    editor = editor or make_user(role="editor")
    story = make_proofread_story(
        now=now, reader=editor, published_at=published_at or now - timedelta(hours=1), **kwargs
    )
    return press.publish(story, revision=story.revision_number, by=editor, now=now)


def make_imported_story(*, now=None, path="", collection="archive", **changes) -> Story:
    """A draft whose words come from a file."""
    now = now or timezone.now()
    run = ImportRun.objects.create(collection=collection, started_at=now)
    path = path or f"story-{next(_numbers)}.txt"
    words = {"headline": f"Ferry returns, number {next(_numbers)}", "body": "<p>The ferry is back.</p>"}
    words["published_at"] = datetime(2024, 3, 5, tzinfo=UTC)
    file = ImportedFile(
        run=run, collection=collection, path=path, size=1, sha256="0" * 64, outcome=Outcome.CREATED
    )
    return drafting.create(words | changes, by=None, from_file=file, now=now)


def make_imported_file(*, run=None, **facts) -> ImportedFile:
    """A file that a dry run would take as a draft."""
    run = run or ImportRun.objects.create(collection="archive", started_at=timezone.now(), is_dry=True)
    told = {"path": f"story-{next(_numbers)}.txt", "size": 1, "sha256": "0" * 64, "is_dry": True}
    return ImportedFile.objects.create(
        run=run, collection=run.collection, **({"outcome": Outcome.CREATED} | told | facts)
    )
