"""Rules that a desk writes for itself."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text import style
from articles.text.style import CHECKS, PREFIX, BadRule, HouseRule, made
from tests.text.style.finds import findings


def rule(find, kind="words", **fields):
    return HouseRule("desk-rule", kind, find, **fields)


def hits(written: HouseRule, *paragraphs: str, **fields) -> list[tuple[str, str | None]]:
    """What a rule finds, and what it proposes for each."""
    text = "\n".join(paragraphs)
    found = findings(*paragraphs, rules=[made(written)], **fields)
    return [(text[f.start : f.end], f.replacement) for f in found if f.code == "desk-rule"]


def refusal(find, kind="pattern", **fields) -> str:
    with pytest.raises(BadRule) as refused:
        made(rule(find, kind, **fields))
    return str(refused.value)


@pytest.mark.parametrize(
    ("find", "text", "expected"),
    [
        ("utilise -> use", "Utilise it; we UTILISE it, utilised.", [("Utilise", "Use"), ("UTILISE", "USE")]),
        ("e-mail → email\non-line", "An E‑mail on-line.", [("E‑mail", "Email"), ("on-line", None)]),
        ("out of -> from", "Out\u00a0of it, without of.", [("Out\u00a0of", "From")]),
        ("café -> bar", "Cafés, a café, décafé.", [("café", "bar")]),
        ("old -> aged\nold man -> pensioner", "The old man is old.", [("old man", "pensioner"), ("old", "aged")]),
        ("internet -> Internet", "The internet, the Internet.", [("internet", "Internet")]),
        ("don't -> do not", "We don’t.", [("don’t", "do not")]),
        ("ha", "ha ha ha", [("ha", None)] * 3),
        ("a", "A a", [("A", None), ("a", None)]),
        ("U.S. -> US", "“U.S.”U.S.,U.S.", [("U.S.", "US")] * 2),
    ],
)  # fmt: skip
def test_list_finds_whole_words_and_what_is_right_looks_as_they_do(find, text, expected):
    assert hits(rule(find), text) == expected


def test_list_may_heed_case_find_within_words_and_have_one_replacement_for_all():
    assert hits(rule("Web", heeds_case=True), "The web and the Web.") == [("Web", None)]
    assert hits(rule("isation", whole_words=False), "Organisations.") == [("isation", None)]
    assert hits(rule("very\nquite -> fairly", replacement="rather"), "Quite, very.") == [
        ("Quite", "Fairly"),
        ("very", "rather"),
    ]


@pytest.mark.parametrize(
    ("find", "replacement", "text", "expected"),
    [
        (
            r"(\d+) per ?cent",
            r"\1%",
            "Some 12 percent, é 5 per cent.",
            [("12 percent", "12%"), ("5 per cent", "5%")],
        ),
        (r"\bcafé\b", "", "Café, décafé, cafés", [("Café", None)]),
        (r"\w+bürger", "", "Wahlbürger", [("Wahlbürger", None)]),
        (r"^Exclusive:?", "", "Exclusive: it burned. Exclusive.", [("Exclusive:", None)]),
        (r"(?i:mr)\s(?P<name>[A-Z]\w+)", r"\1 (\0) \\", "mr Ruiz", [("mr Ruiz", "Ruiz (mr Ruiz) \\")]),
        (r"[\w-]+\sgate|scandal", "", "Harbour-street gate", [("Harbour-street gate", None)]),
    ],
)
def test_pattern_finds_and_puts_groups_where_they_belong(find, replacement, text, expected):
    written = rule(find, "pattern", replacement=replacement, whole_words=False, heeds_case=False)
    assert hits(written, text) == expected


def test_places_count_in_characters_in_every_part():
    copy = style.of_fields(
        headline="Über 5 km", passages=[("text", "Ω 𝄞 km"), ("text", "é km")], captions=["km"]
    )
    places = [f.start for f in style.check(copy, rules=[made(rule("km"))]) if f.code == "desk-rule"]
    assert [copy.text[place : place + 2] for place in places] == ["km"] * 4


def test_quotations_are_spared_where_the_rule_says_so():
    text = "Ruiz said: “We utilise it.” They utilise it."
    assert len(hits(rule("utilise"), text)) == 1
    assert len(hits(rule("utilise", spares_quotations=False), text)) == 2


@pytest.mark.parametrize(
    ("language", "copy", "times"),
    [("", "fr", 1), ("en", "en-GB", 1), ("en-GB", "en-US", 0), ("en", "", 0), ("e", "en", 0)],
)
def test_rule_is_for_copy_of_its_language(language, copy, times):
    assert len(hits(rule("utilise", language=language), "Utilise", language=copy)) == times


def test_message_is_the_desks_or_drafted():
    def said(written):
        return next(f.message for f in findings("Utilise", rules=[made(written)]) if f.code == "desk-rule")

    assert said(rule("utilise", message="Plain words, please.")) == "Plain words, please."
    assert said(rule("utilise")) == "“Utilise” is not our style."
    assert said(rule("utilise -> use")) == "Our style is “Use”, not “Utilise”."


@pytest.mark.parametrize(
    ("find", "sentence"),
    [
        ("(abc", r"Character 1: this bracket is not closed. Add ), or write \( for the sign itself."),
        ("ab)c", r"Character 3: no bracket is open here to be closed. For the sign itself write \)."),
        (
            "a[bc",
            r"Character 2: this class of characters is not closed. Add ], or write \[ for the sign itself.",
        ),
        ("abc\\", "Character 4: a backslash ends the pattern. For a backslash itself write two."),
        ("é**", "Character 2: two signs of repetition stand in a row."),
        ("ab|*c", "Character 4: nothing stands before this sign of repetition."),
        ("a[z-b]", "Character 3: this is no range or class of characters."),
        (r"a\q", "Character 2: this means nothing after a backslash. For a backslash itself write two."),
        (
            "a{1,2000}",
            "Character 2: a repetition goes from a smaller to a larger number, and to 1,000 in all at most.",
        ),
        ("(?>a)", "Character 1: this kind of group is not known."),
        (
            "(?P<n!>a)",
            "Character 1: the name of a group stands in angle brackets, and is of letters, digits and _.",
        ),
        (" ", "Nothing is to be found. Write a pattern."),
        ("use\nit", "Character 4: a line ends here. A pattern is one line, as it is tried on one paragraph."),
        (
            "a?b*",
            "The pattern also fits where there is nothing at all. Let it ask for at least one character.",
        ),
        (
            r"\b?",
            "The pattern also fits where there is nothing at all. Let it ask for at least one character.",
        ),
        (
            r"x|\b",
            "The pattern also fits where there is nothing at all. Let it ask for at least one character.",
        ),
        ("a" * 1_001, "A pattern has at most 1,000 characters: this one has 1,001."),
    ],
)
def test_broken_pattern_is_refused_with_its_place_and_what_to_do(find, sentence):
    assert refusal(find, whole_words=False) == sentence


@pytest.mark.parametrize(
    ("find", "place"), [(r"(a+)x\1", 6), ("x(?<!b)c", 2), ("(?=b)", 1), (r"(?P<n>a)(?P=n)", 9)]
)
def test_what_could_run_away_is_refused_at_its_place(find, place):
    assert refusal(find).startswith(f"Character {place}: the pattern ")
    assert "might never end" in refusal(find)


@pytest.mark.parametrize(
    ("replacement", "sentence"),
    [
        (r"a \2", "Character 3: there is no group 2: the pattern has one group."),
        ("a\\n", "Character 2: a number follows a backslash here, as in \\1. For the sign itself write two."),
        ("a\\", "Character 2: a number follows a backslash here, as in \\1. For the sign itself write two."),
    ],
)
def test_broken_replacement_is_refused_with_its_place(replacement, sentence):
    assert refusal("(a)", replacement=replacement) == sentence


@pytest.mark.parametrize(
    ("find", "sentence"),
    [
        ("\n \n", "Nothing is to be found. Write one entry a line."),
        ("a -> b\nc ->", "Line 2 has nothing after its arrow. Say what is right, or leave the arrow out."),
        ("-> b", "Line 1 has no word to find. Write what is wrong first: wrong -> right."),
        ("a -> a", "Line 1 puts “a” for itself."),
        (
            "\n".join(f"word{n}" for n in range(1_001)),
            "A list has at most 1,000 entries: this one has 1,001.",
        ),
    ],
)
def test_broken_list_is_refused_with_its_line(find, sentence):
    assert refusal(find, "words") == sentence


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (rule("(a+)+b", "pattern"), "a" * 50_000),
        (rule("(a|aa|aaa)*c", "pattern", whole_words=False), "a" * 50_000),
        (rule("\n".join(f"word{n} on" for n in range(1_000))), "word1 " * 10_000),
    ],
)
def test_no_rule_runs_away(written, text):
    assert hits(written, text, headline="") == []


def test_what_fits_nowhere_has_no_findings():
    for written in (
        rule("utilise"),
        rule("^In brief", "pattern"),
        rule(r"\AIn brief", "pattern"),
        rule("use$", "pattern"),
    ):
        for text in ("In brief\nWe utilise", "Nothing", "of use\nthen"):
            assert style.fits(written, text) or not hits(written, *text.split("\n"))


_SIGNS = st.sampled_from([
    "a", "é", "(", ")", "[", "]", "[^", "|", "*", "+", "?", "{2}", "\\b", "\\B", "\\w", "\\W", "\\s", "\\1", "\\",
    "^", "$", ".", "-", " ", "(?:", "(?i)", "(?P<n>", "[[:alpha:]]", "\\p{L}", "𝄞", "->", "\n", "\ud800",
    "(?=", "{", "}",
])  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.lists(_SIGNS, max_size=8).map("".join),
    st.sampled_from(["words", "pattern"]),
    st.sampled_from(["", "b", r"\0", r"\1"]),
    st.booleans(),
)
def test_whatever_is_written_is_refused_or_finds_places_of_the_text(find, kind, replacement, whole):
    try:
        check = made(rule(find, kind, replacement=replacement, whole_words=whole))
    except BadRule:
        return
    text = "aé a-a (𝄞 éa) \ud800 a b. A a"
    for finding in findings(text, rules=[check]):
        assert text[finding.start : finding.end]
        assert finding.replacement != text[finding.start : finding.end]


def test_built_in_checks_never_begin_as_the_desks_do():
    assert not [entry.code for entry in CHECKS if entry.code.startswith(PREFIX)]


def test_list_does_not_say_two_things_of_one_word():
    assert "Line 2 says of “zebra” otherwise" in refusal("zebra -> horse\nzebra -> mule", "words")
    assert hits(rule("zebra -> horse\nzebra -> horse"), "A zebra.") == [("zebra", "horse")]
