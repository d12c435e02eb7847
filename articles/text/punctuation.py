"""Text as it is typed → text as it is printed: quotation marks, apostrophes, dashes and ellipses of its language.

Letters, digits and all other signs stay. So does whatever is ambiguous: a prime, a quotation mark without its other, a
paragraph that has such marks of both kinds, code, web addresses, and all text in a language whose press is not known
here. What is printed so comes back unchanged.
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from articles.text.cleaning import Leaf, clean, leaves, serialised
from articles.text.quotes import Found, begins_quoted, found
from articles.text.signs import THIN, Signs, signs_of

_TYPED = re.compile(r"[\"']|--|\.\.\.| - ")
_CODE = re.compile(r"[{}`\\]|= ?[\"']|\w[(\[][\"']|</?[a-zA-Z]")
_WORD = re.compile(r"\S+")
_AROUND = "\"'“”„‟«»‘’‚‛‹›()[]<>.,;:!?…—–"

_HYPHENS = re.compile(r"(?<!-)(?<!<!)---?(?![->])")
_HYPHEN = re.compile(r"(?<=[^\s=+*/<>|–—-]) - (?=[^\s=+*/<>|–—-])")
_DOTS = re.compile(r"(?<![./…])\.\.\.(?![./…])")
_ENDS = frozenset("\"'“”„«»‘’)]")
_LANG = re.compile(r'lang="([^"]+)"')

_Become = dict[int, str]


def printed(text: str, language: str) -> str:
    """One line of plain text as it is printed in a language, given by its tag."""
    signs = signs_of(language)
    if not signs or not _TYPED.search(text):
        return text
    return _put(text, 0, _marked(text, text, signs, language, goes_on=False)[0])


def printed_body(
    html: str, language: str, *, held: AbstractSet[Leaf] = frozenset(), may_undo: bool = False
) -> str:
    """A body as it is printed, each block in its own language; clean, unless there is nothing to do.

    Blocks that are ``held`` (``cleaning.leaves``) stay as they are and, where it ``may_undo``, those that would become
    one of them.
    """
    if not _TYPED.search(html) and "&" not in html:
        return html
    blocks: list[Leaf] = []
    goes_on = False
    for leaf in reversed(leaves(html)):
        text = "".join(run for run, _ in leaf.runs)
        block, is_sound = (leaf, True) if leaf in held else _block(leaf, text, language, goes_on=goes_on)
        blocks.append(leaf if may_undo and block in held else block)
        goes_on = is_sound and begins_quoted(text)
    made = serialised(reversed(blocks))
    return clean(made) if THIN in made else made  # a space at the end of what is emphasised stands behind it


def _block(leaf: Leaf, text: str, language: str, *, goes_on: bool) -> tuple[Leaf, bool]:
    """A block as it is printed, and whether its double marks are all in pairs."""
    own = _LANG.search(leaf.opening)
    language = own[1] if own else language
    signs = signs_of(language)
    if not signs or not _TYPED.search(text):
        return leaf, True
    seen = "".join(
        "x" * len(run) if any(' lang="' in mark for mark in marks) else run for run, marks in leaf.runs
    )
    become, is_sound = _marked(text, seen, signs, language, goes_on=goes_on)
    runs, start = [], 0
    for run, marks in leaf.runs:
        runs.append((_put(run, start, become), marks))
        start += len(run)
    return leaf._replace(runs=tuple(run for run in runs if run[0])), is_sound


def _put(text: str, start: int, become: _Become) -> str:
    """A run that begins at ``start`` of its paragraph, with what signs of it become."""
    if not become:
        return text
    return "".join([become.get(place, sign) for place, sign in enumerate(text, start)])


def _marked(text: str, seen: str, signs: Signs, language: str, *, goes_on: bool) -> tuple[_Become, bool]:
    """What signs of a paragraph become, by their place. Of what is ``seen`` of it, some is hidden behind letters."""
    if _CODE.search(seen):
        return {}, '"' not in text
    seen = _without_addresses(seen)
    quoted = (
        found(seen, signs, language=language.partition("-")[0].lower(), goes_on=goes_on)
        if '"' in seen or "'" in seen
        else Found({})
    )
    become = dict(quoted.become)
    for places, sign in (*_dashes(seen, signs), *((match.span(), "…") for match in _DOTS.finditer(seen))):
        become |= dict.fromkeys(range(*places), "")
        become[places[0]] = sign
    return become, quoted.is_sound


def _without_addresses(text: str) -> str:
    """The same, of the same length, with letters for what no typesetter touches: addresses of pages and of mail."""
    if not any(sign in text for sign in ("/", "@", "www.", "xn--")):
        return text
    return _WORD.sub(_hidden, text)


def _hidden(word: re.Match[str]) -> str:
    whole = word[0]
    inner = whole.strip(_AROUND)
    is_address = "://" in inner or inner.startswith(("www.", "mailto:")) or "xn--" in inner
    if not inner or not (is_address or ("." in inner and ("/" in inner or "@" in inner))):
        return whole
    start = len(whole) - len(whole.lstrip(_AROUND))
    return whole[:start] + "x" * len(inner) + whole[start + len(inner) :]


def _dashes(text: str, signs: Signs) -> Iterator[tuple[tuple[int, int], str]]:
    if text.strip(" -"):  # no rule between paragraphs
        for match in _HYPHENS.finditer(text):
            sign = _dash(match[0], text[: match.start()][-1:], text[match.end() : match.end() + 1], signs)
            if sign:
                yield match.span(), sign
    if not text.startswith("- "):  # speech, or one of a list
        for match in _HYPHEN.finditer(text):
            start, end = match.span()
            if not (text[start - 1].isdigit() and text[end].isdigit()):
                yield (start + 1, end - 1), "—" if signs.spaced_dash == signs.tight_dash == "—" else "–"


def _dash(typed: str, left: str, right: str, signs: Signs) -> str:
    """The dash that hyphens in a row stand for between two signs, "" at the ends; "" where they may be an option."""
    stands_free = not left or left.isspace()
    if stands_free:
        return signs.spaced_dash if not right or right.isspace() or right in _ENDS else ""
    if len(typed) == 2 and left.isdigit() and right.isdigit():
        return "–"
    if len(typed) == 3 or signs.tight_dash == "—":
        return "—"
    return signs.tight_dash if right and not right.isspace() else ""
