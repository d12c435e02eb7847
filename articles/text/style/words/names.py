"""Names that are spelled in two ways within one story."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from articles.text.spelling import slips
from articles.text.style.copy import Copy
from articles.text.style.registry import Hit, Severity, check
from articles.text.style.words.alike import are_kin, german, plain, sound
from articles.text.style.words.lexicon import times

_SHORTEST, _LONG, _RARE = 5, 8, 2
_CROWD = 400
"""Names of a story that is a list of results, in which any name is near another."""
_BREATH = 40
"""Characters between two names that “and” joins."""
_BESIDE = 20
"""Characters between two names that are told of together."""
_SHORT = 3
"""Letters of a word that may be a name's other spelling at all."""
_MOST = 40
"""Names that begin alike and are compared with each other; no story has so many."""
_A_NAME = 300
"""How often a word is met at most that is in the list of words as a name."""
_TITLES_LIST = """
    Mr Mrs Ms Miss Mx Dr Sir Dame Lord Lady Prof Professor Cllr Councillor Councilor Sgt Sergeant Constable Inspector
    Superintendent Detective Officer Captain Capt Major Colonel Col General Gen Lieutenant Lt Judge Justice Rev
    Reverend Father Sister Brother Bishop Archbishop Cardinal Pope Rabbi Imam King Queen Prince Princess Baroness
    Baron Senator Sen Rep Congressman Congresswoman Governor Gov Mayor President Minister Chancellor Secretary Coach
    Manager Jockey Trainer The
"""
_TITLES = frozenset(_TITLES_LIST.split())
_SPEAKS = re.compile(
    r"\s(?:said|says|added|told|tells|asked|replied|insisted|warned|claimed|admitted|explained|joked|denied|hoped"
    r"|believes|thinks|thought|who|argued|recalled|conceded|wrote|agreed)\b"
)
_SPOKEN = re.compile(
    r"\b(?:said|says|added|told|asked|replied|insisted|warned|claimed|admitted|explained|joked|thanked?)\s\Z"
)
"""What stands beside the name of a person."""
_AL = re.compile(r"[a-z]{1,3}-[A-Z]")
"""The beginning of a name with a small word before it: al-Masri."""
_PARTICLE = re.compile(r"\b(?:d[aeiu]|de[lr]|dal|dos|das|von|van|bin|ibn|la|le|el|al)\s\Z")
_AMID = re.compile(r"[a-z]\s\Z")


@dataclass(slots=True)
class _Name:
    """A word that is written with a capital: where it stands, in which sentences, and the names beside it."""

    word: str
    plain: str
    german: str
    sound: str
    places: list[tuple[int, int]] = field(default_factory=list)
    sentences: set[int] = field(default_factory=set)
    before: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)
    is_titled: bool = False
    stands_below: bool = False
    """Whether it stands anywhere but in the headline."""


@check(
    "name-variant",
    Severity.WARN,
    reason="A name is spelled in one way throughout a story.",
    example="Ana Tellerman won the vote. Tellarman is 40.",
    spares_quotations=False,
)
def name_variant(copy: Copy) -> Iterator[Hit]:
    names = _names(copy)
    if len(names) > _CROWD:
        return
    keys = {name.word: _keys(name) for name in names.values()}
    near: dict[str, list[_Name]] = defaultdict(list)
    for name in names.values():
        for key in keys[name.word]:
            near[key].append(name)
    for one in names.values():
        if len(one.places) > _RARE or len(one.word) < _SHORT:
            continue
        others = {other.word: other for key in keys[one.word] for other in near[key][:_MOST]}
        if (plural := f"{one.word}s") in names:
            others = {plural: names[plural]}  # the Clarkes: their name is no slip of another
        meant = max(
            (other for other in others.values() if _may_be_one(copy.text, one, other)),
            key=lambda other: len(other.places),
            default=None,
        )
        if meant is not None:
            start, end = one.places[0]
            said = f"“{one.word}” here, “{meant.word}” elsewhere in this story: is it one name?"
            yield Hit(start, end, said, meant.word)


