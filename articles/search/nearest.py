"""Typing mistakes forgiven: for a word that nothing says, the nearest one that something says.

Words are looked for by their first two letters and by their last two, one of which is nearly always right. What is
offered is asked of the search first, so that no word of a story that is not live is ever shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from articles.models import SearchWord
from articles.search.counting import counts
from articles.search.finding import Search
from articles.search.words import is_kept
from articles.text.spelling import forgiven, slips
from articles.text.terms import Phrase, Question

CANDIDATES = 12
"""The nearest words that are looked at for each word asked."""
FEW, MANY = 2, 20
"""A word that so few stories say is perhaps a mistake where another near it is said by so many times as many."""


@dataclass(frozen=True)
class Mended:
    """What was asked with the nearest words in the place of others: as it is typed, and each word with its other."""

    typed: str
    pairs: tuple[tuple[str, str], ...]


def mended(search: Search, *, now: datetime) -> Mended | None:
    """What was perhaps meant, where a word that is asked for is said by nothing or by few. None where all are sound.

    Phrases, beginnings and what is not to be found are never guessed at. Three queries at most.
    """
    wanted = search.asks.wanted
    words = [phrase.folded for phrase in wanted if _is_guessed(phrase)]
    said = counts({word: _for(word) for word in words}, now=now)
    near = _near([word for word in words if said[word] <= FEW])
    found = counts({other: _for(other) for others in near.values() for other in others}, now=now)
    pairs = {}
    for word, others in near.items():
        better = [
            (many, -found[other], other) for other, many in others.items() if found[other] > MANY * said[word]
        ]
        if better:
            *_, pairs[word] = min(better)
    if not pairs:
        return None
    phrases = [Phrase(pairs[phrase.folded]) if phrase.folded in pairs else phrase for phrase in wanted]
    return Mended(_typed(phrases, search.asks.unwanted), tuple(pairs.items()))


def _is_guessed(phrase: Phrase) -> bool:
    word = phrase.folded
    return not phrase.goes_on and phrase.terms == (word,) and forgiven(word) > 0 and is_kept(word)


def _for(word: str) -> Search:
    """A word alone, among all stories."""
    return Search(Question((Phrase(word),)))


def _near(words: Iterable[str]) -> dict[str, Mapping[str, int]]:
    """The nearest words to each of some, with the slips between, the nearest first. One query."""
    asked = list(words)
    if not asked:
        return {}
    places = Q()
    for word in asked:
        starts = {word[:2], word[0] + word[2]}  # the second letter may have changed places with the third
        length = Q(length__gte=len(word) - forgiven(word), length__lte=len(word) + forgiven(word))
        places |= Q(start__in=starts) & length | Q(ending=word[-2:]) & length
    held = list(SearchWord.objects.filter(places).values_list("word", flat=True))
    near = {}
    for word in asked:
        most = forgiven(word)
        apart = {other: slips(word, other, most=most) for other in held if other != word}
        nearest = sorted((many, other) for other, many in apart.items() if many <= most)[:CANDIDATES]
        near[word] = {other: many for many, other in nearest}
    return near


def _typed(wanted: Iterable[Phrase], unwanted: Iterable[Phrase]) -> str:
    return " ".join([*map(_as_typed, wanted), *(f"-{_as_typed(phrase)}" for phrase in unwanted)])


def _as_typed(phrase: Phrase) -> str:
    words = f'"{phrase.folded}"' if " " in phrase.folded else phrase.folded
    return f"{words}*" if phrase.is_prefix else words
