"""The proof page and its forms, as they work without JavaScript."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Dismissal, Proofreader, Stage
from tests.desk.desk import client_of
from tests.factories import make_imported_story, make_proofreader, make_story, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]

TWICE = {"code": "doubled-word", "where": "body-0:12-19", "at": "at-body-0"}


def page_of(story):
    return reverse("admin:articles_story_proof", args=[story.pk])


@pytest.fixture
def reader():
    return make_user(role="proofreader")


@pytest.fixture
def desk(client, reader):
    client.force_login(reader)
    return client


@pytest.fixture
def story():
    writer = make_user(role="writer")
    paragraphs = ["The council met met on Tuesday.", "Who's coat is it?", "They said the the end."]
    story = make_story(by=writer, paragraphs=paragraphs, headline="Council meets on Tuesday")
    return workflow.submit(story, revision=1, by=writer, now=timezone.now())


def shown(desk, story, query=""):
    return desk.get(page_of(story) + query).content.decode()


def act(desk, story, name, **sent):
    """Sends what a form of the page would, and gives where it leads and what is said there."""
    story.refresh_from_db()
    sent = {"revision": story.revision_number} | sent
    response = desk.post(f"{page_of(story)}{name}/", sent, follow=True)
    story.refresh_from_db()
    chain = response.redirect_chain
    return (chain[0][0] if chain else ""), [str(message) for message in response.context["messages"]]


def test_what_is_found_stands_beside_its_words(desk, story):
    page = shown(desk, story)
    assert page.count('class="proof-card') == 3
    assert re.findall(r'<mark data-said="([^"]+)">([^<]+)</mark>', page) == [
        ("block-1", "met met"), ("warn-1", "Who’s"), ("block-2", "the the")
    ]  # fmt: skip
    assert "2 block signing." in page
    assert "House style: “met” stands twice." in page


def test_what_a_rule_proposes_is_accepted_where_it_is_or_everywhere_at_once(desk, story):
    where, said = act(desk, story, "take", **TWICE)
    assert (where, said) == (f"{page_of(story)}#at-body-0", ["Accepted."])
    assert story.body.startswith("<p>The council met on Tuesday.</p>")
    act(desk, story, "undo")
    both = TWICE | {"where": ["body-0:12-19", "body-2:10-17"]}
    assert act(desk, story, "take", **both)[1] == ["Accepted in 2 places."]
    assert story.body.endswith("<p>They said the end.</p>")


def buttons(page):
    """What the buttons that accept several say, and which places each sends, card by card."""
    found = re.findall(r'form="(all-\d+)" [^>]*proof-together"[^>]*>(.*?)</button>', page, re.DOTALL)
    forms = dict(re.findall(r'id="(all-\d+)">(.*?)</form>', page, re.DOTALL))
    sent = {key: re.findall(r'name="where" value="([^"]+)"', form) for key, form in forms.items()}
    return [(" ".join(re.sub(r"<[^>]+>", "", said).split()), sent[key]) for key, said in found]


def test_all_at_once_says_how_many_and_which_words_and_offers_the_same_ones_first(desk):
    places = ["body-0:5-12", "body-1:5-12", "body-2:5-12"]
    story = make_story(paragraphs=["They met met her.", "They saw saw it.", "They Met met him."])
    met, kind = "“met met” → “met”", "Accept all 3 of this kind: “met met” → “met”, “saw saw” → “saw”"
    assert buttons(shown(desk, story)) == [
        (f"Accept all 2: {met} A", [places[0], places[2]]), (kind, places),
        (kind, places),
        (f"Accept all 2: {met} A", [places[0], places[2]]), (kind, places),
    ]  # fmt: skip
    assert act(desk, story, "take", **TWICE | {"where": [places[0], places[2]]})[1] == [
        "Accepted in 2 places."
    ]
    assert "proof-together" not in shown(desk, story)


def test_guesses_are_accepted_one_by_one_and_signs_shown_without_quotation_marks(desk):
    body = (
        "<p>They met untill nine in the recieving hall, and in the recieving hall again.</p>"
        '<p>“Yes,” he said. “No,” she said. “So,” they said.</p><p>The "why of it.</p><p>The "what of it.</p>'
    )
    same = "Accept all 2: “recieving” → “receiving” A"
    signs = "Accept all 2: &quot; → “ A"
    found = buttons(shown(desk, make_imported_story(body=body)))
    assert [said for said, _ in found] == [same, same, signs, signs]


@pytest.mark.parametrize(
    ("first", "told"),
    [
        (("take", TWICE), "Accepted by mira at "),
        (("recast", {"where": "body-0", "words": "It met on Tuesday."}), "Changed by mira at "),
        (("recast", {"where": "body-2", "words": "They said the end."}), ""),
    ],
)
def test_of_two_who_accept_what_a_rule_proposes_the_second_is_told_who_was_first(desk, story, first, told):
    mira = make_user(role="proofreader", username="mira")
    act(client_of(mira), story, first[0], **first[1])
    said = act(desk, story, "take", **TWICE | {"revision": 1})[1][0]
    assert said.startswith(told) and said.endswith(" already.") if told else said.startswith("Accepted. What")
    assert story.body.count("met") == 1


def test_a_finding_is_dismissed_with_a_reason_and_taken_back(desk, story, reader):
    sent = TWICE | {"scope": "once", "reason": "So he said."}
    assert act(desk, story, "dismiss", **sent)[1] == ["Dismissed here: “met met”."]
    row = Dismissal.objects.get()
    assert (row.by, row.reason, row.scope) == (reader, "So he said.", "once")
    assert "So he said." in shown(desk, story)
    assert act(desk, story, "restore", dismissal=row.pk)[1] == ["“met met” is a finding again."]
    assert Dismissal.objects.standing().count() == 0


def test_what_was_shown_besides_is_shown_after_an_act_too(desk, story):
    assert f'action="{page_of(story)}dismiss/?hints=yes"' in shown(desk, story, "?hints=yes&other=x")
    sent = TWICE | {"revision": 1, "scope": "once", "reason": "So he said."}
    done = desk.post(f"{page_of(story)}dismiss/?hints=yes&other=x", sent)
    assert done.url == f"{page_of(story)}?hints=yes#at-body-0"


def test_a_reason_is_one_press_where_nothing_is_blocked(desk, story):
    sent = {
        "code": "confusable",
        "where": "body-1:0-5",
        "scope": "story",
        "why": "A name, or a term",
        "reason": "",
    }
    assert act(desk, story, "dismiss", **sent)[1] == ["Dismissed in this story: “Who’s”."]
    assert Dismissal.objects.get().reason == "A name, or a term"


def test_what_blocks_is_not_dismissed_without_a_word(desk, story):
    said = act(desk, story, "dismiss", **TWICE, scope="once", reason="")[1]
    assert said == ["Say why this is right: it keeps the text from being signed."]


@pytest.mark.parametrize(
    ("where", "words", "told"),
    [
        ("body-1:0-17", "Whose coat is it?", "Changed."),
        ("headline", "Council meets", "Changed."),
        ("standfirst", "A short one.", "Changed."),
        ("source", "Harbour Wire", "Changed."),
        ("published", "2026-01-05", "Dated."),
        ("published", "5 January", "“5 January” is no date: give year, month and day, as in 1999-03-05."),
        ("body-9", "x", "The text has no such place any more. Reload the page."),
        ("../../etc", "x", "The form did not say which words are meant. Reload the page."),
    ],
)
def test_words_are_settled_where_they_stand(desk, story, where, words, told):
    assert act(desk, story, "recast", where=where, words=words)[1] == [told]
    assert not told.endswith("ed.") or words in shown(desk, story) or where == "published"


def test_each_act_is_undone_last_first_until_none_is_left(desk, story):
    before, headline = story.body, story.headline
    act(desk, story, "take", **TWICE)
    act(desk, story, "dismiss", **TWICE | {"where": "body-2:10-17"}, scope="once", reason="Why not.")
    act(desk, story, "recast", where="headline", words="Another")
    said = [act(desk, story, "undo")[1][0] for _ in range(4)]
    assert said == [
        "Undone: what revision 3 changed is back as it was.",
        "Undone: “the the” is a finding again.",
        "Undone: what revision 2 changed is back as it was.",
        "There is nothing to undo: nothing was done here since you logged in.",
    ]
    assert (story.body, story.headline, Dismissal.objects.standing().count()) == (before, headline, 0)


def test_who_signs_goes_on_to_the_next_story_that_waits(desk, story, reader):
    named = make_proofreader(name="Ada Quill")
    Proofreader.objects.filter(pk=named.pk).update(user=reader)
    act(desk, story, "take", **TWICE | {"where": ["body-0:12-19", "body-2:10-17"]})
    other = workflow.submit(make_story(), revision=1, by=make_user(role="writer"), now=timezone.now())
    where, said = act(desk, story, "sign")
    assert (where, story.stage) == (page_of(other), Stage.PROOFREAD)
    told = "“Council meets on Tuesday”: Signed off. Readers will see: “Proofread by Ada Quill”."
    assert [sentence.partition(" <a")[0] for sentence in said] == [told]


def test_what_blocks_keeps_the_page_where_it_is(desk, story):
    where, said = act(desk, story, "sign")
    assert (where, story.stage) == (f"{page_of(story)}#end", Stage.PROOFING)
    assert said[0].startswith("House style: “met” stands twice. And 1 more.")


def test_an_imported_draft_is_handed_in_by_who_signs_it(desk):
    story, other = make_imported_story(source_credit="Wire"), make_imported_story()
    assert "Hand in, sign" in shown(desk, story)
    where, _ = act(desk, story, "sign")
    assert (where, story.stage) == (reverse("admin:index"), Stage.PROOFREAD)
    assert other.stage == Stage.DRAFT


@pytest.mark.parametrize(
    ("role", "status", "forms"), [("reviewer", 200, 0), ("writer", 200, 9), ("", 302, 0)]
)
def test_who_may_not_change_a_story_sees_it_without_forms(client, story, role, status, forms):
    client.force_login(make_user(role=role) if role else make_user())
    response = client.get(page_of(story))
    assert response.status_code == (status if role else 403)
    if role:
        assert response.content.decode().count('action="/admin/articles/story') >= forms


def test_get_does_nothing(desk, story):
    response = desk.get(f"{page_of(story)}take/", TWICE, follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "Nothing was done yet: you may have been logged out meanwhile. Press the button again."
    ]
    assert story.revisions.count() == 1
    assert desk.post(f"{page_of(story)}nonsense/").status_code == 404


def test_page_asks_as_much_of_fifty_findings_as_of_one(desk):
    counts = []
    for count in (1, 50):
        story = make_story(paragraphs=["They met met there."] * count)
        with CaptureQueriesContext(connection) as asked:
            shown(desk, story)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_draft_that_somebody_writes_is_not_handed_in_by_who_reads_it(desk):
    story = make_story(by=make_user(role="writer"))
    where, said = act(desk, story, "sign")
    assert (where, story.stage) == (f"{page_of(story)}#end", Stage.DRAFT)
    assert said == ["“Sign off” is for a story in proofing or a proofread story; this story is a draft."]


def test_what_was_taken_back_by_its_button_is_not_undone_again(desk, story):
    act(desk, story, "take", **TWICE)
    act(desk, story, "dismiss", **TWICE | {"where": "body-2:10-17"}, scope="once", reason="Why not.")
    act(desk, story, "restore", dismissal=Dismissal.objects.get().pk)
    assert act(desk, story, "undo")[1] == ["Undone: what revision 2 changed is back as it was."]


def test_strip_says_what_was_changed_and_nothing_of_what_was_undone(desk, story):
    def strip():
        page = shown(desk, story).partition("<dt>Changed</dt>")[2].partition("</dd>")[0]
        return " ".join(re.sub(r"<[^>]+>", " ", page).split())

    act(desk, story, "recast", where="headline", words="Council meets on Monday")
    assert "Tuesday → Monday" in strip()
    act(desk, story, "undo")
    assert strip() == "Nothing."


def test_what_is_wrong_with_a_mark_is_said_on_the_proof_page_and_once(desk, story):
    sent = {"at": "body-0", "exact": "nowhere", "kind": "suggestion", "proposed": "here", "revision": 1}
    answer = desk.post(reverse("admin:articles_story_proof_say", args=[story.pk]), sent)
    said = re.findall(r'<ul class="errorlist".*?</ul>', answer.content.decode(), re.DOTALL)
    assert [re.sub(r"<[^>]+>", "", one) for one in said] == [
        "These words do not stand in this passage (Paragraph 1). Take them from it as they are."
    ]
    assert (answer.templates[0].name, story.marks.count()) == ("admin/articles/proof/proof.html", 0)
    sent |= {"exact": "Tuesday", "next": page_of(story)}
    assert desk.post(reverse("admin:articles_story_proof_say", args=[story.pk]), sent).url.startswith(
        page_of(story)
    )
    assert story.marks.count() == 1
