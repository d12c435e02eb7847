"""Hints: what tells sooner than a pattern that a line has nothing of it."""

import pytest

from articles.text import wordwise
from articles.text.parsing.hints import Hints

OFFERS, NOTICES = Hints("free trial", "offer"), Hints("©", "(c)")


@pytest.mark.parametrize("line", ["Start your FREE TRIAL now", "“Offered”"])
def test_a_line_that_has_a_hint_is_told_whatever_its_case(line: str) -> None:
    assert OFFERS.are_in(line)
    assert not NOTICES.are_in(line)


def test_signs_are_hints_within_words_too() -> None:
    assert NOTICES.are_in("2024©Harbour")
    assert NOTICES.are_in("1,200 (C) 2024")


def test_a_line_of_other_words_and_figures_has_none() -> None:
    assert not OFFERS.are_in("12,500 ferries, 3:45 p.m.")
    assert not OFFERS.are_in("A trial, free of charge")
    assert not NOTICES.are_in("")


def test_a_word_that_is_a_hint_of_one_tells_no_phrase_of_another() -> None:
    courts = Hints("trial", "jury of")
    assert courts.are_in("The trial continues")
    assert not OFFERS.are_in("The trial continues")
    assert not courts.are_in("A jury sat")


def test_a_hint_is_told_when_words_have_grown_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wordwise, "_MOST", 3)
    for line in ("an offer on the quay", "ferries on the quay", "an offer of ferries"):
        assert OFFERS.are_in(line) == ("offer" in line)
