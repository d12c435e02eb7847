"""The versions of a story in other languages, as readers and search engines find them."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import drafting, languages, press, versions
from articles.models import Story
from tests.factories import make_edition, make_proofread_story, make_user
from tests.press.desk import publish
from tests.site.asked import get

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NOW = timezone.now() - timedelta(hours=2)
HOUR = timedelta(hours=1)
LINK = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')
SWITCH = re.compile(r'<a href="([^"]+)" hreflang="[^"]+" lang="([^"]+)" dir="([^"]+)">([^<]+)</a>')


def make_versions(*tags, now=NOW):
    """Live versions of an English story, the original first."""
    original = make_edition(language="en", now=now)
    editions = [original]
    for tag in tags:
        story = make_proofread_story(language=tag, now=now)
        story = drafting.translate(story, of=original.story, by=make_user(role="editor"), now=now)
        editions.append(publish(story, now=now))
    return editions


def page_of(client, edition):
    return client.get(edition.get_absolute_url()).content.decode()


def test_each_version_leads_to_all_others_in_their_own_names(client):
    english, german, arabic = make_versions("de", "ar")
    told = [("de", "ltr", "Deutsch"), ("ar", "rtl", "العربيّة"), ("en", "ltr", "English")]
    by_tag = dict(zip(("de", "ar", "en"), zip((german, arabic, english), told, strict=True), strict=True))
    for edition, shown in ((english, ("de", "ar")), (german, ("en", "ar")), (arabic, ("en", "de"))):
        found = SWITCH.findall(page_of(client, edition))
        assert found == [(by_tag[tag][0].get_absolute_url(), *by_tag[tag][1]) for tag in shown]


@pytest.mark.parametrize(
    ("tags", "names"),
    [
        (["de-AT", "pt-BR"], ["Deutsch", "Português"]),
        (["pt-BR", "pt-PT"], ["Português Brasileiro", "Português"]),
        (["zh-Hant-TW"], ["繁體中文"]),
    ],
)
def test_regions_are_named_in_the_switch_only_where_they_tell_two_apart(client, tags, names):
    original, *_ = make_versions(*tags)
    assert [name for *_, name in SWITCH.findall(page_of(client, original))] == names


def test_alternates_are_absolute_the_same_on_every_version_and_lead_others_to_the_original(client):
    editions = make_versions("de", "zh-Hant")
    english, german, chinese = (f"http://testserver{edition.get_absolute_url()}" for edition in editions)
    expected = [("de", german), ("en", english), ("x-default", english), ("zh-Hant", chinese)]
    assert [LINK.findall(page_of(client, edition)) for edition in editions] == [expected] * 3


def test_a_story_without_other_versions_has_no_switch_and_no_alternates(client):
    page = page_of(client, make_edition())
    assert ("Also in" in page, LINK.findall(page)) == (False, [])


def test_only_live_versions_are_shown(client):
    english, german, french = make_versions("de", "fr")
    waiting = drafting.translate(
        make_proofread_story(language="es"), of=english.story, by=make_user(role="editor"), now=NOW
    )
    publish(waiting, now=NOW, at=timezone.now() + HOUR)
    press.withdraw(german.story, reason="error", by=make_user(role="editor"), now=NOW)
    assert [row[1] for row in SWITCH.findall(page_of(client, english))] == ["fr"]
    press.withdraw(english.story, reason="legal", by=make_user(role="editor"), now=NOW)
    assert (SWITCH.findall(page_of(client, french)), LINK.findall(page_of(client, french))) == ([], [])


def test_without_its_original_the_others_find_each_other_and_nothing_is_for_all(client):
    english, german, french = make_versions("de", "fr")
    press.withdraw(english.story, reason="error", by=make_user(role="editor"), now=NOW)
    assert [tag for tag, _ in LINK.findall(page_of(client, german))] == ["de", "fr"]
    assert versions.of(french, now=timezone.now()).original is None


def test_of_two_in_one_language_readers_are_shown_one():
    english, german = make_versions("de")
    story = make_proofread_story(language="fr", now=NOW)
    story = drafting.translate(story, of=english.story, by=make_user(role="editor"), now=NOW)
    Story.objects.filter(pk=story.pk).update(language="DE")  # as its file may say later
    second = publish(story, now=NOW)
    now = timezone.now()
    shown = [[row.story_id for row in versions.of(one, now=now).others] for one in (english, german, second)]
    assert shown == [[german.story_id], [english.story_id], [english.story_id]]


@pytest.mark.once
def test_ten_versions_cost_no_query_more_than_one(client):
    counts = []
    for tags in (("de",), ("de", "fr", "es", "it", "nl", "pl", "sv", "da", "fi", "pt")):
        english = make_versions(*tags)[0]
        with CaptureQueriesContext(connection) as captured:
            page = page_of(client, english)
        assert len(SWITCH.findall(page)) == len(tags)
        counts.append(len(captured))
    assert counts[0] == counts[1] > 0


@pytest.mark.parametrize(
    ("tag", "own", "english"),
    [
        ("de", "Deutsch", "German"),
        ("fr-CA", "Français", "French"),
        ("zh-Hant-TW", "繁體中文", "Traditional Chinese"),
        ("zh", "中文", "Chinese"),
        ("tlh", "tlh", "tlh"),
    ],
)
def test_languages_are_called_by_their_own_names_and_by_english_ones(tag, own, english):
    assert (languages.own_name(tag), languages.english_name(tag)) == (own, english)


@pytest.mark.parametrize(("reason", "is_named"), [("source", True), ("error", False), ("undone", False)])
def test_the_page_of_a_withdrawn_version_leads_to_those_that_stand_unless_it_was_wrong(
    client, reason, is_named
):
    english, german = make_versions("de")
    expected = [(english.get_absolute_url(), "en", "ltr", "English")] if is_named else []
    press.withdraw(german.story, reason=reason, by=make_user(role="editor"), now=NOW)
    page = client.get(german.get_absolute_url())
    assert (page.status_code, SWITCH.findall(page.content.decode())) == (410, expected)


def test_programs_are_led_to_the_other_versions_by_the_api_and_by_ninjs(client):
    editions = make_versions("de", "fr")
    told = {row.language: get(client, f"/api/stories/{row.story_id}/") for row in editions}
    names = ("language", "id", "self", "uri", "url")
    assert told["de"]["translations"] == [
        {name: told[tag][name] for name in names} | {"is_original": tag == "en"} for tag in ("en", "fr")
    ]
    found = get(client, f"/api/stories/{editions[1].story_id}/ninjs/")["associations"]
    assert found == [
        {
            "name": told[tag]["headline"], "rel": rel, "uri": told[tag]["uri"], "type": "text", "language": tag,
            "renditions": [{"name": "page", "href": told[tag]["url"], "contentType": "text/html"}],
        }
        for tag, rel in (("en", "translationOf"), ("fr", "translation"))
    ]  # fmt: skip


def test_programs_are_led_to_no_version_that_waits_or_is_gone(client):
    english, german = make_versions("de")
    press.withdraw(german.story, reason="error", by=make_user(role="editor"), now=NOW)
    assert get(client, f"/api/stories/{english.story_id}/")["translations"] == []
    assert "associations" not in get(client, f"/api/stories/{english.story_id}/ninjs/")
