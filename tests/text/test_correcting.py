"""The public sentence of a correction, as it is drafted from what a person picks."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.blocks import Text
from articles.text.correcting import LONGEST, Change, candidates, draft, sentence
from articles.text.diff import compare

EMPTY = Text("", "", "", "", "en", "", (), "")


def body(*paragraphs):
    return replace(EMPTY, body="".join(f"<p>{paragraph}</p>" for paragraph in paragraphs))


def picked(old, new):
    return [(change.old, change.new) for change in candidates(compare(body(old), body(new)))]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("14 people were hurt,", "41 people were hurt,",
         "An earlier version said “14 people were hurt”. It is 41."),
        ("It cost $1.2 million to build.", "It cost $1.4 million to build.",
         "An earlier version said “It cost $1.2 million to build”. It is $1.4 million."),
        ("said Mayor Jon Smith", "said Mayor Jon Smyth",
         "An earlier version said “said Mayor Jon Smith”. It is Mayor Jon Smyth."),
        ("it opens on 3 March.", "it opens on 4 March.",
         "An earlier version said “it opens on 3 March”. It is 4 March."),
        ("the council accepted the plan", "the council rejected the plan",
         "An earlier version said “the council accepted the plan”. "
         "It should have said “the council rejected the plan”."),
        ("Ferries stop.", "Trains stop.",
         "An earlier version said “Ferries stop”. It should have said “Trains stop”."),
        ("An inquiry found no fault.", "",
         "An earlier version said “An inquiry found no fault”. That was wrong."),
        ("", "An inquiry found no fault.", "An earlier version left out “An inquiry found no fault”."),
        ("she said “yes", "she said “no", "An earlier version said “she said yes”. "
         "It should have said “she said no”."),
        ("He called it “a wall”", "He called it “a mole”",
         "An earlier version said “He called it ‘a wall’”. It should have said “He called it ‘a mole’”."),
        ("“Why now?”", "“Why then?”", "An earlier version said “Why now?”. It should have said “Why then?”."),
        ("港口于周一关闭", "港口于周二关闭",
         "An earlier version said “港口于周一关闭”. It should have said “港口于周二关闭”."),
        ("Ferry 3 hit boats", "Ferry hit 4 boats",
         "An earlier version said “Ferry 3 hit boats”. It should have said “Ferry hit 4 boats”."),
        ("ferry and, Quill", "Quill and,",
         "An earlier version said “ferry and, Quill”. It should have said “Quill and”."),
        ("ferry,", "ferry.", ""),
        ("", "", ""),
    ],
)  # fmt: skip
def test_readers_are_told_what_was_said_and_what_is(old, new, told):
    assert sentence(old, new) == told


def test_several_changes_are_told_one_after_another_and_none_twice():
    changes = [
        ("14 people were hurt", "41 people were hurt"),
        ("on 3 March", "on 4 March"),
        ("", "It rained."),
    ]
    assert draft([*changes, changes[0]]) == (
        "An earlier version said “14 people were hurt”. It is 41. "
        "An earlier version also said “on 3 March”. It is 4 March. "
        "An earlier version also left out “It rained”."
    )


def test_a_long_quotation_is_cut():
    told = sentence("word " * 40, "")
    assert (told.count("word"), told.endswith("word …”. That was wrong.")) == (LONGEST, True)


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ("It burned at noon, and 14 people were hurt, three badly.",
         "It burned at noon, and 41 people were hurt, three badly.",
         [("14 people were hurt,", "41 people were hurt,")]),
        ("In 1911, the bridge opened.", "In 1912, the bridge opened.",
         [("In 1911, the bridge opened.", "In 1912, the bridge opened.")]),
        ("The council accepted the plan after a debate of six hours on Monday.",
         "The council rejected the plan after a debate of six hours on Monday.",
         [("The council accepted the plan after a debate", "The council rejected the plan after a debate")]),
        ("It opens at 6 on the 3rd of May.", "It opens at 7 on the 4th of May.",
         [("It opens at 6 on the 3rd of May.", "It opens at 7 on the 4th of May.")]),
        ("It is closed. It rained.", "It is closed. Nobody is to blame. It rained.",
         [("", "Nobody is to blame.")]),
        ("It is closed. Nobody is to blame. It rained.", "It is closed. It rained.",
         [("Nobody is to blame.", "")]),
        ("It is closed, he said.", "It is closed; he said.", []),
    ],
)  # fmt: skip
def test_changed_words_come_with_enough_around_them(old, new, pairs):
    assert picked(old, new) == pairs


def test_each_change_says_where_it_stands():
    old = replace(
        body("One ferry.", "Two boats and a raft.", "Three."), headline="Harbour shut", language="en"
    )
    new = replace(body("Three.", "Two boats and a ship."), headline="Harbour open", language="fr")
    assert candidates(compare(old, new)) == [
        Change(0, "headline", 0, "Harbour shut", "Harbour open"),
        Change(1, "body", 1, "One ferry.", ""),
        Change(2, "body", 2, "Two boats and a raft.", "Two boats and a ship."),
    ]


WORDS = st.lists(st.sampled_from(["ferry", "Quill", "“yes”", "14", "the", "sails.", "and,", "“", "港"])).map(
    " ".join
)


@given(old=WORDS, new=WORDS)
def test_what_is_offered_can_be_told_and_stands_in_its_text(old, new):
    for change in candidates(compare(body(old), body(new))):
        assert sentence(change.old, change.new).startswith("An earlier version ")
        assert change.old in body(old).body
        assert change.new in body(new).body
