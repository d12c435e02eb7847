"""What changed in a story, as readers may know it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles import drafting, press, redaction, workflow
from articles.site.changes import Row, rows_of, versions_of
from articles.text.blocks import Text
from tests.factories import make_edition, make_user
from tests.site.pages import changes_of, html_of, make_picture

pytestmark = [pytest.mark.django_db, pytest.mark.once]

MARCH = datetime(2025, 3, 13, tzinfo=UTC)


def publish(edition, *, at=None, **changes):
    """The next version of a story, with ``changes`` as ``drafting.save`` takes them."""
    editor, second, now = make_user(role="editor"), make_user(role="editor"), timezone.now()
    story = edition.story
    story.refresh_from_db()
    saved = drafting.save(story, changes, base=story.revision_number, by=editor, now=now).story
    if saved.stage != "proofread":
        workflow.sign_off(saved, revision=saved.revision_number, by=second, now=now)
    return press.publish(saved, revision=saved.revision_number, by=second, now=now, at=at)


def page(client, edition, **asked):
    return client.get(changes_of(edition), asked)


def words(page):
    """The text of a page, its tags left out."""
    return " ".join(part.partition(">")[2] for part in page.content.decode().split("<"))


def test_a_headline_for_another_place_is_no_change_of_the_story(client):
    first = make_edition(published_at=MARCH)
    second = publish(first, social_headline="She sails again")
    assert "What changed" not in client.get(second.get_absolute_url()).content.decode()
    third = publish(first, standfirst="At last")
    assert [version.says for version in versions_of(third, timezone.now())[0]] == ["Updated", "Published"]
    found = words(page(client, third))
    assert ("At last" in found, "She sails again" in found) == (True, False)


def test_a_story_that_changed_leads_to_what_changed(client):
    first = make_edition(
        paragraphs=["It met on Tuesday.", "No more."], published_at=MARCH, published_precision="day"
    )
    assert "What changed" not in client.get(first.get_absolute_url()).content.decode()
    second = publish(first, body="<p>It met on Monday.</p><p>No more.</p>")
    assert changes_of(second) in html_of(client.get(second.get_absolute_url())).links()
    text = page(client, second).content.decode()
    assert 'Published <time datetime="2025-03-13">13 Mar 2025</time></p>' in text
    stamp = f"{second.live_from.day} {second.live_from:%b %Y %H:%M} UTC"
    assert f'Updated <time datetime="{second.live_from.isoformat(timespec="minutes")}">{stamp}</time>' in text
    assert 'It met on <del><span class="hidden" lang="en">[taken out: </span>Tuesday.<span' in text
    assert '<ins><span class="hidden" lang="en">[put in: </span>Monday.<span' in text
    assert "1 paragraph unchanged" in text
    assert "No more." not in text


def test_each_correction_stands_with_its_sentence_and_each_version_can_be_asked_for(client):
    first = make_edition(headline="Ferry returns", paragraphs=["Otters."])
    publish(first, body="<p>Beavers.</p>")
    sentence = {"correction": "They were voles, not beavers.", "correction_severity": "ordinary"}
    third = publish(first, body="<p>Voles.</p>", **sentence)
    newest, older = words(page(client, third)), words(page(client, third, version=2))
    for shown in (newest, older):
        assert "They were voles, not beavers." in shown
        assert "Corrected" in shown
    assert ("Beavers. " in newest, "Otters." in newest) == (True, False)
    assert ("Beavers. " in older, "Otters." in older, "Voles." in older) == (True, True, False)
    odd = ["", "1", "77", "x", "\0", "9" * 400]
    assert {words(page(client, third, version=one)) for one in odd} == {newest}


def test_refreshes_show_only_where_readers_saw_them(client):
    first = make_edition()
    publish(first, slugline="ferry")
    second = publish(first, desk_notes="Between us", topics=[])
    assert words(page(client, second)).count("UTC") == 2  # of the first alone, and in the footer
    third = publish(first, pictures=[make_picture().pk])
    text = words(page(client, third))
    assert "Pictures changed" in text
    assert "Between us" not in text


def test_nothing_that_waits_or_was_called_back_shows(client):
    first = make_edition(paragraphs=["Otters."])
    publish(first, body="<p>Zebrafish.</p>", at=timezone.now() + timedelta(days=1))
    text = page(client, first).content.decode()
    assert "zebrafish" not in text.lower()
    assert "Its words are as they were when it was published." in text
    press.call_back(first.story, by=make_user(role="editor"), now=timezone.now())
    assert "zebrafish" not in page(client, first).content.decode().lower()


@pytest.mark.parametrize("reason", [reason for reason, _ in press.BY_HAND])
def test_what_was_withdrawn_is_not_shown_again_when_the_story_comes_back(client, reason):
    first = make_edition(paragraphs=["Zebrafish stole it."])
    sentence = {"correction": "No zebrafish did.", "correction_severity": "ordinary"}
    second = publish(first, body="<p>Zebrafish did not.</p>", **sentence)
    press.withdraw(first.story, reason=reason, by=make_user(role="editor"), now=timezone.now())
    gone = page(client, second)
    assert (gone.status_code, "zebrafish" in words(gone).lower()) == (410, False)
    third = publish(first, body="<p>Otters.</p>")
    text = words(page(client, third)).lower()
    assert "published again" in text
    assert "zebrafish" not in text
    fourth = publish(first, body="<p>Voles.</p>")
    text = words(page(client, fourth)).lower()
    assert ("otters." in text, "zebrafish" in text) == (True, False)
    story = words(client.get(fourth.get_absolute_url())).lower()
    assert ("zebrafish" in story) == (
        reason not in ("legal", "undone")
    )  # the correction stays, unless in silence


def test_of_a_redacted_story_nothing_is_left(client):
    first = make_edition(paragraphs=["Zebrafish stole it."])
    second = publish(first, body="<p>Zebrafish did not.</p>")
    by = make_user(superuser=True)
    redaction.redact(first.story, reason="Order 12", by=by, now=timezone.now())
    gone = page(client, second)
    assert (gone.status_code, "zebrafish" in words(gone).lower()) == (410, False)


def test_other_addresses_lead_where_the_story_does(client):
    edition = make_edition(headline="Ferry returns")
    wrong = client.get(f"/stories/{edition.story_id}/other/changes/")
    assert (wrong.status_code, wrong.url) == (301, changes_of(edition))
    due = make_edition(now=timezone.now() + timedelta(days=1))
    assert page(client, due).status_code == 404
    html = html_of(page(client, edition))
    assert html.meta("robots") == "noindex"
    assert html.all("link", rel="canonical")[0]["href"].endswith(edition.get_absolute_url())


def test_versions_cost_no_more_queries_for_many(client, django_assert_num_queries):
    edition = make_edition()
    for number in range(3):
        edition = publish(edition, body=f"<p>Take {number}.</p>")
    with django_assert_num_queries(8):
        page(client, edition)
    for number in range(5):
        edition = publish(edition, body=f"<p>Next {number}.</p>")
    with django_assert_num_queries(8):
        page(client, edition)


def test_the_newest_versions_are_listed_and_it_is_said_that_there_are_older_ones(client, monkeypatch):
    monkeypatch.setattr("articles.site.changes.VERSIONS", 3)
    first = make_edition()
    publish(first, body="<p>Take 2.</p>")
    third = publish(first, body="<p>Take 3.</p>")
    assert "Older versions" not in words(page(client, third))
    fourth = publish(first, body="<p>Take 4.</p>")
    publish(first, slugline="ferry")  # which readers do not see, and which counts all the same
    versions, is_cut = versions_of(fourth, timezone.now())
    assert ([version.says for version in versions], is_cut) == (["Updated", "Updated"], True)
    text = words(page(client, fourth, version=3))
    assert ("Older versions are not listed." in text, "2. ]" in text, "3. ]" in text) == (True, True, True)


def text(body, **fields):
    plain = {"headline": "H", "standfirst": "", "byline": "", "dateline": "", "language": "en", "captions": (),
             "source": "", "correction": ""}  # fmt: skip
    return Text(body=body, **(plain | fields))


@pytest.mark.parametrize(
    ("old", "new", "rows"),
    [
        ("<p>A</p>", "<p>A</p>", []),
        ("<p>One.</p>", "<p>One.</p><p>Two.</p>", [Row(unchanged=1), Row(pieces=[("insert", "Two.", "")])]),
        ("<p>See it.</p>", '<p>See <a href="https://a.test/">it</a>.</p>',
         [Row("Links or emphasis changed", [("equal", "See it.", "")])]),
        ('<p>A</p><figure data-picture="3"></figure>', "<p>A</p>", [Row(unchanged=1), Row("Picture taken out")]),
    ],
)  # fmt: skip
def test_rows_say_what_words_do_not_show(old, new, rows):
    assert rows_of(text(old), text(new)) == rows


def test_fields_are_named_and_a_correction_is_none_of_them():
    found = rows_of(text("<p>A</p>"), text("<p>A</p>", headline="H2", correction="Wrong."))
    assert found == [Row("Headline", [("delete", "H", ""), ("insert", "H2", "")])]


def test_what_is_too_long_is_not_compared():
    assert rows_of(text("<p>" + "a " * 80_000 + "</p>"), text("<p>" + "b " * 80_000 + "</p>")) is None
