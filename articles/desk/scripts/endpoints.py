"""The addresses for scripts, and what each takes and answers."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from articles.api.asking import MOST
from articles.api.shapes import (
    ADDRESS,
    MOMENT,
    NEXT,
    NUMBER,
    PREVIOUS,
    TEXT,
    Schema,
    page_of,
    problem_of,
    schema_of,
)
from articles.desk.scripts import asking, imports, stories, telling
from articles.models import AccessToken, Stage
from articles.pages import STORIES
from articles.press import BY_HAND

Scope = AccessToken.Scope
_CONVERTER = re.compile(r"<\w+:(\w+)>")


@dataclass(frozen=True)
class Operation:
    """What a method does at an address: ``run`` is called with what is asked and the parts of the address, and gives
    what is told, or that and a status. ``rights`` are those of the account without which nothing is even looked up.
    """

    words: str
    scope: Scope | None
    schema: str
    run: Callable[..., Any]
    rights: tuple[str, ...] = ()
    query: tuple[asking.Given, ...] = ()
    body: tuple[asking.Given, ...] | None = None
    is_file: bool = False
    statuses: tuple[int, ...] = (200,)
    problems: tuple[int, ...] = ()


@dataclass(frozen=True)
class Endpoint:
    """An address below the desk's: its ``route`` as Django writes it, and its operations by their methods."""

    name: str
    route: str
    operations: dict[str, Operation] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The address as OpenAPI writes it."""
        return _CONVERTER.sub(r"{\1}", f"/desk/{self.route}")

    @property
    def parts(self) -> list[str]:
        return _CONVERTER.findall(self.route)


_IMPORT = ("articles.add_importrun", "articles.view_importrun")
_SEE = "articles.view_story"
_KEYS = (
    asking.Given("before", TEXT, "Stories after a key in the order of the list.", asking.key),
    asking.Given("after", TEXT, "Stories ahead of a key.", asking.key),
)
_OF_STORIES = (
    asking.Given("stage", TEXT | {"enum": list(Stage.values)}, "At this stage.", asking.one_of(Stage.values)),
    asking.Given("section", TEXT, "With this first topic, by its slug.", asking.text(200)),
    asking.Given("since", MOMENT, "Changed since this moment, it included.", asking.at),
    *_KEYS,
    asking.Given(
        "limit",
        NUMBER | {"minimum": 1, "maximum": MOST, "default": STORIES},
        "How many at a time.",
        asking.up_to(MOST),
    ),
)
_REASONS = [value for value, _ in BY_HAND]
_REASON = asking.Given(
    "reason",
    TEXT | {"enum": _REASONS},
    "What its address says from then on.",
    asking.one_of(_REASONS),
    is_needed=True,
)
_AFTER = asking.Given("after", NUMBER, "Files after this one; “next” brings it.", asking.row)


def _act(name: str, words: str, right: str, run: Callable[..., Any], *body: asking.Given) -> Endpoint:
    operation = Operation(
        words,
        Scope.PUBLISH,
        "Done",
        run,
        (f"articles.{right}", _SEE),
        body=body,
        problems=(404, 409, 413, 415),
    )
    return Endpoint(name, f"v1/stories/<row:number>/{name}/", {"POST": operation})


ENDPOINTS = (
    Endpoint(
        "imports",
        "v1/imports/",
        {
            "POST": Operation(
                "Bring in a file, or an archive of files, as it is: it is the body. The same file twice changes "
                "nothing.",
                Scope.IMPORT,
                "Run",
                imports.take,
                _IMPORT,
                query=(asking.NAME, asking.COLLECTION, asking.DRY),
                is_file=True,
                statuses=(201, 202),
                problems=(409, 411, 413, 415, 422, 507),
            )
        },
    ),
    Endpoint(
        "import",
        "v1/imports/<row:number>/",
        {
            "GET": Operation(
                "A run of this account, and what became of its files.",
                Scope.IMPORT,
                "Run",
                imports.shown,
                _IMPORT,
                query=(_AFTER,),
                problems=(404,),
            ),
            "POST": Operation(
                "Go on with a run that waits, for some seconds.",
                Scope.IMPORT,
                "Run",
                imports.go_on,
                _IMPORT,
                problems=(404, 409, 507),
            ),
        },
    ),
    Endpoint(
        "stories",
        "v1/stories/",
        {
            "GET": Operation(
                "Working copies, those that changed last first, in pages.",
                Scope.READ,
                "Stories",
                stories.listed,
                (_SEE,),
                query=_OF_STORIES,
            )
        },
    ),
    Endpoint(
        "story",
        "v1/stories/<row:number>/",
        {"GET": Operation("All of one story.", Scope.READ, "Story", stories.shown, (_SEE,), problems=(404,))},
    ),
    _act("hand-in", "Hand it in for proofreading.", "submit_story", stories.hand_in, asking.REVISION),
    _act(
        "publish",
        "Show it to readers now.",
        "publish_story",
        stories.publish,
        asking.REVISION,
        asking.LAST,
        asking.UNTIL,
    ),
    _act(
        "schedule",
        "Show it to readers at a time.",
        "publish_story",
        stories.publish,
        asking.REVISION,
        asking.LAST,
        asking.AT,
        asking.UNTIL,
    ),
    _act("withdraw", "Take it from readers at once.", "withdraw_story", stories.withdraw, _REASON),
)

SCHEMAS: dict[str, Schema] = {
    "Description": {"type": "object"},
    "Run": schema_of(telling.RUN),
    "StoryInList": schema_of(telling.IN_LIST),
    "Stories": page_of("StoryInList", next=NEXT, previous=PREVIOUS),
    "Story": schema_of(telling.WHOLE),
    "Done": schema_of(telling.DONE),
    "Problem": problem_of(
        detail=TEXT | {"description": "In a sentence: where an act is refused, why."},
        run=ADDRESS | {"description": "Of a run that was begun all the same."},
    ),
}
