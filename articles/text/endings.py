"""Words that differ by a plain ending, in English at least: find and finding, city and cities."""

_VOWELS = "aeiou"
_HISSED = ("s", "x", "z", "ch", "sh", "o")
_SHORTEST = 3
"""Letters that a word has without its ending."""


def forms(word: str) -> frozenset[str]:
    """The words that ``word`` may be without its ending or with another, whether or not there are such words."""
    bases = {word, *_bases(word)}
    return frozenset(form for base in bases for form in (base, *_endings(base))) - {word}


def singulars(word: str) -> frozenset[str]:
    """``word``, and what it may be the plural of."""
    cut = {word.removesuffix(ending) for ending in ("s", "es")}
    return frozenset({word, *(one for one in cut if len(one) >= _SHORTEST)})


def _endings(base: str) -> set[str]:
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return {f"{base[:-1]}ies", f"{base[:-1]}ied", f"{base}ing"}
    if base.endswith("e"):
        return {f"{base}s", f"{base}d", f"{base[:-1]}ing"}
    ends = {f"{base}s", f"{base}ed", f"{base}ing"}
    if base.endswith(_HISSED):
        ends.add(f"{base}es")
    if base[-1] not in _VOWELS and base[-2:-1] in tuple(_VOWELS):
        ends |= {f"{base}{base[-1]}ed", f"{base}{base[-1]}ing"}
    return ends


def _bases(word: str) -> set[str]:
    cut = {word.removesuffix(ending) for ending in ("s", "es", "d", "ed", "ing")}
    cut |= (
        {f"{one}e" for one in cut}
        | {f"{one[:-1]}y" for one in cut if one.endswith("i")}
        | {one[:-1] for one in cut}
    )
    return {one for one in cut if len(one) >= _SHORTEST and word in _endings(one)}
