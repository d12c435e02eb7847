"""What calls a title that of another story, in its own line."""

import pytest

from articles.text.parsing import Role, parse
from tests.text.copy import BODY, HEADLINE, lines

TITLE = "Plum tart wins the pie contest"


def page(*text: str):
    return parse(lines(HEADLINE, "By Mary Malone", "3 May 2024", *text))


@pytest.mark.parametrize(
    ("line", "label", "title"),
    [
        ("See also: Plum tart wins the pie contest", "See also:", TITLE),
        ("Related: Plum tart wins the pie contest", "Related:", TITLE),
        ("Read more: Plum tart wins the pie contest", "Read more:", TITLE),
        ("ALSO READ: Plum tart wins the pie contest", "ALSO READ:", TITLE),
        ("[Related: Plum tart wins the pie contest]", "[Related:", TITLE),
        ("Next articlePlum tart wins the pie contest", "Next article", TITLE),
        ("VIDEO: Plum tart wins the pie contest", "", "VIDEO: Plum tart wins the pie contest"),
    ],
)
def test_what_calls_a_title_related_is_no_part_of_it_and_is_left_out(line, label, title):
    for story in (page(*BODY, line), page(*BODY[:2], line, BODY[2])):
        item = story.related[0]
        cut = [left.text for left in story.left_out if left.role is Role.RELATED_LABEL]

        assert (item.title, item.printed, cut) == (title, line, [label] if label else [])
        assert story.paragraphs == tuple(BODY)
        assert story.roles[item.line] is Role.RELATED_TITLE
