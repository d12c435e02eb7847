"""`python -m tests.backups.writing [asked]`: publish stories, some with a picture, until it is killed; or one for each
line of input. Of each its address is written, and when it was published.
"""

import hashlib
import os
import sys
import time
from itertools import count

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    from tests.factories import make_edition, make_user

    editor, writer = (make_user(role=role, username=f"{role}-{os.getpid()}") for role in ("editor", "writer"))
    for number in count(1):
        if sys.argv[1:]:
            sys.stdin.readline()
        if number % 3 == 1:
            keep_picture(f"picture {number}".encode())
        edition = make_edition(editor=editor, by=writer)
        sys.stdout.write(f"{edition.get_absolute_url()} {time.time()}\n")
        sys.stdout.flush()


def keep_picture(data: bytes) -> str:
    """A picture whose file is there; gives its name. What is in it is all the same to a backup."""
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage
    from django.db import transaction

    from articles.models import Picture
    from tests.factories import make_picture

    sha256 = hashlib.sha256(data).hexdigest()
    name = default_storage.save(f"pictures/kept/{sha256[:16]}.jpg", ContentFile(data))
    with transaction.atomic():  # no backup sees it before it has its file
        Picture.objects.filter(pk=make_picture().pk).update(image=name, sha256=sha256)
    return name


if __name__ == "__main__":
    main()
