from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text import alignment, merging
from articles.text.blocks import ELSEWHERE, digest, plain
from articles.text.merging import Collision, Item, Merged, merge, merge_mine
from tests.text.test_diff import TEXTS, body

BASE = body("One sails.", "Two waits.", "Three sleeps.")


# What becomes of the base in other hands: paragraphs kept, changed, moved, doubled, dropped, added.
PARAGRAPHS = st.sampled_from(
    ["One sails.", "Two waits.", "Three sleeps.", "Two waits here.", "Four is new.", "Five is new."]
)
EDITS = st.lists(PARAGRAPHS, max_size=5).map(lambda found: body(*found))
ONCE = st.lists(PARAGRAPHS, max_size=5, unique=True).map(lambda found: body(*found))


def all_words(text):
    fields = [text.headline, text.standfirst, text.byline, text.dateline, text.source, plain(text.body)]
    fields += [getattr(text, name) for name in ELSEWHERE]
    return Counter(" ".join([*fields, *(part for pair in text.captions for part in pair)]).split())


def check_nothing_changed(base, theirs):
    assert merge(base, base, theirs) == Merged(theirs)
    assert merge(base, theirs, base) == Merged(theirs)
    assert merge(base, theirs, theirs) == Merged(theirs)


@settings(deadline=None)
@given(base=TEXTS, mine=TEXTS, theirs=TEXTS)
def test_who_changed_nothing_gets_the_others_text_and_no_word_that_was_added_is_lost_from_any(
    base, mine, theirs
):
    check_nothing_changed(base, theirs)
    check_nothing_lost(base, mine, theirs)


@given(mine=EDITS, theirs=EDITS)
def test_no_word_that_was_added_is_lost_from_a_body(mine, theirs):
    check_nothing_lost(BASE, mine, theirs)


def check_nothing_lost(base, mine, theirs):
    merged = merge(base, mine, theirs)
    for side in (mine, theirs):
        if isinstance(merged, Merged):
            assert all_words(side) - all_words(base) <= all_words(merged.text)
    assert all_words(mine) - all_words(base) <= all_words(merge_mine(base, mine, theirs))


@given(mine=ONCE, theirs=ONCE)
def test_no_paragraph_stands_twice_that_neither_side_doubled(mine, theirs):
    merged = merge(BASE, mine, theirs)
    if isinstance(merged, Merged):
        found = Counter(plain(merged.text.body).split("\n\n"))
        assert all(found[paragraph] <= 1 for paragraph in plain(BASE.body).split("\n\n"))


@given(mine=EDITS | TEXTS, theirs=EDITS | TEXTS)
def test_a_collision_is_one_from_both_sides(mine, theirs):
    one, other = merge(BASE, mine, theirs), merge(BASE, theirs, mine)
    assert type(one) is type(other)
    if isinstance(one, Merged) and isinstance(other, Merged):
        assert digest(one.text) == digest(other.text)
    if isinstance(one, Collision) and isinstance(other, Collision):
        swapped = [Item(item.field, item.base, item.theirs, item.mine, item.place) for item in other.items]
        assert Counter(one.items) == Counter(swapped)


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        (body("One sinks.", "Two waits.", "Three sleeps."), body("One sails.", "Two waits.", "Three wakes."),
         body("One sinks.", "Two waits.", "Three wakes.")),
        (body("One sinks.", "Two waits.", "Three sleeps."), body("One sails.", "Two acts.", "Three sleeps."),
         body("One sinks.", "Two acts.", "Three sleeps.")),
        (body("Zero.", "One sails.", "Two waits.", "Three sleeps."),
         body("One sails.", "Two waits.", "Three sleeps.", "Four."),
         body("Zero.", "One sails.", "Two waits.", "Three sleeps.", "Four.")),
        (body("Two waits.", "Three sleeps."), body("One sails.", "Two waits.", "Three wakes."),
         body("Two waits.", "Three wakes.")),
        (body("Three sleeps.", "One sails.", "Two waits."), body("One sails.", "Two acts.", "Three sleeps."),
         body("Three sleeps.", "One sails.", "Two acts.")),
        (body("Zero.", "One sails.", "Two waits.", "Three sleeps."), body("Zero.", "One sails.", "Two waits."),
         body("Zero.", "One sails.", "Two waits.")),
    ],
)  # fmt: skip
def test_changes_to_different_paragraphs_are_merged(mine, theirs, merged):
    assert merge(BASE, mine, theirs) == Merged(merged)


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (body("One sinks.", "Two waits.", "Three sleeps."), body("One flies.", "Two waits.", "Three sleeps.")),
        (body("Two waits.", "Three sleeps."), body("One flies.", "Two waits.", "Three sleeps.")),
        (body("Zero.", "One sails.", "Two waits.", "Three sleeps."),
         body("Nought.", "One sails.", "Two waits.", "Three sleeps.")),
        (body("Three sleeps.", "One sails.", "Two waits."), body("One sails.", "Three sleeps.", "Two waits.")),
        (body("Three sleeps.", "One sails.", "Two waits."), body("One sails.", "Two waits.")),
        (body("One sails.", "Two", "waits.", "Three sleeps."), body("One sails.", "Two acts.", "Three sleeps.")),
        (replace(BASE, body=BASE.body.replace("Two", "<em>Two</em>")),
         body("One sails.", "Two acts.", "Three sleeps.")),
    ],
)  # fmt: skip
def test_changes_to_one_paragraph_collide(mine, theirs):
    assert isinstance(merge(BASE, mine, theirs), Collision)
    assert isinstance(merge(BASE, theirs, mine), Collision)


