"""Terms of search: folded words, pairs of characters, and what a typed question says."""

import pytest

from articles.text.terms import found_in, question, terms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Council’s RÉSUMÉ", ["the", "council", "s", "resume"]),
        ("Łódź, Åse & Straße", ["lodz", "ase", "strasse"]),
        ("ｆｕｌｌ ﬁsh", ["full", "fish"]),
        ("東京都が", ["東京", "京都", "都が", "が"]),
        ("5月3日", ["5", "月", "3", "日"]),
        ("كِتَاب", ["كتاب"]),
        ("हिन्दी", ["हिन्दी"]),
        ("\0 ?! — \ud800", []),
    ],
)
def test_terms_of_a_text(text, found):
    assert terms(text) == found


def said(asked):
    asks = question(asked)
    return [
        [(" ".join(phrase.terms), phrase.goes_on) for phrase in phrases]
        for phrases in (asks.wanted, asks.unwanted)
    ]


@pytest.mark.parametrize(
    ("asked", "wanted", "unwanted"),
    [
        ("ferry quay", [("ferry", False), ("quay", False)], []),
        ('"ferry quay" -night', [("ferry quay", False)], [("night", False)]),
        ("“Ferry Quay” ferr*", [("ferry quay", False), ("ferr", True)], []),
        ('"never closed', [("never closed", False)], []),
        ('-"night tram"', [], [("night tram", False)]),
        ("o'brien", [("o brien", False)], []),
        ("東京", [("東京", False)], []),
        ("京", [("京", True)], []),
        ("今年5", [("今年 年 5", False)], []),
        ("- \"\" * ?", [], []),
    ],
)  # fmt: skip
def test_a_question_says(asked, wanted, unwanted):
    assert said(asked) == [wanted, unwanted]


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("The ferry, the Ferries.", "ferr*", ["ferry", "Ferries"]),
        ("A night ferry; a ferry at night", '"night ferry"', ["night ferry"]),
        ("東京都の橋", "京都", ["京都"]),
        ("Nothing of it", "ferry -nothing", []),
    ],
)
def test_what_is_found_in_a_text(text, asked, found):
    assert [text[start:end] for start, end in found_in(text, question(asked))] == found
