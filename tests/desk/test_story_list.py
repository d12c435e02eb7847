"""The list of stories: what a row says, what the filters find, and what it costs."""

import pytest
from django.utils import timezone

from articles import credits, press
from articles.models import Doubt, Story
from tests.desk.desk import address, client_of
from tests.factories import (
    make_edition,
    make_imported_story,
    make_proofread_story,
    make_proofreader,
    make_source,
    make_story,
    make_topic,
    make_user,
)

pytestmark = pytest.mark.django_db
LIST = "story_changelist"


def rows(client, **query):
    return client.get(address(LIST), query).context["cl"].result_list


def shown(client, **query) -> str:
    return client.get(address(LIST), query).content.decode()


def make_doubt(story, **facts):
    return Doubt.objects.create(file=story.files.get(), story=story, sentence="Is this right?", **facts)


@pytest.mark.parametrize("role", ["writer", "importer"])
def test_fifty_rows_cost_as_many_queries_as_one(role, django_assert_max_num_queries):
    client, source = client_of(role=role), make_source()
    make_doubt(make_imported_story(source_id=source.pk))
    rows(client)
    with django_assert_max_num_queries(12) as one:
        assert len(rows(client)) == 1
    for _ in range(49):
        make_doubt(make_imported_story(source_id=make_source().pk, headline_is_provisional=True))
    with django_assert_max_num_queries(len(one)) as fifty:
        assert len(rows(client)) == 50
    assert len(fifty) == len(one) > 0


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (make_story, "Never published"),
        (make_edition, "Live"),
        (lambda: make_imported_story(headline_is_provisional=True), "Provisional headline"),
        (lambda: make_doubt(make_imported_story()), "1 open"),
        (lambda: make_story(slugline="council-vote"), "council-vote"),
    ],
)
def test_a_row_says(make, words):
    make()
    assert words in shown(client_of())


def test_a_released_archive_is_shown_as_not_re_read():
    editor, story = make_user(role="editor"), make_imported_story()
    press.release_archive([story], by=editor, run=story.files.get().run, now=timezone.now())
    assert "Imported, not re-read" in shown(client_of(editor))
    assert [row.pk for row in rows(client_of(editor), public="unread")] == [story.pk]


def test_a_withdrawn_story_is_shown_as_such():
    edition, editor = make_edition(), make_user(role="editor")
    press.withdraw(edition.story, reason="duplicate", by=editor, now=timezone.now())
    assert "Withdrawn" in shown(client_of(editor))
    assert [row.pk for row in rows(client_of(editor), public="withdrawn")] == [edition.story_id]


def test_filters_find_by_alias_and_through_a_merge():
    source, other = make_source(name="Harbour Wire"), make_source(name="Harbor Wire")
    credits.add_alias(source, "HW")
    story = make_story(source=source)
    make_story(source=make_source())
    credits.merge(other, into=source, by=make_user(role="editor"), now=timezone.now())
    client = client_of()
    for name in ("Harbour Wire", "HW", "Harbor Wire"):
        assert [row.pk for row in rows(client, source=name)] == [story.pk]
    assert not rows(client, source="Nobody")


def test_filters_by_stage_topic_doubts_and_origin():
    topic = make_topic(name="Harbour")
    here, signed = make_story(topics=[topic]), make_proofread_story()
    imported = make_imported_story()
    make_doubt(imported)
    client = client_of()
    found = {
        key: {row.pk for row in rows(client, **{key: value})}
        for key, value in {
            "stage": "proofread",
            "topic": "harbour",
            "doubts": "open",
            "origin": "desk",
        }.items()
    }
    assert found == {
        "stage": {signed.pk}, "topic": {here.pk}, "doubts": {imported.pk}, "origin": {here.pk, signed.pk},
    }  # fmt: skip


def test_search_takes_words_and_numbers():
    story = make_story(headline="Bridge opens early")
    make_story()
    client = client_of()
    assert [row.pk for row in rows(client, q="bridge early")] == [story.pk]
    assert [row.pk for row in rows(client, q=f"#{story.pk}")] == [story.pk]


def test_there_is_no_way_to_delete():
    story, client = make_story(), client_of(make_user(superuser=True))
    assert "delete" not in shown(client).lower()
    response = client.post(address("story_delete", story.pk), {"post": "yes"}, follow=True)
    assert "Nothing is deleted" in response.content.decode()
    assert Story.objects.filter(pk=story.pk).exists()


@pytest.mark.parametrize("asked", ["harbour wire", "as printed", "quill", "read by"])
def test_a_story_is_found_by_its_source_and_its_proofreader(asked):
    source, proofreader = make_source(name="Harbour Wire"), make_proofreader(name="Ada Quill")
    printed = {"source_credit": "HW as printed", "proofreader_credit": "Read by A.Q."}
    make_story(headline="Bridge opens", **printed, source_id=source.pk, proofreader_id=proofreader.pk)
    make_story()
    assert [story.headline for story in rows(client_of(), q=asked)] == ["Bridge opens"]