def _keys(name: _Name) -> list[str]:
    """What names that may be one have in common, one at least: their beginning, their sound, all letters but one."""
    plain = name.plain
    without = (f"-{plain[:place]}{plain[place + 1 :]}" for place in range(len(plain)))
    return [plain[:2], f"-{plain}", f"~{name.sound}", *without]


def _name(word: str) -> _Name:
    bare = plain(word)
    return _Name(word, bare, bare if word.isascii() else german(word), sound(bare))


def _are_same(one: _Name, other: _Name) -> bool:
    """Whether two names differ in nothing but accents, capitals, and how Mac is written: Müller, Mueller, Muller."""
    if one.plain == other.plain:
        return one.word.replace("’", "'") != other.word.replace("’", "'")
    return one.german == other.german


def _names(copy: Copy) -> dict[str, _Name]:
    found: dict[str, _Name] = {}
    starts = [span.start for span in copy.sentences]
    below = copy.headline.end if copy.headline else 0
    last, last_end, is_titled = "", -1, False
    for match, (word, begin) in zip(copy.words, copy.bare_words, strict=True):
        if not (word[0].isupper() or _AL.match(word)) or word.isupper() or word in _TITLES:
            last, is_titled = (word if len(word) == 1 and word not in "AI" else ""), word in _TITLES
            last_end = begin + len(word)
            continue
        between = copy.text[last_end:begin]
        beside = last if last and between in (" ", "\n", " & ") else ""
        joint = "& " if between == " & " else ""
        for piece in word.split("-") if "-" in word else (word,):
            if not piece[:1].isupper():
                continue
            name = found.get(piece) or found.setdefault(piece, _name(piece))
            start = begin + word.index(piece)
            name.places.append((start, start + len(piece)))
            name.sentences.add(bisect_right(starts, start))
            name.is_titled |= is_titled
            name.stands_below |= start >= below
            if beside:
                name.before.add(f"{beside}{joint}")
            if beside in found:
                found[beside].after.add(f"{joint}{piece}")
            last, last_end, is_titled, joint = piece, begin + len(word), False, ""
        if len(word) < len(match[0]):
            last = ""
    return found


def _is_person(text: str, name: _Name) -> bool:
    """Whether a title, or the words beside one of its places, say that a name is a person's."""
    return name.is_titled or any(
        _SPEAKS.match(text, end) or _SPOKEN.search(text, max(0, start - 12), start)
        for start, end in name.places
    )


def _is_amid(text: str, name: _Name) -> bool:
    """Whether all its places are within sentences, where only a name has a capital."""
    return all(_AMID.search(text, max(0, start - 2), start) for start, _ in name.places)


def _has_particle(text: str, name: _Name) -> bool:
    return any(_PARTICLE.search(text, max(0, start - 5), start) for start, _ in name.places)


def _may_be_one(text: str, one: _Name, other: _Name) -> bool:
    """Whether the first is the second misspelled: rarer, near, no form of it, and not another person's."""
    if one is other or len(other.places) < len(one.places):
        return False
    is_later = (not one.stands_below, one.places) > (not other.stands_below, other.places)
    if _are_same(one, other):
        return len(other.places) > len(one.places) or is_later
    a, b = one.word.lower(), other.word.lower()
    shared = not one.before.isdisjoint(other.before) or not one.after.isdisjoint(other.after)
    are_together = not one.sentences.isdisjoint(other.sentences)
    if are_together and not one.after.isdisjoint(other.after) and _are_joined(text, one, other):
        return False  # Francis Orde and his sister Frances Orde
    if are_together and len(one.places) > 1 and not shared:
        return False  # both are told of more than once, and together
    if not is_later and len(one.places) == len(other.places) and (times(a) or not times(b)):
        return False  # of two that stand as often the later is asked about, or the one that is no word
    if not _are_side_by_side(one, other) and (_is_first_name(one, other) or _is_last_name(text, one, other)):
        return True
    if any(beside.startswith("& ") for beside in one.after & other.after) and slips(a, b, most=1) == 1:
        return True  # Hobb & Sons, Hobbs & Sons
    if min(len(a), len(b)) < _SHORTEST or abs(len(a) - len(b)) > 2:
        return False
    return _is_near(one, other, shared=shared)


