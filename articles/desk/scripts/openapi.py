"""The description of what scripts may ask, as of OpenAPI 3.1, made of the tables by which they are answered."""

from django.conf import settings

from articles.api.endpoints import PROBLEM_TYPE
from articles.api.shapes import NUMBER
from articles.desk.scripts.endpoints import ENDPOINTS, SCHEMAS, Endpoint, Operation

VERSION = "1"
ALWAYS = (400, 401, 403, 405, 429, 503)
_SAID = {
    200: "What is asked for.", 201: "It is brought in.", 202: "It is kept, and more of it is to be done.",
    400: "Something that was given is not understood.", 401: "There is no token, or it is not valid.",
    403: "The token is not made for this, or its account does not have the right.",
    404: "There is nothing at this address.", 405: "This address does not answer that method.",
    409: "The rules refuse it: the detail says why.", 411: "The body has no length.", 413: "The body is too long.",
    415: "The body is of a type that is not taken.", 422: "There is no copy in it.",
    429: "Too many tokens that are not known came from there.",
    503: "The database or the store of files does not answer: Retry-After says when to ask again.",
    507: "A disk is full.",
}  # fmt: skip


def described(asked):
    """The whole document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{settings.SITE_NAME}: the desk",
            "version": VERSION,
            "description": "For scripts of the staff. Each request carries a token, which is made in the desk.",
        },
        "servers": [{"url": asked.here.root.rstrip("/")}],
        "paths": {endpoint.path: dict(_operations(endpoint)) for endpoint in EVERY},
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operations(endpoint):
    for method, operation in endpoint.operations.items():
        given = [_parameter(part, NUMBER, "Its number.", place="path") for part in endpoint.parts]
        given += [
            _parameter(one.name, one.schema, one.words, place="query", is_needed=one.is_needed)
            for one in operation.query
        ]
        name = endpoint.name if len(endpoint.operations) == 1 else f"{endpoint.name}-{method.lower()}"
        yield (
            method.lower(),
            {
                "operationId": name,
                "summary": operation.words,
                **({"parameters": given} if given else {}),
                **_body(operation),
                "responses": {str(status): _answer(status, operation) for status in operation.statuses}
                | {str(status): _problem(status) for status in sorted({*ALWAYS, *operation.problems})},
                "security": [{"token": [operation.scope.value] if operation.scope else []}],
            },
        )


def _parameter(name, schema, words, *, place, is_needed=False):
    required = is_needed or place == "path"
    return {"name": name, "in": place, "required": required, "description": words, "schema": schema}


def _body(operation):
    if operation.is_file:
        return {"requestBody": {"required": True, "content": {"*/*": {}}}}
    if operation.body is None:
        return {}
    schema = {
        "type": "object",
        "properties": {one.name: one.schema | {"description": one.words} for one in operation.body},
        "required": [one.name for one in operation.body if one.is_needed],
        "additionalProperties": False,
    }
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


def _answer(status, operation):
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{operation.schema}"}}}
    return {"description": _SAID[status], "content": content}


def _problem(status):
    content = {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": _SAID[status], "content": content}


EVERY = (
    *ENDPOINTS,
    Endpoint(
        "openapi",
        "v1/openapi.json",
        {"GET": Operation("This description.", None, "Description", described)},
    ),
)
"""All addresses, that of their description among them."""
