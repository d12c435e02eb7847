"""Text as it is typed → text as it is printed: quotation marks, apostrophes, dashes and ellipses of its language,
and the blanks of French that no line breaks at.

Letters, digits and all other signs stay. So does whatever is ambiguous: a prime, a quotation mark without its other, a
paragraph that has such marks of both kinds, code, web addresses, and all text in a language whose press is not known
here. What is printed so comes back unchanged.
"""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from articles.text.cleaning import Leaf, clean, is_plain, leaves, serialised
from articles.text.quotes import Found, begins_quoted, found
from articles.text.signs import NO_BREAK, THIN, Signs, signs_of

_TYPED = re.compile(r"[\"'`]|--|\.\.\.| [-_] |« | [»:;!?%‰€]|\d \d")
_TYPED_SIGNS = (
    '"', "'", "`", "--", "...", " - ", " _ ", "« ", *(f" {sign}" for sign in "»:;!?%‰€"),
)  # fmt: skip
_TYPED_GROUPS = re.compile(r" (?<=\d )\d")
_CODE_SPAN = re.compile(r"</?[a-zA-Z][^<>]*>|(?<!`)`[^`]+`(?!`)")
# Here as below what stands before a sign is looked at after it: to look for a sign is many times as fast.
_CODE = re.compile(r"[{}`\\=(\[<](?:(?<=[{}`\\])|(?<==) ?[\"']|(?<=\w[(\[])[\"']|(?<=<)/?[a-zA-Z])")
_WORD = re.compile(r"\S+")
_AROUND = "\"'“”„‟«»‘’‚‛‹›()[]<>.,;:!?…—–"

_HYPHENS = re.compile(r"--(?<!---)(?<!<!--)-?(?![->])")
_HYPHEN = re.compile(r" [-_] (?<=[^\s=+*/<>|–—_-]...)(?=[^\s=+*/<>|–—_-])")  # agencies send " _ " for a dash
_WIRED = re.compile(r"``|''")  # and these for marks that open and close
_AMID_WORDS = re.compile(r"[^\s(\[{–—/¿¡:-]``|''(?:[^\s)\]}.,;:!?…–—/-]|[.…]+[^\s.…])")
_DOTS = re.compile(r"\.\.\.(?<![./…]...)(?![./…])")
_THIN_BLANK = re.compile(
    r"(?<=«) (?=[^\s»])|(?<=[^\s«–—-]) (?=»)|(?<=[^\s«(\[–—-]) (?=[;!?]+(?:[\s»”).…\"']|$))"
)
_WIDE_BLANK = re.compile(r"(?<=[^\s«–—-]) (?=:(?:[\s»”\"']|$))|(?<=\d) (?=[%‰€])")
_GROUPS = re.compile(r"(?<![\d.,…])\d{1,3}(?: \d{3})+(?!\d)")
_ENDS = frozenset("\"'“”„«»‘’)]")
_LANG = re.compile(r'lang="([^"]+)"')

_Become = dict[int, str]


def in_print(text: str, language: str) -> str:
    """One line of plain text as it is printed in a language, given by its tag."""
    signs = signs_of(language)
    if not signs or not _TYPED.search(text):
        return text
    (made,) = _put([text], _marked(text, text, signs, language, goes_on=False)[0])
    return made


def body_in_print(html: str, language: str, *, held: AbstractSet[Leaf] = frozenset()) -> str:
    """A body as it is printed, each block in its own language; clean.

    Blocks that are ``held`` (``cleaning.leaves``) stay as they are.
    """
    if is_plain(html) and not _is_typed(html):
        return html  # no sign that a block could be set by is among those that are escaped
    blocks: list[Leaf] = []
    goes_on = False
    for leaf in reversed(leaves(html)):
        text = "".join(run for run, _ in leaf.runs)
        made, is_sound = _block(leaf, text, language, goes_on=goes_on)
        blocks.append(leaf if leaf in held else made)
        goes_on = is_sound and begins_quoted("".join(run for run, _ in made.runs))
    body = serialised(reversed(blocks))
    return clean(body) if THIN in body else body  # a space at the end of what is emphasised stands behind it


