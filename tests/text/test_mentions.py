"""How sentences of the importer name stories, and what is left where a headline is not to be read."""

import pytest

from articles.text.mentions import LONGEST, begin, mention, without_headlines


def test_a_story_is_named_by_number_and_headline():
    assert mention(12, "Ferry returns") == "story 12 (“Ferry returns”)"
    assert mention(12, "x" * 100) == f"story 12 (“{'x' * LONGEST}”)"
    assert mention(12, "").startswith(begin(12))


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("The same as story 12 (“Ferry returns”), joined to it.", "The same as story 12, joined to it."),
        ("In story 1 (“A (2 of “3”) \n B”), too.", "In story 1, too."),
        ("In story 1 (“A”) and story 2 (“B”), too.", "In story 1, too."),
        ("In story 1 (“that ends no", "In story 1"),
        ("Until now it belonged to story 3, which stays.", "Until now it belonged to story 3, which stays."),
        ("a/b.txt (story 3): “no headline”)", "a/b.txt (story 3): “no headline”)"),
    ],
)
def test_no_headline_is_left(sentence, left):
    assert without_headlines(sentence) == left


def test_of_one_story_alone_the_headline_goes():
    assert (
        without_headlines("In story 12 (“A”).", 2)
        == without_headlines("In story 12 (“A”).", 1)
        == "In story 12 (“A”)."
    )
    assert without_headlines("In story 12 (“A”).", 12) == "In story 12."
