import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.keys import LONGEST_LINE_KEY, line_key, name_key, title_key

KEYS = pytest.mark.parametrize("key", [title_key, name_key])


@KEYS
@given(text=st.text())
def test_the_key_of_a_key_is_that_key(key, text):
    assert key(key(text)) == key(text)


@KEYS
@given(text=st.text())
def test_only_a_blank_text_has_an_empty_key(key, text):
    visible = [c for c in text if not c.isspace() and unicodedata.category(c) != "Cf"]
    assert bool(key(text)) == bool(visible)


@KEYS
@given(text=st.text(alphabet="aBé中1 -–'’.\"“", min_size=1))
def test_case_and_unicode_form_make_no_difference(key, text):
    assert key(unicodedata.normalize("NFD", text.upper())) == key(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mayor’s “quiet” year", 'MAYOR\'S "QUIET" YEAR'),
        ("Ferry returns – at last…", "Ferry returns - at last..."),
        ("Ferry   returns\u00a0at last", " Ferry returns at last "),
        ("Ferry returns: at last?", "Ferry returns at last"),
        ("U.S. ferry sails", "US ferry sails"),
        ("Ｆｅｒｒｙ №５", "ferry no5"),
        ("Café re\u0301opens", "Cafe\u0301 réopens"),
        ("Har\u00adbour re\u200bopens", "Harbour reopens"),
        ("港口「重开」，渡轮复航", "港口“重开” 渡轮复航"),
    ],
)
def test_two_settings_of_one_headline_share_a_key(one, other):
    assert title_key(one) == title_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Rates at 3.5", "Rates at 35"), ("Résumé", "Resume"), ("C++ wins", "C wins"), ("$5", "£5"), ("?", "!")],
)
def test_different_headlines_keep_different_keys(one, other):
    assert title_key(one) != title_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Harbour Wire.", "the harbour wire"),
        ("J. R. Hart", "J.R. HART"),
        ("Jean-Luc O’Dell", "Jean Luc O'Dell"),
        ("王 伟", "王伟"),
    ],
)
def test_two_settings_of_one_name_share_a_key(one, other):
    assert name_key(one) == name_key(other)


def test_names_that_differ_by_an_accent_stay_two():
    assert name_key("José Marin") != name_key("Jose Marin")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SHARE  this\tarticle", "Share this article "),
        ("12 comments", "3 comments"),
        ("Page 1 of 9", "page 10 of 12"),
        ("a" * LONGEST_LINE_KEY + "b", "a" * LONGEST_LINE_KEY + "c"),
    ],
)
def test_the_same_line_of_two_files_has_one_key(one, other):
    assert line_key(one) == line_key(other)


@given(text=st.text())
def test_the_key_of_a_line_is_bounded_and_empty_for_a_blank_one_only(text):
    assert len(line_key(text)) <= LONGEST_LINE_KEY
    assert bool(line_key(text)) == bool(text[: 2 * LONGEST_LINE_KEY].strip())


@pytest.mark.parametrize("sign", [chr(code) for code in range(128)])
def test_a_title_of_ascii_alone_has_the_key_that_it_has_beside_other_signs(sign):
    title = f"A{sign}b {sign} c.{sign}"
    assert title_key(f"é {title}") == f"é {title_key(title)}".strip()
