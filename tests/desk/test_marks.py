"""Suggestions and queries on the page where a story is read: made, shown, decided on, without JavaScript."""

import pytest
from django.utils import timezone

from articles import drafting, proofing
from articles.models import Mark, Notice
from articles.text.places import Place
from tests.desk.acts import make_fixed_story, make_submitted_story
from tests.desk.desk import address, client_of, message
from tests.factories import make_story, make_user
from tests.proofing.marks import ask, suggest

pytestmark = [pytest.mark.django_db, pytest.mark.once]

WORDS = ["The council met on Tuesday.", "It will meet again."]


def say(client, story, **typed):
    return client.post(
        address("story_read", story.pk), {"revision": story.revision_number, **typed}, follow=True
    )


def act(client, mark, name, **sent):
    sent = {"revision": 1, **sent}
    return client.post(address("story_mark", mark.story_id, mark.pk, name), sent, follow=True)


def act_on_all(client, story, name, *marks):
    return client.post(
        address("story_marks", story.pk, name), {"mark": [mark.pk for mark in marks]}, follow=True
    )


def html(client, story, **asked):
    return client.get(address("story_read", story.pk), asked).content.decode()


def test_a_chosen_passage_is_filled_in_to_be_changed():
    story, client = make_story(paragraphs=WORDS), client_of(role="reviewer")
    page = html(client, story, at="body-0", kind="suggestion")
    assert "\nThe council met on Tuesday.</textarea>" in page
    assert 'value="suggestion" checked' in page
    said = say(client, story, kind="suggestion", at="body-0", proposed="The council met on Monday.")
    mark = Mark.objects.get()
    assert (mark.exact, mark.proposed, mark.note) == ("Tuesday", "Monday", "")
    assert said.redirect_chain == [(f"{address('story_read', story.pk)}#comment-{mark.pk}", 302)]
    page = said.content.decode()
    assert f'met on <mark data-said="{mark.pk}">Tuesday</mark>.' in page
    assert '[taken out: </span>Tuesday<span class="visually-hidden" lang="en">]</span></del>' in page
    assert '[put in: </span>Monday<span class="visually-hidden" lang="en">]</span></ins>' in page


TWICE = "The council said the mayor’s seat is the council’s, and nobody else’s, at the moment."
HEADLINE = "The mayor’s seat"


@pytest.mark.parametrize(
    ("typed", "words", "start"),
    [
        ({"at": "body-0", "exact": " mayor's \r\nseat"}, "mayor’s seat", 21),
        ({"at": "body-0", "exact": "The"}, "The", 0),
        ({"at": "body-0", "exact": "nobody else"}, "nobody else", 56),
        ({"at": "body-0", "exact": "the", "which": "body-0:37-40"}, "the", 37),
        ({"at": "", "exact": "at the moment"}, "at the moment", 71),
        ({"at": "body-0", "exact": TWICE}, TWICE, 0),
    ],
)
def test_words_are_cut_down_by_who_types_them(typed, words, start):
    story = make_story(headline=HEADLINE, paragraphs=[TWICE])
    say(client_of(), story, kind="query", note="Is it?", to=make_user(role="editor").pk, **typed)
    mark = Mark.objects.get()
    assert (mark.field, mark.block, mark.exact, mark.start) == ("body", 0, words, start)


@pytest.mark.parametrize(
    ("typed", "why", "offered"),
    [
        ({"at": "headline", "exact": "council"}, "These words do not stand in this passage (Headline).", []),
        ({"at": "body-0", "exact": "the"}, "stand there 3 times", ["body-0:17-20", "body-0:37-40", "body-0:74-77"]),
        ({"at": "", "exact": "mayor’s seat"}, "stand there 2 times", ["headline:4-16", "body-0:21-33"]),
        ({"at": "body-0", "exact": "the", "which": "body-0:0-3"}, "stand there 3 times", None),
        ({"at": "body-1", "exact": "so"}, "stand there 20 times. Add some", []),
        (
            {"at": "body-0", "exact": "council", "which": "body-0:4-11", "kind": "suggestion", "proposed": TWICE},
            "This is the whole passage: put in what is to replace those words alone.", [],
        ),
    ],
)  # fmt: skip
def test_words_that_are_not_there_or_more_than_once_are_asked_for_again(typed, why, offered):
    story = make_story(headline=HEADLINE, paragraphs=[TWICE, "so " * 20])
    page = say(client_of(), story, **{"kind": "comment", "note": "Is it?"} | typed)
    form = page.context["form"]
    assert (why in page.content.decode(), Mark.objects.count()) == (True, 0)
    assert offered is None or [value for value, *_ in form.candidates] == offered


