"""Terms of search: folded words, pairs of characters, and what a typed question says."""

import pytest

from articles.text.terms import found_in, question, terms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Council’s RÉSUMÉ", ["the", "council", "resume"]),
        ("St Orrin's, the councils’ and O'Hara's", ["st", "orrin", "the", "councils", "and", "o", "hara"]),
        ("£410,000 or 1 840", ["410000", "or", "1840"]),
        ("1,234.5, 1.234,5, 1'234.5, 1\u202f234,5", ["1234q5"] * 4),
        ("2.3km, £42.6m, 4x4, B12", ["2q3", "km", "42q6", "m", "4x4", "b12"]),
        ("１，８４０円、3.5億", ["1840", "円", "3q5", "億"]),
        ("12.3.2024 in 2019 100", ["12", "3", "2024", "in", "2019", "100"]),
        (
            "1 840\n300 Orrin's, MD-11’s 265 and 3\n100",
            ["1840", "300", "orrin", "md", "11265", "and", "3", "100"],
        ),
        ("0171 555 123, 1,2,3 a\x1fb", ["0171", "555", "123", "1", "2", "3", "a", "b"]),
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
        ("council’s 184 000 -£42.6m", [("council", False), ("184000", False)], [("42q6 m", False)]),
        ("ferry Ferry ferr* -quay -Quay", [("ferry", False), ("ferr", True)], [("quay", False)]),
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
        ("Orrin’s wall, Orrin", "orrin's", ["Orrin", "Orrin"]),
        ("£42.6m, 142.6, 42 6", "42.6", ["42.6"]),
        ("1,840 in 1 840m", "1840", ["1,840", "1 840"]),
        ("Nothing of it", "ferry -nothing", []),
    ],
)
def test_what_is_found_in_a_text(text, asked, found):
    assert [text[start:end] for start, end in found_in(text, question(asked))] == found


@pytest.mark.parametrize("asked", ["1,840", '"2-300"', "42.6m", "O’Hara’s", '"1 234,5 then" -2.3*'])
def test_a_question_written_out_asks_the_same(asked):
    asks = question(asked)
    assert question(str(asks)) == asks
