"""The proof page of texts in which very much is found: as long as the text, and no longer."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import copyediting, findings
from articles.copyediting import LONGEST_SENTENCE
from articles.desk.proof.sheet import MOST
from articles.models import Dismissal
from articles.rules import Case
from tests.desk.desk import client_of
from tests.factories import make_story, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]
COMES = re.compile(r'<p class="read-only" id="more">([^<]*)</p>')


@pytest.fixture
def reader():
    return make_user(role="editor")


def page_of(story):
    return reverse("admin:articles_story_proof", args=[story.pk])


def shown(reader, story):
    return client_of(reader).get(page_of(story)).content.decode()


def dismiss(story, by, *, scope=Dismissal.Scope.ONCE, number=0):
    now = timezone.now()
    one = findings.in_revision(story.latest_revision(), now=now)[number]
    copyediting.dismiss(
        story,
        revision=1,
        code=one.finding.code,
        where=one.where,
        scope=scope,
        reason="It is so",
        by=by,
        now=now,
    )
    return one


def test_shows_so_many_at_once_and_says_how_many_come_after_them(reader):
    story = make_story(paragraphs=["Who's coat is it?"] * (MOST + 60) + ["They met met there."])
    page, count = shown(reader, story), len(findings.in_revision(story.latest_revision(), now=timezone.now()))
    assert page.count('class="proof-card') == MOST < count
    assert 'id="block-1"' in page
    assert COMES.findall(page) == [
        f"Of what house style found, {MOST} places are shown, first those that block signing. {count - MOST} more "
        "come when these are settled."
    ]
    assert f"1 blocks signing.</strong> {count - 1} to look at." in page
    for group in re.findall(r'<form method="post" [^>]*id="all-\d+">.*?</form>', page, re.DOTALL):
        assert group.count('name="where"') == MOST - 1


def test_says_nothing_of_more_where_all_are_shown(reader):
    page = shown(reader, make_story(paragraphs=["They met met there."] * MOST))
    assert (page.count('class="proof-card'), COMES.findall(page)) == (MOST, [])


def test_what_is_not_shown_holds_a_signature_back(reader):
    story = make_story(paragraphs=["They met met there."] * (MOST + 5))
    assert f"{MOST + 5} block signing." in shown(reader, story)
    assert len(Case(story, timezone.now()).blocking) == MOST + 5


def test_page_grows_no_faster_than_the_text(reader):
    short, long = (len(shown(reader, make_story(paragraphs=["the the " * count]))) for count in (500, 1_000))
    assert long < 2 * short


def test_recasts_no_sentence_that_is_longer_than_one(reader):
    words = "Then the the " + "long " * (LONGEST_SENTENCE // 5)
    story = make_story(paragraphs=[f"They met met there. {words.strip()}."])
    page, end = shown(reader, story), len(story.body) - len("<p></p>")
    assert (page.count('class="proof-card'), page.count("Change: The sentence")) == (2, 1)
    sent = {"revision": 1, "where": f"body-0:20-{end}", "words": "It is short."}
    response = client_of(reader).post(f"{page_of(story)}recast/", sent, follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        f"That sentence is {end - 20:,} characters long, and no more than 1,000 are recast at once. "
        "Change its paragraph."
    ]
    sent["where"] = "body-0"
    client_of(reader).post(f"{page_of(story)}recast/", sent)
    story.refresh_from_db()
    assert story.body == "<p>It is short.</p>"


def test_asks_as_much_of_more_than_are_shown_as_of_one(reader):
    counts = []
    for count in (1, MOST + 50):
        story = make_story(paragraphs=["They met met there.", "the the " * count])
        dismiss(story, reader)
        with CaptureQueriesContext(connection) as asked:
            shown(reader, story)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_one_of_many_like_it_is_dismissed_where_it_stands_alone(reader):
    story = make_story(paragraphs=["the the " * 300])
    one = dismiss(story, reader, number=-1)
    found = findings.in_revision(story.latest_revision(), now=timezone.now())
    assert [each.where for each in found if each.dismissal] == [one.where]


def test_a_dismissal_of_many_is_listed_once(reader):
    story = make_story(paragraphs=["the the " * 30])
    dismiss(story, reader, scope=Dismissal.Scope.STORY)
    page = shown(reader, story)
    assert (page.count('class="proof-card'), page.count('class="proof-dismissed"')) == (0, 1)
