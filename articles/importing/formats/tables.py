"""Tables of stories as comma-separated values: a story a row, its fields by the names of the columns.

Columns are known by their names in the common languages, or by a map that is given (``--columns``). Cells of columns
that mean no field are lines that are left out.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

from articles.importing.formats.exports import substack
from articles.importing.formats.items import with_body
from articles.importing.formats.labels import NAMES, meaning, normal
from articles.importing.formats.lines import Lines, doubts_of
from articles.importing.formats.opening import opening
from articles.importing.formats.piece import Attached, NotCopy, Piece, Stated, own_keys
from articles.importing.formats.sheets import SEPARATORS, Sheet, column, read_sheet, rows_of, separator
from articles.importing.formats.stating import to_date
from articles.importing.formats.web.html import add_html
from articles.text.parsing import Doubt, Role, own_role
from articles.text.parsing.ordering import only_order, ordered

_ORDER = {
    "section": Role.SECTION, "slugline": Role.SLUGLINE, "headline": Role.HEADLINE, "standfirst": Role.STANDFIRST,
    "byline": Role.BYLINE, "published": Role.DATE, "dateline": Role.DATELINE, "source": Role.SOURCE,
    "proofreader": Role.PROOFREADER, "keywords": Role.KEYWORDS,
}  # fmt: skip
"""The fields that are lines, in the order in which copy has them, and what each line is."""

_MARKUP = re.compile(
    r"</?(?:p|div|br|h[1-6]|ul|ol|li|blockquote|em|strong|b|i|a|span|img|figure)\b[^<>]*>", re.IGNORECASE
)
_BETWEEN_WORDS = re.compile("[,;|]")
_OF_PEOPLE = re.compile(r"e-?mail(?:[ _-]address)?|phone|telefon|subscriber", re.IGNORECASE)
_LONGEST_KEY = 150
_ENDINGS = (".csv", ".tsv", ".tab")
_OUR_REPORT = "file,outcome,sentence,"
"""How a report of this importer begins: that it is one is told where its text is looked at."""
_LONGEST_NAME, _MOST_NAMED = 60, 20
_ENDS = re.compile(r"[.!?…。！？]['\"”’»)\]]*$")
_WRAPPED_AT = 40


def matches(data: bytes, name: str, columns: Mapping[str, str] | None = None) -> bool:
    """Whether the first row names a headline and a text, as columns of a table do."""
    start = opening(data)
    # Most files are no tables, and it takes long to find out what parts the cells of one.
    found = (between for between in SEPARATORS if _may_part(start, between))
    if not any(_is_head(_first_row(start, between), columns) for between in found):
        return _is_unknown(start, name)
    return _is_head(_first_row(start, separator(start)), columns)


def _is_unknown(start: str, name: str) -> bool:
    """Whether a file is a table by its name and by its cells, of which nobody knows which is the text."""
    if not name.casefold().endswith(_ENDINGS) or start.startswith(_OUR_REPORT):
        return False
    try:
        rows = [row for _, row in islice(rows_of(start, separator(start)), 3)]
    except NotCopy:
        return False
    head = [cell.strip() for cell in rows[0]] if rows else []
    is_even = len(rows) > 1 and len(rows[1]) == len(head) > 1
    return is_even and all(head) and len(set(head)) == len(head) and max(map(len, head)) < _LONGEST_NAME


def _unknown(head: list[str], means: Mapping[int, str]) -> NotCopy:
    """The refusal of a table in which a headline or a text is not known, with what to do."""
    if substack.is_list(head):
        return NotCopy("columns", substack.HOW)
    lacking = [field for field in ("headline", "body") if field not in means.values()]
    if len(lacking) > 1 and (
        people := next((name for name in head if _OF_PEOPLE.fullmatch(name.strip())), "")
    ):
        return NotCopy(
            "columns", f"This is a table of people, with the column “{people}”, not of stories. Leave it out."
        )
    free = [name for place, name in enumerate(head) if place not in means] or head
    names = ", ".join(f"“{name[:_LONGEST_NAME]}”" for name in head[:_MOST_NAMED])
    more = f" and {len(head) - _MOST_NAMED:,} more" if len(head) > _MOST_NAMED else ""
    example = ",".join(
        f"{field}={free[min(place, len(free) - 1)][:_LONGEST_NAME]}" for place, field in enumerate(lacking)
    )
    what = " and which the ".join({"headline": "headline", "body": "text"}[field] for field in lacking)
    return NotCopy(
        "columns",
        f"This is a table with the columns {names}{more}; it is not known which of them holds the {what}. Say so, for "
        f"example --columns {example!r}.",
    )


def _may_part(text: str, between: str) -> bool:
    """Whether a sign can be what stands between the cells of the first row: it is in the first line, or it takes a look
    at the cells to find where that row ends."""
    line = text.partition("\n")[0].partition("\r")[0]
    return between in line or '"' in line or not line.strip()


def _first_row(text: str, between: str) -> list[str]:
    try:
        return next((row for _, row in rows_of(text, between)), [])
    except NotCopy:
        return []


def _is_head(row: list[str], columns: Mapping[str, str] | None) -> bool:
    if len(row) < 2 or any(len(cell) >= 80 for cell in row):
        return False
    return {"headline", "body"} <= set(meanings(row, columns).values())


def pieces(data: bytes, name: str, columns: Mapping[str, str] | None = None) -> list[Piece]:
    sheet = read_sheet(data)
    means = meanings(sheet.columns, columns)
    if not {"headline", "body"} <= set(means.values()):
        raise _unknown(sheet.columns, means)
    if not sheet.rows:
        raise NotCopy("empty", "This table has a head and no rows.")
    keys = own_keys([cell[:_LONGEST_KEY] for cell in column(sheet, means, "key")], "row")
    order = only_order(column(sheet, means, "published"))
    found = [
        _row(sheet, means, row, line, key, order) for (line, row), key in zip(sheet.rows, keys, strict=True)
    ]
    return [replace(found[0], notes=(*doubts_of(sheet.notes), *found[0].notes)), *found[1:]]


def meanings(head: list[str], columns: Mapping[str, str] | None = None) -> dict[int, str]:
    """What the columns mean, by their place: as the map says, else by their names; one column for a meaning."""
    said = {normal(column): field for field, column in (columns or {}).items()}
    means: dict[int, str] = {
        place: said[normal(name)] for place, name in enumerate(head) if normal(name) in said
    }
    plainest = sorted(range(len(head)), key=lambda place: _rank(head[place]))
    for place in plainest:
        field = meaning(head[place])
        if field and place not in means and field not in means.values():
            means[place] = field
    return means


def _rank(name: str) -> int:
    """How plainly a column is called what it means."""
    field = meaning(name)
    return NAMES[field].split().index(normal(name)) if field else 0


def _row(sheet: Sheet, means: Mapping[int, str], row: list[str], line: int, key: str, order: str) -> Piece:
    cells = {means[place]: cell.strip() for place, cell in enumerate(row) if place in means and cell.strip()}
    lines = Lines()
    for field, role in _ORDER.items():
        lines.add(cells.get(field, ""), role, close=True)
    lines.gap()
    before = len(lines)
    pictures = _add_body(lines, cells.get("body", ""))
    body = range(before + 1, len(lines) + 1)
    pictures += [Attached(name) for name in _listed(cells.get("pictures", ""))]
    for place, cell in enumerate(row):
        if means.get(place) not in (*_ORDER, "body"):
            name = sheet.columns[place] if place < len(sheet.columns) else ""
            lines.add(f"{name}: {cell}" if cell.strip() else "", Role.FURNITURE, close=True)
    notes = []
    if len(row) != len(sheet.columns):
        sentence = f"The row at line {line} has {len(row)} cells; the head has {len(sheet.columns)}."
        notes.append(Doubt("cells", "body", None, sentence))
    stated = Stated(
        headline=cells.get("headline", ""),
        published=_date(cells.get("published", ""), order),
        language=cells.get("language", "").lower()[:8],
        section=cells.get("section", ""),
        keywords=tuple(_listed(cells.get("keywords", ""))),
        address=cells.get("address", ""),
    )
    piece = lines.piece(
        "csv", key=key, encoding=sheet.encoding, notes=notes, stated=stated, pictures=pictures
    )
    return with_body(_as_prose(piece, body), body)


def _date(cell: str, order: str) -> str:
    """The cell of a date; as ISO 8601 where other rows tell the order of a day and a month that could be swapped."""
    when = to_date(cell) if order else None
    return ordered(when, order).iso if when and when.ambiguous else cell


def _listed(cell: str) -> list[str]:
    return [word for part in _BETWEEN_WORDS.split(cell) if (word := part.strip())]


def _as_prose(piece: Piece, body: Sequence[int]) -> Piece:
    """A piece in which sentences of the text are paragraphs, however short: a cell holds no page around its story.
    Text that was broken into lines is left to who knows how to join it, and so are lines that say what else they are.
    """
    source = piece.text.split("\n")
    texts = {number: source[number - 1].strip() for number in body}
    wrapped = any(
        len(text) >= _WRAPPED_AT and not _ENDS.search(text) and texts.get(number + 1)
        for number, text in texts.items()
    )
    if wrapped:
        return piece
    prose = [
        number
        for number, text in texts.items()
        if _ENDS.search(text)
        and number not in piece.fixed
        and number not in piece.kinds
        and not own_role(text)
    ]
    return replace(piece, fixed={**piece.fixed, **dict.fromkeys(prose, Role.PARAGRAPH)})


def _add_body(lines: Lines, body: str) -> list[Attached]:
    """Add the text of a cell: HTML where it is, else its lines, which the parser knows how to join."""
    if _MARKUP.search(body):
        return add_html(lines, body)
    lines.add_piece(Piece("\n".join(body.splitlines())))
    return []
