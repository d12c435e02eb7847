"""Typing mistakes forgiven: for a search that finds nothing, the nearest one that finds something.

What is offered is asked of the search first, so that no word of a story that is not live is ever shown. Only what gives
stories together is: of "wind farn" the farm by the wind, not a barn.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice, product

from articles.search.asking import Search
from articles.search.counting import counts, reached
from articles.search.guessing import ALIKE, Guess, guesses
from articles.search.words import is_kept
from articles.text.terms import Phrase, Question

TRIED = 36
"""So many searches are tried at the most, the likeliest."""
AT_ONCE = 3
"""Words of one search that are guessed at."""
FEW, MANY = 2, 20
"""A word that so few stories say is perhaps a mistake where another near it is said by so many times as many."""

_Slot = tuple[int, int]
"""Where a word stands: which phrase, and which word of it."""


@dataclass(frozen=True)
class Mended:
    """What was perhaps meant, as it is typed. ``is_alike``: other forms of the words, and no mistakes mended."""

    typed: str
    is_alike: bool


@dataclass(frozen=True)
class _Way:
    """One search that was perhaps meant: how unlikely it is, its phrases, and whether they are other forms alone."""

    cost: int
    phrases: tuple[Phrase, ...]
    is_alike: bool = True


def mended(search: Search, *, now: datetime) -> Mended | None:
    """What was perhaps meant by ``search``, which finds next to nothing. None where nothing near is likelier:
    another form of its words is where it finds anything, a mistake mended where it finds many times more.

    Quoted phrases, beginnings and what is not to be found are never guessed at. Three queries at most, each of so many
    parts at most; four where words in a row are searched for.
    """
    wanted = search.asks.wanted
    slots = dict(_slots(wanted))
    if not wanted:
        return None
    search = search.within(reached([search], now=now).get(search, 0))
    said = counts({"": search, **{word: _for(word) for word in slots.values()}}, now=now)
    had, missing = said[""], {slot: word for slot, word in slots.items() if not said[word]}
    if len(missing) > AT_ONCE:
        return None
    few = ((slot, word) for slot, word in slots.items() if said[word] <= FEW)
    rare = missing or dict(islice(few, AT_ONCE))
    changes = [rare] if missing else [{slot: word} for slot, word in rare.items()]
    ways = [*_joined(wanted, missing), *_replaced(wanted, changes, guesses(set(rare.values())))]
    tried = {_typed(way.phrases, search.asks.unwanted): way for way in sorted(ways, key=_likeliest)[:TRIED]}
    found = counts({typed: _asking(search, way) for typed, way in tried.items()}, now=now)
    # A word that is said somewhere, only not here, is no mistake because another is said here.
    least = max(had, *said.values()) if len(wanted) == len(slots) == 1 else had
    better = [
        (way.cost, -found[typed], typed)
        for typed, way in tried.items()
        if found[typed] > (0 if way.is_alike else MANY * least)
    ]
    *_, typed = min(better, default=("",))
    return Mended(typed, is_alike=tried[typed].is_alike) if typed else None


def _slots(wanted: Iterable[Phrase]) -> Iterator[tuple[_Slot, str]]:
    """The words that may be guessed at."""
    for number, phrase in enumerate(wanted):
        words = phrase.folded.split()
        if _is_plain(phrase) and phrase.terms == tuple(words):
            yield from (((number, n), word) for n, word in enumerate(words) if is_kept(word))


def _is_plain(phrase: Phrase) -> bool:
    return not phrase.goes_on and not phrase.is_quoted


def _replaced(
    wanted: tuple[Phrase, ...], changes: Iterable[Mapping[_Slot, str]], near: Mapping[str, list[Guess]]
) -> Iterator[_Way]:
    """The words of each of some changes replaced: all that nothing says at once, else one of those that few say."""
    for slots in changes:
        rows = [near[word] if len(slots) == 1 else list(_few(near[word])) for word in slots.values()]
        for picked in product(*rows):
            phrases = list(wanted)
            for (number, place), guess in zip(slots, picked, strict=True):
                phrases[number] = _with(phrases[number], place, guess)
            costs = [guess.cost for guess in picked]
            yield _Way(sum(costs), tuple(phrases), is_alike={*costs} == {ALIKE})


def _few(guessed: list[Guess]) -> Iterable[Guess]:
    """Of words beside others so many that all of them can be tried with all."""
    return islice(guessed, TRIED // 6)


def _with(phrase: Phrase, place: int, guess: Guess) -> Phrase:
    words = phrase.folded.split()
    words[place] = guess.word
    is_last = place == len(words) - 1
    folded, is_prefix = " ".join(words), guess.is_prefix and is_last
    return Phrase(folded, is_prefix, typed=folded.replace(" ", "-") + "*" * is_prefix)


def _joined(wanted: tuple[Phrase, ...], missing: Mapping[_Slot, str]) -> Iterator[_Way]:
    """Two words written as one, where no other word is missing: "seawall" for "sea wall", and for "sea-wall"."""
    for start, many in product(range(len(wanted)), (1, 2)):
        end = start + many
        words = " ".join(phrase.folded for phrase in wanted[start:end]).split()
        is_pair = len(words) == 2 and end <= len(wanted) and all(map(_is_plain, wanted[start:end]))
        if is_pair and not _is_figure(words) and all(start <= number < end for number, _ in missing):
            one = Phrase("".join(words), typed="".join(words))
            yield _Way(ALIKE, (*wanted[:start], one, *wanted[end:]))


def _is_figure(words: Iterable[str]) -> bool:
    """Whether a pair of words would be joined to a figure: 2 and 3 are not 23."""
    one, other = words
    return one[-1].isdigit() and other[0].isdigit()


def _likeliest(way: _Way) -> tuple[int, list[str]]:
    return way.cost, [phrase.typed for phrase in way.phrases]


def _for(word: str) -> Search:
    """A word alone, among all stories."""
    return Search(Question((Phrase(word),)))


def _asking(search: Search, way: _Way) -> Search:
    return replace(search, asks=Question(way.phrases, search.asks.unwanted))


def _typed(wanted: Iterable[Phrase], unwanted: Iterable[Phrase]) -> str:
    return " ".join([*(phrase.typed for phrase in wanted), *(f"-{phrase.typed}" for phrase in unwanted)])
