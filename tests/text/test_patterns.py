"""Patterns that are compiled once something is asked of them."""

import re

import pytest

from articles.text.patterns import pattern


def test_a_pattern_is_what_re_makes_of_it() -> None:
    word = pattern(r"(?P<first>f)erry", re.IGNORECASE)
    assert (word.sub("boat", "Ferry, ferry"), word.findall("FERRY"), word.groups) == ("boat, boat", ["F"], 1)
    assert word.fullmatch("Ferry")["first"] == "F"


def test_a_pattern_is_compiled_when_it_is_asked() -> None:
    wrong = pattern("(")
    with pytest.raises(re.error, match="unterminated"):
        wrong.search("")
