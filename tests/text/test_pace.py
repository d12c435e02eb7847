import pytest

from articles.text.pace import minutes


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("", 0),
        ("<p>" + "word " * 229 + "</p>", 0),
        ("<p>" + "word " * 230 + "</p>", 1),
        ("<p>" + "word " * 115 + "</p>" + "<p>" + "word " * 460 + "</p>", 2),
        ("<p>" + "灯" * 499 + "</p>", 0),
        ("<p>" + "灯" * 1_500 + "</p>", 3),
        ("<p>" + "灯" * 500 + " ferry" * 460 + "</p>", 3),
        ("<p>" + "— 1 " * 230 + "</p>", 1),
    ],
)
def test_minutes_are_those_of_words_and_of_signs(body, told):
    assert minutes(body) == told
