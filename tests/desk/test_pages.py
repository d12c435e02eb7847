"""Every page of the desk: whom it lets in, and that it keeps to the strict policy."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import reports
from tests.desk.desk import address, client_of
from tests.factories import (
    make_edition,
    make_imported_story,
    make_source,
    make_topic,
    make_user,
    make_writer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages():
    """The address of every page that is opened by GET, with a story that has all there is."""
    make_topic(), make_writer()
    source, story, imported = make_source(), make_edition().story, make_imported_story()
    file = imported.files.get()
    report = reports.take(story, quote="", says="Wrong.", name="", email="", now=timezone.now())
    names = ("story", "source", "proofreader", "writer", "topic", "picture", "importrun", "importedfile")
    return [
        reverse("admin:index"),
        reverse("admin:app_list", args=["articles"]),
        address("notices"),
        address("failures"),
        address("names"),
        *[address(f"{name}_changelist") for name in (*names, "readerreport")],
        *[address(f"story_{name}", story.pk) for name in ("read", "preview", "share")],
        address("readerreport_add"),
        address("readerreport_change", report.pk),
        *[address(f"{name}_add") for name in names[:6]],
        address("story_change", story.pk),
        address("story_change", imported.pk),
        address("story_fix", story.pk),
        address("story_pass", story.pk),
        *[
            address("story_move", story.pk, move)
            for move in ("withdraw", "merge", "hold", "embargo", "assign", "plan")
        ],
        address("story_history", story.pk),
        address("story_evidence", story.pk),
        address("story_evidence_file", story.pk),
        address("story_revision", story.pk, 1),
        address("source_change", source.pk),
        address("source_merge", source.pk),
        address("source_history", source.pk),
        address("importrun_change", file.run_id),
        address("importedfile_change", file.pk),
    ]


def test_editors_get_every_page_without_anything_inline(pages):
    client = client_of(make_user(superuser=True))
    for page in pages:
        response = client.get(page)
        assert response.status_code == 200, page
        text = response.content.decode()
        assert " style=" not in text, page
        assert "<style" not in text, page
        assert "onclick=" not in text, page
        assert "script-src 'self';" in response.headers["Content-Security-Policy"], page


def test_strangers_are_asked_to_log_in(pages):
    for page in pages:
        assert Client().get(page).url.startswith(reverse("admin:login")), page


def test_staff_without_a_role_see_no_page(pages):
    client = client_of(make_user())
    forbidden = [page for page in pages if page != reverse("admin:index")]
    assert {
        page: client.get(page).status_code for page in forbidden if client.get(page).status_code < 400
    } == {}


def test_who_is_logged_in_finds_the_way_back_from_a_page_that_is_not_theirs():
    page = client_of(role="writer").get(address("source_merge", make_source().pk))
    assert page.status_code == 403
    assert f'<a href="{reverse("admin:index")}">Back to the desk</a>' in page.content.decode()


def test_an_address_that_is_no_number_is_not_found():
    assert client_of().get("/admin/articles/story/no-number/change/").status_code == 404


@pytest.mark.parametrize(
    ("model", "field"),
    [
        ("story", "source"), ("story", "proofreader"), ("storywriter", "writer"), ("storytopic", "topic"),
        ("storypicture", "picture"), ("relatedtitle", "chosen"),
    ],
)  # fmt: skip
def test_every_field_that_offers_names_gets_them(model, field):
    story = make_edition(headline="Bridge opens").story
    asked = {"app_label": "articles", "model_name": model, "field_name": field, "term": "bridge"}
    results = client_of(role="writer").get(reverse("admin:autocomplete"), asked).json()["results"]
    assert results == ([{"id": str(story.pk), "text": "Bridge opens"}] if field == "chosen" else [])


def test_accounts_are_not_deleted():
    client, user = client_of(make_user(superuser=True)), make_user(role="writer")
    response = client.post(reverse("admin:auth_user_delete", args=[user.pk]), {"post": "yes"})
    assert response.status_code == 403
