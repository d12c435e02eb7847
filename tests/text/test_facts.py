"""The names, figures, dates and quotations of a story."""

import pytest

from articles.text.facts import facts
from articles.text.style import of_fields


def told(*paragraphs, headline=""):
    copy = of_fields(headline=headline, passages=[("text", text) for text in paragraphs])
    return [(fact.kind, fact.words) for fact in facts(copy)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Petra Holm of Harwick paid £2.5 million on Monday, 3 March 2026. Holm is 41.",
            [("name", "Petra Holm of Harwick"), ("figure", "£2.5 million"), ("figure", "41"),
             ("date", "Monday, 3 March 2026")],
        ),
        (
            "Twelve ferries and 20 per cent of thirty-two boats left at 7.30 pm in March 2020.",
            [("figure", "Twelve"), ("figure", "20 per cent"), ("figure", "thirty-two"), ("date", "7.30 pm"),
             ("date", "March 2020")],
        ),
        ("“We lost the boat,” Ivo Tarn said.", [("name", "Ivo Tarn"), ("quotation", "“We lost the boat,”")]),
        ("They won 3-1 on 2026-03-04 and the “Old Gull” sank in 1954.",
         [("name", "Old Gull"), ("figure", "3-1"), ("date", "2026-03-04"), ("date", "1954")]),
    ],
)  # fmt: skip
def test_lists_what_is_to_be_looked_up(text, expected):
    assert told(text) == expected


def test_tells_a_name_once_and_a_figure_in_each_sentence():
    assert told("Ana Tarn has 12 boats.", "Tarn bought 12 in May 2020.", headline="Tarn buys 12") == [
        ("name", "Ana Tarn"), ("figure", "12"), ("figure", "12"), ("figure", "12"), ("date", "May 2020"),
    ]  # fmt: skip


def test_is_another_fact_in_another_sentence():
    one, same, other = (
        facts(of_fields(passages=[("text", text)]))[0].digest
        for text in ("It cost 12. So they say.", "It cost 12. Nobody says so.", "It cost 12 pounds.")
    )
    assert (one == same, one == other) == (True, False)


def test_of_what_is_too_long_for_a_sentence_tells_what_stands_around():
    text = " and ".join(f"{number} boats" for number in range(1_000, 2_000))
    found = facts(of_fields(passages=[("text", f"It has {text}.")]))
    assert [fact.words for fact in found] == [str(number) for number in range(1_000, 2_000)]
    assert all(fact.words in fact.sentence and len(fact.sentence) < 300 for fact in found)
    assert found[0].sentence.startswith("It has 1000 boats and 1001")
