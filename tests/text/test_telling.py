"""What a text is about, in a few terms."""

import pytest

from articles.text.telling import TELLING, telling, told_by

BODY = (
    "Desmond Pyle said on Tuesday that the Harbour Alliance had won.\n"
    "The vote in Upper Quay was close. Pyle took no pleasure in it, Mr Pyle said."
)


def test_names_come_first_and_whole():
    assert told_by("", "", BODY)[:3] == ["desmond pyle", "upper quay", "harbour alliance"]


def test_a_word_that_only_begins_sentences_is_no_name():
    assert told_by("", "", "Rain fell. Rain came in from the sea.\nThe rain was wet.") == []
    assert told_by("", "", "Zoe went home.\nZoe slept.") == []


def test_words_of_the_headline_tell_more_than_others():
    text = "The octopuses learned the timetable of the crossings."
    assert told_by("Octopuses at sea", "", text)[0] == "octopuses"


@pytest.mark.parametrize(
    "said", ["on Friday", "on Fridays", "in March", "am Mittwoch", "em Janeiro", "by Dr"]
)
def test_dates_and_titles_tell_nothing(said):
    assert told_by("", "", f"It was {said}.") == []


def test_pairs_stand_for_words_where_none_are_set_apart():
    told = told_by("灯节", "", "灯节吸引游客。灯节将在港口举行。")
    assert told[0] == "灯节"
    assert "そし" not in told_by("", "", "そして灯節がはじまる。")


def test_case_accents_and_apostrophes_count_for_nothing():
    one = told_by("", "", "It is Zoë Ångström’s ferry, said Zoë Ångström.")
    assert one == told_by("", "", "It is Zoe Angstrom's ferry, said Zoe Angstrom.") == ["zoe angstrom"]


def test_a_text_has_twelve_at_most_and_the_same_ones_for_good():
    names = " ".join(f"It was Anna Bell{chr(97 + n)}ing." for n in range(20))
    assert len(telling("", "", names)) == TELLING
    assert telling("", "", "It was Anna Bell. " * 5) == {5325962100721684385}
    assert telling("", "", "") == telling("", "", "42 — 1998! " * 20) == frozenset()


def test_a_short_text_is_about_nothing():
    assert telling("Ferry returns", "", "It was Anna Bell.") == frozenset()


def test_a_line_of_capitals_is_no_name():
    assert "port ellery council votes again today" not in told_by(
        "", "", "See PORT ELLERY COUNCIL VOTES AGAIN TODAY."
    )