def test_a_collision_shows_all_three_versions_of_its_place():
    mine, theirs = (body("One sails.", word, "Three sleeps.") for word in ("Two acts.", "Two hides."))
    assert merge(BASE, mine, theirs) == Collision(
        (Item("body", "<p>Two waits.</p>", "<p>Two acts.</p>", "<p>Two hides.</p>", 1),)
    )


def test_a_headline_changed_twice_collides_and_another_field_is_merged():
    mine, theirs = replace(BASE, headline="A", source="Wire"), replace(BASE, headline="B")
    assert merge(BASE, mine, theirs) == Collision((Item("headline", "", "A", "B"),))
    assert merge(BASE, replace(BASE, source="Wire"), theirs) == Merged(replace(theirs, source="Wire"))


def test_what_no_digest_sees_is_no_change():
    mine = replace(BASE, headline=" ", body=BASE.body.replace("<p>", "<div>").replace("</p>", "</div>\r\n"))
    theirs = replace(BASE, headline="B", body=BASE.body.replace("Two", "Too"))
    assert merge(BASE, mine, theirs) == Merged(theirs)


PICTURES = replace(BASE, captions=(("Quay", "Ann"), ("Boat", "Bo")))


def captioned(*pairs):
    return replace(BASE, captions=pairs)


def test_a_caption_and_another_ones_credit_are_merged():
    mine, theirs = captioned(("Pier", "Ann"), ("Boat", "Bo")), captioned(("Quay", "Ann"), ("Boat", "Cy"))
    assert merge(PICTURES, mine, theirs) == Merged(captioned(("Pier", "Ann"), ("Boat", "Cy")))


def test_a_picture_added_and_another_ones_caption_are_merged():
    mine, theirs = (
        captioned(("New", ""), ("Quay", "Ann"), ("Boat", "Bo")),
        captioned(("Quay", "Ann"), ("Tug", "Bo")),
    )
    assert merge(PICTURES, mine, theirs) == Merged(captioned(("New", ""), ("Quay", "Ann"), ("Tug", "Bo")))


def test_pictures_added_on_both_sides_collide():
    mine, theirs = captioned(*PICTURES.captions, ("A", "")), captioned(("B", ""), *PICTURES.captions)
    assert isinstance(merge(PICTURES, mine, theirs), Collision)
    assert merge(PICTURES, mine, mine) == Merged(mine)


def test_a_proposal_holds_mine_where_both_wrote_and_theirs_elsewhere():
    mine, theirs = (
        body("One sinks.", "Two waits.", "Three sleeps."),
        body("One flies.", "Two waits.", "Three wakes."),
    )
    assert merge_mine(BASE, mine, theirs) == body("One sinks.", "Two waits.", "Three wakes.")


def test_a_paragraph_that_one_side_deleted_does_not_come_back_joined_to_another():
    base = body("The mayor spoke.", "A rival says he lied.", "The fund pays.")
    deleted = body("The mayor spoke.", "The fund pays.")
    joined = body("The mayor spoke.", "A rival says he lied. The fund pays.")
    assert isinstance(merge(base, joined, deleted), Collision)
    assert isinstance(merge(base, deleted, joined), Collision)


def test_a_paragraph_that_both_sides_split_does_not_stand_twice():
    base = body("One sails and two waits.", "Three sleeps.")
    mine = body("One sails", "and two waits.")
    theirs = body("One sails", "Nobody objected.", "and two waits.", "Three sleeps.")
    merged = merge(base, mine, theirs)
    assert isinstance(merged, Collision) or all_words(merged.text)["objected."] == 1


def test_the_words_of_a_paragraph_are_counted_once_however_many_went(monkeypatch):
    counted = []
    monkeypatch.setattr(merging, "bag", lambda unit: counted.append(unit) or alignment.bag(unit))
    written = [[f"{who} tells of ship {n} and pier {n}." for n in range(20)] for who in ("One", "Two", "Six")]
    merge(body(*written[0]), body(*written[1][10:]), body(*written[2][10:]))
    assert len(counted) == len(set(counted)) == 30
