"""The doubts that are open: in a queue, those that somebody may settle, and those that are alike."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.models import Doubt, Revision, Stage


def queue(*, run: int | None = None, code: str = "", shape: str = "") -> QuerySet[Doubt]:
    """The open doubts about stories that are worked on, those of one run, code or shape where one is named."""
    asked = {"file__run": run, "code": code, "file__shape": shape}
    rows = Doubt.objects.open().filter(story__isnull=False).exclude(story__stage=Stage.SPIKED)
    return rows.filter(**{name: value for name, value in asked.items() if value}).order_by("pk")


def settled_by(user: Any, rows: QuerySet[Doubt]) -> QuerySet[Doubt]:
    """Those of the doubts that somebody may settle, by ``rules.Move.CONFIRM``: who may not change stories settles
    those about drafts that nobody else has worked on since they were imported."""
    if user.has_perm("articles.change_story"):
        return rows
    if not user.has_perm("articles.add_importrun"):
        return rows.none()
    revisions = Revision.objects.filter(story=OuterRef("story"))
    by_others = revisions.filter(author__isnull=False).exclude(author=user)
    of_files = revisions.filter(from_file__isnull=False)
    return rows.filter(Exists(of_files), ~Exists(by_others), story__stage=Stage.DRAFT)


def alike(doubt: Doubt) -> QuerySet[Doubt]:
    """The open doubts of the same kind, about the same field, in files of the same run and shape: this one too."""
    same = Q(field=doubt.field, file__shape=doubt.file.shape)
    return queue(run=doubt.file.run_id, code=doubt.code).filter(same)
