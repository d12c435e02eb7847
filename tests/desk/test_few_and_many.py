"""What a filter of the story list finds is the same whether few stories answer to it or many."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import press, workflow
from articles.models import Doubt, ImportedFile, Story
from tests.desk.desk import address, client_of
from tests.factories import (
    make_edition,
    make_imported_story,
    make_proofread_story,
    make_story,
    make_topic,
    make_user,
    make_writer,
)
from tests.plans import plans, sorting

pytestmark = pytest.mark.django_db
QUERIES = {
    "with=me": ["mine"], "with=somebody": ["taken"], "public=scheduled": ["waits"], "public=withdrawn": ["gone"],
    "public=live": ["out"], "public=unread": [], "doubts=open": ["doubtful"], "writer=Ada Quill": ["mine"],
    "public=never": ["mine", "taken", "doubtful", "other"], "topic=Ferries": ["out"], "run={run}": ["doubtful"],
    "origin=imported": ["doubtful", "other"], "origin=desk": ["mine", "taken", "waits", "gone", "out"],
    "language=fr": ["out"], "language=xx": [], "due=late": ["taken"],
}  # fmt: skip


@pytest.fixture
def editor():
    return make_user(role="editor")


@pytest.fixture
def stories(editor):
    now = timezone.now()
    mine, taken = make_story(by=editor, writers=[make_writer(name="Ada Quill")]), make_story()
    workflow.take_writing(taken, by=make_user(role="writer"), now=now)
    Story.objects.filter(pk=taken.pk).update(due_at=now - timedelta(hours=1))
    waits, at = make_proofread_story(), now + timedelta(days=1)
    press.publish(waits, revision=waits.revision_number, by=editor, now=now, at=at)
    out = make_edition(topics=[make_topic(name="Ferries")], language="fr").story
    gone = make_edition().story
    press.withdraw(gone, reason="error", by=editor, now=now)
    doubtful, other = make_imported_story(), make_imported_story()
    Doubt.objects.create(story=doubtful, file=doubtful.files.get(), field="published", sentence="Is it?")
    return {
        "mine": mine,
        "taken": taken,
        "waits": waits,
        "out": out,
        "gone": gone,
        "doubtful": doubtful,
        "other": other,
    }


@pytest.mark.parametrize("few", [0, 5000])
def test_few_and_many_are_found_alike(few, stories, editor, monkeypatch):
    monkeypatch.setattr("articles.desk.paging.FEW", few)
    client, run = client_of(editor), ImportedFile.objects.get(story=stories["doubtful"]).run_id
    names = {story.pk: name for name, story in stories.items()}
    for query, expected in QUERIES.items():
        found = client.get(f"{address('story_changelist')}?{query.format(run=run)}").context["cl"].result_list
        assert (query, {names[story.pk] for story in found}) == (query, set(expected))


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "query",
    ["language=fr", "language=xx", "by=me", "public=never", "origin=desk", "topic=Ferries", "source=Wire"],
)
def test_a_list_of_many_is_had_in_its_order(query, stories, editor, monkeypatch):
    monkeypatch.setattr("articles.desk.paging.FEW", 0)
    client = client_of(editor)
    with plans() as found:
        client.get(f"{address('story_changelist')}?{query}")
    assert sorting(found) == []


@pytest.mark.sqlite
def test_an_index_leads_to_what_was_withdrawn(stories, editor):
    client = client_of(editor)
    with plans() as found:
        client.get(f"{address('story_changelist')}?public=withdrawn")
    asked = [steps for sql, steps in found.items() if "withdrawal_reason" in sql and "LIMIT 5001" in sql]
    assert ["edition_withdrawals" in " ".join(steps) for steps in asked] == [True]


@pytest.mark.sqlite
def test_an_index_leads_to_the_stories_of_a_year(stories, editor):
    client = client_of(editor)
    with plans() as found:
        client.get(f"{address('story_changelist')}?year=2005")
    asked = [steps[0] for sql, steps in found.items() if '"published_at" >= ' in sql]
    assert [step.startswith("SEARCH articles_story USING COVERING INDEX story_dated") for step in asked] == [
        True
    ]
