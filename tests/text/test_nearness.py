"""Names that may be one, and names that are near and two."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.nearness import LONGEST_TRACE, best_written, traces, why_near

ORDER, LETTER = "The same words in another order.", "One letter differs."
INITIALS, MIDDLE = "One has initials where the other has names.", "One leaves out a middle name."
SHORT, SPACES = "One is the short form of the other.", "Only the spaces or hyphens differ."
TITLE, SIGNS = "One has an article or a title before the name.", "Only accents or punctuation differ."

PEOPLE = [
    ("Hart Ines", "Ines Hart", ORDER),
    ("Marlow, Ada", "Ada Marlow", ORDER),
    ("Ada Marlaw", "Ada Marlow", LETTER),
    ("Marlaw Ada", "Ada Marlow", "One letter differs, and the order of the words."),
    ("Jhon Marlow", "John Marlow", LETTER),
    ("Jon Marlow", "John Marlow", LETTER),
    ("Ada Marlo", "Ada Marlow", LETTER),
    ("José Marlow", "Jose Marlow", SIGNS),
    ("Søren Dahl", "Soren Dahl", SIGNS),
    ("Dr. Ada Marlow", "Ada Marlow", TITLE),
    ("Ann Hart-Lee", "Ann Hartlee", SPACES),
    ("A. Marlow", "Ada Marlow", INITIALS),
    ("A.B. Marlow", "Ada Beth Marlow", INITIALS),
    ("Ada B. Marlow", "Ada Beth Marlow", INITIALS),
    ("Ada Beth Marlow", "Ada Marlow", MIDDLE),
]
ORGANISATIONS = [
    ("The Harbour Wire", "Harbour Wire", TITLE),
    ("Harbour Wire", "Harbor Wire", LETTER),
    ("harbourwire", "Harbour Wire", SPACES),
    ("HWA", "Harbour Wire Agency", SHORT),
    ("HW", "The Harbour Wire", SHORT),
    ("tidegroup", "tidegruop", LETTER),
]
TWO = [
    ("Anna Bauer", "Anna Lauer"),
    ("Ella Marlow", "Bella Marlow"),
    ("Ada Marlow", "Ida Marlow"),
    ("Zhang Lin", "Zhang Ling"),
    ("Michael Baker", "Michelle Baker"),
    ("Kim Hart", "Kay Hart"),
    ("Ada Marlow, Ines Hart", "Ada Hart"),
    ("Ada Beth Marlow", "Ada Carol Marlow"),
    ("Radio 4", "Radio 5"),
    ("Radio 44", "Radio 4"),
    ("新华社", "新华网"),
    ("AFP", "AP"),
    ("…", "Ada Marlow"),
]


def share(one, other, *, of_person):
    return bool(traces(one, of_person=of_person) & traces(other, of_person=of_person))


@pytest.mark.parametrize(("one", "other", "why"), PEOPLE)
def test_near_names_of_people_find_each_other_and_say_why(one, other, why):
    assert (share(one, other, of_person=True), why_near(one, other, of_person=True)) == (True, why)
    assert why_near(other, one, of_person=True) == why


@pytest.mark.parametrize(("one", "other", "why"), ORGANISATIONS)
def test_near_names_of_organisations_find_each_other_and_say_why(one, other, why):
    assert (share(one, other, of_person=False), why_near(one, other, of_person=False)) == (True, why)


@pytest.mark.parametrize(("one", "other"), TWO)
def test_names_of_two_are_not_called_near(one, other):
    assert (why_near(one, other, of_person=True), why_near(other, one, of_person=False)) == ("", "")


def test_an_organisation_has_no_middle_name():
    assert why_near("Harbour Daily", "Harbour Business Daily", of_person=False) == ""


@given(st.lists(st.text("abAé. ,-'B4新", min_size=1, max_size=14), min_size=2, max_size=5), st.booleans())
def test_whatever_is_near_shares_a_trace(names, of_person):
    for one, other in combinations(names, 2):
        if why_near(one, other, of_person=of_person):
            assert share(one, other, of_person=of_person), (one, other)


def test_a_name_of_any_length_has_few_traces_that_fit():
    found = traces("Harbour " * 25, of_person=True) | traces("é" * 200, of_person=False)
    assert len(found) < 8
    assert max(map(len, found)) <= LONGEST_TRACE


@pytest.mark.parametrize(
    ("kept", "other"),
    [
        ("John Marlow", "JOHN MARLOW"),
        ("Harbour Wire", "HARBOUR WIRE"),
        ("Harbour Wire", "harbour wire"),
        ("John Marlow", "John MARLOW"),
        ("John Marlow", "Marlow, John"),
        ("John Marlow", "J. Marlow"),
        ("Harbour Wire", "*Harbour Wire"),
        ("Harbour Wire", "Harbour  Wire"),
        ("BBC News", "BBC NEWS WIRE"),
        ("BBC", "Bbc,"),
    ],
)
def test_the_better_written_of_two_spellings_is_kept_whichever_comes_first(kept, other):
    assert best_written([kept, other]) == best_written([other, kept]) == kept


@pytest.mark.parametrize(
    "names", [["AFP", "Afp"], ["Harbour Wire", "Harbor Wire"], ["海港通讯社", "海港通訊社"]]
)
def test_of_two_that_are_written_equally_well_the_first_is_kept(names):
    assert best_written(names) == names[0]
