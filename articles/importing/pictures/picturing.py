"""Pictures that come along with copy: found, decoded by those who read files, kept by those who write.

    ready(attached, found=) -> (pictures, doubts)       in a worker: nothing is written, no database is asked
    keep(pictures, by=, now=) -> {sha256: id}           their rows, each picture made once however often it comes
    stored_for() -> names                               their files, deleted again where their rows come to nothing

A run that is killed leaves the files of one batch without rows. The next that brings the same pictures takes them over.

A picture that is missing or damaged is a doubt, and never hinders its story. Nothing is fetched from the web.
"""

import io
import re
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from posixpath import basename
from typing import Any

from articles.importing import forgetting
from articles.importing.failing import StorageFailed
from articles.importing.finding.walking import Found
from articles.importing.formats import Attached
from articles.importing.formats.piece import PICTURE_ENDINGS
from articles.importing.pictures import picturefiles
from articles.importing.wording import some
from articles.models import Picture
from articles.pictures import NotAPicture, Prepared, prepare
from articles.text.parsing import Doubt
from articles.text.parsing.picturelines import picture_line

MOST = 50
"""Pictures of one story."""
_OF_A_NAME = r"[^\s\"'<>|:*?]"
_NAMED = re.compile(
    rf"(?<!{_OF_A_NAME}){_OF_A_NAME}+(?:{'|'.join(map(re.escape, PICTURE_ENDINGS))})\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Ready:
    """A picture that can be kept, with what stood with it."""

    prepared: Prepared
    alt: str
    caption: str
    credit: str


def named_in(lines: Iterable[str]) -> list[Attached]:
    """The pictures whose files are named in lines of copy, with what these say of them."""
    found: list[Attached] = []
    for line in lines:
        said = picture_line(line)
        names = _NAMED.findall(said.name if said else line)
        alone = said if len(names) == 1 else None
        words = (alone.alt, alone.caption, alone.credit) if alone else ("", "", "")
        found += [Attached(name, b"", *words) for name in names]
    return found


def ready(attached: Sequence[Attached], *, found: Found) -> tuple[tuple[Ready, ...], tuple[Doubt, ...]]:
    """The pictures of a story, those that lie beside its file under its name among them, and what is unsure of them."""
    made: dict[str, Ready] = {}
    missing, damaged, silent = list[str](), list[str](), list[str]()
    wanted = list(dict.fromkeys([*attached, *map(Attached, picturefiles.beside(found))]))
    for picture in wanted[:MOST]:
        data = _data(picture, found)
        if data is None:
            missing.append(picture.name)
            continue
        try:
            prepared = prepare(io.BytesIO(data))
        except NotAPicture as problem:
            damaged.append(f"The picture “{_shown(picture.name)}” was left out. {problem}")
            continue
        if prepared.sha256 not in made and not picture.alt:
            silent.append(picture.name)
        made.setdefault(prepared.sha256, Ready(prepared, picture.alt, picture.caption, picture.credit))
    doubts = [Doubt("broken-picture", "pictures", None, sentence) for sentence in damaged]
    for code, names, what in (
        ("missing-pictures", missing, "named and did not come along"),
        ("no-alt-text", silent, "without a text for readers who cannot see them"),
        ("many-pictures", [item.name for item in wanted[MOST:]], f"beyond the first {MOST} and left out"),
    ):
        if names:
            doubts.append(Doubt(code, "pictures", None, f"Pictures {what}: {some([*map(_shown, names)])}."))
    return tuple(made.values()), tuple(doubts)


def changes(pictures: Sequence[Ready]) -> dict[str, Any]:
    """What pictures give a draft: their words, and places for the numbers of their rows."""
    if not pictures:
        return {}
    captions = [(picture.caption[:600], picture.credit[:200]) for picture in pictures]
    return {"pictures": [0] * len(pictures), "captions": captions}


def stored_for() -> AbstractContextManager[list[str]]:
    """A list for the names under which pictures are stored; these are deleted where the block, which has in it the
    transaction that makes their rows, is not gone through, and no row has them.
    """
    return forgetting.stored_for(Picture, "image")


def keep(pictures: Iterable[Ready], *, by: Any, now: datetime, stored: list[str]) -> dict[str, int]:
    """The rows of pictures by their SHA-256. Those that the newsroom has, it has once.

    The names of files that are new are added to ``stored``. Raises StorageFailed where one cannot be written.
    """
    wanted = {picture.prepared.sha256: picture for picture in pictures}
    if not wanted:
        return {}
    rows = Picture.objects.filter(sha256__in=wanted).order_by("-pk").values_list("sha256", "pk")
    held = dict(rows)
    for sha256, picture in wanted.items():
        if sha256 not in held:
            row = Picture(
                sha256=sha256,
                alt=picture.alt[:300],
                caption=picture.caption[:600],
                credit=picture.credit[:200],
                added_at=now,
                added_by=by,
            )
            if not _took_over(row, picture.prepared):
                _store(row, picture.prepared)
                stored.append(row.image.name)
            row.save(force_insert=True)
            held[sha256] = row.pk
    return held


def _took_over(row: Picture, prepared: Prepared) -> bool:
    """Whether a file lies there that was stored for the same picture, and was left without a row; the row has it then.

    One that has a row is not asked for: pictures whose SHA-256 is known are not stored.
    """
    storage, name = row.image.storage, row.image.field.generate_filename(row, prepared.file().name)
    try:
        if not storage.exists(name):
            return False
        with storage.open(name) as left:
            is_same = left.read() == prepared.data
    except Exception as error:  # a storage of another machine raises what its client does
        raise StorageFailed from error
    if is_same:
        row.image = name
        row.width, row.height = prepared.width, prepared.height
    return is_same


def _store(row: Picture, prepared: Prepared) -> None:
    file = prepared.file()
    try:
        row.image.save(file.name, file, save=False)
    except Exception as error:  # a storage of another machine raises what its client does
        raise StorageFailed from error


def _data(picture: Attached, found: Found) -> bytes | None:
    """The bytes of a picture: its own, else those of the first of its names that is found."""
    if picture.data:
        return picture.data
    names = (picture.name, *picture.also)
    return next((data for name in names if (data := picturefiles.data_of(name, found)) is not None), None)


def _shown(name: str) -> str:
    return basename(name)[-80:]
