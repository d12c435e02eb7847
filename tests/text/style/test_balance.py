"""Brackets and quotation marks."""

import pytest

from tests.text.style.finds import found, mended


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("The club (founded in 1901 is for sale.", "(founded"),
        ("The club, founded in 1901), is for sale.", "1901)"),
        ("The club is for sale see page 9).", "9)"),
        ("The club of 1908) is for sale.", "1908)"),
    ],
)
def test_finds_a_bracket_without_its_other(text, marked):
    assert found("bracket", text) == [marked]


@pytest.mark.parametrize(
    "text",
    [
        "The club (the oldest [of four]) is for sale.",
        "There are two ways: a) to sell, b) to close.",
        "1) The mill. 2) The quay.",
        "She was glad of it :-)",
    ],
)
def test_leaves_paired_brackets_lists_and_faces_alone(text):
    assert found("bracket", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "“We will appeal, said Ana Ruiz. The court sat on.",
        '"We will appeal, said Ana Ruiz. The court sat on.',
        'We will appeal," said Ana Ruiz. The court sat on.',
        "We will appeal,” said Ana Ruiz. The court sat on.",
        '"We will appeal, said Ana Ruiz. "It is wrong."',
        "Ms Ruiz added: It is wrong. “We will appeal.”",
        '"It is wrong, said court clerk Ana Ruiz. "We will appeal."',
        'She spoke of "a wrong to all. "We will appeal," she said.',
        "The court called it ‘a wrong to all.",
        "The court called it 'a wrong to all and fined him.",
        "The court called it a wrong to happen’.",
        "We’ll appeal,’ said Ana Ruiz.",
        "“They called it ‘a wrong, and that was that,” she said.",
    ],
)
def test_finds_a_quotation_without_a_beginning_or_an_end(text):
    assert len(found("quotation", text)) == 1


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["“We will appeal,” said Ana Ruiz. “It is wrong.”"],
        ['"We will appeal," said Ana Ruiz. "It is wrong."'],
        ["“We will appeal.", "“It is wrong,” said Ana Ruiz."],
        ['"We will appeal.', '"It is wrong," said Ana Ruiz.'],
        ["“We will ‘never, ever’ pay the workers’ fine,” she said."],
        ['The plank is 6" wide and 5\'10" long.'],
        ['"He called it a "fake" invoice in court," she said.'],
        ['"We will appeal. "It is wrong. "It is sad," said Ana Ruiz.'],
        ["The vote—“a farce”—was held (“at last”)."],
        ["It was rock ’n’ roll of the ’90s, 'twas the boys' way, Mill Inc.'s singin’ and an' all."],
        ["‘I love Singin’ Alone, but I hate the rest,’ she said."],
        ["‘We will appeal.", "‘It is wrong,’ said Ana Ruiz."],
        ["“Let ‘em go,” he said of the mill’s workers’ 5' wall."],
    ],
)
def test_leaves_quotations_alone_that_end_or_run_on(paragraphs):
    assert found("quotation", *paragraphs) == []


def test_does_not_let_a_quotation_run_on_into_a_paragraph_that_is_none():
    assert found("quotation", "“We will appeal.", "The court sat on.") == ["“We will appeal."]


def test_turns_straight_marks_among_curly_ones():
    text = 'He called it “a day’s work” and “no more”, but it\'s "a lot".'
    assert mended("straight-mark", text) == "He called it “a day’s work” and “no more”, but it’s “a lot”."


@pytest.mark.parametrize(
    "text",
    [
        '"It\'s fine," he said.',
        "“It’s fine,” he said.",
        'A “big” 6" plank, a ‘small’ one.',
        "He's “in”, she's out, they're off.",
    ],
)
def test_leaves_marks_of_one_kind_and_inches_alone(text):
    assert found("straight-mark", text) == []
