"""Words typed twice, and words without a blank between them."""

import pytest

from tests.text.style.finds import found, mended


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("The head of of the council.", "The head of the council."),
        ("The the council met.", "The council met."),
        ("It will will rain.", "It will rain."),
        ("Give it just that that bit more.", "Give it just that bit more."),
        ("“I was in in the boat,” he said.", "“I was in the boat,” he said."),
        ("They left and\nand came back.", "They left and came back."),
        ("It is is raining.", "It is raining."),
        ("She had had been there.", "She had been there."),
        ("The Police Police left.", "The Police left."),
        ("So said Mrs Mrs Orde.", "So said Mrs Orde."),
        ("It has stood since 1820 1820.", "It has stood since 1820."),
        ("She had no no ticket.", "She had no ticket."),
        ("It opens next week next week.", "It opens next week."),
        ("He stood at the at the gate.", "He stood at the gate."),
    ],
)
def test_finds_a_word_typed_twice(text, right):
    assert mended("doubled-word", text) == right


@pytest.mark.parametrize(
    "text",
    [
        "She had had enough, and said that that was all.",
        "It is very much that that has hurt us; it may be that that one will too.",
        "What it is is a mistake.",
        "It was a very very long night.",
        "They sang in Pago Pago and heard Duran Duran.",
        "He gave her her coat. She logged in in March, and the light came on on Monday, as he asked for for years.",
        "Row the boat row the boat row the boat, it went. It grew more and more and more, day after day after day.",
        "The court ruled that that rent was due. No no, she said.",
        "They came in, in fact, at ten.",
        "It was a no-no, a win-win.",
    ],
)
def test_leaves_lawful_doublings_alone(text):
    assert found("doubled-word", text) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("The club lost.The coach left.", "The club lost. The coach left."),
        ("The club lost,but the coach stayed.", "The club lost, but the coach stayed."),
        ("It sold in 2004.The owner left.", "It sold in 2004. The owner left."),
        ("“We lost.”The coach left.", "“We lost.” The coach left."),
        ("The club (founded here)closed.", "The club (founded here) closed."),
        ("It went on...Then it ended.", "It went on... Then it ended."),
        ("It cost £5m.Nobody paid.", "It cost £5m. Nobody paid."),
        ("It has two parts:sail and steam.", "It has two parts: sail and steam."),
        ("The mill(which burned) is for sale.", "The mill (which burned) is for sale."),
        ("The mill (of 1820)is for sale.", "The mill (of 1820) is for sale."),
        ("The mill's,the baker's and Ely O'Hea,a boy.", "The mill's, the baker's and Ely O'Hea, a boy."),
        ("They lost the match,54 to 50.", "They lost the match, 54 to 50."),
        ("In 1820,the mill burned.", "In 1820, the mill burned."),
        ("She said:“We lost.”", "She said: “We lost.”"),
        ("It rose to £4m,up from £3m, in the U.S.House.", "It rose to £4m, up from £3m, in the U.S. House."),
        ("It opens at 9 a.m.The mill is old.", "It opens at 9 a.m. The mill is old."),
        ("Was it lost?She did not know.", "Was it lost? She did not know."),
    ],
)
def test_finds_a_blank_that_is_missing(text, right):
    assert mended("missing-space", text) == right


@pytest.mark.parametrize(
    "text",
    [
        "Write to news@harwick.example.Com or see www.harwick.Example.",
        "The U.S. and J.K. Rolle agreed at 9.30 on 3,000 pounds.",
        "The player(s) lost 2-1; see Amazon.com, he said.",
        "It was e.g. late, i.e. after ten.",
        "The (re)opening of the un(der)paid band's hall cost 1,200 or more.",
    ],
)
def test_leaves_addresses_initials_and_numbers_alone(text):
    assert found("missing-space", text) == []
