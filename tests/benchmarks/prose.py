"""Text for newsrooms of any size: words as often as such are said, and some bodies of them, which stories share."""

import functools
import random
from itertools import accumulate

from articles.search.published import joined_terms
from articles.text.blocks import plain, word_count
from articles.text.telling import telling

BODIES = 1500  # different ones: to make one, and to find its terms, takes longer than all else
_SYLLABLES = "ba ko ri tel mun sa vor di pen lu gra ne sho fi car ost".split()  # noqa: SIM905
_OPENING = "Under the lantern of the pier"


@functools.cache
def vocabulary() -> tuple[list[str], list[float]]:
    """Words, and how often each of them and those before it are said."""
    chance = random.Random(1)
    words = ["harbour", "council", "night", "ferry", "quay", "ferries", "渡轮恢复"]
    words += sorted({"".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(12_000)})
    return words, list(accumulate(1 / (rank + 400) for rank in range(len(words))))


def some_words(chance: random.Random, count: int) -> str:
    words, weights = vocabulary()
    return " ".join(chance.choices(words, cum_weights=weights, k=count))


class Body:
    """One of the bodies, by number: six paragraphs, with what is asked of each again and again."""

    def __init__(self, number: int, words: int) -> None:
        chance = random.Random(number)
        texts = [some_words(chance, words // 6) for _ in range(6)]
        texts[0] = f"{_OPENING} {texts[0]}"
        self.html = "".join(f"<p>{text}.</p>" for text in texts)
        self.words = word_count(self.html)
        self.terms = joined_terms([plain(self.html)])
        self.telling = telling("", "", plain(self.html))


@functools.cache
def body_of(number: int, words: int) -> Body:
    """The body of a story, by its number."""
    return Body(number % BODIES, words)
