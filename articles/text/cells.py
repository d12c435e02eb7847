"""Cells of a table that is opened in a spreadsheet: none is a formula, and what stands in them comes from strangers."""

from typing import Any

_BEGINS_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""What a formula begins with in one spreadsheet or another, in full width too, and what some pass over before it."""


def plain_cell(value: Any) -> Any:
    """A value that no spreadsheet runs: a text that begins as formulas do begins with an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_BEGINS_FORMULA) else value
