"""Whose words they are: a quotation without a speaker."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate

from articles.text.patterns import pattern
from articles.text.style.copy import Copy, Part
from articles.text.style.registry import Hit, Severity, check

_SPEAKS = pattern(
    r"(?i)\b(?:sa(?:id|ys?|ying)|told|tells|tell|ad(?:ded|ds|ding)|ask(?:ed|s|ing)|claim\w*|argu\w+|insist\w*"
    r"|according\sto|explain\w*|warn\w*|wr(?:ote|ites?|itten)|tweet\w*|post(?:ed|s)"
    r"|stat(?:ed|es|ing|ement\w*)|conclud\w+|admit\w*|announc\w+|declar\w+|repl(?:ied|ies)|recall\w*|joked?|joking"
    r"|not(?:ed|es)|remark\w*|comment\w*|agree[sd]?|continu\w+|cried|shout\w*|call(?:ed|s|ing)|urg\w+|read[s]?|reading"
    r"|confirm\w*|quot(?:ed|es|ing)|describ\w+|reveal\w*|predict\w*|suggest\w*|deni(?:ed|es)|complain\w*|promis\w+"
    r"|acknowledg\w+|observ\w+|maintain\w*|reckon\w*|believ\w+|report\w*|shar(?:ed|es)|letter|interview|spokes\w+"
    r"|speech|speaking|spoke|"
    r"respon[ds]\w*|answer\w*|beg(?:an|ins)|think[s]?|thought|hop(?:ed|es)|felt|feels|express\w+|point(?:ed|s)\sout"
    r"|went\son|goes\son|vow\w*|pledg\w+|accus\w+|condemn\w*|prais\w+|critici\w+|welcom\w+|appeal\w*|testif\w+|heard"
    r"|hears|title[d]?|sang|sings?|chant\w*|slogan|sign[s]?|headline|email\w*|message|text|quipped|muse[sd]|fumed"
    r"|enthused|offered|put\sit|concede[sd]?|assert\w*|stress\w*|emphasi\w+|reflect\w*|summ\w+|view|words|comments?"
    r"|remarks?|advice|motto|lyrics?|song|poem|book)\b|:"
)
_FEWEST = 7


@check(
    "no-speaker",
    Severity.WARN,
    reason="A reader must learn who says what stands between quotation marks.",
    example="“It was the worst night that this town has seen in years.”",
    spares_quotations=False,
)
def no_speaker(copy: Copy) -> Iterator[Hit]:
    """Sentences in quotation marks, where neither their paragraph nor those beside it say that anybody speaks."""
    if said := _sentences(copy):
        names_speaker = _speakers(copy)
        for number, span in said.items():
            if not names_speaker(number):
                yield Hit(*span, "Nobody is said to have said this.")


def _sentences(copy: Copy) -> dict[int, tuple[int, int]]:
    """The first sentence in quotation marks of each paragraph that has one, by its number in the body."""
    body, said = copy.body, dict[int, tuple[int, int]]()
    starts = [part.start for part in body]
    for span in copy.quotations.spans:
        number = bisect_right(starts, span[0]) - 1
        is_here = number >= 0 and span[0] < body[number].end and body[number].kind != "quote"
        if is_here and number not in said and _is_sentence(copy.text[slice(*span)]):
            said[number] = span
    return said


def _is_sentence(quotation: str) -> bool:
    inner = quotation.strip("\"“”'‘’ ")
    return len(inner.split()) >= _FEWEST and inner[:1].isupper()


def _speakers(copy: Copy) -> Callable[[int], bool]:
    """Whether a verb of speech stands outside the quotations of a paragraph, of its neighbours, or of those next to a
    run of paragraphs that are nothing but quotations."""
    body = copy.body
    speaking = list(accumulate((_speaks(copy, part) for part in body), initial=0))
    firsts, lasts = list(range(len(body))), list(range(len(body)))
    alone = [number for number, part in enumerate(body) if _is_quotation(copy, part)]
    for number in alone:
        firsts[number] = firsts[max(0, number - 1)]
    for number in reversed(alone):
        lasts[number] = lasts[min(number + 1, len(body) - 1)]

    def names_speaker(number: int) -> bool:
        first, last = firsts[max(0, number - 1)], lasts[min(number + 1, len(body) - 1)]
        return speaking[last + 1] > speaking[first]

    return names_speaker


def _speaks(copy: Copy, part: Part) -> bool:
    return any(not copy.is_quoted(found.start()) for found in copy.find(_SPEAKS, [part]))


def _is_quotation(copy: Copy, part: Part) -> bool:
    return copy.is_quoted(part.start) and copy.is_quoted(part.end - 2)
