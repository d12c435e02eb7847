"""A story and its versions in other languages, on the desk."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import drafting
from articles.models import Story
from tests.desk.acts import SURE
from tests.desk.desk import address, client_of, message
from tests.factories import (
    make_edition,
    make_picture,
    make_proofread_story,
    make_story,
    make_topic,
    make_user,
)
from tests.press.desk import corrected, publish

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NOW = timezone.now() - timedelta(hours=3)
HOUR = timedelta(hours=1)


def make_pair():
    original = make_edition(headline="Ferry returns", language="en", now=NOW).story
    version = make_proofread_story(headline="Fähre ist zurück", language="de", now=NOW)
    drafting.translate(version, of=original, by=make_user(role="editor"), now=NOW)
    publish(version, now=NOW)
    version.refresh_from_db()
    return original, version


def page_of(story, client=None):
    return (client or client_of()).get(address("story_change", story.pk)).content.decode()


def make_move(story, move, client=None, **typed):
    client = client or client_of()
    return client.post(address("story_move", story.pk, move), SURE | typed, follow=True)


def test_the_desk_says_what_a_story_translates_and_takes_it_back():
    original, german = make_edition(language="en").story, make_story(language="de")
    response = make_move(german, "translate", of=f"{original.pk} · Ferry")
    german.refresh_from_db()
    assert german.translation_of == original
    assert message(response).startswith(f"It is the translation of story {original.pk}.")
    make_move(german, "untranslate")
    german.refresh_from_db()
    assert german.translation_of is None


def test_a_translation_is_begun_from_its_original_with_all_but_its_words():
    topic, picture = make_topic(), make_picture()
    facts = {"topics": [topic], "pictures": [picture.pk], "captions": [("A quay.", "Ann")], "byline": "Ines"}
    original = make_edition(language="en", headline="Ferry returns", **facts).story
    make_story(language="de")
    client, page = client_of(role="writer"), address("story_begin", original.pk)
    assert f'<a href="{page}">Translate…</a>' in page_of(original, client)
    form = client.get(page).context["form"]
    assert form["language"].value() == "de"
    made = client.post(page, {"language": "de"}, follow=True).context["story"]
    assert (made.translation_of, made.language, made.stage) == (original, "de", "draft")
    assert (str(made), made.headline, made.byline) == ("Ferry returns (German)", "", "Ines")
    assert made.captions() == (("", "Ann"),)
    assert [row.topic for row in made.topic_rows.all()] == [topic]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "is the version of it in this language (de) already"),
        ("german", "not its name"),
        ("", "required"),
    ],
)
def test_a_translation_that_cannot_be_is_not_begun(language, said):
    original, _ = make_pair()
    page = client_of().post(address("story_begin", original.pk), {"language": language}, follow=True)
    assert said in page.content.decode()
    assert Story.objects.count() == 2


def test_who_may_not_add_stories_begins_no_translation():
    assert client_of(role="reviewer").get(address("story_begin", make_story().pk)).status_code == 403


def test_a_story_that_is_not_named_is_asked_for_and_one_that_cannot_be_says_why():
    _, version = make_pair()
    third = make_story(language="de")
    page = make_move(third, "translate", of="").content.decode()
    assert "Say which story it translates: its number, or a word of its headline." in page
    response = make_move(third, "translate", of=str(version.pk))
    assert f"Story {version.pk} is the version of it in this language (de) already." in message(response)


def test_each_page_leads_to_the_other_versions():
    original, version = make_pair()
    link = f'<a href="{address("story_change", original.pk)}" lang="en">Ferry returns</a>'
    assert f'Translation of {link} <span class="quiet">English</span>' in page_of(version)
    link = f'<a href="{address("story_change", version.pk)}" lang="de">Fähre ist zurück</a>'
    assert f"German version: {link}" in page_of(original)


def test_a_correction_stands_at_the_head_of_the_other_until_somebody_settles_it():
    original, version = make_pair()
    publish(corrected(original, "It sails on Monday.", now=NOW), now=NOW + HOUR)
    page, client = page_of(version), client_of(role="writer")
    assert "The original was corrected on" in page
    assert f'<a href="{address("story_revision", original.pk, 2)}?with=1">see what changed</a>' in page
    assert "Settled: the flag is gone" in message(make_move(version, "agree", client))
    assert "was corrected on" not in page_of(version)


def test_a_withdrawal_says_where_to_see_why():
    original, version = make_pair()
    make_move(version, "withdraw", reason="error")
    page = page_of(original)
    assert "The German version was withdrawn on" in page
    assert f'<a href="{address("story_change", version.pk)}">see why</a>' in page


def test_lists_and_the_overview_show_which_stories_have_something_to_follow():
    original, version = make_pair()
    client = client_of()
    publish(corrected(original, "It sails on Monday.", now=NOW), now=NOW + HOUR)
    rows = client.get(address("story_changelist")).content.decode()
    assert rows.count('<span class="mark mark-version">Another version changed</span>') == 1
    overview = client.get("/admin/")
    (pile,) = [pile for pile in overview.context["overview"]["piles"] if pile.key == "versions"]
    assert [(item["story"], item["said"]) for item in pile.items] == [(version.pk, "Correction")]


def test_what_a_story_translates_is_told_among_the_changes_of_its_revision():
    original, version = make_pair()
    page = client_of().get(address("story_revision", version.pk, 2)).content.decode()
    assert ("Translation of" in page, "Ferry returns" in page) == (True, True)
    entry = version.ledger.get(act="translate")
    assert (entry.detail["of"], entry.detail["changed"]) == (original.pk, ["translation_of_id"])
