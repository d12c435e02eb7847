"""What is made of published pictures and headlines, kept in the storage of pictures once somebody has asked for it."""

import logging
from collections.abc import Callable

from django.core.exceptions import SuspiciousFileOperation
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from articles.pictures.preparing import DAMAGE
from articles.pictures.renditions import Rendition

logger = logging.getLogger(__name__)


class Damaged(Exception):
    """A picture is there, and nothing can be made of it."""


def opened(name: str) -> "File[bytes]":
    """A file of the storage. Raises ``FileNotFoundError`` for whatever is none, as a folder, or a name that climbs or
    is longer than the disk takes; ``ConnectionError`` where the storage does not answer.
    """
    try:
        return default_storage.open(name)
    except ConnectionError:
        raise
    except (OSError, SuspiciousFileOperation) as error:
        raise FileNotFoundError(f"There is no file {name}.") from error


def kept(name: str, make: Callable[[], bytes]) -> bytes:
    """The file ``name``; what ``make`` gives, and then kept under that name, where there is none yet.

    Two who ask at once both make it and both get it, and one file stays. A storage that takes no more files is told of
    in the log, and costs nobody the answer. Raises ``Damaged``, and ``FileNotFoundError`` and ``ConnectionError`` as
    they come.
    """
    try:
        return _kept(name, make)
    except (FileNotFoundError, ConnectionError):
        raise
    except DAMAGE as problem:
        raise Damaged(f"{name} could not be made.") from problem


def _kept(name: str, make: Callable[[], bytes]) -> bytes:
    try:
        with default_storage.open(name) as file:
            return file.read()
    except FileNotFoundError:
        data = make()
    try:
        under = default_storage.save(name, ContentFile(data))
        if under != name:  # somebody was faster, and the storage gave this one a name of its own
            default_storage.delete(under)
    except OSError:
        logger.exception("What was made as %s could not be kept: it is made again for each who asks.", name)
    return data


def rendered(asked: Rendition) -> bytes:
    """A rendition, made of the file of its picture when it is first asked for. As ``kept``."""
    return kept(asked.name, lambda: _made(asked))


def _made(asked: Rendition) -> bytes:
    with default_storage.open(asked.picture.file) as original:
        return asked.made_of(original)
