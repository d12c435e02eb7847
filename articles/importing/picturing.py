"""Pictures that come along with copy: found, decoded by those who read files, kept by those who write.

    ready(attached, found=) -> (pictures, doubts)       in a worker: nothing is written, no database is asked
    keep(pictures, by=, now=) -> {sha256: id}           their rows, each picture made once however often it comes

A picture that is missing or damaged is a doubt, and never hinders its story. Nothing is fetched from the web.
"""

import io
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path, PurePath
from posixpath import basename, dirname, join, normpath
from typing import Any
from urllib.parse import unquote, urlsplit

from articles.importing import archives
from articles.importing.formats import Attached
from articles.importing.walking import PICTURE_ENDINGS, Found
from articles.importing.wording import some
from articles.models import Picture
from articles.pictures import NotAPicture, Prepared, prepare
from articles.text.parsing import Doubt

MOST = 50
"""Pictures of one story."""
LIMIT = 50_000_000
"""Bytes. Larger ones are not read."""
_NAMED = re.compile(r"[^\s\"'<>|:*?]+\.(?:jpe?g|png|webp|avif|gif|tiff?)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"[-_ ]\d{1,3}$")


@dataclass(frozen=True, slots=True)
class Ready:
    """A picture that can be kept, with what stood with it."""

    prepared: Prepared
    alt: str
    caption: str
    credit: str


def named_in(lines: Iterable[str]) -> list[Attached]:
    """The pictures whose files are named in lines of copy."""
    return [Attached(found[0]) for line in lines for found in _NAMED.finditer(line)]


def ready(attached: Sequence[Attached], *, found: Found) -> tuple[tuple[Ready, ...], tuple[Doubt, ...]]:
    """The pictures of a story, those that lie beside its file under its name among them, and what is unsure of them."""
    made: dict[str, Ready] = {}
    missing, damaged, silent = list[str](), list[str](), list[str]()
    wanted = list(dict.fromkeys([*attached, *map(Attached, _beside(found))]))
    for picture in wanted[:MOST]:
        data = picture.data or _data(picture.name, found)
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


def keep(pictures: Iterable[Ready], *, by: Any, now: datetime) -> dict[str, int]:
    """The rows of pictures by their SHA-256. Those that the newsroom has, it has once."""
    wanted = {picture.prepared.sha256: picture for picture in pictures}
    if not wanted:
        return {}
    rows = Picture.objects.filter(sha256__in=wanted).order_by("-pk").values_list("sha256", "pk")
    held = dict(rows)
    for sha256, picture in wanted.items():
        if sha256 not in held:
            row = Picture(
                image=picture.prepared.file(),
                sha256=sha256,
                alt=picture.alt[:300],
                caption=picture.caption[:600],
                credit=picture.credit[:200],
                added_at=now,
                added_by=by,
            )
            row.save(force_insert=True)
            held[sha256] = row.pk
    return held


def _data(name: str, found: Found) -> bytes | None:
    """The bytes of a picture by its name in a file: beside it, or where the name leads within its folder."""
    try:
        parts = urlsplit(name)
    except ValueError:  # brackets where none belong
        return None
    path = unquote(parts.path).replace("\0", "")
    places = [basename(path)]
    if not (parts.scheme or parts.netloc):
        places.insert(0, path.lstrip("/"))
    read = _from_archive if found.member else _from_folder
    return next((data for place in places if place and (data := read(place, found)) is not None), None)


def _from_archive(place: str, found: Found) -> bytes | None:
    name = found.member.name if found.member else ""
    for wanted in (normpath(join(dirname(name), place)), place):
        member = archives.find(found.file, wanted)
        if member and not member.problem and member.size < LIMIT:
            try:
                return archives.read(found.file, member, limit=LIMIT)
            except archives.BadArchive:
                return None
    return None


def _from_folder(place: str, found: Found) -> bytes | None:
    top = Path(os.path.realpath(found.top))
    for folder in (found.file.parent, top):
        try:
            path = Path(os.path.realpath(folder / place))
            if path.is_relative_to(top) and path.is_file() and path.stat().st_size < LIMIT:
                return path.read_bytes()
        except (OSError, ValueError):  # a name that no system takes
            continue
    return None


def _beside(found: Found) -> list[str]:
    """Pictures that lie beside a file under its name, perhaps with a number: ``flood.jpg``, ``flood-2.jpg``."""
    if found.missing:
        return []
    place = found.file if found.member else found.file.parent
    name = found.member.name if found.member else found.filename
    try:
        changed = place.stat().st_mtime_ns
    except OSError:
        return []
    pictures = (_pictures_in_archive if found.member else _pictures_in_folder)(place, changed)
    return list(pictures.get(join(dirname(name), PurePath(name).stem.casefold()), ()))


@lru_cache(maxsize=64)
def _pictures_in_folder(folder: Path, changed: int) -> dict[str, tuple[str, ...]]:
    return _by_file(path.name for path in folder.iterdir())


@lru_cache(maxsize=4)
def _pictures_in_archive(file: Path, changed: int) -> dict[str, tuple[str, ...]]:
    return _by_file(member.name for member in archives.contents(file).members)


def _by_file(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The names of pictures by the paths, without an ending, of the files that they lie beside."""
    found: dict[str, tuple[str, ...]] = {}
    for name in sorted(names):
        path = PurePath(name)
        if path.suffix.lower() in PICTURE_ENDINGS:
            for stem in {_NUMBERED.sub("", path.stem).casefold(), path.stem.casefold()}:
                place = join(dirname(name), stem)
                found[place] = (*found.get(place, ()), path.name)
    return found


def _shown(name: str) -> str:
    return basename(name)[-80:]
