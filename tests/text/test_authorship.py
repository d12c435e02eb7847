import time
from dataclasses import replace
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.authorship import passed, surviving, words_by
from articles.text.blocks import ELSEWHERE, block_texts, blocks, clean, line, plain, words
from articles.text.punctuation import in_print
from tests.text.test_cleaning import SOUP
from tests.text.test_diff import EMPTY, TEXTS, body, long_story

STORY = ("The ferry sails at six from the old quay.", "Nobody was hurt in the storm of last week.")
HISTORIES = st.lists(st.tuples(st.sampled_from(["ann", "bo", "cy"]), TEXTS), min_size=1, max_size=6)


def the_runs_of_authors_are_the_last_text(history):
    last = history[-1][1]
    runs = "".join(text for _, text in words_by(history))
    parts = [last.headline, last.standfirst, last.byline, last.dateline, last.source, last.correction]
    parts += [last.list_headline, last.search_headline, last.social_headline]
    parts += [part for pair in last.captions for part in pair]
    assert runs.split() == line(" ".join(parts)).split() + plain(last.body).split()


def every_word_has_an_author_who_took_part(history):
    counts = surviving(history)
    assert sum(counts.values()) == sum(len(words(text)) for _, text in words_by(history))
    assert set(counts) <= {author for author, _ in history}


def nobody_owns_a_word_that_he_or_she_never_saved(history):
    for author, run in words_by(history):
        saved = " ".join(text for who, one in history if who == author for _, text in words_by([(who, one)]))
        assert set(run.split()) <= set(saved.split())


def restoring_any_revision_moves_nothing(history, author):
    for number in range(1, len(history)):
        restored = [*history, (author, history[number - 1][1])]
        assert words_by(restored) == words_by(history[:number])


def a_save_that_changes_nothing_makes_no_author(history):
    assert surviving([*history, ("dee", history[-1][1])]) == surviving(history)


def one_author_alone_owns_all(history):
    alone = [("ann", text) for _, text in history]
    counted = sum(len(words(run)) for _, run in words_by(alone))
    assert surviving(alone) == ({"ann": counted} if counted else {})


@settings(deadline=None)
@given(history=HISTORIES, author=st.sampled_from(["ann", "dee"]))
def test_of_any_history(history, author):
    """All at once: it takes far longer to think of a history than to look at it."""
    the_runs_of_authors_are_the_last_text(history)
    every_word_has_an_author_who_took_part(history)
    nobody_owns_a_word_that_he_or_she_never_saved(history)
    restoring_any_revision_moves_nothing(history, author)
    a_save_that_changes_nothing_makes_no_author(history)
    one_author_alone_owns_all(history)


@given(html=SOUP)
def test_what_is_clean_is_read_without_a_parser_as_with_one(html):
    with patch("articles.text.blocks.blocks") as parsed:
        quickly = block_texts(clean(html))
    assert not parsed.called
    assert quickly == [block.text for block in blocks(clean(html))]


def test_who_types_first_owns_and_who_adds_owns_the_addition():
    history = [("ann", body(*STORY)), ("bo", body(STORY[0], STORY[1] + " The quay reopens on Monday."))]
    assert words_by(history) == [
        ("ann", STORY[0] + "\n\n"),
        ("ann", STORY[1] + " "),
        ("bo", "The quay reopens on Monday.\n\n"),
    ]
    assert surviving(history) == {"ann": 18, "bo": 5}


def test_a_colleagues_comma_frees_one_word_only():
    history = [("ann", body(*STORY)), ("bo", body(STORY[0].replace("sails", "sails,"), STORY[1]))]
    assert surviving(history) == {"ann": 17, "bo": 1}


def test_a_word_in_another_case_is_its_changers():
    history = [("ann", body("The ferry sails.")), ("bo", body("The Ferry sails."))]
    assert words_by(history) == [("ann", "The "), ("bo", "Ferry "), ("ann", "sails.\n\n")]


@pytest.mark.parametrize(
    ("language", "typed", "wanted"),
    [
        ("en", """"It's 'late'," -- he said... - "so".""", {"ann": 5}),
        ("fr", """"Oui", dit-il, 'non' et "C'est fini!" _ "Ah" """, {"ann": 7}),
        ("de", """"Das ist 'gut'," sagt sie.""", {"ann": 5}),
    ],
)
def test_marks_set_in_print_make_nobody_an_author(language, typed, wanted):
    made = in_print(typed, language)
    assert made != typed
    assert surviving([("ann", body(typed)), ("bo", body(made))]) == wanted
    assert surviving([("ann", body(made)), ("bo", body(typed + " New."))]) == wanted | {"bo": 1}


