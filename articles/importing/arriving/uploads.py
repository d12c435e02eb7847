"""Copy that was dropped in the desk: where its bytes lie until its run has taken it.

They are kept in the project's storage, which may be of another machine, and read as archives of this one.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from articles.importing import archives
from articles.importing.arriving.fetching import fetched
from articles.importing.finding.walking import Found, Walk
from articles.models import ImportRun, Upload
from articles.rules import Refused


@contextmanager
def opened(run: ImportRun) -> Iterator[Iterable[tuple[Upload, Walk]]]:
    """What was dropped for a run, all at hand as long as the block lasts, with the files in it, each read when asked
    for.
    """
    files = [(upload, at_hand(upload)) for upload in run.uploads.of_copy()]
    try:
        yield ((upload, walk_in(file, upload.name, run.collection)) for upload, file in files)
    finally:
        archives.close()  # its bytes may be let go now


@contextmanager
def dropped(run: ImportRun) -> Iterator[list[Found]]:
    """All files that were dropped for a run, at hand as long as the block lasts."""
    with opened(run) as uploads:
        yield [found for _, walk in uploads for found in walk.files]


def walk_in(file: Path, name: str, collection: str) -> Walk:
    """The files in an archive that somebody calls so; loose files were put into one without a name."""
    walk = Walk()
    walk.add_archive(Found(file, collection, name), is_first=True)
    return walk


def let_go(uploads: Iterable[Upload]) -> None:
    """Delete what was dropped."""
    for upload in uploads:
        upload.let_go()


def at_hand(upload: Upload) -> Path:
    """A file of this machine that holds the bytes of an upload, fetched where they are of another one."""
    storage, name = upload.file.storage, upload.file.name
    if not storage.exists(name):
        raise Refused(
            f"“{upload}” is no longer where the project keeps its files: discard it, and drop it anew."
        )
    try:
        return Path(storage.path(name))
    except NotImplementedError:  # the storage is not of this machine
        return fetched(upload)
