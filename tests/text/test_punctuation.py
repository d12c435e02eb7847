import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from articles.text.cleaning import clean, leaves
from articles.text.keys import name_key, title_key
from articles.text.punctuation import body_in_print, in_print
from articles.text.terms import terms

SIGNS = [
    *"aaxs12960  :;!%\"\"''_-.()[,:é中“”‘’«»\u202f…–—/@`",
    "``",
    "''",
    "--",
    "...",
    "'s ",
    "'12",
    "'em",
    "po'",
    " ``",
]
TYPED = st.lists(st.sampled_from(SIGNS), max_size=30).map("".join)
LANGUAGES = st.sampled_from(["en-GB", "en-US", "de", "fr", "it", "sv", "ru", "pl", "ja"])
PIECES = [
    "``so''",
    "<p>",
    "</p>",
    "<em>",
    "</em>",
    '<a href="/a\'s">',
    "</a>",
    '<em lang="de">',
    '"',
    "'",
    "--",
    " - ",
    "...",
    " ",
    "«",
    " :",
    "9",
    "a",
]
TOUCHED = str.maketrans("", "", "\"'“”„«»‘’‚‹›-–—_`.…\u202f\xa0 ")


@pytest.mark.parametrize(
    ("language", "typed", "wanted"),
    [
        ("en-GB", """"Yes," she said. "It's the boys' room." """, "“Yes,” she said. “It’s the boys’ room.” "),
        ("en-GB", "'The boys' room is full,' he said.", "‘The boys’ room is full,’ he said."),
        (
            "en-GB",
            "Rock 'n' roll, the '90s and O'Brien's '68 hit",
            "Rock ’n’ roll, the ’90s and O’Brien’s ’68 hit",
        ),
        ("en-GB", "'10 held' say police", "‘10 held’ say police"),
        ("en-GB", """"He said 'no' to me," she said.""", "“He said ‘no’ to me,” she said."),
        ("en-GB", """"'Yes,' he said," she said.""", "“‘Yes,’ he said,” she said."),
        ("en-GB", """"Hamlet"'s end--or not... - so""", "“Hamlet”’s end—or not… – so"),
        ("en-GB", """"One. "Two," said Wend Inc.'s owner.""", "“One. “Two,” said Wend Inc.’s owner."),
        ("en-GB", "In '12's rain", "In ’12’s rain"),
        ("en-GB", "In '68 he was 6' tall, 'cause he grew", "In ’68 he was 6' tall, ’cause he grew"),
        ("de", "'ne Frage", "’ne Frage"),
        ("en-GB", "``It's so,'' he said _ so", "“It’s so,” he said – so"),
        ("en-US", "LONDON -- From 1914--18", "LONDON — From 1914–18"),
        ("de", """"Das nenne ich 'gut'" -- Hans""", "„Das nenne ich ‚gut‘“ – Hans"),
        (
            "fr-FR",
            """L'"Express" dit "C'est fini".""",
            "L’«\u202fExpress\u202f» dit «\u202fC’est fini\u202f».",
        ),
        (
            "fr",
            "« Oui » : 184 000 voix, 9 % de plus ; en 2024 100 élus ? Non !",
            "«\u202fOui\u202f»\xa0: 184\u202f000 voix, 9\xa0% de plus\u202f; en 2024 100 élus\u202f? Non\u202f!",
        ),
        ("fr", """« L'eau :), a ?b »""", "«\u202fL’eau :), a ?b\u202f»"),
        (
            "en-GB",
            """A <b class='x'>tag</b> here. "Quoted," it's.""",
            "A <b class='x'>tag</b> here. “Quoted,” it’s.",
        ),
        ("en-GB", """Type `it's "x"`: "Done." """, """Type `it's "x"`: “Done.” """),
        ("it", """Un po' di "calma" negli anni '80""", "Un po’ di «calma» negli anni ’80"),
        ("es-MX", '"Sí", dijo', "“Sí”, dijo"),
        ("sv", """"Ja", sa hon. 'Nej'""", "”Ja”, sa hon. ’Nej’"),
        ("ru", 'Газета "Правда" - лучшая', "Газета «Правда» — лучшая"),
    ],
)
def test_text_is_printed_as_its_language_is(language, typed, wanted):
    assert in_print(typed, language) == wanted


