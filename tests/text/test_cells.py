"""Cells that a spreadsheet shows, and runs none of."""

import pytest

from articles.text.cells import plain_cell


@pytest.mark.parametrize("begin", [*"=+-@", *"＝＋－＠", "\t", "\r", "\n"])
def test_what_begins_as_a_formula_does_is_a_text(begin):
    assert plain_cell(f"{begin}1+1") == f"'{begin}1+1"


@pytest.mark.parametrize("value", ["1=1", "Ferry returns – at last", "", "'quoted'", -3, None])
def test_all_else_stays_as_it_is(value):
    assert plain_cell(value) == value
