"""The list that Substack exports with the texts of its posts: ``posts.csv`` beside ``posts/123.ferry-returns.html``.

Titles and dates stand in the list only, so that it is a manifest of the files beside it.
"""

from collections.abc import Collection
from dataclasses import replace

from articles.importing.formats.sheets import Sheet

_COLUMNS = frozenset({"post_id", "post_date", "is_published", "title"})
HOW = (
    "This is the list of the posts of a Substack export, which has their titles and dates. Unpack the export, and give "
    "this list with --manifest for the folder of its texts."
)


def is_list(columns: Collection[str]) -> bool:
    return {column.strip().lower() for column in columns} >= _COLUMNS


def as_manifest(sheet: Sheet) -> tuple[Sheet, frozenset[str]]:
    """The list as a manifest, and the files of posts that were not published."""
    columns = [column.strip().lower() for column in sheet.columns]
    number, published = columns.index("post_id"), columns.index("is_published")
    rows = [(line, row) for line, row in sheet.rows if number < len(row) and row[number].strip()]
    named = [
        (line, [f"{cell.strip()}.html" if place == number else cell for place, cell in enumerate(row)])
        for line, row in rows
    ]
    held_back = {
        row[number] for _, row in named if published < len(row) and row[published].strip().lower() == "false"
    }
    columns[number] = "file"
    return replace(sheet, columns=columns, rows=named), frozenset(held_back)
