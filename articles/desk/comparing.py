"""Two versions of a story compared, told so that nothing is missed: what changed at the top, then the whole text.

``changes_between`` takes two revisions, ``changes_of`` two texts. What they give is shown by
``admin/articles/story/_changes.html``, on whatever page includes it.
"""

from dataclasses import replace
from itertools import groupby

from articles.desk.changes import Changes, Fold, Group, Passage, Row
from articles.desk.details import LABELS, told
from articles.desk.telling import FIELDS, NOUNS, shortened, tell_join, tell_mark, tell_move, tell_words
from articles.drafting import of_revision
from articles.text.alignment import opcodes
from articles.text.blocks import ELSEWHERE
from articles.text.diff import Hunk, compare, hunks
from articles.text.particulars import common_words, pieces


def changes_between(old, new, *, prefix="change", told=False):
    """What changed from one revision to another, details that no digest covers included.

    Where readers were ``told`` the correction of the old one, or it has none, that of the new one is new.
    """
    before, after = of_revision(old).details, of_revision(new).details
    text = old.text()
    if told:
        text, before = replace(text, correction=""), ungraded(before)
    return changes_of(text, new.text(), before=before, after=after, prefix=prefix)


def ungraded(details):
    """Without how grave a correction is, which says nothing without its sentence."""
    return {name: value for name, value in (details or {}).items() if name != "correction_severity"}


def changes_of(old, new, *, before=None, after=None, prefix="change"):
    """What changed from one text to another, and in the details that stand with them, if they are given.

    ``prefix`` begins the anchors: two comparisons on one page take two.
    """
    comparison = compare(old, new)
    teller = _Teller(prefix, common_words(_lines(old, new)))
    fields = [teller.field(change) for change in comparison.fields]
    found = [teller.detail(*change) for change in _details(before or {}, after or {})]
    blocks = list(teller.blocks(comparison.blocks))
    teller.link()
    return Changes(prefix, new.language, fields, found, list(_folded(blocks)), teller.summary())


def _lines(*texts):
    names = ("headline", *ELSEWHERE, "standfirst", "byline", "body")
    return [getattr(text, name) for text in texts for name in names]


def _details(before, after):
    """Name, and the values before and after as lists of words, of each detail that changed."""
    for name in LABELS:
        was, now = before.get(name), after.get(name)
        if was != now:
            yield name, *told(name, [was, now])


def _folded(rows):
    """The rows with those that nobody changed folded, but for one that stands alone."""
    for is_equal, group in groupby(rows, key=lambda row: row.op == "equal"):
        run = list(group)
        if is_equal and len(run) > 1:
            yield Fold(run)
        else:
            yield from run


