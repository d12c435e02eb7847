"""Pictures in the story's form: how they are chosen, and under which words."""

import pytest

from tests.desk.desk import address, client_of
from tests.desk.test_story_form import open_form, save
from tests.factories import make_picture, make_story

pytestmark = pytest.mark.django_db


def test_a_picture_that_is_chosen_without_words_brings_its_own_and_what_is_emptied_later_stays_empty():
    client, story, picture = client_of(), make_story(), make_picture(caption="The pier.", credit="Ann Roe")
    row = {"picture": f"{picture.pk} · The pier.", "caption": "", "credit": ""}
    save(client, story, pictures=[row])
    shown = open_form(client, story).context["rows"]["pictures"].forms[0]
    assert (shown["caption"].value(), shown["credit"].value()) == ("The pier.", "Ann Roe")
    save(client, story, pictures=[row])
    assert story.latest_revision().captions() == (("", ""),)


def test_a_picture_that_is_chosen_with_words_of_its_story_brings_none():
    story, picture = make_story(), make_picture(caption="The pier.", credit="Ann Roe")
    save(client_of(), story, pictures=[{"picture": picture.pk, "caption": "Low tide.", "credit": ""}])
    assert story.latest_revision().captions() == (("Low tide.", ""),)


def test_a_form_that_comes_back_shows_the_pictures_that_were_chosen_in_it():
    held, chosen = make_picture(), make_picture(alt="A tram at night.")
    client, story = client_of(), make_story(pictures=[held.pk])
    rows = [{"picture": f"{chosen.pk} · A tram", "caption": "", "credit": ""}]
    page = save(client, story, pictures=rows, source="Nobody")
    assert [form.shown for form in page.context["rows"]["pictures"]] == [chosen]
    assert f'src="{address("picture_thumbnail", chosen.pk)}" alt="A tram at night."' in page.content.decode()
