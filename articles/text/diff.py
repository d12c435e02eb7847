"""Two texts side by side: fields and paragraphs aligned, words compared. Also the door to merging and
authorship."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields, replace
from itertools import accumulate, chain, groupby, islice
from typing import Literal, NamedTuple

from articles.text.alignment import tokens, word_steps
from articles.text.authorship import passed, surviving, words_by
from articles.text.blocks import Block, Text, as_block, line
from articles.text.cleaning import Leaf, Marks, leaves, serialised
from articles.text.looks import Mark, marks, words_of
from articles.text.merging import Collision, Item, Merged, Piece, merge, merge_mine, pieces
from articles.text.paragraphs import partners

__all__ = [
    "BlockChange", "Collision", "Comparison", "FieldChange", "Hunk", "Item", "Mark", "Merged", "Piece", "compare",
    "hunks", "merge", "merge_mine", "passed", "pieces", "surviving", "words_by",
]  # fmt: skip

_BlockOp = Literal["equal", "change", "delete", "insert", "move", "split", "join"]


class Hunk(NamedTuple):
    """Words that stayed, went or came. Equal and inserted hunks joined are the new text, equal and deleted
    ones the old, but for white space at the end."""

    op: Literal["equal", "delete", "insert"]
    text: str


@dataclass(frozen=True)
class FieldChange:
    """A field other than the body that changed; captions are one field, a caption and its credit a line."""

    field: str
    hunks: tuple[Hunk, ...]


@dataclass(frozen=True)
class BlockChange:
    """What became of a block. ``old`` is None for an insertion, ``new`` for a deletion. A moved block stands
    at its new place alone; ``old_place`` counts the old blocks from 0. Changed words of a block that moved
    are in its hunks all the same.

    "split" are the parts of a paragraph that was cut, ``old`` with the first of them. "join" are the paragraphs
    that became one: its hunks compare it with all of them, and those of ``new`` None stand in it."""

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
    pairing = partners([_key(leaf) for leaf in old], [_key(leaf) for leaf in new])
    stayed, moved = pairing.stayed, pairing.moved
    parts = {j: part for i, js in pairing.split.items() for j, part in _parts(old[i], i, new, js)}
    joined = {i for places in pairing.joined.values() for i in places}
    gone = sorted(set(range(len(old))) - set(stayed.values()) - set(moved.values()), reverse=True)
    limits = list(accumulate((stayed.get(j, len(old)) for j in reversed(range(len(new)))), min))[::-1]
    for j, leaf in enumerate(new):
        while gone and gone[-1] < limits[j]:
            yield _gone(old, gone.pop(), joined)
        if j in parts:
            yield parts[j]
        elif j in pairing.joined:
            place = stayed[j] if j in stayed else moved[j]
            yield _whole([old[i] for i in pairing.joined[j]], old[place], leaf, place)
        elif j in stayed:
            same = serialised([old[stayed[j]]]) == serialised([leaf])
            yield _change("equal" if same else "change", old[stayed[j]], leaf, stayed[j])
        elif j in moved:
            yield _change("move", old[moved[j]], leaf, moved[j])
        else:
            yield _change("insert", None, leaf, None)
    for place in reversed(gone):
        yield _gone(old, place, joined)


def _gone(old: Sequence[Leaf], place: int, joined: AbstractSet[int]) -> BlockChange:
    if place in joined:
        return BlockChange("join", as_block(old[place]), None, (), (), place)
    return _change("delete", old[place], None, place)


def _parts(
    old: Leaf, place: int, new: Sequence[Leaf], places: Sequence[int]
) -> Iterator[tuple[int, BlockChange]]:
    """A paragraph that was cut, as what it was cut into: each part compared with what it was."""
    texts = [words_of(new[j]) for j in places]
    left = [(hunk.op, token) for hunk in hunks(words_of(old), " ".join(texts)) for token in tokens(hunk.text)]
    for j, text in zip(places, texts, strict=True):
        ends = accumulate((op != "delete" for op, _ in left), initial=0)
        count = len(tokens(text)) + (j == places[-1])
        end = next((end for end, words in enumerate(ends) if words == count), len(left))
        part, left = left[:end], left[end:]
        first = j == places[0]
        yield (
            j,
            BlockChange(
                "split",
                as_block(old) if first else None,
                as_block(new[j]),
                tuple(
                    Hunk(op, "".join(t for _, t in group))
                    for op, group in groupby(part, key=lambda told: told[0])
                ),
                marks(old, new[j]),
                place if first else None,
            ),
        )


def _whole(olds: Sequence[Leaf], partner: Leaf, new: Leaf, place: int) -> BlockChange:
    """A paragraph made of several, compared with all of them."""
    spaced = chain.from_iterable(((" ", Marks()), *leaf.runs) for leaf in olds)
    runs = groupby(islice(spaced, 1, None), key=lambda run: run[1])
    together = partner._replace(runs=tuple(("".join(text for text, _ in run), look) for look, run in runs))
    block = _change("join", together, new, place)
    return replace(block, old=as_block(partner))


def _key(leaf: Leaf) -> str:
    # A figure has no words: its picture stands for it, as one word that resembles no other.
    return leaf.opening.replace(" ", "") if leaf.tag == "figure" else words_of(leaf)


def _change(op: _BlockOp, old: Leaf | None, new: Leaf | None, place: int | None) -> BlockChange:
    return BlockChange(
        op,
        as_block(old) if old else None,
        as_block(new) if new else None,
        hunks(words_of(old), words_of(new)),
        marks(old, new) if new and op != "equal" else (),
        place,
    )
