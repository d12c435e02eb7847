"""The page of a story before it is public: exact, and for nobody but the desk."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import drafting, press, redaction, workflow
from articles.models import Edition
from tests.desk.desk import address, client_of
from tests.factories import (
    make_edition,
    make_proofread_story,
    make_source,
    make_story,
    make_topic,
    make_user,
    make_writer,
)
from tests.site.pages import html_of, make_picture

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def text_of(response):
    """A page from its headline to its foot, with what differs between a preview and the page itself taken out."""
    page = response.content.decode()
    return page[page.index('<article class="story"') : page.index("</article>")]


def full(**kwargs):
    names = {"source": make_source(), "writers": [make_writer()], "topics": [make_topic()]}
    return make_proofread_story(standfirst="Why it matters.", dateline="PARIS", **(names | kwargs))


def test_a_preview_is_the_page_that_readers_then_see():
    story, editor = full(published_at=timezone.now() - timedelta(hours=1)), make_user(role="editor")
    before = text_of(client_of(editor).get(address("story_preview", story.pk)))
    edition = press.publish(story, revision=1, by=editor, now=timezone.now())
    after = text_of(Client().get(edition.get_absolute_url()))
    # What needs an address: the ways on from a story that is public, its day in the archive, and the address itself.
    start, address_at = after.index('<p class="ways"'), after.index('<p class="address">')
    public = after[start : after.index("</p>", address_at) + 4]
    (archived,) = re.findall(r'<p class="onward"><a href="/archive/.*?</p>', after)
    assert " ".join(before.split()) == " ".join(after.replace(public, "").replace(archived, "").split())


def test_a_preview_shows_a_draft_that_readers_do_not_get():
    story = make_story(headline="Not out yet")
    page = client_of(role="writer").get(address("story_preview", story.pk)).content.decode()
    assert "Preview of revision 1, not published" in page
    assert "Not out yet" in page
    assert not Edition.objects.exists()
    assert Client().get(f"/stories/{story.pk}/").status_code == 404


def test_any_revision_is_previewed_with_its_own_details():
    story, editor, old = (
        make_story(headline="One", topics=[make_topic(name="Harbour")]),
        make_user(role="editor"),
        1,
    )
    changes = {"headline": "Two", "topics": [make_topic(name="Bridges").pk]}
    drafting.save(story, changes, base=1, by=editor, now=timezone.now())
    client = client_of(editor)
    first = client.get(address("story_preview", story.pk), {"revision": old}).content.decode()
    assert "Preview of revision 1, not published</strong>; the story is at revision 2" in " ".join(
        first.split()
    )
    assert ">Harbour</a>" in text_of(client.get(address("story_preview", story.pk), {"revision": 1}))
    assert ">Bridges</a>" in text_of(client.get(address("story_preview", story.pk)))


def test_what_waits_for_its_time_is_previewed():
    story, editor, now = make_proofread_story(headline="Tomorrow"), make_user(role="editor"), timezone.now()
    press.publish(story, revision=1, by=editor, now=now, at=now + timedelta(days=1))
    page = client_of(editor).get(address("story_preview", story.pk), {"edition": 1}).content.decode()
    assert "Preview of published version 1, which waits until" in page
    assert "Tomorrow" in page


def test_what_readers_see_already_is_called_so():
    edition = make_edition()
    page = client_of().get(address("story_preview", edition.story_id)).content.decode()
    assert "Preview of revision 1: readers see this text now" in page


def test_pictures_come_from_the_desk_since_readers_cannot_have_them():
    picture = make_picture()
    story = make_story(pictures=[picture.pk], captions=[("A quay", "Ada Quill")])
    page = html_of(client_of().get(address("story_preview", story.pk)))
    assert [image["src"] for image in page.all("img")] == [address("picture_preview", picture.pk)]


def test_a_preview_is_neither_kept_nor_indexed_nor_in_any_list():
    story = make_story(headline="Not out yet")
    page = client_of().get(address("story_preview", story.pk))
    assert {"no-store", "private"} <= set(page.headers["Cache-Control"].split(", "))
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert html_of(page).meta("robots") == "noindex, nofollow"
    assert html_of(page).all("link", rel="canonical") == []
    assert html_of(page).problems == []
    assert "Not out yet" not in Client().get("/stories/").content.decode()


def test_a_story_without_a_headline_or_text_has_a_preview_too():
    story = make_story(headline="", body="", byline="", slugline="bridge")
    assert client_of().get(address("story_preview", story.pk)).status_code == 200


@pytest.mark.parametrize("asked", [{"revision": 9}, {"revision": "x"}, {"edition": 1}, {"edition": "9" * 30}])
def test_what_is_not_there_is_not_found(asked):
    assert client_of().get(address("story_preview", make_story().pk), asked).status_code == 404


def test_strangers_and_staff_without_a_role_get_no_preview():
    page = address("story_preview", make_story().pk)
    assert Client().get(page).url.startswith(reverse("admin:login"))
    assert client_of(make_user()).get(page).status_code == 403
    assert client_of(role="reviewer").get(page).status_code == 200


def test_a_spiked_story_can_be_looked_at():
    story, editor = make_story(), make_user(role="editor")
    workflow.spike(story, revision=1, by=editor, now=timezone.now())
    assert client_of(editor).get(address("story_preview", story.pk)).status_code == 200


def test_a_redacted_story_has_no_preview():
    story = make_story(pictures=[make_picture().pk], captions=[("A quay", "")])
    redaction.redact(story, reason="By order", by=make_user(superuser=True), now=timezone.now())
    assert client_of().get(address("story_preview", story.pk)).status_code == 404
    assert client_of().get(address("story_read", story.pk)).status_code == 200