def _is_typed(text: str) -> bool:
    """Whether ``_TYPED`` finds something, told many times as fast: nearly all bodies of print have nothing of it."""
    return any(map(text.__contains__, _TYPED_SIGNS)) or _TYPED_GROUPS.search(text) is not None


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
    runs = zip(_put((run for run, _ in leaf.runs), become), (marks for _, marks in leaf.runs), strict=True)
    return leaf._replace(runs=tuple(run for run in runs if run[0])), is_sound


def _put(runs: Iterable[str], become: _Become) -> Iterator[str]:
    """The runs of a paragraph, with what signs of it become."""
    changes = iter(become.items())
    place, sign = next(changes, (-1, ""))
    start = 0
    for run in runs:
        parts, reached = list[str](), 0
        while start <= place < start + len(run):
            parts += [run[reached : place - start], sign]
            reached = place - start + 1
            place, sign = next(changes, (-1, ""))
        yield "".join([*parts, run[reached:]])
        start += len(run)


def _marked(text: str, seen: str, signs: Signs, language: str, *, goes_on: bool) -> tuple[_Become, bool]:
    """What signs of a paragraph become, by their places in order. Letters hide some of what is ``seen`` of it."""
    if "<" in seen or "`" in seen:
        seen = _CODE_SPAN.sub(lambda match: "x" * len(match[0]), seen)
    wired = _wired(seen, signs)
    if wired:
        seen = _WIRED.sub(lambda match: "““" if match[0] == "``" else "””", seen)
    if _CODE.search(seen):
        return {}, '"' not in text
    seen = _without_addresses(seen)
    quoted = (
        found(seen, signs, language=language.partition("-")[0].lower(), goes_on=goes_on)
        if '"' in seen or "'" in seen
        else Found({})
    )
    become = dict(quoted.become)
    dots = ((match.span(), "…") for match in _DOTS.finditer(seen))
    blanks = _blanks(seen) if signs.is_spaced else ()
    for places, sign in (*wired, *_dashes(seen, signs), *dots, *blanks):
        become |= dict.fromkeys(range(*places), "")
        become[places[0]] = sign
    return dict(sorted(become.items())), quoted.is_sound


def _wired(text: str, signs: Signs) -> list[tuple[tuple[int, int], str]]:
    """Double marks as agencies send them, ``so'', where they go in turns and there are no others."""
    if "``" not in text or '"' in text or _AMID_WORDS.search(text):
        return []
    marks = list(_WIRED.finditer(text))
    if len(marks) % 2 or any(match[0] != ("''" if place % 2 else "``") for place, match in enumerate(marks)):
        return []
    return [(match.span(), signs.opening if match[0] == "``" else signs.closing) for match in marks]


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
    text = text.replace(f"«{THIN}", "««").replace(f"{THIN}»", "»»")  # no blank that was typed
    if text.strip(" -"):  # no rule between paragraphs
        for match in _HYPHENS.finditer(text):
            start, end = match.span()
            sign = _dash(match[0], text[max(start - 1, 0) : start], text[end : end + 1], signs)
            if sign:
                yield (start, end), sign
    if not text.startswith("- "):  # speech, or one of a list
        for match in _HYPHEN.finditer(text):
            start, end = match.span()
            if not (text[start - 1].isdigit() and text[end].isdigit()):
                yield (start + 1, end - 1), "—" if signs.spaced_dash == signs.tight_dash == "—" else "–"


def _blanks(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """The blanks of French that no line may break at."""
    for pattern, sign in ((_THIN_BLANK, THIN), (_WIDE_BLANK, NO_BREAK)):
        yield from ((match.span(), sign) for match in pattern.finditer(text))
    for match in _GROUPS.finditer(text):
        start = match.start()
        yield from (((start + at, start + at + 1), THIN) for at, sign in enumerate(match[0]) if sign == " ")


def _dash(typed: str, left: str, right: str, signs: Signs) -> str:
    """The dash that hyphens in a row stand for between two signs, "" at the ends; "" where they may be an option."""
    if left == THIN:  # what was typed before it is not known any more
        return ""
    stands_free = not left or left.isspace()
    if stands_free:
        return signs.spaced_dash if not right or right.isspace() or right in _ENDS else ""
    if len(typed) == 2 and left.isdigit() and right.isdigit():
        return "–"
    if len(typed) == 3 or signs.tight_dash == "—":
        return "—"
    return signs.tight_dash if right and not right.isspace() else ""
