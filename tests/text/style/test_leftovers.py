"""Notes that were left in the copy, and letters decoded wrongly."""

import pytest

from tests.text.style.finds import findings, found, mended


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("The mayor, Ann Teller [CHECK], resigned.", "[CHECK]"),
        ("The mill employs TK people.", "TK"),
        ("It closed in TKTK after a fire.", "TKTK"),
        ("The bill came to XXX by noon.", "XXX"),
        ("He is [check spelling] of Harwick.", "[check spelling]"),
        ("She won (AGE TK) by a length.", "(AGE TK)"),
        ("Lorem ipsum dolor, said the printer.", "Lorem ipsum"),
        ("The fee is ??? pounds.", "???"),
        ("Dear {{ name }}, the ferry is late.", "{{ name }}"),
        ("A spokesman said: “TBC.”", "TBC"),
        ("FIXME: the ferry is late.", "FIXME"),
        ("It cost £XX million in all.", "£XX"),
        ("He was born in 19XX in Wexley.", "19XX"),
        ("She left [date to come] for good.", "[date to come]"),
        ("She lives in Wexley [?] now.", "[?]"),
        ("The ferry, built by <<yard>>, is late.", "<<yard>>"),
        ("The mill shut. More to come.", "More to come."),
        ("It cost €9m, pls check, to mend.", "pls"),
        ("A XX-year-old woman was hurt.", "XX"),
        ("He retired after x years at sea.", "x"),
        ("It was the xth storm of the year.", "xth"),
        ("They wait 00 weeks for a bed.", "00"),
        ("It opened in 20TK with a fair.", "20TK"),
        ("Her play, TITLE TO COME, won.", "TITLE TO COME"),
        ("Ring the hall on 01999 000000.", "01999 000000"),
        ("Dr Firstname Surname spoke.", "Firstname Surname"),
        ("It rose to £9m (is this right?) in May.", "(is this right?)"),
        ("The road [map here] will close.", "[map here]"),
        ("The road **needs caption** will close.", "**needs caption**"),
        ("She left. QUERY: which year? He stayed.", "QUERY: which year"),
        ("The mill shut – legal to read", "– legal to read"),
        ("He drove a (colour?) van.", "(colour?)"),
        ("Mr Orde, XX, stayed.", "XX"),
        ("They met at a fair in TOWN in 1950.", "TOWN"),
        ("The rain came to ?? mm in May.", "??"),
    ],
)
def test_finds_a_note_that_was_left(text, note):
    assert found("leftover", text) == [note]


@pytest.mark.parametrize(
    "text",
    [
        "The shop, a TK Maxx, is to close.",
        "The Raiders won Super Bowl XXX.",
        "Pope John XXX is a figure of fiction.",
        "The cinema showed XXX films until 1980.",
        "“We feed them [the geese] at dawn,” he said.",
        "The word was printed as [sic] in the original.",
        "The check was lost (check your post).",
        "“We [need] to [check] it,” he said.",
        "The mayor of Osasco (SP) left; why???",
        "Agent 007 rose at 07:00 with more to come, and 0.00 litres left.",
        "“See you soon xx,” read the text, “pls ring.”",
        "The film xXx came out when The xx were young.",
        "He sold Castlemaine XXXX and a XXXX beer of his own.",
        "Printers call filler “lorem ipsum”.",
        "The editor told TIME magazine in LONDON that it was legal to read it.",
    ],
)
def test_leaves_numerals_names_and_brackets_alone(text):
    assert found("leftover", text) == []


def test_tells_what_was_meant_by_letters_decoded_wrongly():
    text = "The cafÃ© charges Â£4 and itâ€™s full, says Zo&#235;."
    assert mended("mojibake", text) == "The café charges £4 and it’s full, says Zoë."


def test_tells_a_capital_that_is_half_a_letter_within_a_word():
    assert mended("mojibake", "They left BeÅŸten for KrÃ¡kow.") == "They left Beşten for Krákow."
    (finding,) = findings("They left KrÃkow.")
    assert (finding.code, finding.replacement) == ("mojibake", None)


def test_tells_letters_that_were_left_as_mail_and_scripts_write_them():
    text = "The children=E2=80=99s ward donÕt\\u2019s close."
    assert mended("mojibake", text) == "The children’s ward don’t’s close."


def test_says_that_a_letter_is_lost():
    (finding,) = findings("The caf\ufffd is full.")
    assert (finding.code, finding.severity, finding.replacement) == ("mojibake", "block", None)


def test_leaves_real_letters_alone():
    assert found("mojibake", "Ångström met Renée in São Tomé; “très bien”, he said – £5 & €6.") == []


def test_looks_for_left_overs_in_any_language():
    text = "Der Bürgermeister [CHECK] ist nach dem Streit zurückgetreten."
    assert [finding.code for finding in findings(text, language="de")] == ["leftover"]
