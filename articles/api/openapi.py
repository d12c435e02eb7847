"""The description of the API, as of OpenAPI 3.1, made of the tables that its views answer by."""

from typing import Any

from articles.api.asking import Parameter
from articles.api.endpoints import ENDPOINTS, PROBLEM_TYPE, SCHEMAS, Endpoint
from articles.api.shapes import NUMBER, TEXT, Schema

VERSION = "1"
_PROBLEMS = {
    "400": "A parameter is not understood.",
    "404": "There is nothing at this address.",
    "410": "The story was withdrawn.",
}
_PARTS: dict[str, Parameter] = {
    "story_id": Parameter("story_id", NUMBER | {"minimum": 1}, "The number of the story."),
    "slug": Parameter("slug", TEXT, "The last part of the address of its page."),
}


def description(*, name: str, root: str) -> dict[str, Any]:
    """The whole document. ``name`` is that of the newsroom, ``root`` the address of its front page."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": name,
            "version": VERSION,
            "description": "What is published, to read only. Every address answers GET and HEAD, to anybody.",
        },
        "servers": [{"url": root.rstrip("/")}],
        "paths": {endpoint.path: {"get": _operation(endpoint)} for endpoint in ENDPOINTS},
        "components": {"schemas": SCHEMAS},
    }


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    parameters = [_parameter(_PARTS[part], place="path") for part in endpoint.parts]
    parameters += [_parameter(one, place="query") for one in endpoint.parameters]
    answer = {
        "description": endpoint.words,
        "content": {endpoint.type: {"schema": {"$ref": f"#/components/schemas/{endpoint.schema}"}}},
    }
    return {
        "operationId": endpoint.name,
        "summary": endpoint.words,
        **({"parameters": parameters} if parameters else {}),
        "responses": {"200": answer} | {status: _problem(status) for status in _problems_of(endpoint)},
    }


def _problems_of(endpoint: Endpoint) -> list[str]:
    return ["400", *(["404"] if endpoint.parts else []), *(["410"] if endpoint.may_be_gone else [])]


def _problem(status: str) -> dict[str, Any]:
    content: Schema = {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": _PROBLEMS[status], "content": content}


def _parameter(one: Parameter, *, place: str) -> dict[str, Any]:
    return {
        "name": one.name,
        "in": place,
        "required": place == "path",
        "description": one.words,
        "schema": one.schema,
    }
