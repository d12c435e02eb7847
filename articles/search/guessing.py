"""What somebody may have meant by a word: its plain forms, what begins with it, and words that a slip or two makes it.

Words are looked for by their first two letters and by their last two, one of which is nearly always right.
"""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.db.models import Q

from articles.models import SearchWord
from articles.search.words import is_kept
from articles.text.endings import forms, singulars
from articles.text.spelling import SHORT, forgiven, is_likely, slips

CANDIDATES = 24
"""So many are looked at for each word, the likeliest first."""
ALIKE, ONE_MORE, BEGINNING, SLIP = 1, 2, 3, 10
"""What guesses cost: another form or spacing, a letter more, a beginning, each slip."""
AT_START, AT_END, IN_PLURAL = 3, 1, 2
"""What a slip costs more where it changes the first letter, or the last, or makes another number of it."""
_PLURAL = 2
"""Letters that an ending adds."""


class Guess(NamedTuple):
    """What may stand for a word: how unlikely it is, and the word, two with a blank between, or a beginning."""

    cost: int
    word: str
    is_prefix: bool = False


def guesses(words: Iterable[str]) -> dict[str, list[Guess]]:
    """What each of some words may have been meant to be, the likeliest first. One query."""
    asked = list(words)
    if not asked:
        return {}
    places = Q()
    for word in asked:
        places |= _places(word)
    held = frozenset(SearchWord.objects.filter(places).values_list("word", flat=True))
    return {word: sorted(_guesses(word, held))[:CANDIDATES] for word in asked}


def _places(word: str) -> Q:
    """Where the words stand that ``word`` may have been meant to be."""
    exact = [*forms(word), *(half for pair in _halves(word) for half in pair)]
    found = Q(word__in=exact) | Q(start=word[:2], word__startswith=word)
    if most := forgiven(word):
        # The first letters may have changed places, or the second with the third; so may the last.
        starts = {word[:2], word[1] + word[0], word[0] + word[2]}
        shortest, longest = len(word) - most, len(word) + most
        in_number = Q(length__gte=shortest - _PLURAL, length__lte=longest + _PLURAL)
        found |= Q(start__in=starts) & in_number
        found |= Q(ending__in={word[-2:], word[-1] + word[-2]}, length__gte=shortest, length__lte=longest)
    return found


def _guesses(word: str, held: Collection[str]) -> Iterable[Guess]:
    others = [other for other in held if other != word]
    alike = forms(word)
    longer = [other for other in others if other.startswith(word)]
    for other in others:
        if other in alike:
            yield Guess(ALIKE, other)
        elif other.startswith(word) and len(other) == len(word) + 1:
            yield Guess(ONE_MORE, other)
        elif longer == [other]:
            yield Guess(BEGINNING, other)
        elif many := _slips(word, other):
            ends = AT_START * (word[0] != other[0]) + AT_END * (word[-1] != other[-1])
            yield Guess(many + ends, other)
    if len(longer) > 1:
        yield Guess(BEGINNING, word, is_prefix=True)
    for pair in _halves(word):
        if all(half in held or not is_kept(half) for half in pair):
            yield Guess(ALIKE, " ".join(pair))


def _slips(word: str, other: str) -> int:
    """What the slips between two words cost, either of which may be a plural; 0 where there are too many."""
    most = forgiven(word)
    if not most or len({*word} ^ {*other}) > 2 * most + _PLURAL:  # quickly told, of nearly all words
        return 0
    if (many := _apart(word, other, most)) <= most:
        return SLIP * many
    if abs(len(word) - len(other)) > most + _PLURAL or not (word.endswith("s") or other.endswith("s")):
        return 0
    many = min(_apart(one, its, most) for one in singulars(word) for its in singulars(other))
    return SLIP * max(many, 1) + IN_PLURAL if many <= most else 0


def _apart(word: str, other: str, most: int) -> int:
    """The slips between two words; more than ``most`` where there are more, or none that is likely in a short word."""
    return slips(word, other, most=most) if len(word) > SHORT or is_likely(word, other) else most + 1


def _halves(word: str) -> list[tuple[str, str]]:
    """The pairs of words that ``word`` is when nothing parts them."""
    return [(word[:n], word[n:]) for n in range(1, len(word))] if len(word) > 3 else []
