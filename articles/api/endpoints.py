"""The addresses of the API, and what each answers."""

import re
from dataclasses import dataclass

from articles.api import ninjs
from articles.api.asking import AFTER_NAME, OF_CHANGES, OF_STORIES, Parameter
from articles.api.shapes import ADDRESS, NEXT, PREVIOUS, TEXT, Schema, page_of, problem_of, schema_of
from articles.api.telling import CHANGE, STORY, WHOLE_STORY, name_fields
from articles.lists.names import MODELS

JSON, NINJS = "application/json", "application/ninjs+json"
PROBLEM_TYPE = "application/problem+json"
_CONVERTER = re.compile(r"<\w+:(\w+)>")


@dataclass(frozen=True)
class Endpoint:
    """An address: its ``route`` as Django writes it, what it answers, and which parameters it takes.

    ``schema`` is the name of one of ``SCHEMAS``.
    """

    name: str
    route: str
    words: str
    schema: str
    parameters: tuple[Parameter, ...] = ()
    type: str = JSON
    may_be_gone: bool = False

    @property
    def path(self) -> str:
        """The address with its parts in braces, as OpenAPI writes it."""
        return "/" + _CONVERTER.sub(r"{\1}", self.route)

    @property
    def parts(self) -> list[str]:
        return _CONVERTER.findall(self.route)


_RESOURCES = {
    "stories": "The stories.",
    "changes": "What became of them last.",
    **{f"{kind}s": f"The {kind}s that they carry." for kind in MODELS},
    "openapi": "The description for machines.",
    "documentation": "The description for people.",
}

SCHEMAS: dict[str, Schema] = {
    "Root": {
        "type": "object",
        "properties": {
            "name": TEXT | {"description": "The name of the newsroom."},
            **{name: ADDRESS | {"description": words} for name, words in _RESOURCES.items()},
        },
        "required": ["name", *_RESOURCES],
        "additionalProperties": False,
    },
    "StoryInList": schema_of(STORY),
    "Stories": page_of("StoryInList", next=NEXT, previous=PREVIOUS),
    "Change": schema_of(CHANGE),
    "Changes": page_of("Change", next=NEXT, previous=PREVIOUS),
    "WholeStory": schema_of(WHOLE_STORY),
    "Ninjs": ninjs.SHAPE,
    "Description": {"type": "object"},
    "Name": schema_of(name_fields("topic")),
    "Names": page_of("Name", next=NEXT),
    "Problem": problem_of(
        reason=TEXT | {"description": "Why a story was withdrawn, where readers may know."},
        withdrawn_at=TEXT | {"format": "date-time"},
    ),
}

ENDPOINTS = (
    Endpoint("root", "api/", "What there is.", "Root"),
    Endpoint("stories", "api/stories/", "Stories, newest first, in pages.", "Stories", OF_STORIES),
    Endpoint("story", "api/stories/<number:story_id>/", "All of one story.", "WholeStory", may_be_gone=True),
    Endpoint(
        "ninjs",
        "api/stories/<number:story_id>/ninjs/",
        "One story as IPTC ninjs 3.1; of a withdrawn one, that it is canceled.",
        "Ninjs",
        type=NINJS,
    ),
    Endpoint(
        "changes",
        "api/changes/",
        "Each story that is or was published, once, with what became of it last: the latest change first, in pages. "
        "Who asks for those since the last time learns of corrections, and of stories to be taken out.",
        "Changes",
        OF_CHANGES,
    ),
    *(
        Endpoint(
            f"{kind}s", f"api/{kind}s/", f"The {kind}s that stories carry, in pages.", "Names", (AFTER_NAME,)
        )
        for kind in MODELS
    ),
    *(Endpoint(kind, f"api/{kind}s/<name:slug>/", f"One {kind}.", "Name") for kind in MODELS),
    Endpoint("openapi", "api/openapi.json", "This description.", "Description"),
)
