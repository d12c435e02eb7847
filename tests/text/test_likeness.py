import random

import pytest

from articles.text.likeness import ALIKE, PRINTS, body_key, likeness, prints

WORDS = [
    f"{a}{b}{c}"
    for a in ("bar", "col", "den", "fer", "gol")
    for b in "aeiou"
    for c in ("nt", "sk", "rm", "lp")
]


def body(seed: int, *, paragraphs: int = 8, words: int = 40) -> str:
    """Copy without sense, of which no two have more in common than chance gives them."""
    chance = random.Random(seed)
    return "\n\n".join(" ".join(chance.choices(WORDS, k=words)).capitalize() + "." for _ in range(paragraphs))


def with_words_changed(text: str, every: int) -> str:
    return " ".join(
        "quite-other" if number % every == every - 1 else word for number, word in enumerate(text.split(" "))
    )


def test_body_set_otherwise_is_the_same_body():
    assert body_key("The café’s\n\nferry — back!") == body_key("the cafe s ferry, BACK")
    assert body_key("The ferry is back") != body_key("The ferry is not back")
    assert prints("The café’s\n\nferry — back!") == prints("the cafe s ferry, BACK")


def test_body_without_words_is_like_nothing():
    assert (prints("—\n…"), body_key("—"), likeness("—", "—"), likeness("", "Ferry")) == ((), "", 0.0, 0.0)


def test_body_of_one_word_is_like_itself_only():
    assert (likeness("Ferry", "ferry!"), likeness("Ferry", "Boat")) == (1.0, 0.0)


@pytest.mark.parametrize(
    "text", ["Ferry", body(1), "渡轮在停航十一周后恢复运营。" * 3, "Паром вернулся в гавань после ремонта."]
)
def test_sketch_is_a_few_numbers_that_any_database_takes(text):
    sketch = prints(text)
    assert 0 < len(sketch) <= PRINTS
    assert list(sketch) == sorted(set(sketch))
    assert all(-(2**63) <= number < 2**63 for number in sketch)


def test_sketch_is_the_same_for_good():
    """It is stored: another one would find nothing of what was taken before."""
    assert prints("The ferry is back at the quay") == (
        -9091145182269639078, -7170699686493990989, 7920025704889780133,
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(20))
def test_copy_with_a_notice_a_cut_and_other_words_is_found_and_alike(seed):
    held = body(seed)
    notice = "Copyright by the agency, all rights reserved, this copy may not be printed again.\n\n"
    cut = "\n\n".join(held.split("\n\n")[:-1])
    for other in (notice + held, cut, notice + cut, with_words_changed(held, 20)):
        assert likeness(held, other) >= ALIKE
        assert set(prints(held)) & set(prints(other))


def test_body_of_which_half_is_new_is_no_copy():
    held, new = body(1), body(2)
    update = "\n\n".join([*new.split("\n\n")[:4], *held.split("\n\n")[:4]])
    assert 0.4 < likeness(held, update) < ALIKE


def test_likeness_is_the_same_from_either_side():
    held, cut = body(3), body(3, paragraphs=5)
    assert likeness(held, cut) == likeness(cut, held) < 1.0 == likeness(held, held)


PATTERN = (
    body(4, paragraphs=3)
    + " Eggs {}, butter {}, flour {} and {} at the close, against {} in the week before."
)


def test_reports_of_one_pattern_are_told_apart_by_their_figures():
    monday, friday = PATTERN.format(211, 345, 128, 77, 205), PATTERN.format(219, 341, 133, 79, 211)
    assert likeness(monday, friday) < ALIKE
    assert likeness(monday, PATTERN.format(211, 345, 128, 77, 206)) >= ALIKE


def test_short_reports_are_told_apart_by_one_figure():
    words = (
        "The harbour office measured the level of the water at the old pier this morning as it does on every day of "
        "the year, and found that it stood at {} centimetres above the mark set by the first harbour master."
    )
    assert (
        likeness(words.format(211), words.format(212)) < ALIKE <= likeness(words, words.replace("old ", ""))
    )


def test_chinese_is_compared_by_its_signs():
    held = (
        "渡轮在停航十一周后恢复了两岸之间的运营，港务局周二表示，首航载客四十人，船长说发动机运转安静平稳。"
    )
    assert likeness(held, held.replace("安静", "很好")) >= ALIKE
    assert (
        likeness(
            held, "十一名面包师报名参加了在旧谷物交易所举行的馅饼比赛，比赛将于中午开始，去年获胜的是李子挞。"
        )
        < 0.2
    )