def _are_side_by_side(one: _Name, other: _Name) -> bool:
    """Whether two names stand next to each other, as those of two people do: Smith and Smyth, Smyth beat Smith."""
    return any(
        max(start, its_start) - min(end, its_end) <= _BESIDE
        for start, end in one.places
        for its_start, its_end in other.places
    )


def _are_joined(text: str, one: _Name, other: _Name) -> bool:
    """Whether two names are told of in one breath: with “and” between them."""
    between = (
        text[min(end, its_end) : max(start, its_start)]
        for start, end in one.places
        for its_start, its_end in other.places
    )
    return any(len(words) <= _BREATH and " and " in words for words in between)


def _is_first_name(one: _Name, other: _Name) -> bool:
    """Whether it sounds like another before the same surname: Alan and Allan Greer, who are not Carl and Carla."""
    if one.sound != other.sound or one.after.isdisjoint(other.after):
        return False
    a, b = one.word.lower(), other.word.lower()
    if a[:-1] == b[:-1] or f"{a}a" == b or f"{b}a" == a:
        return False
    return slips(a, b, most=2) <= 2


def _is_last_name(text: str, one: _Name, other: _Name) -> bool:
    """Whether it is a slip away from the name of somebody who was told of, where nobody of its own name was."""
    a, b = one.word.lower(), other.word.lower()
    if min(len(a), len(b)) < _SHORTEST - 1 or len(one.places) > 1 or len(other.places) < _RARE:
        return False
    if one.before or one.after or a[0] != b[0] or slips(a, b, most=1) != 1 or _has_particle(text, one):
        return False
    is_person, is_amid, is_other = _is_person(text, one), _is_amid(text, one), _is_person(text, other)
    if not (is_person or is_amid) or not (is_other or other.before):
        return False
    if (times(a) > _A_NAME or len(a) < _SHORTEST) and not (is_person and is_amid):
        return False  # there are many words near to it: Iran and Iraq
    return not are_kin(a, b) or (len(a) < len(b) and is_other and is_person and is_amid)


def _is_near(one: _Name, other: _Name, *, shared: bool) -> bool:
    a, b = one.word.lower(), other.word.lower()
    if a[0] != b[0] and (len(a) < _LONG or a[1:] != b[1:]):
        return False
    most = 2 if min(len(a), len(b)) >= _LONG - 2 * shared and (shared or not times(a)) else 1
    if slips(a, b, most=most) > most:
        return False
    if are_kin(a, b):
        return False
    if times(a) > _A_NAME:
        return len(a) > _SHORTEST and not one.after.isdisjoint(other.after)
    if shared or (times(b) > _A_NAME and not times(a) and len(a) > _SHORTEST):
        return True
    return _stand_apart(one, other) and _is_told(one, other)


def _stand_apart(one: _Name, other: _Name) -> bool:
    """Whether no name beside them says that they are two persons'. What is in the list as a name stands alone."""
    if (times(one.word.lower()) or len(one.word) == _SHORTEST) and (
        one.before or one.after or not other.before
    ):
        return False
    return not any(mine and theirs for mine, theirs in ((one.before, other.before), (one.after, other.after)))


def _is_told(one: _Name, other: _Name) -> bool:
    """Whether the other stands often enough, or is so long or so common, that the first is a slip."""
    long = len(one.word) > _SHORTEST
    return len(other.places) > 1 or len(one.word) > _SHORTEST + 1 or (times(other.word.lower()) > 0 and long)
