import random

import pytest

from articles.text.likeness import (
    ALIKE,
    MUCH,
    PRINTS,
    Body,
    are_copies,
    likeness,
    marks,
    may_share_much,
    overlap,
    prints,
)

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


def alike(a: str, b: str) -> float:
    return likeness(Body(a), Body(b))


def copies(a: str, b: str) -> bool:
    return are_copies(Body(a), Body(b))


def test_a_body_set_otherwise_is_the_same_body():
    held = "The café’s ferry — back!\n\n" + body(1)
    again = "the CAFE s ferry, back " + body(1).replace("\n\n", "  ")
    assert (alike(held, again), copies(held, again), prints(held)) == (1.0, True, prints(again))


def test_a_body_without_words_is_like_nothing():
    assert (prints("—\n…"), alike("—", "—"), alike("", "Ferry")) == ((), 0.0, 0.0)


def test_a_body_of_a_few_words_is_a_copy_of_nothing_and_not_looked_for():
    assert (
        alike("The story follows", "The story follows"),
        copies("The story follows", "The story follows"),
    ) == (
        1.0,
        False,
    )
    assert prints("The story follows") == ()


def test_a_short_body_is_a_copy_of_the_very_same_words_only():
    held = " ".join(WORDS[:45])
    assert (copies(held, held.upper()), copies(held, held.replace(WORDS[44], "quite"))) == (True, False)


@pytest.mark.parametrize(
    "text",
    [body(1), "渡轮在停航十一周后恢复运营。" * 3, "Паром вернулся в гавань после ремонта. " + body(2)],
    ids=["latin", "chinese", "russian"],
)
def test_a_sketch_is_a_few_numbers_that_any_database_takes(text):
    sketch = prints(text)
    assert 0 < len(sketch) <= PRINTS
    assert list(sketch) == sorted(set(sketch))
    assert all(-(2**63) <= number < 2**63 for number in sketch)


def test_a_sketch_is_the_same_for_good():
    """It is stored: another one would find nothing of what was taken before."""
    assert prints(" ".join(WORDS[:30]))[:2] == (-8915461699183315800, -7703809457601568208)


@pytest.mark.parametrize("seed", range(20))
def test_a_copy_with_a_notice_a_cut_or_other_words_is_found_and_alike(seed):
    held = body(seed)
    notice = "Copyright by the agency, all rights reserved, this copy may not be printed again.\n\n"
    cut = "\n\n".join(held.split("\n\n")[:-1])
    for other in (notice + held, cut, with_words_changed(held, 30)):
        assert alike(held, other) >= ALIKE
        assert copies(held, other)
        assert set(prints(held)) & set(prints(other))


def test_a_body_of_which_half_is_new_is_no_copy_and_has_half_of_the_other():
    held, new = body(1), body(2)
    update = "\n\n".join([*new.split("\n\n")[:4], *held.split("\n\n")[:4]])
    assert 0.2 < alike(held, update) < ALIKE
    assert not copies(held, update)
    assert 0.4 < overlap(Body(held), Body(update)) < 0.6


def test_the_beginning_of_a_body_is_no_copy_and_is_wholly_in_it():
    held, cut = body(3), body(3, paragraphs=4)
    assert (copies(held, cut), overlap(Body(held), Body(cut))) == (False, 1.0)


def test_a_body_that_says_the_same_again_and_again_is_known_by_the_little_that_it_says():
    ferries = "The ferry is back. " * 30
    assert (len(prints(ferries)), prints(ferries)) == (4, prints(ferries * 2))


@pytest.mark.parametrize("paragraphs", range(9))
def test_marks_tell_what_bodies_may_share(paragraphs):
    held, new = body(1), body(2)
    parts = "\n\n".join([*held.split("\n\n")[:paragraphs], *new.split("\n\n")[paragraphs:]])
    assert (overlap(Body(held), Body(parts)) >= MUCH) == (paragraphs > 4)
    assert may_share_much(marks(held), marks(parts)) == (paragraphs > 3)
    assert not may_share_much(marks(""), marks(held))


def test_marks_of_a_long_body_have_those_of_each_part():
    parts = [body(seed) for seed in range(20)]
    whole = marks("\n\n".join(parts))
    assert [part for part in parts if not may_share_much(whole, marks(part))] == []


def test_likeness_is_the_same_from_either_side():
    held, cut = body(3), body(3, paragraphs=5)
    assert alike(held, cut) == alike(cut, held) < 1.0 == alike(held, held)


PATTERN = body(4) + " Eggs {}, butter {}, flour {} at the close, {} said."


@pytest.mark.parametrize(
    "said", [("219", "341", "133", "Ana Ruiz"), ("211", "345", "128", "Jo Lind")], ids=["figures", "name"]
)
def test_reports_of_one_pattern_are_told_apart_by_their_particulars(said):
    monday, friday = PATTERN.format("211", "345", "128", "Ana Ruiz"), PATTERN.format(*said)
    assert alike(monday, friday) >= ALIKE
    assert not copies(monday, friday)


def test_chinese_is_compared_by_its_signs():
    held = (
        "渡轮在停航十一周后恢复了两岸之间的运营，港务局周二表示，首航载客四十人，船长说发动机运转安静平稳。"
        * 2
    )
    assert copies(held, held.replace("平稳。", "平稳，很好。", 1))
    assert alike(held, "十一名面包师报名参加了在旧谷物交易所举行的馅饼比赛，比赛将于中午开始。") < 0.2
