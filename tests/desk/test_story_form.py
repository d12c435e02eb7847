"""The story's form: what it sends to ``drafting``, and that nothing typed is lost."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from articles import credits, drafting
from articles.models import Doubt, Picture, Story
from tests.desk.desk import address, client_of, filled, message
from tests.factories import (
    make_edition,
    make_imported_story,
    make_proofread_story,
    make_source,
    make_story,
    make_topic,
    make_user,
    make_writer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def open_form(client, story):
    return client.get(address("story_change", story.pk))


def save(client, story, **typed):
    page = open_form(client, story)
    response = client.post(address("story_change", story.pk), filled(page, **typed), follow=True)
    story.refresh_from_db()
    return response


def make_picture(**facts):
    words = {"image": "pictures/a.jpg", "width": 3, "height": 2, "alt": "A pier", "added_at": timezone.now()}
    return Picture.objects.create(**(words | facts))


def test_a_form_sent_back_as_it_came_changes_nothing():
    at = datetime(2025, 3, 13, 23, 29, 31, tzinfo=UTC)
    related = [["Storm closes the harbour", "2024-03-03", None]]
    story = make_story(
        published_at=at, related=related, desk_notes="One.\nTwo.", topics=[make_topic()], writers=[make_writer()],
        source=make_source(), pictures=[make_picture().pk], captions=[("A pier", "Ann")],
    )  # fmt: skip
    response = save(client_of(), story)
    assert "Nothing had changed" in message(response)
    assert story.revision_number == 1


def test_saving_makes_a_revision_by_the_person_with_the_note():
    story, editor = make_story(), make_user(role="editor")
    response = save(client_of(editor), story, headline="Bridge opens", note="Sharper")
    revision = story.latest_revision()
    assert message(response) == "Saved as revision 2."
    assert (revision.headline, revision.author, revision.note) == ("Bridge opens", editor, "Sharper")


def test_adding_makes_a_draft_by_the_person():
    writer = make_user(role="writer")
    client = client_of(writer)
    sent = filled(client.get(address("story_add")), headline="Bridge opens", body="<p>It did.</p>")
    response = client.post(address("story_add"), sent)
    story = Story.objects.get()
    assert response.url == address("story_change", story.pk)
    assert (story.headline, story.body, story.created_by, story.stage) == (
        "Bridge opens", "<p>It did.</p>", writer, "draft",
    )  # fmt: skip


def test_rows_are_saved_in_their_order():
    first, second, writer = (
        make_topic(name="Harbour"),
        make_topic(name="Transport"),
        make_writer(name="Ines Marlow"),
    )
    picture, story, other = make_picture(), make_story(), make_story(headline="Storm closes the harbour")
    save(
        client_of(),
        story,
        topics=[{"name": "harbour", "ORDER": 2}, {"name": "Transport", "ORDER": 1}],
        writers=[{"name": "INES MARLOW"}],
        pictures=[{"picture": f"{picture.pk} · A pier", "caption": "The pier", "credit": "Ann"}],
        related=[{"title": "", "date": "", "chosen": f"{other.pk} · Storm"}],
    )
    assert [row.topic for row in story.topic_rows.all()] == [second, first]
    assert [row.writer for row in story.writer_rows.all()] == [writer]
    assert [(row.picture, row.caption, row.credit) for row in story.picture_rows.all()] == [
        (picture, "The pier", "Ann")
    ]
    assert [(row.title, row.chosen) for row in story.related_titles.all()] == [
        ("Storm closes the harbour", other)
    ]


def test_a_row_that_is_ticked_is_taken_out():
    story = make_story(topics=[make_topic(name="Harbour"), make_topic(name="Transport")])
    save(client_of(), story, topics=[{"name": "Harbour", "DELETE": "on"}, {"name": "Transport"}])
    assert [str(row) for row in story.topic_rows.all()] == ["Transport"]


def test_a_source_is_found_by_its_alias_and_printed_by_its_name():
    source, story = make_source(name="Harbour Wire"), make_story()
    credits.add_alias(source, "HW")
    save(client_of(), story, source="hw")
    assert (story.source, story.source_credit) == (source, "Harbour Wire")


def test_a_merged_source_is_not_taken_for_a_change():
    old, new = make_source(name="Harbor Wire"), make_source(name="Harbour Wire")
    story = make_story(source=old)
    credits.merge(old, into=new, by=make_user(role="editor"), now=timezone.now())
    save(client_of(), story, headline="Bridge opens")
    assert (story.source, story.source_credit) == (new, "Harbor Wire")


def test_writers_give_the_byline_that_was_left_empty():
    make_writer(name="Ines Marlow"), make_writer(name="Ada Quill")
    story = make_story(byline="")
    save(client_of(), story, writers=[{"name": "Ines Marlow"}, {"name": "Ada Quill"}])
    assert story.byline == "Ines Marlow and Ada Quill"


@pytest.mark.parametrize(
    ("byline", "expected"), [("Ines Marlow", "Ada Quill"), ("Our reporters", "Our reporters")]
)
def test_a_byline_that_was_filled_from_the_writers_follows_them(byline, expected):
    make_writer(name="Ada Quill")
    story = make_story(byline=byline, writers=[make_writer(name="Ines Marlow")])
    save(client_of(), story, writers=[{"name": "Ada Quill"}])
    assert story.byline == expected


def test_a_printed_source_that_was_left_alone_follows_the_new_source():
    make_source(name="City Desk")
    story = make_story(source=make_source(name="Harbour Wire"))
    save(client_of(), story, source="City Desk")
    assert (str(story.source), story.source_credit) == ("City Desk", "City Desk")


def test_a_printed_source_that_names_another_one_is_a_slip():
    make_source(name="City Desk"), make_source(name="Port Letter")
    story = make_story(source=make_source(name="Harbour Wire"))
    response = save(client_of(), story, source="City Desk", source_credit="Port Letter")
    assert "“Port Letter” is another source: Port Letter." in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"source": "Nobody"}, "No source is called “Nobody”"),
        ({"headline": "x" * 301}, "at most 300 characters"),
        ({"language": "English!"}, "Give the tag of a language"),
        ({"language": "french"}, "Give the tag of a language, not its name"),
        ({"date": "2025-03-13", "time": ""}, "Give the time"),
        ({"date": "", "time": "10:00"}, "Give the date"),
        ({"date": "0001-01-01", "time": "00:00"}, "Give a year from 1000 to 8999"),
        ({"date": "9999-12-31", "time": "23:59"}, "Give a year from 1000 to 8999"),
        ({"topics": [{"name": "Nothing"}]}, "No topic is called “Nothing”"),
        ({"topics": [{"name": "Nothing", "ORDER": "9" * 5000}]}, "No topic is called “Nothing”"),
        ({"related": [{"title": "", "date": "2025-01-01", "chosen": ""}]}, "Give the title"),
        ({"related": [{"title": "Storm", "date": "", "chosen": "999"}]}, "There is no such story"),
        ({"pictures": [{"picture": "", "caption": "A pier", "credit": ""}]}, "Choose the picture"),
        ({"base": ""}, "did not say which revision"),
        ({"base": "7"}, "did not say which revision"),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(typed, sentence):
    story = make_story()
    response = save(client_of(), story, standfirst="Typed at length.", **typed)
    page = response.content.decode()
    assert sentence in page
    assert "Typed at length." in page
    assert story.revision_number == 1


def test_a_writer_may_stand_in_a_story_once():
    make_writer(name="Ines Marlow")
    story = make_story()
    response = save(client_of(), story, writers=[{"name": "Ines Marlow"}, {"name": "ines marlow"}])
    assert "Ines Marlow stands here twice." in response.content.decode()


def test_a_date_is_read_in_the_zone_of_the_site(settings):
    settings.TIME_ZONE = "Europe/Paris"
    story = make_story()
    with timezone.override("Europe/Paris"):
        page = open_form(client_of(), story)
        assert "In Europe/Paris" in page.content.decode()
        save(client_of(), story, date="2025-07-01", time="12:00")
    assert story.published_at == datetime(2025, 7, 1, 10, tzinfo=UTC)


def test_a_date_known_to_the_day_shows_no_time_and_keeps_it_so():
    story = make_imported_story(published_precision="day")
    assert "time" in open_form(client_of(), story).context["form"].initial
    save(client_of(), story, headline="Ferry is back")
    assert (story.published_at, story.published_precision) == (datetime(2024, 3, 5, tzinfo=UTC), "day")


def test_a_provisional_headline_is_settled_by_a_tick():
    story = make_imported_story(headline_is_provisional=True)
    assert "Provisional headline." in open_form(client_of(), story).content.decode()
    save(client_of(), story, keep_headline="on")
    assert story.headline_is_provisional is False


def test_the_form_counts_the_words_against_those_wanted():
    story, client = make_story(paragraphs=["One two three."]), client_of()
    assert "3 words" in open_form(client, story).content.decode()
    Story.objects.update(target_words=400)
    assert "3 of 400 words" in open_form(client, story).content.decode()
    assert "0 words" in client.get(address("story_add")).content.decode()


def test_a_stale_save_that_touches_nothing_of_the_others_is_merged_and_says_so():
    story = make_story(paragraphs=["One.", "Two."])
    client = client_of()
    page = open_form(client, story)
    ann = make_user(role="writer", username="ann")
    drafting.save(story, {"headline": "By Ann"}, base=1, by=ann, now=timezone.now())
    sent = filled(page, body=story.body.replace("Two.", "Two, by Ben."))
    response = client.post(address("story_change", story.pk), sent, follow=True)
    story.refresh_from_db()
    assert "merged with those of ann" in message(response)
    assert (story.headline, "Two, by Ben." in story.body) == ("By Ann", True)


def test_who_may_not_edit_reads_the_text_and_is_told_why():
    story = make_story(headline="Bridge opens")
    page = open_form(client_of(role="importer"), story).content.decode()
    assert "does not have the right to change stories" in page
    assert "Bridge opens" in page
    assert 'name="headline"' not in page


def test_a_post_by_who_may_not_edit_changes_nothing():
    story, client = make_story(), client_of(role="importer")
    sent = filled(open_form(client_of(), story), headline="Mine now")
    response = client.post(address("story_change", story.pk), sent, follow=True)
    story.refresh_from_db()
    assert "does not have the right" in message(response)
    assert story.revision_number == 1


def test_the_form_has_no_field_for_the_stage():
    story = make_story()
    save(client_of(), story, headline="Bridge opens", stage="proofread")
    assert story.stage == "draft"


def test_a_changed_text_loses_its_approval():
    story = make_proofread_story()
    response = save(client_of(), story, headline="Bridge opens")
    assert story.stage == "proofing"
    assert message(response) == (
        "Saved as revision 2. The sign-off no longer covers the text: it is back in proofing."
    )


def test_a_save_that_voids_the_sign_off_says_what_readers_see():
    story = make_edition().story
    response = save(client_of(), story, headline="Bridge opens")
    assert message(response).endswith("it is back in proofing; readers still see revision 1.")


def test_rows_of_a_refused_form_stand_in_the_order_that_was_sent():
    story = make_story(topics=[make_topic(name="Harbour"), make_topic(name="Transport")])
    rows = [{"name": "Harbour", "ORDER": 2, "DELETE": "on"}, {"name": "Transport", "ORDER": 1}]
    page = save(client_of(), story, source="Nobody", topics=rows)
    shown = [(form["name"].value(), form["DELETE"].value()) for form in page.context["rows"]["topics"]]
    assert shown == [("Transport", False), ("Harbour", True)]


def test_who_may_only_read_sees_what_the_form_shows():
    other = make_story(headline="Bridge opens")
    story = make_imported_story(
        headline_is_provisional=True,
        proofreader_credit="Ada Quill",
        related=[["Bridge opens", "2024-03-05", other.pk], ["Pier shuts", None, None]],
    )
    Doubt.objects.create(file=story.files.get(), story=story, code="no-date", sentence="There is no date.")
    page = client_of(role="importer").get(address("story_change", story.pk)).content.decode()
    for shown in (
        "Provisional headline",
        "Proofread by Ada Quill",
        "Pier shuts",
        "2024-03-05",
        "There is no date.",
    ):
        assert shown in page
    assert f'href="{address("story_change", other.pk)}">Bridge opens' in page
    assert "Confirm" not in page
