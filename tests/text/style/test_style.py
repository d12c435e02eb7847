"""The room's door: all checks together."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text import style
from articles.text.style import CHECKS, Copy, Part, Severity
from tests.text.style.finds import findings, found

HEADLINES = {"headline-number", "headline-word"}


@pytest.mark.parametrize("rule", CHECKS, ids=lambda rule: f"{rule.code} {rule.example[:20]}")
def test_each_rule_finds_its_own_example(rule):
    if rule.code in HEADLINES:
        found = findings("Ana Tellermann wept as the flood rose.", headline=rule.example)
    else:
        found = findings(rule.example)
    assert rule.code in {finding.code for finding in found}


@pytest.mark.parametrize("rule", CHECKS, ids=lambda rule: f"{rule.code} {rule.example[:20]}")
def test_each_rule_says_why(rule):
    assert rule.reason.endswith(".")
    assert isinstance(rule.severity, Severity)


def test_findings_stand_in_order_and_tell_where():
    copy = style.of_fields(headline="Fire of of Harwick", passages=[("text", "Harwick burned on 31 June.")])
    assert [(copy.text[f.start : f.end], f.code, f.severity) for f in style.check(copy)] == [
        ("of of", "doubled-word", "block"),
        ("31 June", "impossible-date", "block"),
    ]


def test_the_archive_profile_looks_only_for_what_is_broken():
    text = "“We left on on 31 June [CHECK], said Ana Ruiz of the (QRZB."
    assert {f.code for f in findings(text, profile="archive")} == {"impossible-date", "leftover", "quotation"}


def test_other_languages_get_only_what_no_language_changes():
    text = "Le le conseil a siégé le 31/04/2019 [CHECK] (à huis clos et il a dit « non »."
    assert {f.code for f in findings(text, language="fr")} == {"impossible-date", "leftover", "bracket"}


def test_nothing_is_looked_at_outside_the_parts():
    text = "Mill burns\nSee also: the the\nIt burned down."
    copy = Copy(text, (Part("headline", 0, 10), Part("text", 29, 44)))
    assert style.check(copy) == []


def test_a_block_quotation_is_spared_style_but_not_slips():
    copy = style.of_fields(passages=[("quote", "We left on May 3rd, in in the rain.")])
    assert [f.code for f in style.check(copy)] == ["doubled-word"]


def test_nothing_is_found_in_a_plain_story():
    assert findings(
        "The old mill at Harwick burned down on Tuesday night, and 12 people were hurt.",
        "“It was the worst night that I have seen,” said Ana Ruiz, who lives on the quay. “We lost it all.”",
        "The council, which owns the mill, will meet on 3 May.",
        headline="Mill fire hurts 12",
    ) == []  # fmt: skip


_BITS = st.sampled_from([
    "the", "The", "of of", '"', "“", "”", "'", "’", "(", ")", "[CHECK]", "31 June 2004", "12%", "per cent", "voted",
    "7 votes to 4", "12-member board", "rose 10% to $5m from $4m", "said", ".", ",", "\n", " ", "it's", "there", "QRZB",
    "Ã©", "34 year old", "9 PM in the evening", "Tellerman", "color", "colour", "between 5-10", "\ufffd", "é", "\u2028",
    "١٢", "½", "²", "-", "XXXX",
])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(_BITS, st.text(max_size=6)), max_size=40), st.sampled_from(["", " "]))
def test_never_raises_and_points_into_the_text(bits, joint):
    headline, text = "Fire hurts 12 at Harwick", joint.join(bits)
    lines = [line for line in (headline, *text.split("\n")) if line]
    for finding in findings(*lines[1:], headline=headline):
        marked = "\n".join(lines)[finding.start : finding.end]
        assert marked
        assert finding.replacement != marked


@pytest.mark.parametrize("unit", ["a", "A.", "[", "“", "1% ", "Ann ", "it's ", "rose 10% to $5m from "])
def test_a_long_run_of_one_thing_takes_no_longer_than_another(unit):
    text = unit * (100_000 // len(unit))
    assert all(finding.end <= len(text) for finding in findings(text))


def test_a_story_of_nothing_but_quotations_takes_no_longer_than_another():
    said = "“It was the worst night that this town has seen in years.”"
    assert found("no-speaker", *[said] * 3000) == [said] * 3000
    assert found("no-speaker", *[said] * 3000, "So the mayor said.") == []


def test_a_long_list_of_near_names_takes_no_longer_than_another():
    names = (f"Teller{a}{b}an" for a in "abcdefghijklm" for b in "klmnopqrstuvw")
    assert {finding.code for finding in findings(" ".join(names))} <= {"name-variant"}
