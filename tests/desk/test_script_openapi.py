"""The description for scripts: it says what the addresses answer, leaves none out, and is shown to no stranger."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from articles.desk.scripts.endpoints import ENDPOINTS
from tests.desk.imported import copy_number
from tests.desk.scripts import V1, script
from tests.factories import make_edition, make_proofread_story, make_story, make_user
from tests.site.schemas import faults

pytestmark = [pytest.mark.django_db, pytest.mark.once]
DESCRIPTION = f"{V1}openapi.json"


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def described():
    return script("read").get(DESCRIPTION).json()


def answers(client):
    """What is answered at each address: its path, the method, and the answer, those of problems among them."""
    draft, read, live = make_story(), make_proofread_story(), make_edition().story
    at = (timezone.now() + timedelta(hours=1)).isoformat()
    bring = f"{V1}imports/?name=a.txt"
    yield "/desk/v1/imports/", "post", client.post(bring, copy_number(1), content_type="text/plain")
    yield "/desk/v1/imports/", "post", client.post(bring, b"", content_type="text/plain")
    run = client.post(bring, copy_number(2), content_type="text/plain").json()["self"]
    yield "/desk/v1/imports/{number}/", "get", client.get(run)
    yield "/desk/v1/imports/{number}/", "post", client.post(run)
    yield "/desk/v1/stories/", "get", client.get(f"{V1}stories/?limit=2")
    yield "/desk/v1/stories/", "get", client.get(f"{V1}stories/?limit=x")
    acts = {
        "hand-in": (draft, {"revision": 1}), "schedule": (read, {"revision": 1, "last_edition": 0, "at": at}),
        "publish": (read, {"revision": 1, "last_edition": 1}), "withdraw": (live, {"reason": "error"}),
    }  # fmt: skip
    for story in (draft, read, live):
        yield "/desk/v1/stories/{number}/", "get", client.get(f"{V1}stories/{story.pk}/")
    for name, (story, sent) in acts.items():
        for _ in range(2):  # the second is refused, but for what may be done again
            address = f"{V1}stories/{story.pk}/{name}/"
            yield (
                f"/desk/v1/stories/{{number}}/{name}/",
                "post",
                client.post(address, sent, "application/json"),
            )
    yield "/desk/v1/openapi.json", "get", client.get(DESCRIPTION)


def test_every_answer_is_as_described():
    document = described()
    schemas, met = document["components"]["schemas"], set()
    for path, method, response in answers(script(by=make_user(role="editor"))):
        operation = document["paths"][path][method]
        told = operation["responses"][str(response.status_code)]["content"]
        schema = told[response.headers["Content-Type"]]["schema"]
        assert list(faults(response.json(), schema, schemas, path)) == []
        if response.status_code < 300:
            met.add((path, method))
    assert met == {(path, method) for path, one in document["paths"].items() for method in one}


def test_all_addresses_are_described_with_what_they_take_and_need():
    document = described()
    (ours,) = (one for one in get_resolver().url_patterns if str(one.pattern) == "desk/")
    assert len(document["paths"]) == len(ours.url_patterns) - 1 == len(ENDPOINTS) + 1
    for endpoint in ENDPOINTS:
        for method, operation in endpoint.operations.items():
            told = document["paths"][endpoint.path][method.lower()]
            assert told["security"] == [{"token": [operation.scope.value]}]
            named = {(one["in"], one["name"]) for one in told.get("parameters", ())}
            assert named == {("query", one.name) for one in operation.query} | {
                ("path", one) for one in endpoint.parts
            }
            assert ("requestBody" in told) == (operation.is_file or operation.body is not None)


def test_no_stranger_sees_it_and_the_description_for_readers_says_nothing_of_it():
    assert Client().get(DESCRIPTION).status_code == 401
    assert "/desk/" not in Client().get("/api/openapi.json").content.decode()
