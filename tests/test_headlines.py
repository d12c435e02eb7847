"""Headlines for lists, search engines and social networks: words like all others, read before anybody sees them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import drafting, evidence, press, search
from articles.models import Stage
from articles.rules import Refused
from articles.text.blocks import digest
from articles.text.proving import faults_of
from tests.desk.desk import address, client_of, filled
from tests.desk.test_fix import fix
from tests.factories import make_edition, make_proofread_story, make_story, make_user
from tests.press.desk import publish, revised
from tests.test_verify_ledger import verify

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NOW = timezone.now()
HOUR = timedelta(hours=1)
ELSEWHERE = {
    "list_headline": "Ferry is back",
    "search_headline": "Port Ellery ferry timetable",
    "social_headline": "She sails again",
}


def make_live(**changes):
    return make_edition(headline="Ferry returns after a winter in dock", now=NOW - HOUR, **changes)


def test_each_falls_back_to_the_headline_of_the_story():
    plain, named = make_live(), make_live(**ELSEWHERE)
    titles = [(row.list_title, row.search_title, row.social_title) for row in (plain, named)]
    assert titles == [(plain.headline,) * 3, tuple(ELSEWHERE.values())]


@pytest.mark.parametrize("name", ELSEWHERE)
def test_one_that_was_changed_is_read_before_it_goes_out(name):
    edition = make_live()
    saved = drafting.save(edition.story, {name: "Unread"}, base=1, by=make_user(role="writer"), now=NOW)
    assert saved.story.stage == Stage.PROOFING
    with pytest.raises(Refused):
        publish(saved.story, now=NOW)


def test_readers_of_the_page_are_told_of_no_update_where_only_these_changed():
    edition = make_live(list_headline="Ferry is back")
    update = publish(revised(edition.story, {"list_headline": "Ferry sails"}, now=NOW), now=NOW)
    assert (update.kind, update.modified_at, update.list_title) == ("refresh", None, "Ferry sails")
    both = {"list_headline": "", "standfirst": "At last"}
    assert publish(revised(edition.story, both, now=NOW), now=NOW + HOUR).kind == "update"


def test_two_people_who_change_one_each_are_merged():
    story, writer = make_story(), make_user(role="writer")
    drafting.save(story, {"list_headline": "Mine"}, base=1, by=writer, now=NOW)
    saved = drafting.save(story, {"social_headline": "Theirs"}, base=1, by=make_user(role="editor"), now=NOW)
    assert (saved.merged, saved.story.list_headline, saved.story.social_headline) == (True, "Mine", "Theirs")


def test_a_revision_keeps_them_and_gives_them_back():
    story, editor = make_story(**ELSEWHERE), make_user(role="editor")
    drafting.save(story, dict.fromkeys(ELSEWHERE, ""), base=1, by=editor, now=NOW)
    story.refresh_from_db()
    assert [getattr(story, name) for name in ELSEWHERE] == ["", "", ""]
    drafting.restore(story, 1, base=2, by=editor, now=NOW)
    story.refresh_from_db()
    assert {name: getattr(story, name) for name in ELSEWHERE} == ELSEWHERE
    assert story.digest == digest(story.text()) == story.revisions.get(number=1).digest


def test_the_record_of_a_story_that_has_them_proves_itself():
    story = make_live(**ELSEWHERE).story
    assert faults_of(evidence.of(story, now=NOW)) == []
    assert verify()[0] == 0


def test_the_desk_finds_a_story_by_them():
    story = make_story(social_headline="A zephyr blows")
    assert list(search.stories("zephyr")) == [story]


def test_a_flash_has_none():
    story = make_story(paragraphs=["The bridge is closed."], search_headline="Bridge closed: what we know")
    with pytest.raises(Refused, match="A flash is a headline and one paragraph"):
        press.flash(story, revision=1, by=make_user(role="editor"), now=NOW)


def test_readers_meet_each_where_it_belongs(client):
    edition = make_live(**ELSEWHERE)
    page = client.get(edition.get_absolute_url()).content.decode()
    assert "<title>Port Ellery ferry timetable – " in page
    assert '<meta property="og:title" content="She sails again">' in page
    assert f"<h1>{edition.headline}</h1>" in page
    front = client.get("/").content.decode()
    assert (">Ferry is back</a>" in front, edition.headline in front) == (True, False)


def test_the_desk_types_them_in_the_form_of_the_story():
    story, client = make_proofread_story(), client_of()
    page = client.get(address("story_change", story.pk))
    assert '<details class="elsewhere">' in page.content.decode()
    client.post(
        address("story_change", story.pk), filled(page, **ELSEWHERE | {"list_headline": " Two\nlines "})
    )
    story.refresh_from_db()
    assert (story.list_headline, story.social_headline) == ("Two lines", "She sails again")
    assert (
        '<details class="elsewhere" open>' in client.get(address("story_change", story.pk)).content.decode()
    )


def test_one_of_a_live_story_is_mended_on_the_page_of_a_fix():
    story = make_live(**ELSEWHERE).story
    fix(story, list_headline="Ferry is back in port")
    story.refresh_from_db()
    assert (story.list_headline, story.social_headline) == ("Ferry is back in port", "She sails again")
    assert story.stage == Stage.PROOFING


def test_who_reads_a_revision_sees_them():
    story = make_proofread_story(**ELSEWHERE)
    page = client_of().get(address("story_revision", story.pk, 1)).content.decode()
    assert all(words in page for words in ELSEWHERE.values())
