"""What has been read, by whom, and what has not: the facts that sign-offs give (law 5)."""

from itertools import pairwise
from typing import Any

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
    """Those whose words, or cuts, nobody else has signed: names, "the imported file" for a file's.

    Who only took words out left none that survive: a change of theirs that came after everybody else's last
    sign-off still needs a second reader.
    """
    keys = {f"user:{pk}" for pk, _ in signers(story)}
    authors = dict.fromkeys(passed(history(story), keys))
    authors |= dict.fromkeys(_cutters(story))
    return [_author_name(story, key) for key in authors]


def _cutters(story: Story) -> list[str]:
    """Accounts that changed the text after anybody else last signed it, and that nobody else signs for now."""
    signed: dict[int, int] = {}
    for pk, number in story.signoffs.standing().values_list("signer", "revision__number"):
        signed[pk] = max(number, signed.get(pk, 0))
    found, digest = [], ""
    holders = {pk for pk, _ in signers(story)}
    for number, author, now in story.revisions.order_by("number").values_list("number", "author", "digest"):
        changed, digest = now != digest, now
        read = max((last for pk, last in signed.items() if pk != author), default=0)
        if changed and author and number > read and not holders - {author}:
            found.append(f"user:{author}")
    return found


def is_passed(story: Story) -> bool:
    """Whether readers may see the story as it stands.

    Every word of it has been passed by somebody who did not write it (law 5), and what
    the digest does not cover was there when it was signed or has been changed by an editor since.
    """
    return bool(signers(story)) and not unread_authors(story) and not unread_details(story)


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
