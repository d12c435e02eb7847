"""What the bar of a story offers, to whom, and what the head says of it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import drafting, press, workflow
from articles.desk.moves import bar
from tests.desk.acts import (
    make,
    make_embargoed_story,
    make_fixed_story,
    make_flash_that_is_out,
    make_held_story,
    make_live_story,
    make_scheduled_story,
    make_spiked_story,
    make_submitted_story,
    page_of,
)
from tests.desk.desk import address, client_of
from tests.factories import make_imported_story, make_proofread_story, make_story, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def make_changed_live_story():
    """Passed anew, and not yet published."""
    story, now = make_fixed_story(), timezone.now()
    workflow.sign_off(story, revision=2, by=make_user(role="editor"), now=now)
    story.refresh_from_db()
    return story


def offered(story, *, role="editor", user=None):
    """The next step with whether it can be taken, and the other moves at hand."""
    found = bar(story, user or make_user(role=role), timezone.now())["at_hand"]
    first = [button for button in found if button["is_next"]]
    next_step = (first[0]["move"], not first[0]["reason"]) if first else None
    return next_step, [button["move"] for button in found if not button["is_next"]]


def menu(story, *, role="editor"):
    found = bar(story, make_user(role=role), timezone.now())["groups"]
    return {name: [button["move"] for button in buttons] for name, buttons in found}


@pytest.mark.parametrize(
    ("build", "role", "next_step", "beside"),
    [
        (make_story, "writer", ("submit", True), ["take-writing"]),
        (make_story, "editor", ("submit", True), ["take-writing"]),
        (make_submitted_story, "writer", None, []),
        (make_submitted_story, "proofreader", ("sign-off", True), ["send-back", "take-reading"]),
        (make_submitted_story, "editor", ("sign-off", True), ["pass", "send-back"]),
        (make_proofread_story, "editor", ("publish", True), ["schedule", "send-back"]),
        (make_proofread_story, "proofreader", None, ["send-back"]),
        (make_held_story, "editor", ("publish", False), ["send-back"]),
        (make_embargoed_story, "editor", ("schedule", True), ["send-back"]),
        (make_scheduled_story, "editor", ("schedule", True), ["send-back"]),
        (make_live_story, "editor", ("fix", True), ["withdraw"]),
        (make_live_story, "writer", ("fix", True), []),
        (make_fixed_story, "editor", ("pass", True), ["sign-off", "withdraw"]),
        (make_fixed_story, "proofreader", ("sign-off", True), ["send-back", "take-reading"]),
        (make_changed_live_story, "editor", ("publish", True), ["schedule", "withdraw"]),
        (make_flash_that_is_out, "editor", ("submit", True), ["withdraw", "take-writing"]),
        (make_spiked_story, "editor", ("unspike", True), []),
        (make_spiked_story, "writer", None, []),
    ],
)
def test_the_next_right_step_is_the_one_big_button(build, role, next_step, beside):
    assert offered(build(), role=role) == (next_step, beside)


def test_the_sender_of_a_fix_is_not_offered_to_pass_it():
    editor = make_user(role="editor")
    story = make_fixed_story(by=editor)
    next_step, beside = offered(story, user=editor)
    assert next_step == ("sign-off", True)
    assert "pass" not in beside


def test_to_publish_a_flash_that_somebody_read_says_that_it_is_developing_no_longer():
    story = make_flash_that_is_out(read_by=make_user(role="proofreader"))
    assert ">Publish, no longer developing</button>" in page_of(story)
    assert "no longer developing" not in page_of(make_proofread_story())


def test_the_rest_stands_in_groups_without_what_makes_no_sense():
    assert menu(make_story()) == {
        "Publishing": ["override", "flash"],
        "Who has it": ["assign", "plan"],
        "Holding back": ["hold", "embargo"],
        "Other languages": ["translate"],
        "Put aside": ["merge", "spike"],
    }
    assert menu(make_story(), role="writer") == {"Other languages": ["translate"]}
    assert menu(make_held_story(), role="proofreader") == {
        "Reading": ["sign-off"],
        "Who has it": ["take-writing", "take-reading"],
        "Holding back": ["hold"],
        "Other languages": ["translate"],
    }
    assert "release" in menu(make_imported_story())["Publishing"]
    assert "lift-embargo" in menu(make_embargoed_story())["Holding back"]
    assert "call-back" in menu(make_scheduled_story())["Publishing"]


def test_a_move_that_is_refused_is_greyed_says_why_and_can_be_reached_by_keyboard():
    page = page_of(make_held_story())
    assert '<button type="button" class="button" aria-disabled="true" aria-describedby="why-publish">' in page
    assert 'id="why-publish">It is on hold (fact) by proofreader' in page
    assert " disabled" not in page.partition('class="bar-moves"')[2]


def test_who_can_do_nothing_has_no_bar():
    story = make_story()
    workflow.spike(story, revision=1, by=make_user(role="editor"), now=timezone.now())
    assert 'class="bar"' in page_of(story)
    assert 'class="bar"' not in page_of(story, client_of(role="writer"))


def test_a_sign_off_asks_only_where_there_is_something_to_compare():
    story = make_submitted_story()
    posted = (
        f'<form method="post" action="{address("story_move", story.pk, "sign-off")}" class="move move-next"'
    )
    assert posted in page_of(story)
    assert "Sign off…" not in page_of(story)
    assert "Sign off…" in page_of(make_fixed_story(), client_of(role="proofreader"))


def test_the_head_says_who_has_it_when_it_is_due_and_how_long_it_is():
    story, writer, now = make_story(), make_user(role="writer", username="ines"), timezone.now()
    by = make_user(role="editor")
    workflow.take_writing(story, by=writer, now=now)
    plan = {"due_at": now + timedelta(hours=3), "priority": 1, "target_words": 500, "was": (None, 3, None)}
    workflow.plan(story, **plan, by=by, now=now)
    story.refresh_from_db()
    page = page_of(story)
    assert "Writing: <strong>ines</strong>" in page
    assert "in 2 h 59 min" in page
    assert '<li class="is-late">Urgent</li>' in page
    assert "9 of 500 words" in page
    late = bar(story, by, now + timedelta(hours=4, minutes=10))["head"]["due"]
    assert (late["is_late"], late["words"]) == (True, "1 h 10 min late")


def test_the_head_says_what_holds_a_story_and_leads_to_lifting_it():
    story = make_held_story()
    page = page_of(story)
    assert "<strong>On hold (fact)</strong> Is the name right?" in page
    assert f"/move/lift/?hold={story.holds.get().pk}" in page
    assert "/move/lift/" not in page_of(story, client_of(role="writer"))


def test_the_head_says_what_is_scheduled_with_its_zone_and_how_long_until_then():
    page = page_of(make_scheduled_story())
    assert "First edition at" in page
    assert "(UTC)</time>, <time" in page
    assert "in 1 h 59 min" in page


def test_the_head_names_the_zone_of_an_embargo_and_who_set_it():
    story = make_embargoed_story()
    page = page_of(story)
    assert "(Europe/Paris, UTC+" in page
    assert f"set by {story.embargo_by_name}" in page


def test_the_head_shows_who_published_unread_and_what_is_still_owed():
    overridden = make_story()
    press.override(
        overridden, revision=1, reason="The storm.", by=make_user(role="editor"), now=timezone.now()
    )
    assert "<strong>Published unread</strong> by editor" in page_of(overridden)
    assert "The storm." in page_of(overridden)
    story = make_flash_that_is_out()
    assert "Developing for less than a minute" in page_of(story)


def test_the_head_says_whose_words_need_a_second_reader():
    writer, editor = make_user(role="writer", username="ann"), make_user(role="editor", username="ben")
    story = make_story(by=writer, paragraphs=["One two three."])
    body = story.body + "<p>Four five six.</p>"
    drafting.save(story, {"body": body}, base=1, by=editor, now=timezone.now())
    make(client_of(writer), story, "submit")
    make(client_of(editor), story, "sign-off")
    assert "Words by ben still need a second reader." in page_of(story, client_of(editor))


def test_the_bar_costs_the_same_whatever_hangs_on_a_story():
    user = make_user(role="editor")
    user.has_perm("articles.view_story")
    small, large = make_fixed_story(), make_fixed_story()
    now, writer = timezone.now(), make_user(role="writer")
    for number in range(20):
        workflow.hold(large, kind="fact", reason=f"Doubt {number}", by=user, now=now)
        drafting.save(large, {"standfirst": f"Number {number}"}, base=2 + number, by=writer, now=now)
    large.refresh_from_db()
    counts = []
    for story in (small, large):
        with CaptureQueriesContext(connection) as captured:
            bar(story, user, timezone.now())
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert 0 < counts[0] <= 9


def test_a_storys_page_and_its_publication_keep_to_their_budget():
    client, story = client_of(role="editor"), make_proofread_story()
    with CaptureQueriesContext(connection) as shown:
        assert client.get(address("story_change", story.pk)).status_code == 200
    with CaptureQueriesContext(connection) as published:
        client.post(address("story_move", story.pk, "publish"), {"revision": 1})
    assert story.editions.exists()
    queries = [
        [query["sql"] for query in found if "SAVEPOINT" not in query["sql"]] for found in (shown, published)
    ]
    counts = [len([sql for sql in found if '"search_edition' not in sql]) for found in queries]
    assert min(counts) > 0
    assert max(counts) <= 19  # four of them fetch the new edition for readers' search


def test_what_stands_beside_the_next_step_stands_under_more_too_for_phones():
    page = page_of(make_submitted_story(), client_of(role="proofreader"))
    beside, _, more = page.partition('<summary class="button">More</summary>')
    narrow = more.partition('<div class="bar-group bar-narrow">')[2].partition("</div>")[0]
    buttons = re.compile(r'class="button[^"]*">([^<]+)</button>')
    assert buttons.findall(narrow) == ["Return…", "Take for reading"]
    assert buttons.findall(beside)[-3:] == ["Sign off", "Return…", "Take for reading"]