@pytest.mark.parametrize("changed", ['It is 5" tall.', '"It" is 5\' tall.', "It's 5' tall."])
def test_marks_that_say_something_else_are_their_changers(changed):
    assert surviving([("ann", body("It is 5' tall.")), ("bo", body(changed))])["bo"] == 1


@pytest.mark.parametrize(
    "text",
    [
        body(STORY[1], STORY[0]),
        body(STORY[0] + " " + STORY[1]),
        body(STORY[0][:18], STORY[0][19:], STORY[1]),
        replace(EMPTY, headline=STORY[0], body=f"<ul><li><em>{STORY[1]}</em></li></ul>"),
        body(STORY[1], STORY[0], STORY[1]),
    ],
    ids=["moved", "joined", "cut in two", "made a headline", "copied"],
)
def test_moving_cutting_joining_and_copying_move_nothing(text):
    assert set(surviving([("ann", body(*STORY)), ("bo", text)])) == {"ann"}


def test_a_moved_paragraph_with_a_word_changed_stays_its_typists_but_for_that_word():
    history = [
        ("ann", body(*STORY, "Last.")),
        ("bo", body(STORY[1].replace("Nobody", "Somebody"), "Last.", STORY[0])),
    ]
    assert surviving(history) == {"ann": 18, "bo": 1}


def test_a_sentence_put_back_by_somebody_else_is_its_first_typists():
    short = body(STORY[0])
    history = [("ann", body(*STORY)), ("bo", short), ("cy", body(STORY[0] + " " + STORY[1]))]
    assert surviving(history) == {"ann": 18}


def test_one_word_put_back_in_its_sentence_is_its_first_typists():
    first, second = "It is not open to cars today.", "It is open to cars today."
    assert surviving([("ann", body(first)), ("bo", body(second)), ("bo", body(first))]) == {"ann": 7}


def test_a_word_that_another_sentence_once_had_is_typed_anew():
    first, second = "It is not open.", "The quay is safe for the old ferry."
    history = [("ann", body(first, second)), ("bo", body(second.replace("safe", "not safe")))]
    assert words_by(history) == [
        ("ann", "The quay is "),
        ("bo", "not "),
        ("ann", "safe for the old ferry.\n\n"),
    ]


def test_a_short_paragraph_written_again_while_the_first_stands_is_new():
    history = [("ann", body("No.", STORY[0])), ("bo", body("No.", STORY[0], "No."))]
    assert surviving(history) == {"ann": 10, "bo": 1}


def test_a_rewritten_paragraph_leaves_its_first_author_nothing():
    rewritten = "Harbour staff found that the mast of a trawler had broken at night, the mayor said."
    assert surviving([("ann", body(STORY[0])), ("bo", body(rewritten))]) == {"bo": 16}


def test_words_typed_in_every_field_count():
    fields = ("headline", "standfirst", "byline", "dateline", "source", "correction", *ELSEWHERE)
    text = replace(EMPTY, **dict.fromkeys(fields, "word"), captions=(("word", "word"),), body="<p>word</p>")
    assert surviving([("ann", EMPTY), ("bo", text)]) == {"bo": 12}


def test_links_and_emphasis_make_nobody_an_author():
    linked = replace(EMPTY, body=f'<p><a href="/x">{STORY[0]}</a></p>')
    assert surviving([("ann", body(STORY[0])), ("bo", linked)]) == {"ann": 9}


WRITTEN = [("file:12", body(STORY[0])), ("ann", body(*STORY))]


@pytest.mark.parametrize(
    ("signers", "left"),
    [
        (set(), ["ann", "file:12"]),
        ({"ann"}, ["ann"]),
        ({"bo"}, []),
        ({"ann", "bo"}, []),
    ],
)
def test_every_author_needs_a_signer_other_than_himself(signers, left):
    assert passed(WRITTEN, signers) == left


def test_two_authors_pass_each_others_words():
    history = [("bo", body(STORY[0])), ("ann", body(*STORY))]
    assert passed(history, {"ann"}) == ["ann"]
    assert passed(history, {"ann", "bo"}) == []


def test_an_author_with_no_word_left_needs_nobody():
    assert passed([("ann", body("Gone.")), ("bo", body(STORY[0]))], {"ann"}) == []


def test_an_empty_history_has_no_words():
    assert words_by([]) == []
    assert surviving([]) == {}


def test_fifty_revisions_of_a_long_story_are_read_in_seconds():
    story = long_story(1)
    history = [("ann", body(*story))]
    for number in range(50):
        story = [*story[1:number], f"Bo wrote line {number} of it.", *story[number:], story[0]]
        history.append(("bo", body(*story)))
    started = time.process_time()
    assert set(surviving(history)) == {"ann", "bo"}
    assert time.process_time() - started < 8
