"""Fields from lines whose role was stated: their own words are taken where they are not as such lines are written."""

import re
from collections.abc import Sequence

from articles.text.parsing import names
from articles.text.parsing.found import Fields
from articles.text.parsing.story import Role

_FIELDS = {
    Role.BYLINE: "byline", Role.SOURCE: "source", Role.PROOFREADER: "proofreader", Role.EDITOR: "proofreader",
    Role.SLUGLINE: "slugline",
}  # fmt: skip
ROLES = (*_FIELDS, Role.DATE, Role.DATELINE, Role.AGENCY_CREDIT, Role.SECTION, Role.KEYWORDS)
"""Roles that fill a field from one line. Stated ones are read before all others."""

_LABEL = re.compile(r"\A(?:[^:：]{1,30}[:：]\s*(?=\S)|(?:by|von|par|por)\s+(?=\S))", re.IGNORECASE)


def take_words(found: Fields, role: Role | None, text: str, lines: Sequence[int]) -> None:
    """Fill the field of a stated role with what its line says behind a label, unless it is filled."""
    if role in _FIELDS:
        found.offer(_FIELDS[role], names.clean_name(_LABEL.sub("", text, count=1)) or text, lines)
