"""The newsroom that the matrix asks: a story in every state, one of everything else, and who asks."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.timezone import localtime

from tests.factories import make_user
from tests.matrix.rooms import DESK, MAIL, NOTICE, PAGE, TOKEN, UNSAVED, rooms
from tests.matrix.specials import specials
from tests.matrix.stories import LIVE, STATES, People, Planted, plant

ROLES = "?0RWPIES"
"""Who asks: a stranger; an account without a group, a reviewer, a writer, a proofreader, an importer, an editor; and a
superuser.
"""
SWITCHED_OFF, OUTSIDE = "xn"
"""A superuser whose account was switched off, and an editor's that is not of the staff: strangers both."""
GROUPS = {
    "0": "", "R": "reviewer", "W": "writer", "P": "proofreader", "I": "importer", "E": "editor", "S": "",
    SWITCHED_OFF: "", OUTSIDE: "editor",
}  # fmt: skip
INSIDE = frozenset("RWPIES")
SECRETS = {
    DESK: INSIDE, UNSAVED: frozenset("W"), NOTICE: frozenset("W"), MAIL: frozenset("ES"), PAGE: frozenset("ES"),
    TOKEN: frozenset("WS"),
}  # fmt: skip
"""Words that are planted beside stories, and who may meet them."""


@dataclass(frozen=True)
class World:
    """``places`` are what addresses of the table name, but for stories in their states, which are ``planted``."""

    people: dict[str, Any]
    planted: list[Planted]
    places: dict[str, Any]

    def of(self, state: tuple[str, str] | None) -> Planted | None:
        """The story in a state."""
        return next((one for one in self.planted if (one.stage, one.public) == state), None)

    def secrets(self, role: str) -> set[str]:
        """The words that must be in no answer to ``role``."""
        hidden = {word for word, may in SECRETS.items() if role not in may}
        if role not in INSIDE:
            hidden |= {word for one in self.planted for word in one.hidden}
        return hidden


def build(folder: Path) -> World:
    """Takes some seconds. ``folder`` is an empty one, for files of copy."""
    now = timezone.now()
    people = {
        letter: make_user(role=role, username=f"asks-{letter}", superuser=letter in ("S", SWITCHED_OFF))
        for letter, role in GROUPS.items()
    }
    User.objects.filter(pk=people[OUTSIDE].pk).update(is_staff=False)
    helpers = People(*(make_user(role=role) for role in ("writer", "proofreader", "editor")))
    planted = [plant(*state, helpers, number) for number, state in enumerate(STATES)]
    live = next(one.story for one in planted if one.public == LIVE)
    places = dict(specials(people, now)) | dict(rooms(people, live, folder)) | dict(_of_stories(planted))
    day = localtime(live.published_at)  # which is yesterday, soon after midnight
    places |= {"year": f"{day:%Y}", "month": f"{day:%m}", "day": f"{day:%d}"}
    return World(people, planted, places)


def _of_stories(planted: list[Planted]) -> Iterator[tuple[str, Any]]:
    """Names and pictures of stories that readers have, and of some that they have not."""
    for one in planted:
        if (one.stage, one.public) not in (
            ("draft", "live"),
            ("proofread", "never"),
            ("proofread", "scheduled"),
        ):
            continue
        picture = one.story.picture_rows.get().picture
        named = {
            "sourceslug": one.story.source.slug, "proofreaderslug": one.story.proofreader.slug,
            "writerslug": one.story.writer_rows.get().writer.slug, "topicslug": one.story.topic_rows.get().topic.slug,
            "picturefile": picture.image.name, "picturesha": picture.sha256,
        }  # fmt: skip
        yield from ((f"{one.public}{name}", value) for name, value in named.items())
