"""What is known of files beside their bytes: a manifest, patterns of their names, a map of columns.

It is read once, and goes to every process that reads files.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from articles.importing.formats import Piece, Stated, with_stated
from articles.importing.formats.labels import NAMES
from articles.importing.manifests import Manifest
from articles.importing.patterns import Pattern
from articles.importing.walking import Found
from articles.text.parsing import ParsedStory

_ORIGINS = {
    "html": "The page", "docx": "The document", "markdown": "The front matter", "mail": "The e-mail",
    "csv": "The table",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Supply:
    """What a run was told of its files."""

    manifest: Manifest | None = None
    dates: Pattern | None = None
    ids: Pattern | None = None
    columns: Mapping[str, str] = field(default_factory=dict)

    def over(self, parsed: ParsedStory, piece: Piece, found: Found) -> ParsedStory:
        """A story with all that is stated of it: by its format, by its name, by the manifest. The last one wins."""
        origin = _ORIGINS.get(piece.format, "The file’s own data")
        parsed = with_stated(parsed, piece.stated, origin=origin)
        for pattern in (self.dates, self.ids):
            if pattern:
                said = pattern.stated(found.path)
                kept = replace(said, slugline="") if pattern is self.dates else Stated(slugline=said.slugline)
                parsed = with_stated(parsed, kept, origin="The file’s name")
        if self.manifest is None:
            return parsed
        parsed = with_stated(parsed, self.manifest.stated(found), origin="The manifest")
        return replace(parsed, doubts=(*parsed.doubts, *self.manifest.doubts(found)))

    def address(self, piece: Piece, found: Found) -> str:
        """Where a story stood on the web, as far as anything says so."""
        said = self.manifest.stated(found).address if self.manifest else ""
        return said or piece.stated.address


def columns_of(text: str) -> dict[str, str]:
    """A map of columns as it is given: ``headline=Titel,body=Text``. Raises ValueError for what is none."""
    pairs = {
        field.strip(): column.strip()
        for field, _, column in (pair.partition("=") for pair in text.split(","))
    }
    if not pairs.keys() <= NAMES.keys() or not all(pairs.values()):
        raise ValueError(
            f"“{text}” is no map of columns: write headline=Titel,body=Text; fields are {', '.join(NAMES)}."
        )
    return pairs
