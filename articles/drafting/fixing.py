"""What goes with a change to a story that readers see: the sentence of a correction, and who is asked to pass it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import Permission, User
from django.db.models import F, Q, QuerySet
from django.urls import reverse

from articles import ledger, notices
from articles.drafting.state import WORDS, State, altered, with_changes
from articles.models import Revision, Story

ASKED = 20
"""So many are told of a fix at most: those who were here last."""


def without_told(story: Story, held: State, wanted: State, *, now: datetime) -> State:
    """``wanted`` without the sentence of a correction that readers have been told, where the words go on changing.

    A correction is said once: what is published next is no correction unless it brings a sentence of its own.
    """
    sentence = held.text.correction
    changed = altered(held, wanted) & {*WORDS, "captions"}
    if not sentence or not changed or "correction" in changed:
        return wanted
    told = story.editions.telling(sentence).filter(live_from__lte=now)
    return with_changes(wanted, {"correction": ""}) if told.exists() else wanted


def ask_to_pass(story: Story, revision: Revision, *, by: Any, now: datetime) -> None:
    """Tell those who may pass a fix and publish it that one waits, with the address of the page where they do.

    Not those with words of their own in it, whom the rules would refuse. Where nobody is left, those who may sign are
    told: once they have, it can be published.
    """
    wrote = {by.pk, *_accounts(revision.surviving or {})}
    readers = may("sign_story").exclude(pk__in=wrote)
    people, what, where = list(readers.filter(_holds("publish_story"))[:ASKED]), "send it out", "pass"
    if not people:
        people, what, where = list(readers[:ASKED]), "sign it", "change"
    notices.tell(
        people,
        key=f"fix/{story.pk}/{story.revision_number}",
        kind="fix",
        sentence=f"{ledger.name_of(by)} fixed “{story.headline[:200]}”, which readers see: read it and {what}.",
        story=story,
        address=reverse(f"admin:articles_story_{where}", args=[story.pk]),
        now=now,
    )


def may(codename: str) -> QuerySet[User]:
    """The accounts with a right, those who were here last first."""
    accounts = User.objects.filter(_holds(codename), is_active=True, is_staff=True)
    return accounts.order_by(F("last_login").desc(nulls_last=True), "pk")


def _accounts(surviving: Iterable[str]) -> list[int]:
    """Those among the authors of words that are accounts and no files."""
    return [int(key.removeprefix("user:")) for key in surviving if key.startswith("user:")]


def _holds(codename: str) -> Q:
    right = Permission.objects.filter(content_type__app_label="articles", codename=codename)
    by_group = Q(groups__in=right.values("group"))
    return Q(is_superuser=True) | Q(
        pk__in=User.objects.filter(by_group | Q(user_permissions__in=right)).values("pk")
    )
