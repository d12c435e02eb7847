"""``manage.py check_style PATH…``: what house style finds in files, before they are imported or after."""

import json
import sys
from argparse import ArgumentParser
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError

from articles import importing
from articles.importing import Found, Standing
from articles.importing.reporting import form_of
from articles.management import asking
from articles.management.in_force import HouseStyle
from articles.management.progress import Stop, shown, tell
from articles.text.style import Finding, Profile, Severity

_LONGEST = 60
"""Characters of what was found that a list for people shows."""


class Command(BaseCommand):
    help = (
        "List what house style finds in files of copy; nothing is imported. Beside the built-in checks the live rules "
        "of the style book (but those of one section) and the known names are asked, if the newsroom's database is "
        "there and up to date; the last line says whether they were. Exit status: 0 if nothing blocks, 1 if "
        "anything does or a file could not be read, 2 for a wrong call or a path that leads nowhere, 130 if stopped."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="Files, folders and archives.")
        parser.add_argument(
            "--report",
            metavar="FILE.jsonl",
            help="Write an object a file: file, and findings with start and end in characters of the decoded file, "
            "or null where a format does not let these be told.",
        )
        parser.add_argument(
            "--profile",
            choices=("full", "archive"),
            default="full",
            help="archive: only left-overs, letters decoded wrongly, impossible dates and broken quotations.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        asking.refuse_empty(options, "report")
        walk = importing.walk(options["paths"], report=options["report"])
        counts, house = Counter[str](), HouseStyle()
        with ExitStack() as stack:
            report = stack.enter_context(_opened(options["report"])) if options["report"] else None
            stop = stack.enter_context(Stop())
            steps = stack.enter_context(shown(self.stderr, len(walk.files)))
            for found in walk.files:
                for name, standing, findings in _checked(found, house, options["profile"]):
                    counts["stories"] += len(standing.copies)
                    counts["unread"] += bool(standing.problem)
                    counts.update(finding.severity for finding in findings)
                    if report:
                        report.write(_row(name, standing, findings))
                    elif told := "".join(_told(name, standing, findings)):
                        tell(self.stdout, told)
                steps.step()
                if stop.asked:
                    break
        tell(self.stdout, _summary(counts) + house.told())
        if stop.asked:
            sys.exit(asking.STOPPED)
        if any(found.missing for found in walk.files):
            sys.exit(asking.WRONG_CALL)
        if counts[Severity.BLOCK] or counts["unread"]:
            sys.exit(1)


def _opened(path: str) -> IO[str]:
    """The report, to be written; another file that is there already is left alone."""
    try:
        form = form_of(path, endings=(".jsonl",))
        return Path(path).open("w", encoding=form.encoding, newline="")
    except ValueError as error:
        problem = str(error)
    except OSError as error:
        problem = f"{path} could not be written: {error.strerror or error}."
    raise CommandError(f"--report: {problem}", returncode=asking.WRONG_CALL)


def _checked(
    found: Found, house: HouseStyle, profile: Profile
) -> Iterator[tuple[str, Standing, list[Finding]]]:
    """What stands in a file, each text with its name and what was found in it."""
    name = importing.as_text(f"{found.file}/{found.member.name}" if found.member else found.file)
    for standing in importing.standing_in(found):
        findings = [finding for copy in standing.copies for finding in house.findings(copy, profile)]
        yield f"{name}#{standing.part}" if standing.part else name, standing, findings


def _row(name: str, standing: Standing, findings: list[Finding]) -> str:
    row: dict[str, Any] = {"file": name, "findings": [_placed(standing, finding) for finding in findings]}
    if standing.format != "text":
        row["format"] = standing.format
    if standing.problem:
        row["problem"] = standing.problem
    return f"{json.dumps(row, ensure_ascii=False)}\n"


def _placed(standing: Standing, finding: Finding) -> dict[str, Any]:
    """A finding with its place in the decoded file: null where nobody can tell, which its message then says."""
    told = asdict(finding)
    place = standing.place(finding.start, finding.end)
    told["start"], told["end"] = place or (None, None)
    if place is None:
        told["message"] += f" Its place in the file is not known. The words: {_said(standing, finding)}"
    return told


def _said(standing: Standing, finding: Finding) -> str:
    said = " ".join(standing.text[finding.start : finding.end].split())
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"


def _told(name: str, standing: Standing, findings: list[Finding]) -> Iterator[str]:
    """What was found, a line each: file, line and column, as far as these can be told, and what is wrong."""
    starts = standing.line_starts if findings else []
    for finding in findings:
        where = name
        if place := standing.place(finding.start, finding.end):
            line = bisect_right(starts, place[0])
            where = f"{name}:{line}:{place[0] - starts[line - 1] + 1}"
        told = f"{finding.severity} {finding.code}: {_said(standing, finding)} | {finding.message}"
        yield f"{where}: {told}\n"
    if standing.problem:
        yield f"{name}: {standing.problem}\n"


def _summary(counts: Counter[str]) -> str:
    stories, unread = counts["stories"], counts["unread"]
    said = f"{stories:,} {'story' if stories == 1 else 'stories'}: "
    said += ", ".join(f"{counts[severity]:,} {severity}" for severity in Severity)
    return f"{said}.\n" + (f"Not all could be read in {unread:,} of the files.\n" if unread else "")
