"""Who may change a picture that was read or published."""

from typing import Any

from django.db.models import Q

from articles.models import Picture, Stage


def why_fixed(picture: Picture, user: Any) -> str:
    """Why ``user`` may not change ``picture``, in a sentence fit to show; empty where nothing is against it.

    What was read or published with a picture is not changed by those who could not publish it: a text given back its
    signed words is signed again, and its pictures must be those that the signer saw.
    """
    if user.has_perm("articles.publish_story"):
        return ""
    if picture.edition_rows.exists():
        return "This picture was published: only those who may publish can change it."
    was_read = ~Q(story__stage=Stage.DRAFT) | Q(story__signoffs__isnull=False)
    if picture.story_rows.filter(was_read).exists():
        return "A story that was handed in or signed uses this picture: only those who may publish can change it."
    return ""
