"""``manage.py import_stories PATH…``: text files to drafts, each with one outcome."""

import sys
from argparse import ArgumentParser
from contextlib import ExitStack, closing
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles import importing
from articles.management import asking
from articles.management.progress import Stop, shown
from articles.models import ImportRun

STOPPED = 130
"""What shells say of a command that Ctrl-C ended."""


class Command(BaseCommand):
    help = (
        "Bring text files in as drafts. Giving the same files again changes nothing. Exit status: 0 if every "
        "file was taken or unchanged, 1 if any was refused, 2 for a wrong call or a path that leads nowhere, "
        "130 if stopped."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        add = parser.add_argument
        add("paths", nargs="+", metavar="PATH", help="A text file, or a folder of them.")
        add("--collection", default="", help="What the files are known by (default: the folder's name).")
        add("--dry-run", action="store_true", help="Say what would become of each file, and make no story.")
        add("--report", metavar="FILE", help="Write a row for each file: .csv, .html, .json, .jsonl or .txt.")
        add(
            "--publish",
            action="store_true",
            help="Release the files' stories that are in no doubt and were never published; needs --by.",
        )
        add("--by", metavar="USER", help="The account that answers for the import.")
        add("--undated", metavar="DATE", help="With --publish: the day of stories whose file has no date.")

    def handle(self, *args: Any, **options: Any) -> None:
        asked = self.asked(options)
        with ExitStack() as stack:
            report = stack.enter_context(self.report(options["report"])) if options["report"] else None
            walk = importing.walk(
                options["paths"], collection=options["collection"], report=options["report"]
            )
            run = self.start(walk, asked, options)
            tally, stopped = self.take_all(walk, run, report)
        importing.finish(run, now=None if stopped else timezone.now())
        empty = self.tell(walk, tally, run, report)
        if stopped:
            done, found = tally.files, len(walk.files)
            self.say([f"Stopped after {done:,} of {found:,} files. The same command goes on from there."])
            sys.exit(STOPPED)
        if options["publish"]:
            done = importing.release(run, by=asked["by"], now=timezone.now(), undated=asked["undated"])
            self.say(done.sentences())
        failed = empty or bool(tally.outcomes["refused"]) or bool(report and report.problem)
        if status := 2 if tally.missing else int(failed):
            sys.exit(status)

    def asked(self, options: dict[str, Any]) -> dict[str, Any]:
        """The account and the day that were named, once the call as a whole makes sense."""
        wrong = {
            "An empty path names no file; the current folder is '.'.": "" in options["paths"],
            "--publish needs --by USER: a release is somebody's act.": options["publish"]
            and not options["by"],
            "--publish writes and --dry-run does not: choose one.": options["publish"] and options["dry_run"],
            "--undated goes with --publish.": options["undated"] and not options["publish"],
            "--collection holds at most 120 characters.": len(options["collection"]) > 120,
        }
        for sentence, applies in wrong.items():
            if applies:
                raise CommandError(sentence, returncode=asking.WRONG_CALL)
        who = asking.releaser if options["publish"] else asking.account
        return {
            "by": who(options["by"]) if options["by"] else None,
            "undated": asking.day(options["undated"]) if options["undated"] else None,
        }

    def report(self, path: str) -> importing.Report:
        try:
            return importing.Report(path)
        except (ValueError, OSError) as problem:
            raise CommandError(f"--report: {problem}", returncode=asking.WRONG_CALL) from None

    def start(self, walk: importing.Walk, asked: dict[str, Any], options: dict[str, Any]) -> ImportRun:
        kept = {
            name: options[name] for name in ("paths", "collection", "publish", "undated") if options[name]
        }
        return importing.start(
            walk, by=asked["by"], now=timezone.now(), options=kept, is_dry=options["dry_run"]
        )

    def take_all(
        self, walk: importing.Walk, run: ImportRun, report: importing.Report | None
    ) -> tuple[importing.Tally, bool]:
        """Take every file, or up to where somebody asks to stop; gives the counts and whether one did."""
        tally = importing.Tally()
        batches = importing.carry_out(run, walk, clock=timezone.now, anew=bool(report))
        with Stop() as stop, shown(self.stderr, len(walk.files)) as steps, closing(batches):
            for batch in batches:
                for taken in batch:
                    tally.add(taken)
                    if report:
                        report.add(taken)
                steps.step(len(batch))
                if stop.asked:
                    break
        if report:
            report.say(tally.sentences("all of them stand above."))
        return tally, tally.files < len(walk.files)

    def tell(
        self,
        walk: importing.Walk,
        tally: importing.Tally,
        run: ImportRun,
        report: importing.Report | None,
    ) -> bool:
        """Say what became of the files; gives whether a folder held none that is text."""
        self.say([f"Passed over, {reason}: {_some(names)}." for reason, names in walk.passed.items()])
        empty = tally.without_text(walk)
        self.say([f"{folder}: this folder holds no text files." for folder in empty])
        heading = f"Dry run {run.pk}, no story was made: " if run.is_dry else f"Run {run.pk}: "
        listed = f"run {run.pk} on the desk lists them."
        first, *others = tally.sentences("the report lists them." if report else listed)
        self.say([heading + first, *others])
        if report and report.problem:
            self.say([report.problem])
        return bool(empty)

    def say(self, sentences: list[str]) -> None:
        for sentence in sentences:
            self.stdout.write(sentence)


def _some(names: list[str]) -> str:
    """The first names of a list, and how many more there are."""
    more = f" and {len(names) - 5:,} more" if len(names) > 5 else ""
    return ", ".join(names[:5]) + more
