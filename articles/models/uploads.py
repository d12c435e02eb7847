"""What was dropped in the desk, as long as its run needs it."""

import logging
from pathlib import Path, PurePath

from django.conf import settings
from django.db import models
from django.db.models import Q

log = logging.getLogger(__name__)


class UploadQuerySet(models.QuerySet):
    def of_copy(self):
        return self.filter(is_manifest=False)


class Upload(models.Model):
    """Copy that was dropped in the desk, as long as a run needs it: an archive, or loose files as one tar file; or the
    manifest that came along, in which no copy is.

    Its bytes lie where the project keeps its files, so that any node can go on with the run.
    """

    run = models.ForeignKey("articles.ImportRun", models.PROTECT, related_name="uploads")
    name = models.CharField(max_length=255, blank=True, help_text="Of the archive; empty for loose files.")
    file = models.FileField(upload_to="uploads", max_length=200)
    is_manifest = models.BooleanField(default=False)
    files = models.PositiveIntegerField(default=0, help_text="That it holds.")
    done = models.PositiveIntegerField(default=0, help_text="The first so many of them are through.")

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["run", "name", "is_manifest"], name="upload_name_once_a_run"),
            models.UniqueConstraint(
                fields=["run"], condition=Q(is_manifest=True), name="upload_one_manifest_a_run"
            ),
            models.CheckConstraint(name="upload_done_of_its_files", condition=Q(done__lte=models.F("files"))),
        ]

    def __str__(self):
        return self.name or "loose files"

    @property
    def fetched(self) -> Path:
        """Where this machine keeps a copy of its bytes, if they are of another one: no two ever have the same name."""
        return settings.FETCHED / PurePath(self.file.name).name

    def let_go(self):
        """Delete it. What the storage does not let go stays on record, to be deleted later."""
        try:
            self.fetched.unlink(missing_ok=True)
            self.file.delete(save=False)
        except Exception:  # a storage of another machine raises what its client does
            log.exception("The upload %s of run %s could not be deleted", self.file.name, self.run_id)
        else:
            self.delete()
