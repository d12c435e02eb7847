"""The folder in which pictures and uploads are kept."""

import os
import time
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files import File
from django.core.files.storage import FileSystemStorage

DAY = 24 * 60 * 60
"""Seconds."""


class WholeFiles(FileSystemStorage):
    """A folder of files that are whole: what cannot be written to its end, as on a full disk, leaves nothing there.

    A file is written beside the others, under a name with a dot, and moved to its place when it is whole. What a
    process that was killed left of one is deleted after a day. It is on the disk, and so is its name, before anything
    on record has it: no power cut leaves a row without its file.
    """

    def _save(self, name: str, content: File) -> str:
        known = next(folder for folder in Path(self.path(name)).parents if folder.is_dir())
        Path(self.location).mkdir(parents=True, exist_ok=True)
        self._clear()
        with NamedTemporaryFile(dir=self.location, prefix=".", suffix=".part", delete=False) as part:
            try:
                for chunk in content.chunks():
                    part.write(chunk.encode() if isinstance(chunk, str) else chunk)
                part.flush()
                os.fsync(part.fileno())
                part.close()
                name = super()._save(name, _Written(part.name))
                self._sync(name, known)
                return name
            finally:
                Path(part.name).unlink(missing_ok=True)

    def _sync(self, name: str, known: Path) -> None:
        """Let a name that was given just now be on the disk, with the folders that lead to it from one that was there
        before.
        """
        for folder in Path(self.path(name)).parents:
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
            if folder == known:
                break

    def _clear(self) -> None:
        for part in Path(self.location).glob(".*.part"):
            with suppress(FileNotFoundError):  # its process, or another one that clears, was faster
                if time.time() - part.stat().st_mtime > DAY:
                    part.unlink()


class _Written(File):
    """A file that lies on disk already, and may be moved from there."""

    def __init__(self, path: str) -> None:
        super().__init__(None, name=path)

    def temporary_file_path(self) -> str:
        return self.name
