"""What is told of words one by one: once for each, and never of more than are kept."""

from articles.text import wordwise
from articles.text.wordwise import Wordwise


def test_each_word_is_looked_at_once():
    looked = []
    lengths = Wordwise(lambda word: looked.append(word) or len(word))
    assert [*lengths.of("Ferry, quay\xa0quay\n"), *lengths.of("quay Ferry,")] == [6, 4, 4, 4, 6]
    assert looked == ["Ferry,", "quay"]


def test_few_words_are_kept_and_no_long_one(monkeypatch):
    monkeypatch.setattr(wordwise, "_MOST", 3)
    lengths = Wordwise(len)
    assert list(lengths.of(f"a bb ccc {'d' * 61} ee")) == [1, 2, 3, 61, 2]
    assert lengths == {"ee": 2}
