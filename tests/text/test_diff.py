import random
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.blocks import Text, blocks, clean, digest, plain
from articles.text.diff import Hunk, Mark, compare, hunks
from articles.text.particulars import common_words
from tests.benchmarks.diff import KINDS, edited, marked, story

EMPTY = Text("", "", "", "", "en", "", (), "")

WORDS = st.sampled_from(["ferry", "harbour", "the", "not", "opens", "Opens", "today,", "today", "港"])
LINES = st.lists(WORDS, max_size=8).map(" ".join)
BLOCKS = st.tuples(
    st.sampled_from(["<p>{}</p>", "<h2>{}</h2>", "<p><em>{}</em></p>", "<ul><li>{}</li></ul>", '<p lang="fr">{}</p>',
                     '<p>so <a href="/x">{}</a></p>', '<figure data-picture="1"></figure>']),
    LINES,
).map(lambda pair: pair[0].format(pair[1]))  # fmt: skip
BODIES = st.lists(BLOCKS, max_size=6).map("".join).map(clean)
TEXTS = st.builds(
    Text, LINES, LINES, LINES, LINES, st.sampled_from(["en", "fr"]), BODIES,
    st.lists(st.tuples(LINES, LINES), max_size=3).map(tuple), LINES, LINES, LINES, LINES, LINES,
)  # fmt: skip


def body(*paragraphs):
    return replace(EMPTY, body="".join(f"<p>{paragraph}</p>" for paragraph in paragraphs))


def ops(old, new):
    return [change.op for change in compare(old, new).blocks]


@given(old=LINES, new=LINES)
def test_hunks_give_back_both_lines(old, new):
    found = hunks(old, new)
    assert "".join(text for op, text in found if op != "delete").rstrip() == new
    assert "".join(text for op, text in found if op != "insert").split() == old.split()


def the_hunks_of_a_block_give_back_its_words(changes):
    for change in changes.blocks:
        if change.new:
            assert "".join(text for op, text in change.hunks if op != "delete").rstrip() == change.new.text


def a_comparison_shows_nothing_exactly_where_the_digest_is_one(changes, old, new):
    assert changes.same == (digest(old) == digest(new))


def a_comparison_holds_every_block_of_both_texts(changes, old, new):
    assert [change.new for change in changes.blocks if change.new] == blocks(new.body)
    places = [change.old_place for change in changes.blocks if change.old]
    assert sorted(places) == list(range(len(blocks(old.body))))


def a_changed_block_says_what_changed(changes):
    for change in changes.blocks:
        if change.op == "change":
            assert change.marks or any(hunk.op != "equal" for hunk in change.hunks)


@settings(deadline=None)
@given(old=TEXTS, new=TEXTS)
def test_of_any_two_texts(old, new):
    """All at once: it takes far longer to think of two texts than to look at them."""
    changes = compare(old, new)
    the_hunks_of_a_block_give_back_its_words(changes)
    a_comparison_shows_nothing_exactly_where_the_digest_is_one(changes, old, new)
    a_comparison_holds_every_block_of_both_texts(changes, old, new)
    a_changed_block_says_what_changed(changes)


def test_hunks_are_words():
    assert hunks("The ferry sails at six.", "The old ferry sails at ten.") == (
        Hunk("equal", "The "),
        Hunk("insert", "old "),
        Hunk("equal", "ferry sails at "),
        Hunk("delete", "six."),
        Hunk("insert", "ten."),
    )


def test_a_paragraph_moved_is_no_deletion():
    old, new = (
        body("One stays.", "Two stays.", "Three goes up."),
        body("Three goes up.", "One stays.", "Two stays."),
    )
    assert ops(old, new) == ["move", "equal", "equal"]
    assert compare(old, new).blocks[0].old_place == 2


def test_of_two_paragraphs_that_changed_places_the_shorter_one_moved():
    long, short = "One is quite long, as paragraphs go.", "Two is not."
    assert ops(body(long, short), body(short, long)) == ["move", "equal"]
    assert ops(body(short, long), body(long, short)) == ["equal", "move"]


def test_no_more_paragraphs_move_than_have_to():
    old = body("A.", "B, old.", "C.", "D.", "E.", "F.", "G.")
    new = body("A.", "G.", "B, new.", "C.", "D.", "F.", "E.")
    assert ops(old, new).count("move") == 2


def test_a_paragraph_moved_and_edited_shows_both():
    moved = compare(
        body("The ferry sails at six every day.", "A", "B", "C"),
        body("A", "B", "C", "The ferry sails at ten every day."),
    ).blocks[-1]
    assert moved.op == "move"
    assert Hunk("delete", "six ") in moved.hunks


FIRST, SECOND, THIRD = (
    "The ferry sails at six.",
    "Nobody was hurt in the fall.",
    "Divers will look at it soon.",
)


def test_a_paragraph_cut_in_two_loses_no_word():
    found = compare(
        body("Before.", f"{FIRST} {SECOND}", "After."), body("Before.", FIRST, SECOND, "After.")
    ).blocks
    assert [change.op for change in found] == ["equal", "split", "split", "equal"]
    assert [change.hunks for change in found[1:3]] == [
        (Hunk("equal", "The ferry sails at six. "),),
        (Hunk("equal", "Nobody was hurt in the fall."),),
    ]


