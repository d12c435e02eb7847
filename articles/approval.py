"""What has been read, by whom, and what has not: the facts that sign-offs give (law 5)."""

from itertools import pairwise
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Max

from articles.models import Story
from articles.text.diff import passed

SHOWN = {
    "related": "related coverage",
    "pictures": "pictures",
    "topics": "topics",
    "writers": "writers",
    "source_id": "source",
    "proofreader_id": "proofreader",
    "proofreader_credit": "proofreader as printed",
    "published_at": "date",
    "published_precision": "date",
}
"""What readers see of a story that its digest does not cover: its name in ``Revision.details``, and in a sentence."""


def history(story: Story) -> list[tuple[str, Any]]:
    """Author key and text of each revision in order, as ``text.diff`` takes them."""
    return [(revision.author_key(), revision.text()) for revision in story.revisions.order_by("number")]


def signers(story: Story) -> list[tuple[int, str]]:
    """Account and name of each who has signed exactly the text held now, first signer first."""
    return list(story.signoffs.standing().filter(digest=story.digest).values_list("signer_id", "signer_name"))


def unread_authors(story: Story) -> list[str]:
    """Those whose surviving words nobody else has signed: names, "the imported file" for a file's."""
    keys = {f"user:{pk}" for pk, _ in signers(story)}
    return [_author_name(story, key) for key in passed(history(story), keys)]


def is_passed(story: Story) -> bool:
    """Whether readers may see the story as it stands.

    Every word of it has been passed by somebody who did not write it (law 5), a proofreader among them, and what
    the digest does not cover was there when it was signed or has been changed by an editor since.
    """
    signed_by = [pk for pk, _ in signers(story)]
    readers = User.objects.filter(pk__in=signed_by)
    is_proofread = any(reader.has_perm("articles.sign_story") for reader in readers)
    return is_proofread and not unread_authors(story) and not unread_details(story)


def unread_details(story: Story) -> dict[str, str]:
    """What readers see beside the text and nobody has looked at: each name of ``SHOWN``, and who changed it.

    That is what was changed after the last sign-off of the text by somebody who may not publish.
    """
    standing = story.signoffs.standing().filter(digest=story.digest)
    signed = standing.aggregate(last=Max("revision__number"))["last"]
    if signed is None:
        return {}
    unread: dict[str, str] = {}
    later = story.revisions.filter(number__gte=signed).select_related("author").order_by("number")
    for before, after in pairwise(later):
        changed = [name for name in SHOWN if before.details.get(name) != after.details.get(name)]
        for name in changed:
            unread[name] = after.author_name
            if after.author and after.author.has_perm("articles.publish_story"):
                del unread[name]
    return unread


def _author_name(story: Story, key: str) -> str:
    if key.startswith("file:"):
        return "the imported file"
    revision = story.revisions.filter(author=int(key.removeprefix("user:"))).last()
    return revision.author_name if revision else key
