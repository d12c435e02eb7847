"""``manage.py import_stories PATH…``: text files to drafts, each with one outcome."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles import importing
from articles.management import asking, calls
from articles.management.failing import FAILED, failing
from articles.management.progress import Stop, shown, tell
from articles.management.ruling import take_rules
from articles.management.undoing import undo
from articles.management.watching import watch
from articles.models import ImportRun
from articles.rules import Refused

LARGE = 100
"""Files from which it pays to start other processes."""


class Command(BaseCommand):
    help = (
        "Bring text files in as drafts. Giving the same files again changes nothing. Exit status: 0 if every "
        "file was taken or unchanged, 1 if any was refused, 2 for a wrong call or a path that leads nowhere, "
        "3 if the database failed or a disk is full, 130 if stopped."
    )

    is_heard = True  # whether all that there was to say could be written

    def add_arguments(self, parser: ArgumentParser) -> None:
        calls.declare(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        calls.check(options)
        if options["undo"] is not None:
            undo(options, self.say, self.stderr)
            return
        recalled = calls.recall(options)
        asked, supply = calls.asked(options), calls.supply(options, recalled)
        tried = take_rules(options, asked["by"], recalled, self.say)
        if options["watch"] is not None:
            self.watch(options, asked, supply)
            return
        with ExitStack() as stack:
            report = stack.enter_context(self.report(options["report"])) if options["report"] else None
            walk = self.walk(options, stack)
            if recalled.stopped:
                walk.files.extend(self.dropped(recalled.stopped, stack))
            supply = calls.fitted(supply, walk)
            _refuse_nothing(walk)
            walk = self.few(walk, asked["sample"], recalled)
            run = recalled.stopped or self.start(walk, asked, options, supply, recalled.accepts, tried)
            stop = stack.enter_context(Stop())
            tally, stopped = self.carry_out(walk, run, asked["workers"], stop, supply, report)
        empty = self.tell(walk, tally, run, report, stopped=stopped)
        if stopped:
            sys.exit(asking.STOPPED)
        if options["publish"]:
            with failing(
                self.stderr, f"The same command or publish_run {run.pk}{calls.by(run)} releases the rest."
            ):
                done = importing.release(run, by=asked["by"], now=timezone.now(), undated=asked["undated"])
            self.say(done.sentences())
        gone = self.tell_gone(run)
        if not self.is_heard:
            tell(self.stderr, f"Not all of this could be written. Run {run.pk} on the desk says it.\n")
        failed = any((empty, gone, tally.outcomes["refused"], report and report.problem, not self.is_heard))
        if status := 2 if tally.missing else int(failed):
            sys.exit(status)

    def walk(self, options: dict[str, Any], stack: ExitStack) -> importing.Walk:
        """The files that are meant; what comes by standard input is kept as long as the stack."""
        paths = [path for path in options["paths"] if path != calls.STDIN]
        own = {name: options[name] for name in ("report", "manifest")}
        walk = importing.walk(paths, collection=options["collection"], **own)
        if calls.STDIN in options["paths"]:
            walk.take(self.received(options, stack))
        return walk

    def few(self, walk: importing.Walk, sample: int | None, recalled: calls.Recalled) -> importing.Walk:
        """Those of the files that are to be taken: all, where no sample is asked for."""
        if sample is None:
            return walk
        if recalled.accepts:
            return importing.shown_by(recalled.accepts, walk)
        stopped = recalled.stopped
        few = importing.spread(walk, sample, before=stopped.pk if stopped else None)
        chosen = f"{len(few.walk.files):,} of {len(walk.files):,} files, of {few.shapes:,} shapes"
        self.say([f"A sample: {chosen}."])
        return few.walk

    def dropped(self, run: ImportRun, stack: ExitStack) -> list[importing.Found]:
        """What was dropped in the desk for a run that goes on."""
        try:
            return stack.enter_context(importing.dropped(run))
        except Refused as problem:
            raise CommandError(str(problem), returncode=asking.WRONG_CALL) from None

    def received(self, options: dict[str, Any], stack: ExitStack) -> importing.Found:
        """What comes by standard input."""
        if sys.stdin.isatty():
            self.stderr.write("Reading standard input; Ctrl-D ends it.")
        name = options["name"] or "stdin"
        try:
            folder = Path(stack.enter_context(TemporaryDirectory(dir=settings.FILE_UPLOAD_TEMP_DIR)))
            return importing.receive(
                sys.stdin.buffer, folder=folder, name=name, collection=options["collection"]
            )
        except KeyboardInterrupt:
            sys.exit(asking.STOPPED)
        except (OSError, *importing.FAILURES) as failure:
            self.stderr.write(f"Nothing was taken. {importing.why_it_failed(failure)}")
            sys.exit(FAILED)

    def report(self, path: str) -> importing.Report:
        try:
            return importing.Report(path)
        except ValueError as problem:
            sentence = str(problem)
        except OSError as problem:
            sentence = f"{path} could not be written: {problem.strerror or problem}."
        raise CommandError(f"--report: {sentence}", returncode=asking.WRONG_CALL)

    def start(
        self,
        walk: importing.Walk,
        asked: dict[str, Any],
        options: dict[str, Any],
        supply: importing.Supply,
        accepts: ImportRun | None = None,
        tried: Mapping[str, Any] = MappingProxyType({}),
    ) -> ImportRun:
        return importing.start(
            walk,
            by=asked["by"],
            now=timezone.now(),
            options=calls.kept(options, supply) | tried,
            is_dry=options["dry_run"],
            accepts=accepts,
        )

    def watch(self, options: dict[str, Any], asked: dict[str, Any], supply: importing.Supply) -> None:
        """Take what arrives in a folder, a run for each sweep that finds something, until somebody asks to stop."""
        options["paths"] = [options["watch"]]
        arrivals = importing.Arrivals(Path(options["watch"]), collection=options["collection"])

        def take(walk: importing.Walk) -> None:
            run = self.start(walk, asked, options, supply)
            fitted = supply.among(walk.files)
            tally, stopped = self.carry_out(walk, run, asked["workers"], stop, fitted)
            self.tell(walk, tally, run, stopped=stopped)
            if stopped:
                sys.exit(asking.STOPPED)

        self.say([f"Watching {options['watch']}; Ctrl-C ends it."])
        with Stop() as stop, failing(self.stderr):
            watch(arrivals, interval=asked["interval"], stop=stop, take=take, say=self.say)

    def carry_out(
        self,
        walk: importing.Walk,
        run: ImportRun,
        workers: int | None,
        stop: Stop,
        supply: importing.Supply,
        report: importing.Report | None = None,
    ) -> tuple[importing.Tally, bool]:
        """Take the files of a run and finish it; gives the counts, and whether somebody stopped it before its end."""
        tally = importing.Tally.of(run)
        tally.told += supply.unmatched
        try:
            stopped = self.take_all(walk, run, tally, workers, stop, supply, report)
            importing.finish(run, now=None if stopped else timezone.now())
        except importing.FAILURES as error:
            self.give_up(run, walk, tally, error)
        except Refused as problem:
            raise CommandError(f"Stopped after {_of(tally, walk)}. {problem}", returncode=FAILED) from None
        return tally, stopped

    def take_all(
        self,
        walk: importing.Walk,
        run: ImportRun,
        tally: importing.Tally,
        workers: int | None,
        stop: Stop,
        supply: importing.Supply,
        report: importing.Report | None,
    ) -> bool:
        """Take every file, or up to where somebody asks to stop; counts them, and gives whether one did."""
        total = len(walk.files)
        if workers is None:
            workers = os.cpu_count() or 1 if total >= LARGE else 0
        batches = importing.carry_out(
            run,
            walk,
            clock=timezone.now,
            workers=workers,
            anew=bool(report),
            supply=supply,
            takes_over=True,
            is_stopped=lambda: stop.asked,
        )
        with shown(self.stderr, total) as steps, closing(batches):
            for step in batches:
                for taken in step.taken:
                    tally.add(taken)
                    if report:
                        report.add(taken, run)
                tally.done += step.files
                tally.lost = step.lost
                steps.step(step.files)
                if stop.asked:
                    break
        tally.learned = importing.said_of(run)
        if report:
            said = tally.sentences("all of them stand above.", in_full=True)
            report.say([*_passed_over(walk, in_full=True), *said])
        return stop.asked and tally.done < total

    def give_up(
        self, run: ImportRun, walk: importing.Walk, tally: importing.Tally, error: Exception
    ) -> NoReturn:
        """Say why the database ended the run, and how it goes on."""
        reason = importing.why_it_failed(error)
        self.stderr.write(f"Run {run.pk} ended after {_of(tally, walk)}. {reason} {_goes_on(run)}")
        sys.exit(FAILED)

    def tell(
        self,
        walk: importing.Walk,
        tally: importing.Tally,
        run: ImportRun,
        report: importing.Report | None = None,
        *,
        stopped: bool,
    ) -> bool:
        """Say what became of the files; gives whether a folder held none that is text."""
        self.say(_passed_over(walk, in_full=False))
        empty = tally.without_text(walk)
        self.say([f"{folder}: this folder holds no text files." for folder in empty])
        heading = f"Dry run {run.pk}, no story was made: " if run.is_dry else f"Run {run.pk}: "
        listed = f"run {run.pk} on the desk lists them."
        first, *others = tally.sentences("the report lists them." if report else listed)
        self.say([heading + first, *others])
        if report and report.problem:
            self.say([report.problem])
        if run.is_dry and not stopped:
            self.say([f"--accept {run.pk}{calls.by(run)} does just that."])
        if stopped:
            self.say([f"Stopped after {_of(tally, walk)}. {_goes_on(run)}"])
        return bool(empty)

    def tell_gone(self, run: ImportRun) -> bool:
        """Say which files the dry run showed that this run carried out, and that are gone; gives whether any is."""
        gone = importing.gone_since(run)
        if gone:
            self.say([f"Gone since dry run {run.accepts_id}: {importing.some(gone)}."])
        return bool(gone)

    def say(self, sentences: list[str]) -> None:
        said = "".join(f"{sentence}\n" for sentence in sentences)
        self.is_heard &= not said or tell(self.stdout, said)


def _refuse_nothing(walk: importing.Walk) -> None:
    """Refuse a call of which every path leads nowhere: a run of it would say nothing."""
    if walk.files and all(found.missing for found in walk.files):
        sentences = (f"{found.file}: {found.problem}" for found in walk.files)
        raise CommandError("\n".join(sentences), returncode=asking.WRONG_CALL)


def _passed_over(walk: importing.Walk, *, in_full: bool) -> list[str]:
    """What lies among the files and is none that copy could be in."""
    return [
        f"Passed over, {reason}: {', '.join(names) if in_full else importing.some(names)}."
        for reason, names in walk.passed.items()
    ]


def _of(tally: importing.Tally, walk: importing.Walk) -> str:
    return f"{tally.done:,} of {len(walk.files):,} files"


def _goes_on(run: ImportRun) -> str:
    return f"The same command goes on from there; --resume {run.pk} does so in the same run."
