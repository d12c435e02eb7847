"""Addresses and forms that nobody at a keyboard makes: each gets 400, 404 or a sentence, and never an error of ours."""

import pytest
from django.urls import reverse

from articles.models import Story
from tests.desk.desk import address, client_of, message
from tests.factories import (
    make_edition,
    make_imported_story,
    make_source,
    make_story,
    make_topic,
    make_user,
    make_writer,
)
from tests.site.pages import html_of

pytestmark = pytest.mark.django_db

NUMBERS = ["9" * 19, "9" * 30, "9" * 5000, "²", "x", "0", "-1"]
LISTS = ("story", "picture", "source", "proofreader", "writer", "topic", "importrun", "importedfile")


@pytest.fixture
def superuser():
    return client_of(make_user(superuser=True))


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("articles_story", {"headline__regex": "(a+)+$"}),
        ("articles_story", {"headline__regex": "("}),
        ("articles_story", {"changed_at__year": "99999999999"}),
        ("articles_story", {"source__name__regex": "("}),
        ("articles_story", {"nothing": "1"}),
        ("articles_source", {"name__iregex": "("}),
        ("articles_importedfile", {"run__collection__regex": "("}),
        ("auth_user", {"password__startswith": "p"}),
        ("auth_user", {"last_login__year": "99999999999"}),
    ],
)
def test_a_list_takes_only_the_filters_that_it_offers(superuser, name, query):
    make_story()
    assert superuser.get(reverse(f"admin:{name}_changelist"), query).status_code == 400


def test_every_filter_that_a_list_offers_is_taken(superuser):
    make_imported_story()
    for name in (*(f"articles_{name}" for name in LISTS), "auth_user", "auth_group"):
        page = reverse(f"admin:{name}_changelist")
        changelist = superuser.get(page).context["cl"]
        offered = [
            choice["query_string"]
            for spec in changelist.filter_specs
            for choice in spec.choices(changelist)
            if "query_string" in choice
        ]
        assert {query: superuser.get(page + query).status_code for query in offered if query} == {
            query: 200 for query in offered if query
        }


def test_the_stories_of_a_writer_are_found_from_the_writers_list():
    writer = make_writer(name="Ines Marlow")
    story, client = make_story(writers=[writer]), client_of()
    make_story()
    listed = client.get(address("story_changelist"), {"writer": "Ines Marlow"}).context["cl"].result_list
    assert list(listed) == [story]


@pytest.mark.parametrize(
    ("name", "given"),
    [*(("story", given) for given in NUMBERS), *((name, "9" * 19) for name in LISTS), ("topic", "x")],
)
def test_a_number_that_no_row_has_is_not_found(superuser, name, given):
    for page in ("change", "delete", "history"):
        response = superuser.get(f"/admin/articles/{name}/{given}/{page}/")
        assert response.status_code in (302, 403, 404), page


@pytest.mark.parametrize("given", NUMBERS)
def test_a_page_of_a_row_that_is_not_there_is_not_found_or_told(given):
    story, client = make_story(), client_of()
    revision = client.get(f"/admin/articles/story/{story.pk}/revisions/{given}/", follow=True)
    assert revision.status_code == 404
    assert client.get(address("story_revision", story.pk, 1), {"with": given}).status_code == 200
    for page in ("story/{}/history/", "picture/{}/file/", "source/{}/merge/", "importedfile/{}/original/"):
        assert client.get(f"/admin/articles/{page.format(given)}", follow=True).status_code in (200, 404)


@pytest.mark.parametrize("given", NUMBERS)
def test_a_number_in_a_form_that_names_nothing_is_a_message(given):
    story, client = make_story(), client_of()
    change = address("story_change", story.pk)
    moved = client.post(address("story_move", story.pk, "submit"), {"revision": given}, follow=True)
    saved = client.post(change, {"base": given})
    bulk = {"action": "submit", "_selected_action": story.pk, f"seen-{story.pk}": given}
    listed = client.post(address("story_changelist"), bulk, follow=True)
    assert [page.status_code for page in (moved, saved, listed)] == [200, 200, 200]
    assert "which revision it was opened on" in message(saved)
    story.refresh_from_db()
    assert story.stage == "draft"


@pytest.mark.parametrize("given", ["", *NUMBERS])
@pytest.mark.parametrize("name", ["story", "source"])
def test_rows_chosen_by_no_number_are_a_message(superuser, name, given):
    make_story(), make_source()
    act = {"action": "submit", "_selected_action": given, "index": "0"}
    assert superuser.post(address(f"{name}_changelist"), act, follow=True).status_code == 200


@pytest.mark.parametrize("name", LISTS)
def test_a_search_of_too_many_words_is_told(superuser, name):
    make_topic()
    page = superuser.get(address(f"{name}_changelist"), {"q": "word " * 2000})
    assert page.status_code == 200
    assert "at most 30 words" in message(page)


def test_a_field_that_offers_names_searches_for_the_first_words():
    story = make_edition(headline="Bridge opens").story
    asked = {"app_label": "articles", "model_name": "relatedtitle", "field_name": "chosen"}
    found = client_of().get(reverse("admin:autocomplete"), asked | {"term": "bridge " * 2000})
    assert [row["id"] for row in found.json()["results"]] == [str(story.pk)]


@pytest.mark.parametrize("query", ["q=%00", "source=a%00", "language=%00", "stage=%00", "%00=1", "o=%00"])
def test_the_null_character_is_refused_in_every_list(superuser, query):
    assert superuser.get(f"{address('story_changelist')}?{query}").status_code == 400


def test_the_null_character_is_refused_in_addresses_and_forms(superuser):
    story = make_story()
    asked = {"app_label": "articles", "model_name": "story", "field_name": "source", "term": "\0"}
    assert superuser.get(reverse("admin:autocomplete"), asked).status_code == 400
    assert superuser.get("/admin/articles/topic/%00/change/").status_code == 400
    assert superuser.post(address("story_change", story.pk), {"headline": "\0"}).status_code == 400


LONG, NULL = {"headline": "x" * 10_000_000}, {"headline": "\0"}


@pytest.mark.parametrize(
    ("sent", "status", "heading"),
    [(LONG, 413, "This is too long"), (NULL, 400, "This form could not be read")],
)
def test_a_form_that_cannot_be_read_says_why_and_that_nothing_is_lost(superuser, sent, status, heading):
    story = make_story()
    response = superuser.post(address("story_change", story.pk), sent)
    html = html_of(response)
    assert (response.status_code, html.headings, html.problems) == (status, [(1, heading)], [])
    assert "go back in your browser" in response.content.decode()
    assert Story.objects.get().revision_number == 1


@pytest.mark.parametrize("name", ["story_pulse", "story_pulse_new"])
@pytest.mark.parametrize(("sent", "why"), [(LONG, "too long"), (NULL, "a character that no text can")])
def test_a_pulse_that_cannot_be_read_is_answered_as_any(superuser, name, sent, why):
    story = make_story()
    answer = superuser.post(address(name, *([story.pk] if name == "story_pulse" else [])), sent)
    assert (answer.status_code, answer.json()["kept"]) == (200, False)
    assert why in answer.json()["why"]


def test_whoever_logs_in_without_a_way_on_comes_to_the_desk(client):
    user = make_user(role="writer")
    for way in ("", "?next=https://elsewhere.example/"):
        answer = client.post(reverse("admin:login") + way, {"username": user.username, "password": "pass"})
        assert answer.url == reverse("admin:index")
