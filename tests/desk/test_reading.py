"""The page on which a story is read and commented."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import drafting, proofing
from articles.desk import reading
from articles.models import Mark
from articles.redaction import redact
from articles.rules import Move
from articles.text.places import Place
from tests.desk.acts import make_submitted_story
from tests.desk.desk import address, client_of, message
from tests.factories import make_picture, make_story, make_topic, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def comment(story, *, note="Is this so?", where=None, by=None):
    by = by or make_user(role="proofreader")
    now = timezone.now()
    return proofing.comment(story, revision=story.revision_number, note=note, where=where, by=by, now=now)


def post(client, story, **typed):
    sent = {"revision": story.revision_number, "note": "Is this so?"} | typed
    return client.post(address("story_read", story.pk), sent, follow=True)


def test_words_that_were_selected_are_commented_on():
    story, client = make_story(paragraphs=["The council met on Tuesday.", "No."]), client_of(role="reviewer")
    page = post(client, story, at="body-0", exact="Tuesday", prefix="The council met on ", suffix=".")
    mark = Mark.objects.get()
    assert page.redirect_chain == [(f"{address('story_read', story.pk)}#comment-{mark.pk}", 302)]
    assert (mark.exact, mark.block, mark.start, mark.note) == ("Tuesday", 0, 19, "Is this so?")
    assert f'met on <mark data-said="{mark.pk}">Tuesday</mark>.' in page.content.decode()


def test_without_javascript_a_comment_is_on_a_passage_or_on_the_whole():
    story, client = make_story(paragraphs=["The council met.", "No."]), client_of(role="reviewer")
    page = client.get(address("story_read", story.pk), {"at": "body-1"}).content.decode()
    assert page.index('name="note"') > page.index("<p>No.</p>")
    assert 'name="at" value="body-1"' in page
    post(client, story, at="body-1")
    post(client, story, at="")
    assert [(mark.field, mark.exact) for mark in Mark.objects.all()] == [("body", "No."), ("", "")]


def test_words_that_are_not_there_are_asked_for_again_and_the_note_is_kept():
    story = make_story()
    page = post(client_of(), story, at="body-0", exact="gone with the wind", note="Keep <this>")
    assert "These words do not stand in this passage (Paragraph 1)." in page.content.decode()
    assert "Keep &lt;this&gt;</textarea>" in page.content.decode()
    assert not Mark.objects.exists()


@pytest.mark.parametrize(
    "typed", [{"note": ""}, {"note": "x" * 2001}, {"revision": "x"}, {"revision": "99"}, {"note": "a\0b"}]
)
def test_bad_input_writes_nothing(typed):
    assert post(client_of(), make_story(), **typed).status_code in (200, 400)
    assert not Mark.objects.exists()


def test_a_passage_that_nobody_knows_is_the_whole():
    story, client = make_story(), client_of()
    for at in ("x", "body-999999", "body--1", "<b>"):
        assert client.get(address("story_read", story.pk), {"at": at}).context["picked"] is None


def test_comments_follow_their_words_and_are_listed_when_those_are_gone():
    story, editor = (
        make_story(paragraphs=["The council met on Tuesday.", "Nobody spoke."]),
        make_user(role="editor"),
    )
    kept, gone = comment(story, where=Place("body", 0, 4, 11)), comment(story, where=Place("body", 1))
    body = "<p>New.</p><p>The council met on Friday.</p>"
    drafting.save(story, {"body": body}, base=1, by=editor, now=timezone.now())
    context = client_of(editor).get(address("story_read", story.pk)).context
    assert [row.key for row in context["rows"] if kept in row.comments] == ["body-1"]
    assert context["gone"] == [gone]


def test_what_a_comment_says_is_text_and_no_markup():
    story = make_story()
    comment(story, note="<script>alert(1)</script>", where=Place("body", 0))
    page = client_of().get(address("story_read", story.pk)).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


def test_a_comment_is_resolved_and_folded_away():
    story, client = make_story(), client_of()
    mark = comment(story, where=Place("body", 0))
    page = client.post(address("story_mark", story.pk, mark.pk, "resolve"), follow=True)
    assert message(page) == "Resolved. It stays on record below the text."
    assert page.context["resolved"] == [mark]
    assert "<mark data-said" not in page.content.decode()
    assert "already" in message(client.post(address("story_mark", story.pk, mark.pk, "resolve"), follow=True))


def test_a_comment_is_resolved_under_its_own_story_by_post_alone():
    mark, other, client = comment(make_story()), make_story(), client_of()
    assert client.post(address("story_mark", other.pk, mark.pk, "resolve")).status_code == 404
    client.get(address("story_mark", mark.story_id, mark.pk, "resolve"))
    assert Mark.objects.open().count() == 1


def test_a_reviewer_reads_and_comments_and_makes_no_other_move():
    story, client = make_story(), client_of(role="reviewer")
    comment(story, where=Place("body", 0))
    page = client.get(address("story_read", story.pk)).content.decode()
    assert "Is this so?" in page
    assert ">Resolve</button>" not in page
    for move in Move:
        client.post(address("story_move", story.pk, move.value), {"revision": 1, "confirmed": 1})
    client.post(address("story_change", story.pk), {"base": 1, "headline": "Mine"})
    held = type(story).objects.get(pk=story.pk)
    assert (held.stage, held.revision_number, held.headline) == (story.stage, 1, story.headline)
    assert list(story.ledger.values_list("act", flat=True).order_by("number")) == ["create", "comment"]


def test_an_importer_sees_comments_and_is_told_why_there_is_no_form():
    page = client_of(role="importer").get(address("story_read", make_story().pk)).content.decode()
    assert "Your account does not have the right to comment on stories." in page
    assert "<textarea" not in page


def test_strangers_and_staff_without_a_role_see_nothing():
    story = make_story()
    stranger = Client().get(address("story_read", story.pk))
    assert stranger.url.startswith(reverse("admin:login"))
    assert client_of(make_user()).get(address("story_read", story.pk)).status_code == 403
    assert client_of().get(address("story_read", 999)).status_code == 404


def test_pictures_stand_where_readers_meet_them_and_topics_below():
    lead, placed = make_picture(alt="A quay"), make_picture(alt="A crane")
    words = {"body": f'<p>One.</p><figure data-picture="{placed.pk}"></figure><p>Two.</p>'}
    pictures = {"pictures": [placed.pk, lead.pk], "captions": [("The crane.", "Ann"), ("", "Ben")]}
    story = make_story(topics=[make_topic(name="Harbour")], **words, **pictures)
    page = client_of().get(address("story_read", story.pk))
    shown = [(row.passage.field, row.passage.block, row.figure, row.credit) for row in page.context["rows"]]
    assert shown[2:] == [
        ("captions", 1, lead, "Ben"), ("body", 0, None, ""), ("body", 1, placed, ""), ("captions", 0, None, "Ann"),
        ("body", 2, None, ""),
    ]  # fmt: skip
    html = page.content.decode()
    sizes = f'alt="A crane" width="{placed.width}" height="{placed.height}"'
    assert f'<img src="{address("picture_preview", placed.pk)}" {sizes}>' in html
    assert '<div class="passage-text">Harbour</div>' in html


def test_of_a_redacted_story_the_pictures_alone_are_left():
    story = make_story(pictures=[make_picture().pk], captions=[("The quay.", "Ann")])
    redact(story, reason="Order 1", by=make_user(superuser=True), now=timezone.now())
    rows = client_of().get(address("story_read", story.pk)).context["rows"]
    assert [row.passage.field for row in rows] == ["headline", "captions"]
    assert not any("quay" in row.html for row in rows)


def test_a_picture_that_stands_twice_in_the_text_has_its_caption_once():
    pk = make_picture().pk
    body = f'<figure data-picture="{pk}"></figure><p>One.</p><figure data-picture="{pk}"></figure>'
    story = make_story(body=body, pictures=[pk], captions=[("The quay.", "Ann")])
    html = client_of().get(address("story_read", story.pk)).content.decode()
    assert html.count('id="at-captions-0"') == 1


def test_who_reads_signs_or_returns_without_going_back():
    story, client = make_submitted_story(), client_of(role="proofreader")
    bar = client.get(address("story_read", story.pk)).context["bar"]
    assert [button["label"] for button in bar["at_hand"]] == ["Sign off", "Return…", "Take for reading"]
    offered = client_of(role="reviewer").get(address("story_read", story.pk)).context["bar"]
    assert (offered["at_hand"], offered["groups"]) == ([], [])


def test_fifty_comments_cost_no_more_queries_than_one(django_assert_num_queries):
    story, client, by = make_story(), client_of(role="reviewer"), make_user(role="proofreader")
    comment(story, where=Place("body", 0), by=by)
    with django_assert_num_queries(13):
        client.get(address("story_read", story.pk))
    for _ in range(49):
        comment(story, where=Place("body", 0), by=by)
    with django_assert_num_queries(13):
        client.get(address("story_read", story.pk))


def test_open_comments_stand_beside_the_form_and_lead_to_the_text():
    story = make_story()
    mark = comment(story, where=Place("body", 0), note="<i>So?</i>")
    for client in (client_of(), client_of(role="reviewer")):
        page = client.get(address("story_change", story.pk)).content.decode()
        assert f'href="{address("story_read", story.pk)}#comment-{mark.pk}"' in page
        assert "&lt;i&gt;So?&lt;/i&gt;" in page
        assert f'href="{address("story_preview", story.pk)}"' in page
    proofing.resolve(mark, by=make_user(role="editor"), now=timezone.now())
    assert "comments-title" not in client_of().get(address("story_change", story.pk)).content.decode()


def test_the_panel_beside_the_form_costs_one_query_and_none_without_comments(django_assert_num_queries):
    story = make_story()
    mark = comment(story)
    with django_assert_num_queries(1):
        assert reading.panel(story) == [mark]
    story.open_comments = 0
    with django_assert_num_queries(0):
        assert reading.panel(story) == []
