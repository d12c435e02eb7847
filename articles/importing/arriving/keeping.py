"""What was dropped in the desk, put together and kept where the project keeps its files."""

import logging
import secrets
import shutil
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage

from articles.importing import archives
from articles.importing.arriving import fetching
from articles.importing.failing import TEMPORARY, StorageFailed
from articles.importing.finding.walking import as_text
from articles.importing.forgetting import forget, stored_for
from articles.models import Upload

log = logging.getLogger(__name__)

LONGEST_NAME = 200
_FOLDER = "uploads"
_FORGOTTEN = timedelta(days=2)
"""After which nobody is still putting anything there."""
_LEFT = timedelta(days=7)
"""After which no run still reads what it has there."""

Dropped = tuple[str, Path]
"""What a file is called, and where its bytes lie for the moment."""


@contextmanager
def put_together(files: list[Dropped], packed: Path | None) -> Iterator[list[Dropped]]:
    """What was dropped as archives, at hand as long as the block lasts."""
    with ExitStack() as stack:
        try:
            folder = Path(stack.enter_context(TemporaryDirectory(dir=settings.FILE_UPLOAD_TEMP_DIR)))
            parts = _parts(files, packed, folder)
        except OSError as error:
            raise StorageFailed(TEMPORARY) from error
        yield parts


@contextmanager
def stored_as(uploads: Sequence[tuple[Path, Upload]]) -> Iterator[list[Upload]]:
    """Uploads whose bytes are in the project's storage, from which they are gone again if the block fails."""
    with stored_for(Upload, "file") as names:
        names.extend(_store([path for path, _ in uploads]))
        for name, (_, upload) in zip(names, uploads, strict=True):
            upload.file.name = name
        yield [upload for _, upload in uploads]


def clear(now: datetime) -> None:
    """Delete what was stored, and whose run never began: its process was killed between the two; and what was fetched
    to this machine of what is let go by now.
    """
    fetching.clear()
    try:
        _, names = default_storage.listdir(_FOLDER)
        stored = [f"{_FOLDER}/{name}" for name in names]
        old = [name for name in stored if default_storage.get_modified_time(name) < now - _FORGOTTEN]
    except (FileNotFoundError, NotImplementedError):
        return  # nothing was ever stored, or this storage tells no such thing
    except Exception:  # a storage of another machine raises what its client does
        log.exception("What is stored could not be listed")
        return
    known = set(Upload.objects.filter(file__in=old).values_list("file", flat=True))
    forget(name for name in old if name not in known)


def clear_temporary(now: datetime) -> None:
    """Delete what processes that were killed left where files lie while they arrive, and are put together."""
    before = (now - _LEFT).timestamp()
    for left in Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir():
        with suppress(FileNotFoundError):  # who had it, or another one who tidies, was faster
            if left.stat().st_mtime > before:
                continue
            if left.is_dir():
                shutil.rmtree(left)
            else:
                left.unlink()


def _parts(files: list[Dropped], packed: Path | None, folder: Path) -> list[Dropped]:
    """The archives among some files by names that no two share, and a tar file with all others, without a name."""
    archived = [(as_text(name)[-LONGEST_NAME:], path) for name, path in files if archives.is_archive(path)]
    loose = [(as_text(name), path) for name, path in files if not archives.is_archive(path)]
    if loose:
        packed = _packed(loose, packed, folder / "loose.tar")
    taken = (
        {member.name.partition("/")[0] for member in archives.contents(packed).members} if packed else set()
    )
    parts = [("", packed)] if packed else []
    for name, path in archived:
        number, called = 1, name
        while called in taken:
            number += 1
            called = f"{name} ({number})"
        taken.add(called)
        parts.append((called, path))
    return parts


def _packed(loose: Iterable[Dropped], more: Path | None, path: Path) -> Path:
    """Files as one tar file, and those behind them that another one holds. What is wrong with that is told later."""
    with tarfile.open(path, "w") as tar:
        for name, file in loose:
            tar.add(file, arcname=name)
        end = tar.offset
    if more:
        with path.open("r+b") as whole, more.open("rb") as rest:
            whole.truncate(end)  # the mark that ends it
            whole.seek(end)
            shutil.copyfileobj(rest, whole)
    return path


def _store(paths: Sequence[Path]) -> list[str]:
    """Put files into the project's storage, by names that nobody can guess; gives these."""
    stored: list[str] = []
    try:
        for path in paths:
            with path.open("rb") as data:
                stored.append(default_storage.save(f"{_FOLDER}/{secrets.token_urlsafe(24)}", File(data)))
    except Exception as error:  # a storage of another machine raises what its client does
        log.exception("What was dropped could not be kept")
        forget(stored)
        raise StorageFailed from error
    return stored