@pytest.mark.parametrize(
    "typed",
    [
        """5'10" and 6'2" tall""",
        'An "unpaired mark',
        '“Mixed” and "straight"',
        "''Doubled'' and 'alone",
        "``so''the end",
        """print("it's")""",
        "<a class='x' it's",
        "run --verbose, see https://wend.example/it's--x...y",
        "3 - 2",
        "----",
    ],
)
def test_what_could_be_something_else_is_left(typed):
    assert in_print(typed, "en-GB") == typed


def test_a_language_whose_press_is_not_known_is_left():
    assert in_print('"it\'s" -- so...', "ja") == '"it\'s" -- so...'


def test_a_quotation_runs_on_over_paragraphs_and_tags():
    typed = """<p>"One.</p><p>"<em>Two</em>, it<a href="/it's">'s</a>."</p><p>"Alone</p><p lang="fr">Non: "Oui"</p>"""
    assert body_in_print(typed, "en") == (
        '<p>“One.</p><p>“<em>Two</em>, it<a href="/it&#x27;s">’s</a>.”</p><p>"Alone</p>'
        '<p lang="fr">Non: «\u202fOui\u202f»</p>'
    )


def test_blocks_that_are_held_stay():
    held = frozenset(leaves("""<p>"Old"</p><p>“Set”</p>"""))
    typed = """<p>"Old"</p><p>"Set"</p><p>"New"</p>"""
    assert body_in_print(typed, "en", held=held) == """<p>"Old"</p><p>“Set”</p><p>“New”</p>"""


def test_what_was_printed_of_a_body_is_made_of_it_again():
    """That the next paragraph is left in doubt, and with it whether this one goes on, is so of one that is held."""
    typed = """<p>"We don't know where it went.</p><p>"I said “no” to them.</p>"""
    made = body_in_print(typed, "en")
    assert body_in_print(typed, "en", held=frozenset(leaves(made))) == made


@given(typed=TYPED, language=LANGUAGES)
def test_what_is_printed_stays_and_says_the_same(typed, language):
    made = in_print(typed, language)
    assert in_print(made, language) == made
    assert made.translate(TOUCHED) == typed.translate(TOUCHED)
    assert terms(made) == terms(typed)


@given(typed=TYPED, language=LANGUAGES)
def test_a_printed_title_is_found_as_a_typed_one(typed, language):
    made = in_print(f"{typed} a", language)
    assert (title_key(made), name_key(made)) == (title_key(f"{typed} a"), name_key(f"{typed} a"))


@given(pieces=st.lists(st.sampled_from(PIECES), max_size=30), language=LANGUAGES)
def test_a_printed_body_is_clean_and_stays(pieces, language):
    made = clean(body_in_print("".join(pieces), language))
    assert body_in_print(made, language) == made == clean(made)


@given(pieces=st.lists(st.sampled_from(PIECES), max_size=30), language=LANGUAGES)
def test_a_body_that_was_printed_is_made_of_what_was_typed_again(pieces, language):
    typed = clean("".join(pieces))
    assume(len(set(leaves(typed))) == len(leaves(typed)))
    made = body_in_print(typed, language)
    assert body_in_print(typed, language, held=frozenset(leaves(made))) == made


@pytest.mark.parametrize("part", ['"', "'a' ", "'90 ", "l'\"a "])
def test_a_line_of_marks_takes_no_longer_than_it_is_long(part):
    started = time.process_time()
    in_print(part * (100_000 // len(part)), "fr")
    assert time.process_time() - started < 8


def test_dashes_take_no_longer_than_their_line_is_long():
    started = time.process_time()
    in_print("a--b " * 200_000 + "\N{FERRY}", "en")  # which lets each sign take four bytes
    assert time.process_time() - started < 8
