"""One file of a run, as its path leads to it."""

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path

from articles.importing import archives
from articles.importing.archives import Member
from articles.importing.finding.paths import as_text


@dataclass(frozen=True)
class Found:
    """One file of a run. ``collection`` and ``path`` are what it is known by when it comes again.

    ``problem`` is the sentence why it cannot even be opened: a path that leads nowhere, a locked folder. Of a file in
    an archive ``file`` is the archive, and ``path`` leads on into it: ``2019/news.zip/flood.txt``. One story of a file
    that holds several has a ``part``: ``2019/export.xml#guid-7``.
    """

    file: Path
    collection: str
    path: str
    problem: str = ""
    missing: bool = False
    member: Member | None = None
    part: str = ""

    def at_part(self, key: str) -> "Found":
        """One story of this file."""
        return replace(self, path=as_text(f"{self.path}#{key}"), part=as_text(key)) if key else self

    @property
    def file_path(self) -> str:
        """The path of the file itself, whatever story of it this is."""
        return self.path.removesuffix(f"#{self.part}") if self.part else self.path

    @property
    def name(self) -> str:
        """The file in words: ``archive/2019/flood.txt``."""
        return f"{self.collection}/{self.path}" if self.collection else self.path

    @property
    def place(self) -> tuple[str, str]:
        """Where it lies, as the newsroom knows it."""
        return self.collection, self.path

    @property
    def folder(self) -> tuple[str, str]:
        """The folder or archive that it lies in, as the newsroom knows it."""
        return self.collection, self.file_path.rpartition("/")[0]

    @property
    def filename(self) -> str:
        """The last part of its name."""
        return self.member.name.rpartition("/")[2] if self.member else self.file.name

    @property
    def size(self) -> int:
        """Bytes that there are to read, 0 where nobody can tell."""
        if self.member:
            return self.member.size
        try:
            return self.file.stat().st_size
        except OSError:
            return 0

    @property
    def top(self) -> Path:
        """The folder that its path starts from."""
        inside = len(Path(self.member.name).parts) if self.member else 0
        depth = max(len(Path(self.file_path).parts) - inside, 1)
        return self.file.parents[min(depth, len(self.file.parents)) - 1]

    def lies_beside(self, path: str) -> bool:
        """Whether there is a file at another path of the same folder or archive; a story's is that of its file."""
        files = [path, *(path[: sign.start()] for sign in re.finditer("#", path))]
        if self.member:
            inside = self.file_path.removesuffix(as_text(self.member.name))
            return any(
                archives.find(self.file, file.removeprefix(inside))
                for file in files
                if file.startswith(inside)
            )
        # What is called longer than any file may be is not there; Path's own would raise.
        return any(os.path.exists(self.top / file) for file in files)  # noqa: PTH110
