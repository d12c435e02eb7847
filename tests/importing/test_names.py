"""Bylines to persons, honestly: better nobody than somebody who is none."""

import pytest

from articles.importing.reading.fields import people

BYLINES = [
    ("Ana Ruiz", ["Ana Ruiz"]),
    ("Ana Ruiz and Jo Lind", ["Ana Ruiz", "Jo Lind"]),
    ("Ana Ruiz, Jo Lind and Tom Ashe", ["Ana Ruiz", "Jo Lind", "Tom Ashe"]),
    ("Ana Ruiz & Jo Lind", ["Ana Ruiz", "Jo Lind"]),
    ("Ana Ruiz und Jo Lind", ["Ana Ruiz", "Jo Lind"]),
    ("ANA RUIZ", ["ANA RUIZ"]),
    ("Ludwig van der Meer", ["Ludwig van der Meer"]),
    ("J. R. Hart", ["J. R. Hart"]),
    ("Sandy Anderson", ["Sandy Anderson"]),
    ("Ana Ruiz, Political Editor", ["Ana Ruiz"]),
    ("陈小雅", ["陈小雅"]),
    ("Staff reporter", []),
    ("Agencies", []),
    ("our correspondent in Northport", []),
    ("desk@harbour.example", []),
    ("", []),
]


@pytest.mark.parametrize(("byline", "names"), BYLINES, ids=[byline for byline, _ in BYLINES])
def test_a_byline_names(byline, names):
    assert people(byline) == names
