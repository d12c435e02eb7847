"""The names that a text says."""

import pytest

from articles.text.naming import key_of, named, pieces


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Petra Holm met Mr Ivo Tarn at the Bank of Wexley.", ["Petra Holm", "Ivo Tarn", "Bank of Wexley"]),
        ("The Harwick Council left on Monday. But Ana-Maria O’Neill?", ["Harwick Council", "Ana-Maria O’Neill"]),
        ("Petra Holm’s Ferry Fund and J. R. Hart", ["Petra Holm", "Ferry Fund", "J. R. Hart"]),
        ("Police Chief Tom Ash left. Town police said so.", ["Chief Tom Ash", "Town"]),
        ("POLICE SAY NO in BBC News", ["BBC News"]),
        ("Ursula von der Linde, Petra Holm", ["Ursula von der Linde", "Petra Holm"]),
        ("Town & Country lost", ["Town & Country"]),
        ("nobody at all", []),
    ],
)  # fmt: skip
def test_finds_names_without_titles_and_what_opens_a_sentence(text, names):
    assert [name.text for name in named(text)] == names


def test_a_name_has_one_key_however_it_is_written():
    assert {key_of(name) for name in ("José Peña-Ruiz", "Jose Pena Ruiz", "JOSE PENA RUIZ")} == {
        "jose pena ruiz"
    }


def test_a_person_of_somewhere_has_a_name_of_their_own():
    (name,) = named("Ivo Tarn of the Bank of Wexley left.")
    assert pieces(name) == ["Ivo Tarn of the Bank of Wexley", "Ivo Tarn", "Bank of Wexley"]
