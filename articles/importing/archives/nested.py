"""Archives inside an archive, as folders of it: their members are members of the archive, at ``inner.zip/a.txt``.

They are unpacked in memory, one at a time, when the list is made and again when one of their members is asked for.
"""

import re
from dataclasses import replace
from io import BytesIO

from articles.importing.archives import tars, zips
from articles.importing.archives.heads import is_header
from articles.importing.archives.members import DAMAGE, Contents, Member, bomb

DEEPEST = 3
"""Archives in one another, the outermost counted. What lies deeper is a file like any other, and refused as one."""
LARGEST = 200_000_000
"""Bytes of an archive inside an archive that is opened: it is held in memory."""
_ZIP = b"PK\x03\x04"
_CALLED = re.compile(r".*\.(?:zip|tar|t(?:ar\.)?(?:gz|xz|bz2)|tbz)", re.IGNORECASE | re.DOTALL)
"""The names of archives: what is called otherwise is not looked into, and is a file like any other."""

_Archive = zips.Zip | tars.Tar


class Nested:
    """An open archive, with what lies in those that it holds. ``packed`` is the size of the outermost one, by which it
    is told whether all that comes out of it is too much.
    """

    def __init__(self, outer: _Archive, packed: int, *, depth: int = 1, before: int = 0) -> None:
        self._outer, self._packed, self._depth = outer, packed, depth
        self.unpacked = before
        self._before: dict[int, int] = {}
        self._places: list[tuple[Member, Member | None]] = []
        self._last: tuple[int, _Archive | Nested] | None = None
        whole = outer.contents
        self.contents = Contents([], list(whole.links), list(whole.hidden), whole.problem)
        for member in whole.members:
            self._add(member)

    def read(self, member: Member, limit: int) -> bytes:
        place, inner = self._places[member.index]
        if inner is None:
            return self._outer.read(place, limit)
        return self._inner(place).read(inner, limit)

    def _add(self, member: Member) -> None:
        """A member, or what lies in it where it is an archive."""
        if not self._is_opened(member):
            self._take(member, member, None)
            return
        try:
            found = self._inner(member).contents
        except DAMAGE:
            self._take(member, member, None)
            return
        if found.problem:
            self._take(replace(member, problem=found.problem), member, None)
        for inner in found.members:
            self._take(replace(inner, name=f"{member.name}/{inner.name}"), member, inner)
        self.contents.links += [f"{member.name}/{name}" for name in found.links]
        self.contents.hidden += [f"{member.name}/{name}" for name in found.hidden]

    def _is_opened(self, member: Member) -> bool:
        is_named = _CALLED.fullmatch(member.name)
        return bool(is_named) and not member.problem and member.size <= LARGEST and self._depth < DEEPEST

    def _take(self, shown: Member, place: Member, inner: Member | None) -> None:
        self.contents.members.append(replace(shown, index=len(self._places)))
        self._places.append((place, inner))

    def _inner(self, member: Member) -> "_Archive | Nested":
        """The archive that a member is. Raises one of DAMAGE for what is none, or a document."""
        if self._last and self._last[0] == member.index:
            return self._last[1]
        data = self._outer.read(member, LARGEST + 1)
        if len(data) > LARGEST:
            raise ValueError("it is too large")
        before = self._before.setdefault(member.index, self.unpacked)
        inner = self._bounded(self._open(data, before), before)
        self._last = (member.index, inner)
        return inner

    def _open(self, data: bytes, before: int) -> _Archive:
        if data.startswith(_ZIP) and not zips.is_document(BytesIO(data)):
            return zips.Zip(BytesIO(data), len(data))
        if is_header(data) or tars.is_compressed_tar(BytesIO(data)):
            left = max(tars.most_of(self._packed) - before, 0)
            return tars.Tar(BytesIO(data), len(data), limit=left)
        raise ValueError("it is no archive of copy")

    def _bounded(self, inner: _Archive, before: int) -> "_Archive | Nested":
        """An archive whose members may be unpacked: all that lies in the outermost archive is taken together, as it
        was when the list was made.
        """
        size = before + sum(each.size for each in inner.contents.members)
        if isinstance(inner, tars.Tar):  # it was unpacked to be listed
            size = max(size, before + inner.unpacked)
        if not inner.contents.problem and (problem := bomb(size, self._packed)):
            inner.contents = Contents(problem=problem)
            return inner
        found = Nested(inner, self._packed, depth=self._depth + 1, before=size)
        self.unpacked = max(self.unpacked, found.unpacked)
        return found