def test_who_is_asked_which_words_are_meant_sees_what_stands_around_them_and_goes_back_to_the_proof():
    story = make_story(paragraphs=["One.", "They met, and met again."])
    proof = address("story_proof", story.pk)
    page = say(
        client_of(), story, kind="comment", note="Why?", at="body-1", exact="met", next=f"{proof}#at-body-1"
    )
    told = "They met, and <mark>met</mark> again."
    assert f'value="body-1:14-17"> <span><q lang="en-GB" dir="auto">{told}' in page.content.decode()
    assert f'name="next" value="{proof}"' in page.content.decode()


def test_selected_words_are_to_be_taken_out_where_the_field_is_emptied():
    story = make_story(paragraphs=WORDS)
    typed = {"at": "body-1", "exact": "again", "prefix": "It will meet ", "suffix": "."}
    say(client_of(), story, kind="suggestion", proposed=" \u00a0\r\n", note="Not again.", **typed)
    assert list(Mark.objects.values_list("exact", "proposed", "note")) == [("again", "", "Not again.")]


def test_a_question_is_put_to_the_writer_before_all_others():
    ben, client = make_user(role="writer", username="ben"), client_of(role="proofreader")
    story = make_story(by=ben)
    make_user(role="editor", username="ann")
    make_user(role="importer", username="abe")
    form = client.get(address("story_read", story.pk)).context["form"]
    assert [name for _, name in form.fields["to"].choices] == ["ben", "ann"]
    page = say(client, story, kind="query", to=ben.pk, at="", note="Who says so?")
    assert message(page) == "Asked. The story cannot be signed off before there is an answer."
    assert Mark.objects.get().to == ben
    assert "Waits for an answer" in page.content.decode()
    assert "Waits for you" in html(client_of(ben), story)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"kind": "suggestion", "proposed": "New"}, "Choose the words, or a passage by its number"),
        (
            {"kind": "suggestion", "at": "body-0", "proposed": WORDS[0]},
            "the suggestion says what stands there",
        ),
        ({"kind": "query", "note": "Who?"}, "Choose whom."),
        ({"kind": "query", "note": "Who?", "to": "0"}, "Choose whom."),
        ({"kind": "query", "note": ""}, "Say something: the query is empty."),
        ({"kind": "praise", "note": "Good"}, "checked> Comment"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_is_written(typed, why):
    page = say(client_of(), make_story(paragraphs=WORDS), **typed)
    assert why in page.content.decode() + message(page)
    assert not Mark.objects.exists()


def test_a_suggestion_is_accepted_from_the_margin():
    story, client = make_submitted_story(paragraphs=WORDS), client_of()
    mark = suggest(story, "Tuesday", "Monday")
    assert 'value="0"' not in html(client, story)
    page = act(client, mark, "accept", next=f"{address('story_read', story.pk)}#at-body-0")
    assert page.redirect_chain == [(f"{address('story_read', story.pk)}#at-body-0", 302)]
    assert message(page) == "Accepted: saved as revision 2."
    assert [str(row.html) for row in page.context["rows"]][2] == "<p>The council met on Monday.</p>"
    assert "Accepted by" in page.content.decode()
    assert message(act(client, mark, "reject")).startswith("Accepted by ")


@pytest.mark.parametrize(
    ("name", "kind", "done"),
    [
        ("reject", "suggestion", "Rejected: the text stays as it is."),
        ("withdraw", "suggestion", "Taken back. It stays on record below the text."),
        ("reply", "query", "Answered."),
        ("resolve", "query", "Resolved. It stays on record below the text."),
        ("accept", "query", "A query has no words to accept."),
        ("resolve", "suggestion", "A suggestion is accepted or rejected."),
    ],
)
def test_each_act_says_what_was_done_or_why_not(name, kind, done):
    story, editor = make_story(paragraphs=WORDS), make_user(role="editor")
    mark = suggest(story, "Tuesday", "Monday", by=editor) if kind == "suggestion" else ask(story, to=editor)
    assert message(act(client_of(editor), mark, name, note="The mayor.")) == done


def test_an_act_that_nobody_knows_and_a_mark_of_another_story_are_not_found():
    story, client = make_story(paragraphs=WORDS), client_of()
    mark = suggest(story, "Tuesday", "Monday")
    assert act(client, mark, "praise").status_code == 404
    assert act_on_all(client, story, "reply", mark).status_code == 404
    assert client.post(address("story_mark", make_story().pk, mark.pk, "accept")).status_code == 404
    act_on_all(client, make_story(), "accept", mark)
    client.get(address("story_mark", story.pk, mark.pk, "accept"))
    assert Mark.objects.open().get() == mark


@pytest.mark.parametrize(
    "given",
    [
        "//evil.example/",
        "/admin/",
        "https://evil.example/",
        "{}/../../../logout/",
        "{}/%2e%2e/",
        "javascript:alert(1)",
        "",
    ],
)
def test_nobody_is_led_away_from_the_pages_of_the_story(given):
    story = make_story(paragraphs=WORDS)
    page = act(
        client_of(),
        suggest(story, "Tuesday", "Monday"),
        "reject",
        next=given.format(f"/admin/articles/story/{story.pk}"),
    )
    assert page.redirect_chain == [(address("story_read", story.pk), 302)]


def test_all_that_the_page_showed_are_decided_on_at_once_and_none_that_came_since():
    story, client = make_story(paragraphs=WORDS), client_of()
    first = suggest(story, "Tuesday", "Monday")
    assert "Accept all" not in html(client, story)
    second = suggest(story, "again", "soon", by=first.author)
    assert html(client, story).count(f'name="mark" value="{second.pk}"') == 2
    later = suggest(story, "It", "They")
    page = act_on_all(client, story, "accept", first, second)
    assert message(page) == "Accepted 2 suggestions."
    assert (list(Mark.objects.open()), type(story).objects.get(pk=story.pk).revision_number) == ([later], 2)
    told = message(act_on_all(client, story, "reject", second, later))
    assert told.startswith("Rejected 1 suggestion. Nothing was done about 1 suggestion. ")


@pytest.mark.parametrize("name", ["accept", "reject"])
def test_what_was_decided_at_once_is_undone_by_the_key_and_nothing_else(name):
    ann = make_user(role="editor")
    story, client = make_story(by=ann, paragraphs=WORDS), client_of(ann)
    drafting.save(story, {"headline": "Ann’s own"}, base=1, by=ann, now=timezone.now())
    story.refresh_from_db()
    first = suggest(story, "Tuesday", "Monday")
    marks = [first, suggest(story, "again", "soon", by=first.author)]
    act_on_all(client, story, name, *marks)
    undone = address("story_proof", story.pk) + "undo/"
    for _ in marks if name == "reject" else marks[:1]:
        client.post(undone, {"revision": type(story).objects.get(pk=story.pk).revision_number})
    story.refresh_from_db()
    assert (story.headline, "Tuesday" in story.body, list(Mark.objects.open())) == ("Ann’s own", True, marks)
    assert act_on_all(client, story, "reject", *marks).status_code == 200
    told = Notice.objects.filter(to=first.author, kind="suggestion")
    assert [row.sentence.split()[1] for row in told.order_by("pk")] == [f"{name}ed", "rejected"]


def test_a_suggestion_whose_words_are_gone_is_only_rejected_and_a_query_still_answered():
    story, ben = make_story(paragraphs=WORDS), make_user(role="writer")
    lost, asked = suggest(story, "Tuesday", "Monday"), ask(story, to=ben, where=Place("body", 0, 4, 11))
    drafting.save(story, {"body": "<p>New.</p>"}, base=1, by=ben, now=timezone.now())
    page = client_of(ben).get(address("story_read", story.pk))
    assert page.context["gone"] == [lost, asked]
    assert [sorted(mark.acts) for mark in page.context["gone"]] == [["reject", "reply"], ["reply"]]
    assert "are no longer there" in message(act(client_of(ben), lost, "accept"))
    assert message(act(client_of(ben), asked, "reply", note="The mayor.")) == "Answered."


def test_replies_stand_below_what_they_are_to_as_text():
    story, ben = make_story(), make_user(role="writer")
    mark = ask(story, to=ben)
    proofing.reply(mark, note="<b>The mayor</b>", by=ben, now=timezone.now())
    assert "&lt;b&gt;The mayor&lt;/b&gt;" in html(client_of(), story)


def test_who_only_comments_is_offered_what_is_theirs():
    story, reviewer = make_story(paragraphs=WORDS), make_user(role="reviewer")
    suggest(story, "Tuesday", "Monday")
    suggest(story, "again", "soon", by=reviewer)
    page = html(client_of(reviewer), story)
    assert [page.count(f">{verb} <kbd") for verb in ("Accept", "Reject", "Take back", "Reply")] == [
        0,
        0,
        1,
        2,
    ]
    importer = html(client_of(role="importer"), story)
    assert ("said-act" in importer, "[put in: </span>Monday" in importer) == (False, True)


def test_who_cannot_pass_a_fix_for_a_suggestion_is_led_to_it():
    story = make_fixed_story()
    suggest(story, "Tuesday", "Monday", by=make_user(role="writer", username="ann"))
    page = client_of().get(address("story_pass", story.pk)).content.decode()
    assert "A suggestion by ann is open: accept or reject it first." in page
    assert f'<a href="{address("story_read", story.pk)}">Read and comment</a>' in page
