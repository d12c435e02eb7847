"""The forms of a report: how each begins, sets a row, and ends. All are written as the rows come."""

import csv
import json
import re
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from django.utils.html import escape, format_html, format_html_join

from articles.importing.reporting.rows import COLUMNS, flat
from articles.models import Outcome
from articles.text.cells import plain_cell

Values = dict[str, Any]
_json = json.JSONEncoder(ensure_ascii=False).encode


class Form:
    """A form of report. Each method gives the text that is written next."""

    encoding = "utf-8"
    start = re.compile(r'(?:\[\s*(?:\]\s*\Z)?)?(?:\{"file": "|\Z)')
    """How a report of this form begins, by which one is told from any other file."""

    def head(self) -> str:
        return ""

    def row(self, values: Values, number: int) -> str:
        """The row of one file; ``number`` rows were written before it."""
        raise NotImplementedError

    def foot(self, sentences: Sequence[str], rows: int) -> str:
        """The end, which may say in sentences what the run comes to."""
        return ""


class Csv(Form):
    """A spreadsheet. It takes the file for UTF-8 only if that begins with a mark."""

    encoding = "utf-8-sig"
    start = re.compile("file,outcome,sentence,")

    def head(self) -> str:
        return _csv(COLUMNS)

    def row(self, values: Values, number: int) -> str:
        return _csv(map(plain_cell, flat(values)))


class Json(Form):
    """One list of all rows."""

    def row(self, values: Values, number: int) -> str:
        return (",\n" if number else "[\n") + _json(values)

    def foot(self, sentences: Sequence[str], rows: int) -> str:
        return "\n]\n" if rows else "[]\n"


class JsonLines(Form):
    """A row a line, whole as soon as it is there."""

    def row(self, values: Values, number: int) -> str:
        return _json(values) + "\n"


class Text(Form):
    """What the desk would read: a line a file with its doubts under it, and the counts at the end."""

    start = re.compile(
        rf"(?:{'|'.join(f'{outcome.value:<10} ' for outcome in Outcome)})|\n(?:Passed over, |[\d,]+ files?[.:])"
    )

    def row(self, values: Values, number: int) -> str:
        doubts = "".join(f"           ? {doubt['sentence']}\n" for doubt in values["doubts"])
        return f"{values['outcome']:<10} {values['sentence'] if not doubts else _told(values)}\n{doubts}"

    def foot(self, sentences: Sequence[str], rows: int) -> str:
        return "".join(f"{sentence}\n" for sentence in ("", *sentences)) if sentences else ""


class Html(Form):
    """A page that stands by itself: to be opened, searched and printed anywhere."""

    start = re.compile(r"<!doctype html>.{,300}<title>Import report</title>", re.DOTALL)

    def head(self) -> str:
        heads = format_html_join("", "<th scope=col>{}</th>", ((name,) for name in _SHOWN.values()))
        return (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>Import report</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>Import report</h1>\n"
            '<p><a href="#in-all">What it comes to</a></p>\n'
            f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n"
        )

    def row(self, values: Values, number: int) -> str:
        cells = format_html_join("", "<td>{}</td>", ((_shown(values, name),) for name in _SHOWN))
        return format_html('<tr class="{}">{}</tr>\n', values["outcome"], cells)

    def foot(self, sentences: Sequence[str], rows: int) -> str:
        said = "".join(f"<li>{escape(sentence.strip())}</li>\n" for sentence in sentences)
        return f'</tbody>\n</table>\n<h2 id="in-all">What it comes to</h2>\n<ul>\n{said}</ul>\n</body>\n</html>\n'


FORMS: dict[str, type[Form]] = {
    ".csv": Csv,
    ".html": Html,
    ".json": Json,
    ".jsonl": JsonLines,
    ".txt": Text,
}
_SHOWN = {
    "file": "File",
    "outcome": "Outcome",
    "headline": "Headline",
    "byline": "Byline",
    "source": "Source",
    "published": "Date",
    "doubts": "What became of it, and what is in doubt",
}
_STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;padding:0 1rem;max-width:90rem}"
    "table{border-collapse:collapse;width:100%}th,td{padding:.4rem .6rem;text-align:start;vertical-align:top;"
    "border-block-end:1px solid color-mix(in srgb,currentColor 25%,transparent);overflow-wrap:anywhere}"
    "thead th{position:sticky;inset-block-start:0;background:Canvas}ul{margin:0;padding-inline-start:1.2rem}"
    ".refused td:nth-child(2){font-weight:700}@media print{thead th{position:static}}"
)


def _shown(values: Values, name: str) -> Any:
    if name == "headline" and not values.get(name) and values.get("proposed_headline"):
        return f"{values['proposed_headline']} (proposed)"
    if name != "doubts":
        return values.get(name) or ""
    doubts = format_html_join("", "<li>{}</li>", ((doubt["sentence"],) for doubt in values["doubts"]))
    return format_html("{}<ul>{}</ul>", _told(values), doubts) if doubts else values["sentence"]


def _told(values: Values) -> str:
    """What became of a file, without the doubts that are listed beside it."""
    sentence = str(values["sentence"])
    for doubt in values["doubts"]:
        said = f" {doubt['sentence']}"
        whole = f" Line {doubt['line']}:{said}"
        sentence = sentence.replace(whole if whole in sentence else said, "", 1)
    return sentence


def _csv(cells: Iterable[Any]) -> str:
    out = StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
