"""A backup, and what it is of."""

import os
from datetime import timedelta

import pytest
from django.utils import timezone

from articles import backups
from tests.backups.writing import keep_picture
from tests.factories import make_edition


class Silent:
    """Progress that nobody looks at."""

    def __init__(self, total, noun):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    def step(self, count=1):
        pass


def make(folder, *, keep=0, later=0, tell=print):
    now = timezone.now() + timedelta(seconds=later)
    return backups.make(folder, keep=keep, now=now, progress=Silent, tell=tell)


@pytest.fixture
def filled():
    """The name of a picture's file, in a newsroom with a published story."""
    make_edition()
    return keep_picture(os.urandom(100_000))


@pytest.fixture
def backup(filled, tmp_path):
    return make(tmp_path)[0]