class _Teller:
    """Makes rows in the order of the page, and keeps what the summary says of them."""

    def __init__(self, prefix, common):
        self.prefix, self.common = prefix, common
        self.rows = []
        self.groups = {
            "number": Group("number"),
            "name": Group("name"),
            "words": Group("other change of words", "other changes of words"),
            "link": Group("link"),
            "emphasis": Group("change of emphasis", "changes of emphasis"),
            "language": Group("change of language", "changes of language"),
            "kind": Group("heading, list or quotation", "headings, lists or quotations"),
            "move": Group("moved paragraph"),
            "split": Group("paragraph cut in parts", "paragraphs cut in parts"),
            "join": Group("joined paragraph"),
            "insert": Group("new paragraph"),
            "delete": Group("paragraph taken out", "paragraphs taken out"),
            "detail": Group("detail beside the text", "details beside the text"),
        }

    def field(self, change):
        row = self._row("change", FIELDS[change.field])
        self._word(row, change.hunks, row.says.partition(",")[0].lower())
        return row

    def detail(self, name, old, new):
        row = self._row("change", LABELS[name])
        self._count("detail", row.anchor, row.says.lower())
        found = hunks("".join(old), "".join(new)) if name == "desk_notes" else _items(old, new)
        row.passages = [_passage(piece) for piece in pieces(found)]
        return row

    def blocks(self, changes):
        """A row for each block. Those that were joined to another are told of with that one."""
        joined = {change.old_place + 1 for change in changes if change.op == "join"}
        number = part = 0
        for change in changes:
            number += change.new is not None
            part = 0 if change.op != "split" else 1 if change.old else part + 1
            if change.op == "equal":
                passages = [Passage(kept=hunk.text) for hunk in change.hunks]
                label, old = str(number), str(change.old_place + 1)
                yield Row("equal", "", label, old, change.new.kind, passages=passages)
            elif change.op != "join" or change.new:
                says = _part_said(part) if part else _said(change, number, joined)
                yield self._block(change, number, says)

    def link(self):
        """Let each change lead to the next and to the one before it."""
        for row, after in zip(self.rows, self.rows[1:], strict=False):
            row.next, after.previous = after.anchor, row.anchor

    def summary(self):
        return [group for group in self.groups.values() if group.places]

    def _block(self, change, number, says):
        row = self._row(change.op, says)
        row.kind = (change.new or change.old).kind
        row.label = str(number) if change.new else ""
        row.old_label = str(change.old_place + 1) if change.old else ""
        where = f"paragraph {row.label or row.old_label}"
        if change.op in self.groups and (change.op != "split" or change.old):
            self._count(change.op, row.anchor, where)
        if change.op in ("insert", "delete"):
            row.passages = [_passage(piece) for piece in pieces(change.hunks)]
        else:
            self._word(row, change.hunks, where)
        for mark in change.marks:
            row.marks.append(tell_mark(mark))
            self._count(mark.kind, row.anchor, f"“{shortened(mark.text, 5)}”" if mark.text else where)
        return row

    def _row(self, op, says):
        row = Row(op, says, anchor=f"{self.prefix}-{len(self.rows) + 1}")
        self.rows.append(row)
        return row

    def _word(self, row, found, where):
        """Put the words of a row in, each number and name that changed where the summary finds it."""
        for place, piece in enumerate(pieces(found, self.common)):
            passage = _passage(piece)
            row.passages.append(passage)
            if piece.particulars:
                passage.particulars, passage.anchor = piece.particulars, f"{row.anchor}-{place + 1}"
            for particular in piece.particulars:
                self._count(particular, passage.anchor, tell_words(passage.old, passage.new))
            if not piece.kept and not piece.particulars:
                self._count("words", row.anchor, where)

    def _count(self, kind, anchor, words):
        places = self.groups[kind].places
        if kind != "words" or (anchor, words) not in places:
            places.append((anchor, words))


def _passage(piece):
    last = piece.new or piece.old
    gap = last[len(last.rstrip()) :]
    return Passage(piece.kept, piece.old.rstrip(), piece.new.rstrip(), gap)


def _items(old, new):
    """The hunks between two lists of words, item by item."""
    found = []
    for step in opcodes(old, new):
        was, now = _listed(old, step.i1, step.i2), _listed(new, step.j1, step.j2)
        found += [Hunk("equal", now)] if step.same else [Hunk("delete", was), Hunk("insert", now)]
    return [hunk for hunk in found if hunk.text]


def _listed(items, start, end):
    return "".join(
        item + ("; " if place < len(items) else "") for place, item in enumerate(items[start:end], start + 1)
    )


def _said(change, number, joined):
    """What became of a block, in words."""
    noun = NOUNS[(change.new or change.old).kind]
    if change.op == "insert":
        return f"New {noun}"
    old = change.old_place + 1
    if change.op == "delete":
        return f"Taken out, was {noun} {old}" if noun == "paragraph" else f"{noun.capitalize()} taken out"
    if change.op == "move":
        return tell_move(old, number)
    if change.op == "join":
        return tell_join(old, joined)
    return "Changed"


def _part_said(part):
    return (
        "Cut here: first part of what was one paragraph"
        if part == 1
        else f"Part {part} of what was one paragraph"
    )
