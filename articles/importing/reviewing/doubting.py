"""The doubts that are open: in a queue, those that somebody may settle, and those that are alike."""

from enum import StrEnum
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Left

from articles.models import Doubt, Revision, Stage


def queue(*, run: int | None = None, code: str = "", shape: str = "") -> QuerySet[Doubt]:
    """The open doubts about stories that are worked on, those of one run, code or shape where one is named."""
    asked = {"code": code, "file__shape": shape}
    rows = Doubt.objects.open().of_run(run) if run else Doubt.objects.open()
    rows = rows.filter(story__isnull=False).exclude(story__stage=Stage.SPIKED)
    return rows.filter(**{name: value for name, value in asked.items() if value}).order_by("pk")


def settled_by(user: Any, rows: QuerySet[Doubt]) -> QuerySet[Doubt]:
    """Those of the doubts that somebody may settle, by ``rules.Move.CONFIRM``: who may not change stories settles
    those about drafts that nobody else has worked on since they were imported."""
    if user.has_perm("articles.change_story"):
        return rows
    if not user.has_perm("articles.add_importrun"):
        return rows.none()
    revisions = Revision.objects.filter(story=OuterRef("story"))
    by_others = revisions.by_people().exclude(author=user)
    of_files = revisions.filter(from_file__isnull=False)
    return rows.filter(Exists(of_files), ~Exists(by_others), story__stage=Stage.DRAFT)


class Scope(StrEnum):
    """Which files doubts that are alike may be in, all of one run."""

    SHAPE = ""
    FOLDER = "folder"
    RUN = "run"


def alike(doubt: Doubt, scope: Scope = Scope.SHAPE) -> QuerySet[Doubt]:
    """The open doubts of the same kind, about the same field, in files of the same run and, unless ``scope`` says
    otherwise, of the same shape: this one too.
    """
    rows = queue(run=doubt.file.run_id, code=doubt.code).filter(field=doubt.field)
    if scope == Scope.RUN:
        return rows
    if scope == Scope.SHAPE:
        return rows.filter(file__shape=doubt.file.shape)
    folder = folder_of(doubt)
    # Not ``startswith``, which on SQLite takes capitals for small letters.
    head = rows.annotate(head=Left("file__path", len(folder))) if folder else rows
    return head.filter(file__collection=doubt.file.collection, **({"head": folder} if folder else {}))


def folder_of(doubt: Doubt) -> str:
    """The folder in which the file of a doubt lies, with the stroke that ends it; "" for none."""
    return doubt.file.path[: doubt.file.path.rfind("/") + 1]
