"""Numbers of rows as addresses and forms give them: anything may stand there, and no column holds just anything."""

import re

from django.urls import register_converter

NUMBER = re.compile(r"[0-9]{1,18}")


def number(given):
    """The number that ``given`` names, or 0, which no row has, where it names none that a column holds."""
    return int(given) if NUMBER.fullmatch(str(given)) else 0


class NumberConverter:
    """The number of a row, in an address of the desk."""

    regex = NUMBER.pattern
    to_python = int
    to_url = str


register_converter(NumberConverter, "row")
