"""Two texts side by side: fields and paragraphs aligned, words compared. Also the door to merging and
authorship."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from html import unescape
from itertools import accumulate, chain, groupby
from typing import Literal, NamedTuple

from articles.text.alignment import Op, likeness, opcodes, paired, tokens, word_steps
from articles.text.authorship import passed, surviving, words_by
from articles.text.blocks import Block, Text, as_block, line
from articles.text.cleaning import Leaf, Marks, leaves, serialised
from articles.text.merging import Collision, Item, Merged, merge, merge_mine

__all__ = [
    "BlockChange", "Collision", "Comparison", "FieldChange", "Hunk", "Item", "Mark", "Merged", "compare", "hunks",
    "merge", "merge_mine", "passed", "surviving", "words_by",
]  # fmt: skip

# A passage that left one place and came up in another is the same, edited, from this likeness and length on.
_MOVED, _MOVED_WORDS = 0.7, 5
# Looking for moved and edited passages compares each with each: beyond this nobody would see the use of it.
_MANY = 2_500


_BlockOp = Literal["equal", "change", "delete", "insert", "move"]


class Hunk(NamedTuple):
    """Words that stayed, went or came. Equal and inserted hunks joined are the new text, equal and deleted
    ones the old, but for white space at the end."""

    op: Literal["equal", "delete", "insert"]
    text: str


class Mark(NamedTuple):
    """A change of what words look like or lead to: their address, em and strong, language, or ("kind") p, h2,
    ul… ``text`` is the words, "" for the whole block. Where a word changes inside, old and new tell its
    parts; an emphasis "" on both sides moved over spaces or punctuation only."""

    kind: Literal["link", "emphasis", "language", "kind"]
    text: str
    old: str
    new: str


@dataclass(frozen=True)
class FieldChange:
    """A field other than the body that changed; captions are one field, a caption and its credit a line."""

    field: str
    hunks: tuple[Hunk, ...]


@dataclass(frozen=True)
class BlockChange:
    """What became of a block. ``old`` is None for an insertion, ``new`` for a deletion. A moved block stands
    at its new place alone; ``old_place`` counts the old blocks from 0. Changed words of a block that moved
    are in its hunks all the same."""

    op: _BlockOp
    old: Block | None
    new: Block | None
    hunks: tuple[Hunk, ...]
    marks: tuple[Mark, ...] = ()
    old_place: int | None = None


@dataclass(frozen=True)
class Comparison:
    """The fields that changed, and every block of the new body with the deleted ones where they stood."""

    fields: tuple[FieldChange, ...]
    blocks: tuple[BlockChange, ...]

    @property
    def same(self) -> bool:
        return not self.fields and all(block.op == "equal" for block in self.blocks)


def compare(old: Text, new: Text) -> Comparison:
    """What changed from one text to the other, as far as a digest sees it."""
    changed = []
    for field in (field.name for field in fields(Text) if field.name != "body"):
        one, other = _shown(old, field), _shown(new, field)
        if one != other:
            changed.append(FieldChange(field, hunks(one, other)))
    return Comparison(tuple(changed), tuple(_block_changes(leaves(old.body), leaves(new.body))))


def hunks(old: str, new: str) -> tuple[Hunk, ...]:
    """The words that stayed, went and came between two lines of plain text."""
    a, b = tokens(old), tokens(new)
    found: list[Hunk] = []
    for step in word_steps(a, b):
        if step.same:
            # The last word of a line has no space after it; where the other line goes on, it has.
            last = max(a[step.i2 - 1], b[step.j2 - 1], key=len)
            found.append(Hunk("equal", "".join(b[step.j1 : step.j2 - 1]) + last))
            continue
        if step.i1 < step.i2:
            found.append(Hunk("delete", "".join(a[step.i1 : step.i2])))
        if step.j1 < step.j2:
            found.append(Hunk("insert", "".join(b[step.j1 : step.j2])))
    return tuple(found)


def _shown(text: Text, field: str) -> str:
    if field == "captions":
        pairs = ([line(part) for part in pair] for pair in text.captions)
        return "\n".join(" / ".join(pair) for pair in pairs if any(pair))
    return line(getattr(text, field))


def _block_changes(old: Sequence[Leaf], new: Sequence[Leaf]) -> Iterator[BlockChange]:
    stayed, moved = _partners([_key(leaf) for leaf in old], [_key(leaf) for leaf in new])
    gone = sorted(set(range(len(old))) - set(stayed.values()) - set(moved.values()), reverse=True)
    limits = list(accumulate((stayed.get(j, len(old)) for j in reversed(range(len(new)))), min))[::-1]
    for j, leaf in enumerate(new):
        while gone and gone[-1] < limits[j]:
            yield _change("delete", old[place := gone.pop()], None, place)
        if j in stayed:
            same = serialised([old[stayed[j]]]) == serialised([leaf])
            yield _change("equal" if same else "change", old[stayed[j]], leaf, stayed[j])
        elif j in moved:
            yield _change("move", old[moved[j]], leaf, moved[j])
        else:
            yield _change("insert", None, leaf, None)
    for place in reversed(gone):
        yield _change("delete", old[place], None, place)


def _key(leaf: Leaf) -> str:
    # A figure has no words: its picture stands for it, as one word that resembles no other.
    return leaf.opening.replace(" ", "") if leaf.tag == "figure" else _words(leaf)


def _words(leaf: Leaf | None) -> str:
    return "".join(text for text, _ in leaf.runs) if leaf else ""


def _partners(old: Sequence[str], new: Sequence[str]) -> tuple[dict[int, int], dict[int, int]]:
    """For new passages the old ones that they were: those that kept their order, and those that moved."""
    stayed, moved, open_steps = dict[int, int](), dict[int, int](), list[Op]()
    for step in opcodes(old, new):
        if step.same:
            stayed |= zip(range(step.j1, step.j2), range(step.i1, step.i2), strict=True)
        else:
            open_steps.append(step)
    left = {old[i]: i for step in reversed(open_steps) for i in reversed(range(step.i1, step.i2))}
    for j in (j for step in open_steps for j in range(step.j1, step.j2)):
        if new[j] in left:
            moved[j] = left.pop(new[j])
    for step in open_steps:
        olds = [i for i in range(step.i1, step.i2) if i not in moved.values()]
        news = [j for j in range(step.j1, step.j2) if j not in moved]
        stayed |= {news[j]: olds[i] for i, j in paired([old[i] for i in olds], [new[j] for j in news])}
    taken = {*stayed.values(), *moved.values()}
    olds = [i for i in range(len(old)) if i not in taken]
    news = [j for j in range(len(new)) if j not in stayed and j not in moved]
    return stayed, moved | _moved_and_edited(olds, news, old, new)


def _moved_and_edited(
    olds: Sequence[int], news: Sequence[int], old: Sequence[str], new: Sequence[str]
) -> dict[int, int]:
    if len(olds) * len(news) > _MANY:
        return {}
    alike = sorted(
        ((likeness(old[i], new[j]), i, j) for i in olds for j in news if len(tokens(new[j])) >= _MOVED_WORDS),
        reverse=True,
    )
    moved: dict[int, int] = {}
    for share, i, j in alike:
        if share >= _MOVED and j not in moved and i not in moved.values():
            moved[j] = i
    return moved


def _change(op: _BlockOp, old: Leaf | None, new: Leaf | None, place: int | None) -> BlockChange:
    return BlockChange(
        op,
        as_block(old) if old else None,
        as_block(new) if new else None,
        hunks(_words(old), _words(new)),
        tuple(_marks(old, new)) if new and op != "equal" else (),
        place,
    )


def _marks(old: Leaf | None, new: Leaf) -> Iterator[Mark]:
    if old and (was := old.container or old.tag) != (now := new.container or new.tag):
        yield Mark("kind", "", was, now)
    if old and (was := _lang(old.opening)) != (now := _lang(new.opening)):
        yield Mark("language", "", was, now)
    found = list(_word_marks(_looks(old), _looks(new)))
    yield from found
    wordless = not old or serialised([old._replace(runs=())]) == serialised([new._replace(runs=())])
    if not found and wordless and old and _words(old) == _words(new) and old.runs != new.runs:
        yield Mark("emphasis", "", "", "")


_LOOKS: tuple[Literal["link", "emphasis", "language"], ...] = ("link", "emphasis", "language")


class _Look(NamedTuple):
    """A word with its address, emphasis and language."""

    text: str
    link: str
    emphasis: str
    language: str


def _word_marks(old: Sequence[_Look], new: Sequence[_Look]) -> Iterator[Mark]:
    """The looks of words that changed them, and of those that came with the words."""
    nothing = _Look("", "", "", "")
    befores = [nothing] * len(new)
    for step in word_steps([look.text for look in old], [look.text for look in new]):
        if step.same:
            befores[step.j1 : step.j2] = old[step.i1 : step.i2]
    for place, kind in enumerate(_LOOKS, start=1):
        steps = zip(befores, new, strict=True)
        for (was, now), group in groupby(steps, key=lambda pair: (pair[0][place], pair[1][place])):
            if was != now:
                yield Mark(kind, "".join(look.text for _, look in group).strip(), was, now)


def _looks(leaf: Leaf | None) -> list[_Look]:
    if leaf is None:
        return []
    marks = list(chain.from_iterable([marks] * len(text) for text, marks in leaf.runs))
    looks, start = [], 0
    for token in tokens(_words(leaf)):
        pieces = list(zip(token.rstrip(), marks[start:], strict=False))
        pieces = [piece for piece in pieces if piece[0].isalnum()] or pieces
        looks.append(_Look(token, _told(pieces, _link), _told(pieces, _emphasis), _told(pieces, _languages)))
        start += len(token)
    return looks


def _told(pieces: Sequence[tuple[str, Marks]], tell: Callable[[Marks], str]) -> str:
    """What is to be told of a word; where it changes inside, with the parts."""
    parts = [
        ("".join(character for character, _ in group), told)
        for told, group in groupby(pieces, key=lambda piece: tell(piece[1]))
    ]
    return parts[0][1] if len(parts) == 1 else " ".join(f"{part}[{told}]" for part, told in parts)


def _link(marks: Marks) -> str:
    found = re.search(r'href="([^"]*)"', marks.link)
    return unescape(found[1]) if found else ""


def _emphasis(marks: Marks) -> str:
    return " ".join(name for name, tag in (("strong", marks.strong), ("em", marks.em)) if tag)


def _languages(marks: Marks) -> str:
    return " ".join(filter(None, map(_lang, marks)))


def _lang(opening: str) -> str:
    found = re.search(r' lang="([^"]*)"', opening)
    return found[1] if found else ""
