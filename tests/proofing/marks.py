"""Suggestions and queries, as tests make them."""

from django.utils import timezone

from articles import proofing
from articles.text.places import Place, passages
from tests.factories import make_user


def place_of(story, words):
    """Where ``words`` stand first in the story's latest text."""
    for one in passages(story.latest_revision().text()):
        if words in one.text:
            start = one.text.index(words)
            return Place(one.field, one.block, start, start + len(words))
    raise AssertionError(f"The story does not say {words}.")


def suggest(story, old, new, *, by=None, note="", revision=None):
    by, now = by or make_user(role="proofreader"), timezone.now()
    number = revision or story.revision_number
    return proofing.suggest(
        story, revision=number, where=place_of(story, old), proposed=new, note=note, by=by, now=now
    )


def ask(story, *, to, by=None, note="Who says so?", where=None):
    by, now = by or make_user(role="proofreader"), timezone.now()
    return proofing.ask(story, revision=story.revision_number, where=where, note=note, to=to, by=by, now=now)
