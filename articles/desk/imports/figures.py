"""The summary of a run as its page shows it: shares, and for each figure the list of the files behind it."""

from urllib.parse import urlencode

from django.urls import reverse

from articles.desk.imports.kinds import shape_words
from articles.desk.imports.words import CERTAINTY, FIELDS
from articles.importing.reading.learned import folders_learned
from articles.importing.reviewing.summing import VALUES, told_by
from articles.importing.wording import files_held, kinds_of
from articles.models import GAVE_TEXT, Outcome

SHOWN = 12
"""Values of a field that are shown at once; the others unfold."""
COLUMN, WIDEST, CHART, HEIGHT = 14, 48, 560, 72
"""Of the chart of years: the least and the greatest width of a column, how wide it fills, and the highest column."""
NAME = 34
"""The room that the name of a year takes."""
LISTED = 200
"""Lines learned that are listed at all."""


def files_of(run, **asked):
    """The address of the list of a run's files that answer to ``asked``."""
    return f"{reverse('admin:articles_importedfile_changelist')}?{urlencode({'run__id__exact': run.pk, **asked})}"


def balance(run, counts):
    """Files found, and what became of them: the parts, their sum, and whether none is missing.

    Of a file that holds several stories, each of those is found and has an outcome.
    """
    parts = [
        {"label": label, "count": sum(counts.get(outcome, 0) for outcome in outcomes), "address": address}
        for label, outcomes, address in (
            ("taken", GAVE_TEXT, files_of(run)),
            ("unchanged", (Outcome.UNCHANGED,), files_of(run, outcome__exact="unchanged")),
            ("joined", (Outcome.JOINED,), files_of(run, outcome__exact="joined")),
            ("refused", (Outcome.REFUSED,), files_of(run, outcome__exact="refused")),
        )
    ]
    total = sum(part["count"] for part in parts)
    found = total if run.found is None else run.found
    whole = told_by(run).get("whole_files")
    return {
        "found": found,
        "held": files_held((run.files.whole_files() if whole is None else whole) + found - total, found),
        "parts": parts,
        "total": total,
        "missing": found - total,
        "balances": found == total,
    }


def figures(run):
    """All of the summary, or None where the run has none yet."""
    held = run.summary
    if not held:
        return None
    lines, taken = held["lines"], held["taken"]
    return {
        "taken": taken,
        "lines": {
            **lines,
            "balances": lines["in"] == lines["placed"] + lines["left_out"],
            "astray": held["astray"],
        },
        "placed_share": share(lines["placed"], lines["in"]),
        "doubtful_share": share(held["doubtful"], taken),
        "fields": [_field(run, *row, taken) for row in held["fields"]],
        "values": [_values(run, name, held["values"][name], taken) for name in VALUES],
        "years": _years(run, held["years"]),
        "days": [
            {
                "day": day,
                "count": count,
                "share": share(count, held["days"][0][1]),
                "address": files_of(run, dated=day),
            }
            for day, count in held["days"]
        ],
        "left_out": _folded(
            [dict(zip(("text", "role", "count", "pk", "line"), row, strict=True)) for row in held["left_out"]]
        ),
        "more_left_out": held["more_left_out"],
        "shapes": _folded([_shape(run, *row, taken) for row in held["shapes"]]),
        "more_shapes": held["more_shapes"],
        "odd": [dict(zip(("pk", "path", "why"), row, strict=True)) for row in held["odd"]],
        "formats": held["formats"],
        "encodings": held["encodings"],
        "passed": kinds_of(held.get("passed", {})),
    }


def recurring(run):
    """The lines that were learned to be page furniture, the commonest first, each with files that have it.

    In how many files they were left out is known once the run is added up.
    """
    met = {(*place,): (files, examples) for *place, files, examples in run.summary.get("recurring", ())}
    rows = [
        {
            "line": line.example,
            "folder": "/".join(filter(None, (collection, name))),
            "looked_at": folder.stories,
            "stories": line.stories,
            "run": folder.run,
            "files": files,
            "examples": examples,
        }
        for collection, name, folder in folders_learned(run)
        for key, line in folder.lines.items()
        for files, examples in [met.get((collection, name, key), (0, ()))]
    ]
    rows.sort(key=lambda row: (-row["files"], -row["stories"], row["folder"], row["line"]))
    return _folded(rows[:LISTED]) | {"count": len(rows), "more": max(0, len(rows) - LISTED)}


def share(part, whole):
    """Per cent, to a tenth; a part that is not all of it is never shown as 100."""
    if not whole:
        return 0
    return 100 if part == whole else min(99.9, round(100 * part / whole, 1))


def _field(run, name, filled, certainty, taken):
    told = [
        (word, certainty[word], share(certainty[word], filled)) for word in CERTAINTY if certainty.get(word)
    ]
    return {
        "label": FIELDS[name],
        "filled": filled,
        "missing": taken - filled,
        "share": share(filled, taken),
        "certainty": told,
        "address": files_of(run, without=name),
    }


def _values(run, name, counts, taken):
    rows = [
        {
            "value": value,
            "count": count,
            "share": share(count, taken),
            "address": files_of(run, **{name: value}),
        }
        for value, count in counts["top"]
    ]
    return {
        "label": FIELDS[name],
        "first": rows[:SHOWN],
        "others": rows[SHOWN:],
        "count": len(rows) + counts["more"],
        "more": counts["more"],
        "is_whole": counts["is_whole"],
    }


def _years(run, years):
    """A column for each year, drawn to the highest, with a word every few years; gaps have their place too."""
    known = {int(year): count for year, count in years if year.isdecimal()}
    if not known:
        return None
    span = range(min(known), max(known) + 1)
    if len(span) > len(known) + 150:  # a year that was misread would stretch the chart beyond use
        span = sorted(known)
    highest = max(known.values())
    wide = max(COLUMN, min(WIDEST, CHART // len(span)))
    every = -(-NAME // wide)
    columns = []
    for place, year in enumerate(span):
        count = known.get(year, 0)
        height = max(2, round(HEIGHT * count / highest)) if count else 0
        columns.append({
            "year": str(year), "count": count, "height": height, "x": place * wide, "y": HEIGHT - height,
            "is_named": place % every == 0,
            "address": files_of(run, dated=f"{year:04}"),
        })  # fmt: skip
    return {"columns": columns, "wide": wide - 2, "width": len(columns) * wide + NAME, "height": HEIGHT}


def _folded(rows):
    """The first rows, and those that unfold."""
    return {"first": rows[:SHOWN], "others": rows[SHOWN:]}


def _shape(run, name, files, doubtful, examples, taken):
    return {
        "name": shape_words(name),
        "files": files,
        "share": share(files, taken),
        "doubtful": doubtful,
        "doubt_rate": share(doubtful, files),
        "examples": examples,
        "address": files_of(run, shape=name) if name else "",
    }
