"""What is on record about a story: every revision, what it changed and who sees it; one named, one restored."""

from unittest import mock

import pytest
from django.utils import timezone

from articles import drafting
from articles.desk import record
from tests.desk.desk import address, client_of, message
from tests.factories import make_edition, make_imported_story, make_proofread_story, make_story, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def edit(story, **changes):
    editor = make_user(role="editor")
    drafting.save(story, changes, base=story.revision_number, by=editor, now=timezone.now(), note="Sharper")
    story.refresh_from_db()


def rows(story, **asked):
    page = client_of(role="writer").get(address("story_history", story.pk), asked)
    return {row.number: row for row in page.context["revisions"]}


def test_the_record_shows_what_was_done():
    edition = make_edition()
    page = client_of(role="writer").get(address("story_history", edition.story_id)).content.decode()
    for words in ("Revision 1", "signed revision 1", "First edition", "further notice", "sign-off"):
        assert words in page


def test_a_row_says_what_the_save_changed_and_how_long_the_text_is():
    story = make_story(paragraphs=["One two three."])
    edit(story, body="<p>One two.</p>", headline="Shorter", desk_notes="Cut.")
    found = rows(story)
    assert {number: row.changed for number, row in found.items()} == {
        1: "Made", 2: "Headline, text and desk notes",
    }  # fmt: skip
    assert (found[1].words, found[2].words) == (3, 2)


def test_the_first_row_of_imported_copy_says_so():
    assert rows(make_imported_story())[1].changed == "Imported"


def test_a_row_says_which_text_readers_see_which_stands_and_which_is_signed():
    edition = make_edition(editor=make_user(username="Bo", role="editor"))
    edit(edition.story, headline="Sharper")
    found = rows(edition.story)
    assert found[1].states == ["Readers see this", "Signed off by Bo"]
    assert found[2].states == ["The story as it stands"]


def test_a_time_is_shown_with_its_zone():
    page = client_of(role="writer").get(address("story_history", make_story().pk)).content.decode()
    assert f"{timezone.localtime():%H:}" in page
    assert " UTC</span>" in page


def test_older_revisions_are_on_the_next_page():
    story = make_story()
    for number in range(4):
        edit(story, headline=f"Version {number}")
    with mock.patch.object(record, "REVISIONS", 2):
        client = client_of()
        first = client.get(address("story_history", story.pk))
        assert [row.number for row in first.context["revisions"]] == [5, 4]
        assert 'href="?before=4"' in first.content.decode()
        last = client.get(address("story_history", story.pk), {"before": 2})
        assert [row.number for row in last.context["revisions"]] == [1]
        assert "Newest revisions" in last.content.decode()
        assert len(client.get(address("story_history", story.pk), {"before": "x"}).context["revisions"]) == 2


def test_a_revision_that_is_not_there_is_not_found():
    story, client = make_story(), client_of()
    for page in ("story_revision", "story_restore"):
        assert client.get(address(page, story.pk, 2)).status_code == 404
    assert client.post(address("story_name", story.pk, 2), {"name": "x"}).status_code == 404


def test_a_revision_is_named_and_found_by_its_name():
    story, client = make_story(), client_of(role="writer")
    answer = client.post(address("story_name", story.pk, 1), {"name": "As sent to the lawyer"}, follow=True)
    assert message(answer) == "The name is kept."
    assert rows(story)[1].name == "As sent to the lawyer"
    answer = client.post(address("story_name", story.pk, 1), {"name": " "}, follow=True)
    assert message(answer) == "It has no name now."


def test_who_may_not_change_stories_is_offered_no_name_and_gives_none():
    story, client = make_story(), client_of(role="importer")
    assert b'name="name"' not in client.get(address("story_revision", story.pk, 1)).content
    answer = client.post(address("story_name", story.pk, 1), {"name": "Mine"}, follow=True)
    assert "does not have the right" in message(answer)


def test_restoring_shows_what_it_changes_before_it_does():
    story, client = make_proofread_story(headline="Pier shut"), client_of()
    edit(story, headline="Pier open")
    page = client.get(address("story_restore", story.pk, 1))
    assert [(p.old, p.new) for p in page.context["changes"].fields[0].passages if not p.kept] == [
        ("open", "shut")
    ]
    assert "the sign-off holds again" in page.content.decode()
    answer = client.post(
        address("story_restore", story.pk, 1), {"base": page.context["story"].revision_number}
    )
    assert answer.headers["Location"] == address("story_change", story.pk)
    story.refresh_from_db()
    assert (story.headline, story.revision_number) == ("Pier shut", 3)


def test_a_story_that_moved_on_is_not_restored_and_its_new_changes_are_shown():
    story, client = make_story(headline="One"), client_of()
    edit(story, headline="Two")
    edit(story, headline="Three")
    for base in (2, "", "x"):
        answer = client.post(address("story_restore", story.pk, 1), {"base": base}, follow=True)
        assert "The story has changed since you opened it" in message(answer)
        assert "What restoring changes" in answer.content.decode()
    story.refresh_from_db()
    assert story.headline == "Three"


def test_who_may_not_change_a_story_is_told_why_nothing_can_be_restored():
    story = make_story()
    edit(story, headline="Two")
    page = client_of(role="importer").get(address("story_restore", story.pk, 1)).content.decode()
    assert "does not have the right to change stories" in page
    assert "disabled>Restore revision 1</button>" in page


def test_a_stranger_sees_no_record(client):
    story = make_story()
    for page in ("story_history", "story_compare"):
        assert client.get(address(page, story.pk)).status_code == 302
    for page in ("story_revision", "story_restore", "story_name"):
        assert client.post(address(page, story.pk, 1)).status_code == 302
    assert story.revisions.count() == 1


def test_a_name_is_given_by_post_alone():
    story = make_story()
    answer = client_of().get(address("story_name", story.pk, 1), follow=True)
    assert "Nothing was done" in message(answer)


@pytest.mark.once
def test_thirty_revisions_cost_no_more_queries_than_one(django_assert_num_queries):
    story, client = make_story(), client_of(role="writer")
    with django_assert_num_queries(11):
        client.get(address("story_history", story.pk))
    for number in range(29):
        edit(story, headline=f"Version {number}")
    with django_assert_num_queries(11):
        client.get(address("story_history", story.pk))
