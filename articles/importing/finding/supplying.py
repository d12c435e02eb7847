"""What is known of files beside their bytes: a manifest, patterns of their names, a map of columns.

It is read once, and goes to every process that reads files.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from articles.importing.finding import manifests, patterns
from articles.importing.finding.manifests import Manifest
from articles.importing.finding.patterns import Pattern
from articles.importing.finding.walking import Found
from articles.importing.formats import Piece, Stated, with_stated
from articles.importing.formats.labels import NAMES
from articles.rules import Refused
from articles.text.parsing import Doubt, ParsedStory

_ORIGINS = {
    "html": "The page", "docx": "The document", "markdown": "The front matter", "mail": "The e-mail",
    "csv": "The table", "wxr": "WordPress", "feed": "The feed", "nitf": "The head of the story", "json": "The item",
    "newsml": "The item", "xml": "The item", "blog": "The blog", "ghost": "Ghost", "odt": "The document",
}  # fmt: skip


@dataclass(frozen=True)
class Supplied:
    """What a run was told of one file: what its name says, and what the manifest does, which wins."""

    by_name: Stated = field(default_factory=Stated)
    by_manifest: Stated = field(default_factory=Stated)
    doubts: tuple[Doubt, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)

    def over(self, parsed: ParsedStory, piece: Piece) -> ParsedStory:
        """A story with all that is stated of it: by its format, by its name, by the manifest. The last one wins."""
        parsed = with_stated(parsed, piece.stated, origin=_ORIGINS.get(piece.format, "The file’s own data"))
        parsed = with_stated(parsed, self.by_name, origin="The file’s name")
        parsed = with_stated(parsed, self.by_manifest, origin="The manifest")
        return replace(parsed, doubts=(*parsed.doubts, *self.doubts)) if self.doubts else parsed

    def address(self, piece: Piece) -> str:
        """Where a story stood on the web, as far as anything says so."""
        return self.by_manifest.address or piece.stated.address

    @property
    def says_by_manifest(self) -> bool:
        return self.by_manifest != _NOTHING

    def restates(self, said: Mapping[str, Any]) -> bool:
        """Whether the manifest says something, and not what ``said`` (see ``as_json``) has of it."""
        return self.says_by_manifest and self.by_manifest != _stated(said.get("manifest", {}))

    def as_json(self) -> dict[str, Any]:
        """For the file's row, so that it is read again as it was read. Empty where nothing was told."""
        said = {
            "name": _said(self.by_name),
            "manifest": _said(self.by_manifest),
            "columns": dict(self.columns),
        }
        return {name: value for name, value in said.items() if value}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Supplied":
        by_name, by_manifest = (_stated(value.get(name, {})) for name in ("name", "manifest"))
        return cls(by_name, by_manifest, columns=value.get("columns", {}))


@dataclass(frozen=True, slots=True)
class Supply:
    """What a run was told of its files. ``unmatched`` says what does not go together with those that it has."""

    manifest: Manifest | None = None
    pattern: Pattern | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    unmatched: tuple[str, ...] = ()

    def of(self, found: Found) -> Supplied:
        """What was told of one file, or of one story in it."""
        by_name = self.pattern.stated(found) if self.pattern else Stated()
        if self.manifest is None:
            return Supplied(by_name, columns=self.columns)
        return Supplied(by_name, self.manifest.stated(found), self.manifest.doubts(found), self.columns)

    def among(self, files: Sequence[Found]) -> "Supply":
        """The same, for a run that has these files."""
        manifest = self.manifest.among(files) if self.manifest else None
        told = filter(None, (manifest, self.pattern))
        unmatched = tuple(sentence for each in told for sentence in each.sentences(files))
        return replace(self, manifest=manifest, unmatched=unmatched)

    def check(self, files: Sequence[Found]) -> None:
        """Refuse what says nothing of any of these files: it is a slip."""
        there = [found for found in files if not found.problem]
        for told in filter(None, (self.manifest, self.pattern)):
            if there and all(told.stated(found) == Stated() for found in there):
                raise Refused(f"{told} says nothing of any file here, for example {there[0].name}.")

    def only(self, files: Sequence[Found]) -> "Supply":
        """What was told of some files: so much goes to who reads them."""
        return replace(self, manifest=self.manifest.only(files)) if self.manifest else self


NOTHING_SUPPLIED, NO_SUPPLY = Supplied(), Supply()
_NOTHING = Stated()


def _said(stated: Stated) -> dict[str, Any]:
    if stated == _NOTHING:
        return {}
    return {each.name: value for each in fields(stated) if (value := getattr(stated, each.name))}


def _stated(value: Mapping[str, Any]) -> Stated:
    return Stated(**{name: tuple(said) if isinstance(said, list) else said for name, said in value.items()})


def supply(*, manifest: str = "", called: str = "", pattern: str = "", columns: str = "") -> Supply:
    """What a run is told, as it was given. Refuses what is no manifest, pattern or map of columns.

    A manifest is ``called`` so where its own path is none that anybody knows.
    """
    return Supply(
        manifests.read(manifest, called=called) if manifest else None,
        patterns.understand(pattern) if pattern else None,
        columns_of(columns) if columns else {},
    )


def columns_of(text: str) -> dict[str, str]:
    """A map of columns as it is given: ``headline=Titel,body=Text``."""
    pairs = {
        field.strip(): column.strip()
        for field, _, column in (pair.partition("=") for pair in text.split(","))
    }
    if not pairs.keys() <= NAMES.keys() or not all(pairs.values()):
        raise Refused(
            f"“{text}” is no map of columns: write headline=Titel,body=Text; fields are {', '.join(NAMES)}."
        )
    return pairs
