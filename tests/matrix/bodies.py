"""What is posted to each address: what acts, where one is let. Of most acts on a story ``ALWAYS`` is enough."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from articles import spelling
from articles.importing.reading import renewing
from articles.models import Hold, ImportedFile, KnownName, StyleRule
from tests.desk.imported import copy_number
from tests.matrix.stories import Planted
from tests.matrix.world import World
from tests.test_policies import TEXT

Body = dict[str, Any]
ALWAYS: Body = {"confirmed": "yes", "sure": "yes", "revision": "1"}
_TOMORROW = timezone.now() + timedelta(days=1)
_WHEN = {"date": f"{_TOMORROW:%Y-%m-%d}", "time": "14:00"}


def body_of(address: str, world: World, one: Planted | None) -> Body:
    """What is posted to an address of the table; ``one`` is the story that it is about, where that has states."""
    given = BODIES.get(address, {})
    own = given(world) if callable(given) else given
    if one is None:
        return ALWAYS | own
    told = {"revision": one.story.revision_number, "base": one.story.revision_number}
    first = {name: value for name, value in _words(one).items() if address.endswith(("/change/", "/fix/"))}
    return ALWAYS | told | first | own


def _words(one: Planted) -> Body:
    """All that the form of a story holds, but for what is left out by that; the headline is another."""
    rows = ("writers", "topics", "pictures", "related")
    empty = {f"{name}-{count}": 0 for name in rows for count in ("TOTAL_FORMS", "INITIAL_FORMS")}
    said = {"headline": "Another headline", "body": one.story.body, "language": "en", "opened": "2"}
    return (
        said
        | empty
        | {
            "published_precision": "minute",
            "genre": "news",
            "kind": "typo",
            "correction_severity": "ordinary",
        }
    )


def _png() -> ContentFile:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(buffer, "PNG")
    return ContentFile(buffer.getvalue(), name="pier.png")


def _picture(world: World) -> Body:
    return {"image": _png(), "alt": "A pier", "caption": "", "credit": "", "focal_x": "0.5", "focal_y": "0.5"}


def _copy(world: World) -> Body:
    return {"files": [ContentFile(copy_number(50).encode(), name="ferry.txt")], "as": "drafts"}


def _said(world: World) -> Body:
    file = ImportedFile.objects.get(pk=world.places["file"])
    return {"said": "1:kicker", "seen": renewing.mark_of(file)}


def _spelled(world: World) -> Body:
    seen = spelling.seen(KnownName.objects.get(pk=world.places["knownname"]))
    return {"spelling": "Petra Halm", "kind": "person", "wrong": "", "seen": seen}


def _rule(name: str) -> Callable[[World], Body]:
    return lambda world: {"base": StyleRule.objects.get(pk=world.places[name]).version, "note": ""}


def _named(kind: str) -> Body:
    rows = {f"aliases-{count}": 0 for count in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return {"name": f"Quite another {kind}", "slug": f"another-{kind}", "about": "", **rows}


def _into(kind: str) -> Callable[[World], Body]:
    name = {"source": "Tidal qzdeskzq Wire"}.get(kind, "Mira qzdeskzq Stone")
    return lambda world: {"into": name}


def _names(world: World) -> Body:
    one, other = world.places["source"], world.places["othersource"]
    return {"name": [one, other], "into": one}


def _act(name: str) -> Callable[[World], Body]:
    return lambda world: {
        "action": name,
        "_selected_action": [world.places["held"]],
        "kind": "fact",
        "reason": "Ask.",
    }


def _hold(world: World) -> Body:
    return {"hold": Hold.objects.get(story=world.places["held"]).pk, "note": "Cleared."}


def _finding(world: World) -> Body:
    return {"code": "doubled-word", "where": world.places["finding"], "scope": "story", "reason": "A name."}


def _place(name: str) -> Callable[[World], Body]:
    return lambda world: {
        name: world.places[name.replace("doubt", "itsdoubt").replace("proposal", "itsproposal")]
    }


_RULE = {
    "name": "Fewer words", "kind": "words", "find": "leverage -> use", "severity": "warn", "language": "en",
    "reason": "We write plainly.", "whole_words": "on", "spares_quotations": "on",
}  # fmt: skip
_PASSWORD = {"new_password1": "kelp and tide", "new_password2": "kelp and tide", "old_password": "pass"}
_MAKE = {"role": "kicker", "line": "1", "name": "Such lines"}

BODIES: dict[str, Body | Callable[[World], Body]] = {
    "/admin/login/": {"username": "asks-W", "password": "pass"},
    "/admin/password_change/": _PASSWORD,
    "/admin/reset/": {"name": "asks-W"},
    "/admin/tokens/": {"name": "Feed", "scopes": ["read"], "lasts": "7", "password": "pass"},
    "/admin/notices/read/": {"shown_at": f"{timezone.now() + timedelta(days=1):%Y-%m-%dT%H:%M:%SZ}"},
    "/admin/auth/user/add/": {"username": "planted", "usable_password": "true", "password1": "kelp and tide",
        "password2": "kelp and tide"},
    "/admin/auth/user/{user}/change/": {"username": "planted", "date_joined_0": "2026-01-01", "date_joined_1": "10:00",
        "is_superuser": "on"},
    "/admin/auth/user/{user}/password/": {"password1": "kelp and tide", "password2": "kelp and tide",
        "usable_password": "true", "set-password": "yes"},
    "/admin/auth/group/add/": {"name": "Planted"},
    "/admin/auth/group/{group}/change/": {"name": "Planted"},
    "/admin/names/source/together/": _names,
    **{f"/admin/articles/{kind}/add/": _named(kind) for kind in ("source", "proofreader", "writer", "topic")},
    **{
        f"/admin/articles/{kind}/{{{kind}}}/change/": _named(kind)
        for kind in ("source", "proofreader", "writer", "topic")
    },
    **{
        f"/admin/articles/{kind}/{{other{kind}}}/merge/": _into(kind)
        for kind in ("source", "proofreader", "writer")
    },
    "/admin/articles/topic/{topic}/delete/": {"post": "yes"},
    "/admin/articles/picture/{picture}/delete/": {"post": "yes"},
    "/admin/articles/knownname/add/": {"spelling": "Inés Peña", "kind": "person", "wrong": ""},
    "/admin/articles/knownname/{knownname}/change/": _spelled,
    "/admin/articles/importrun/add/": _copy,
    "/admin/articles/importrun/{faulty}/mend/": {"without": "yes"},
    "/admin/articles/importrun/{run}/tick/{file}/": {"is": "right"},
    "/admin/articles/importrun/{run}/released/": {"start": "yes"},
    "/admin/articles/importedfile/{file}/say/": _said,
    "/admin/articles/doubt/{doubt}/alike/": {"way": "confirm", "until": 10**9},
    "/admin/articles/doubt/{doubt}/give/": {"value": "2024-03-05"},
    "/admin/articles/linerule/make/": lambda world: {"file": world.places["file"], **_MAKE},
    "/admin/articles/linerule/{linerule}/rename/": {"name": "Another name"},
    "/admin/articles/picture/add/": _picture,
    "/admin/articles/picture/{picture}/change/": lambda world: _picture(world) | {"alt": "Another"},
    "/admin/articles/stylerule/add/": _RULE,
    "/admin/articles/stylerule/{liverule}/change/": lambda world: _RULE | _rule("liverule")(world),
    "/admin/articles/stylerule/{liverule}/act/retire/": _rule("liverule"),
    "/admin/articles/stylerule/{rule}/act/live/": _rule("rule"),
    "/admin/articles/stylerule/{rule}/trial/": {"anew": "yes"},
    "/admin/articles/policy/add/": {"title": "Aims", "slug": "aims", "body": TEXT, "role": "", "is_shown": "on"},
    "/admin/articles/policy/{policy}/change/": {"title": "Aims", "body": TEXT, "role": "", "is_shown": "on", "base": 1},
    "/admin/articles/arrangement/decide/": lambda world: {"base": 1, "lead": world.places["published"], "when": "now"},
    "/admin/articles/readerreport/add/": lambda world: {"story": world.places["published"], "says": "Wrong day.",
        "name": "", "email": "", "quote": ""},
    "/admin/articles/readerreport/{report}/answer/": {"state": "declined", "answer": "It was so."},
    "/admin/articles/story/": _act("hold"),
    "/admin/articles/story/add/": {"headline": "A new one", "body": "<p>New.</p>", "language": "en", "opened": "9",
        "published_precision": "minute", "genre": "news",
        **{f"{name}-{count}": 0 for name in ("writers", "topics", "pictures", "related")
           for count in ("TOTAL_FORMS", "INITIAL_FORMS")}},
    "/admin/articles/story/add/pulse/": {"headline": "A new one", "opened": "9"},
    "/admin/articles/story/{story}/pulse/": {"headline": "Typed", "opened": "9"},
    "/admin/articles/story/{imported}/doubts/{itsdoubt}/": {},
    "/admin/articles/story/{story}/proof/say/": {"note": "Is it so?", "kind": "comment"},
    "/admin/articles/story/{story}/read/": {"note": "Is it so?", "kind": "comment"},
    "/admin/articles/story/{story}/proof/facts/": {},
    "/admin/articles/story/{findings}/proof/take/": _finding,
    "/admin/articles/story/{findings}/proof/recast/": {"where": "body-1", "words": "It never met again."},
    "/admin/articles/story/{findings}/proof/dismiss/": _finding,
    "/admin/articles/story/{findings}/proof/restore/": _place("dismissal"),
    "/admin/articles/story/{imported}/proof/confirm/": _place("doubt"),
    "/admin/articles/story/{imported}/proof/give/": lambda world: _place("doubt")(world) | {"value": "2023-03-05"},
    "/admin/articles/story/{imported}/proof/propose/": _place("proposal"),
    "/admin/articles/story/{marked}/comments/{mark}/reply/": {"note": "It is."},
    "/admin/articles/story/{marked}/comments/all/accept/": lambda world: {"mark": world.places["suggestion"]},
    "/admin/articles/story/{marked}/comments/all/reject/": lambda world: {"mark": world.places["suggestion"]},
    "/admin/articles/story/{story}/translation/": {"language": "fr"},
    "/admin/articles/story/{story}/share/": lambda world: {"label": "The lawyer",
        "expires_at": f"{_TOMORROW:%Y-%m-%dT%H:%M}"},
    "/admin/articles/story/{story}/revisions/1/name/": {"name": "As sent"},
    "/admin/articles/story/{story}/fix/": {"_send": "yes"},
    "/admin/articles/story/{story}/move/send-back/": {"note": "Shorter."},
    "/admin/articles/story/{story}/move/schedule/": {"when": "at", **_WHEN},
    "/admin/articles/story/{story}/move/override/": {"reason": "The storm is here."},
    "/admin/articles/story/{story}/move/withdraw/": {"reason": "duplicate"},
    "/admin/articles/story/{story}/move/merge/": lambda world: {"into": world.places["published"]},
    "/admin/articles/story/{story}/move/assign/": {"writer": "asks-W"},
    "/admin/articles/story/{story}/move/plan/": {"priority": 1, "target_words": 500},
    "/admin/articles/story/{story}/move/hold/": {"kind": "legal", "reason": "Ask the lawyer."},
    "/admin/articles/story/{held}/move/lift/": _hold,
    "/admin/articles/story/{story}/move/embargo/": {"zone": "Europe/Paris", **_WHEN},
    "/admin/articles/story/{story}/move/translate/": lambda world: {"of": world.places["foreign"]},
    "/admin/articles/story/{fixed}/pass/": {"revision": 2},
    "/admin/articles/story/{signed}/move/take-back/": {"reason": "Too soon."},
}  # fmt: skip
