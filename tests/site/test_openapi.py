"""The descriptions of the API: they say what its addresses answer, and leave none out."""

import re
from datetime import timedelta

import pytest
from django.urls import get_resolver
from django.utils import timezone

from articles import drafting, press
from tests.factories import make_edition, make_picture, make_proofread_story, make_user
from tests.press.desk import corrected, publish
from tests.site.asked import get
from tests.site.pages import html_of, make_full_edition
from tests.site.schemas import faults

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def described(client):
    return get(client, "/api/openapi.json")


def answers_of(client, edition):
    """Every path of the description with what it answers about ``edition``."""
    slugs = {
        "topics": edition.topic_rows.first().topic.slug,
        "sources": edition.source.slug,
        "writers": edition.writer_rows.get().writer.slug,
        "proofreaders": edition.proofreader.slug,
    }
    for path, operations in described(client)["paths"].items():
        slug = slugs.get(path.split("/")[2], "")
        address = path.replace("{story_id}", str(edition.story_id)).replace("{slug}", slug)
        response = client.get(address)
        assert (address, response.status_code) == (address, 200)
        ((kind, content),) = operations["get"]["responses"]["200"]["content"].items()
        assert (address, response.headers["Content-Type"]) == (address, kind)
        yield path, response.json(), content["schema"]


def make_rich_edition():
    """A corrected story with a picture, related coverage and a translation, beside one that has next to nothing."""
    now = timezone.now()
    bare = make_edition(
        published_precision="year", source_credit="chimegroup", proofreader_credit="J. Devlin"
    )
    edition = make_full_edition(
        now=now - timedelta(hours=1), pictures=[make_picture().pk], genre="analysis",
        related=[["Ferry", None, bare.story_id], ["Nothing of ours", None, None]],
    )  # fmt: skip
    version, editor = make_proofread_story(language="de"), make_user(role="editor")
    publish(drafting.translate(version, of=edition.story, by=editor, now=now), now=now)
    return publish(corrected(edition.story, "Six boats, not five.", now=now), now=now)


def test_every_answer_is_as_described(client):
    schemas = described(client)["components"]["schemas"]
    answers = list(answers_of(client, make_rich_edition()))
    assert len(answers) == 14
    assert [(path, list(faults(answer, schema, schemas))) for path, answer, schema in answers] == [
        (path, []) for path, _answer, _schema in answers
    ]


def test_a_description_that_is_not_kept_is_noticed(client):
    schemas = described(client)["components"]["schemas"]
    story = get(client, f"/api/stories/{make_rich_edition().story_id}/")
    wrong = story | {
        "id": "7",
        "url": None,
        "published_precision": "hour",
        "surprise": 1,
        "source": {"name": 1},
    }
    wrong.pop("headline")
    found = {fault.partition(":")[0] for fault in faults(wrong, schemas["WholeStory"], schemas)}
    assert found == {"", "/id", "/url", "/published_precision", "/source"}


def test_every_reference_is_to_what_stands_in_the_description(client):
    text = client.get("/api/openapi.json").content.decode()
    names = set(re.findall(r'"\$ref": "([^"]*)"', text))
    assert names == {f"#/components/schemas/{name}" for name in described(client)["components"]["schemas"]}


def test_a_document_of_a_withdrawn_story_is_as_described(client):
    schemas, edition = described(client)["components"]["schemas"], make_edition()
    press.withdraw(edition.story, reason="error", by=make_user(role="editor"), now=timezone.now())
    told = get(client, f"/api/stories/{edition.story_id}/ninjs/")
    assert (list(faults(told, schemas["Ninjs"], schemas)), told["pubStatus"]) == ([], "canceled")


def test_problems_are_as_described(client):
    schemas = described(client)["components"]["schemas"]
    edition = make_edition()
    press.withdraw(edition.story, reason="error", by=make_user(role="editor"), now=timezone.now())
    addresses = [f"/api/stories/{edition.story_id}/", "/api/stories/?limit=0", "/api/topics/nobody/"]
    assert [client.get(address).status_code for address in addresses] == [410, 400, 404]
    for address in addresses:
        assert list(faults(get(client, address), schemas["Problem"], schemas)) == []


def test_no_address_is_left_out(client):
    routes = [str(one.pattern) for one in get_resolver().url_patterns[-1].url_patterns]
    paths = {"/" + re.sub(r"<\w+:(\w+)>", r"{\1}", route) for route in routes if route.startswith("api/")}
    assert described(client)["paths"].keys() == paths - {"/api/docs/"}


def test_every_parameter_is_taken_and_no_other(client):
    paths = described(client)["paths"]
    taken = [one["name"] for one in paths["/api/stories/"]["get"]["parameters"]]
    assert {"q", "since", "until", "topic", "source", "writer", "proofreader", "limit"} < set(taken)
    assert [name for name in taken if client.get(f"/api/stories/?{name}=").status_code != 200] == []
    assert client.get("/api/stories/?page=2").status_code == 400
    year = next(one for one in paths["/api/stories/"]["get"]["parameters"] if one["name"] == "year")
    assert year["schema"] == {"type": "integer", "minimum": 1000, "maximum": 8999}


def test_people_read_the_same(client):
    html = html_of(client.get("/api/docs/"))
    assert [level for level, _ in html.headings][:2] == [1, 2]
    for path in described(client)["paths"]:
        assert f"<code>{path}</code>" in html.text
    assert '<code>since</code> <span class="kind">day</span>' in html.text
    assert html.problems == []
    assert "/api/docs/" in html_of(client.get("/")).links()


def test_it_says_that_typing_mistakes_are_not_forgiven(client):
    make_edition(headline="The ferry")
    parameters = described(client)["paths"]["/api/stories/"]["get"]["parameters"]
    words = next(one["description"] for one in parameters if one["name"] == "q")
    assert "typing mistakes are not forgiven" in words
    assert get(client, "/api/stories/?q=ferrry")["results"] == []