def test_a_paragraph_cut_in_three_and_edited_shows_both():
    found = compare(
        body(f"{FIRST} {SECOND} {THIRD}"), body(FIRST, SECOND.replace("hurt", "killed"), THIRD)
    ).blocks
    assert [change.op for change in found] == ["split", "split", "split"]
    assert Hunk("delete", "hurt ") in found[1].hunks


def test_two_paragraphs_made_one_lose_no_word():
    found = compare(body("Before.", SECOND, FIRST), body("Before.", f"{SECOND} {FIRST}")).blocks
    assert [(change.op, change.old_place) for change in found] == [("equal", 0), ("join", 1), ("join", 2)]
    assert found[1].hunks == (Hunk("equal", f"{SECOND} {FIRST}"),)


def test_a_short_paragraph_joined_to_the_longer_one_after_it_stands_before_it():
    found = compare(body(FIRST, f"{SECOND} {THIRD}"), body(f"{FIRST} {SECOND} {THIRD}")).blocks
    assert [(change.op, change.old_place) for change in found] == [("join", 0), ("join", 1)]
    assert {hunk.op for hunk in found[1].hunks} == {"equal"}


def test_paragraphs_joined_at_another_place_lose_no_word():
    rest = ["One stays here.", "Two stays there.", "Three stays anywhere."]
    found = compare(body(*rest, f"{SECOND} He slept.", f"{FIRST} {THIRD}"),
                    body(f"{SECOND} He slept. {FIRST} {THIRD}", *rest)).blocks  # fmt: skip
    assert [change.op for change in found] == ["join", "equal", "equal", "equal", "join"]
    assert {hunk.op for hunk in found[0].hunks} == {"equal"}


def test_a_deleted_paragraph_stands_where_it_stood():
    assert ops(body("One", "Two", "Three"), body("One", "Three")) == ["equal", "delete", "equal"]


def test_a_paragraph_replaced_is_deleted_before_the_new_one():
    assert ops(body("One", "Old words here", "Three"), body("One", "Quite another", "Three")) == [
        "equal", "delete", "insert", "equal",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "mark"),
    [
        ('<p>See <a href="/x">this page</a>.</p>', '<p>See <a href="/y">this page</a>.</p>',
         Mark("link", "this page.", "/x", "/y")),
        ("<p>so it is</p>", "<p>so <em>it</em> is</p>", Mark("emphasis", "it", "", "em")),
        ("<p>so <em>it</em> is</p>", "<p>so <strong>it</strong> is</p>", Mark("emphasis", "it", "em", "strong")),
        ("<p>so it is</p>", "<h2>so it is</h2>", Mark("kind", "", "p", "h2")),
        ("<ul><li>so</li></ul>", "<ol><li>so</li></ol>", Mark("kind", "", "ul", "ol")),
        ('<p lang="fr">table</p>', "<p>table</p>", Mark("language", "", "fr", "")),
        ("<p>a table</p>", '<p>a <em lang="fr">table</em></p>', Mark("language", "table", "", "fr")),
        ("<p>unhappy</p>", "<p>un<em>happy</em></p>", Mark("emphasis", "unhappy", "", "un[] happy[em]")),
        ("<p>see it</p>", '<p>see it <a href="/x">here</a></p>', Mark("link", "here", "", "/x")),
        ('<p>see <a href="/x">it</a> now</p>', "<p>see that now</p>", Mark("link", "that", "/x", "")),
    ],
)  # fmt: skip
def test_what_words_look_like_or_lead_to_is_marked(old, new, mark):
    [change] = compare(replace(EMPTY, body=old), replace(EMPTY, body=new)).blocks
    assert change.op == "change"
    assert mark in change.marks


def test_words_put_in_the_stead_of_linked_ones_keep_the_link():
    old, new = (replace(EMPTY, body=f'<p>see <a href="/x">{word}</a> now</p>') for word in ("this", "that"))
    assert compare(old, new).blocks[0].marks == ()


def test_a_changed_credit_is_a_change_of_captions():
    old, new = (replace(EMPTY, captions=(("The quay.", name),)) for name in ("Ann", "Bo"))
    [change] = compare(old, new).fields
    assert change.field == "captions"
    assert change.hunks == (Hunk("equal", "The quay. / "), Hunk("delete", "Ann"), Hunk("insert", "Bo"))


def test_every_kind_of_change_is_marked():
    old, new = story(), edited(story())
    assert KINDS - marked(compare(old, new), common_words([old.body, new.body])) == set()


def long_story(seed):
    pick = random.Random(seed)
    vocabulary = ["".join(pick.choices("aeioustrnl", k=pick.randint(2, 9))) for _ in range(2_000)]
    common = ["the", "of", "and", "to", "in"] * 200
    return [" ".join(pick.choices(vocabulary + common, k=60)) + "." for _ in range(100)]


def test_six_thousand_words_with_a_block_moved_are_compared_at_once():
    story = long_story(1)
    edited = [*story[40:], *story[:40]]
    edited[3] = edited[3].replace(" ", " not ", 1)
    old, new = body(*story), body(*edited)
    started = time.process_time()
    comparison = compare(old, new)
    assert time.process_time() - started < 0.5
    assert [change.op for change in comparison.blocks].count("move") == 40


def test_two_wholly_different_long_stories_are_compared_in_seconds():
    old, new = body(*long_story(1)), body(*long_story(2))
    started = time.process_time()
    assert not compare(old, new).same
    assert time.process_time() - started < 3
    assert plain(old.body)
