"""Whose words they are: a quotation without a speaker."""

from collections.abc import Iterator

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
    body = copy.body
    for number, part in enumerate(body):
        spans = [span for span in copy.quotations.spans if part.start <= span[0] < part.end]
        sentences = [span for span in spans if _is_sentence(copy.text[span[0] : span[1]])]
        if sentences and part.kind != "quote" and not _names_speaker(copy, body, number):
            yield Hit(*sentences[0], "Nobody is said to have said this.")


def _is_sentence(quotation: str) -> bool:
    inner = quotation.strip("\"“”'‘’ ")
    return len(inner.split()) >= _FEWEST and inner[:1].isupper()


def _names_speaker(copy: Copy, body: tuple[Part, ...], number: int) -> bool:
    """Whether a verb of speech stands outside the quotations of a paragraph, of its neighbours, or of those next to a
    run of paragraphs that are nothing but quotations."""
    first, last = number - 1, number + 1
    while first > 0 and _is_quotation(copy, body[first]):
        first -= 1
    while last < len(body) and _is_quotation(copy, body[last]):
        last += 1
    return any(
        not copy.is_quoted(found.start())
        for part in body[max(0, first) : last + 1]
        for found in _SPEAKS.finditer(copy.text, part.start, part.end)
    )


def _is_quotation(copy: Copy, part: Part) -> bool:
    return copy.is_quoted(part.start) and copy.is_quoted(part.end - 2)
