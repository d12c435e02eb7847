"""What is made of published pictures and headlines, kept in the storage of pictures once somebody has asked for it."""

import logging
from collections.abc import Callable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from articles.pictures.renditions import Rendition

logger = logging.getLogger(__name__)


def kept(name: str, make: Callable[[], bytes]) -> bytes:
    """The file ``name``; what ``make`` gives, and then kept under that name, where there is none yet.

    Two who ask at once both make it and both get it, and one file stays. A storage that takes no more files is told of
    in the log, and costs nobody the answer.
    """
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
    """A rendition, made of the file of its picture when it is first asked for. As ``kept``; what opening and decoding
    that file raise goes on (``FileNotFoundError``, ``DAMAGE``).
    """
    return kept(asked.name, lambda: _made(asked))


def _made(asked: Rendition) -> bytes:
    with default_storage.open(asked.picture.file) as original:
        return asked.made_of(original)
