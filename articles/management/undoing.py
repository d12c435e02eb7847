"""``import_stories --undo RUN``: what it will do is said first, and asked."""

import sys
from collections.abc import Callable, Mapping
from typing import IO, Any

from django.core.management.base import CommandError
from django.utils import timezone

from articles import importing
from articles.management import asking
from articles.management.failing import failing
from articles.management.progress import shown
from articles.models import ImportRun
from articles.rules import Refused


def undo(options: Mapping[str, Any], say: Callable[[list[str]], None], err: IO[str]) -> None:
    """Undo a run in the name of ``--by``, once somebody has agreed to what will be done and what will be left."""
    number, by = asking.run_number(options["undo"]), asking.account(options["by"])
    run = ImportRun.objects.filter(pk=number).first()
    if run is None:
        raise CommandError(f"There is no run {number}.", returncode=asking.WRONG_CALL)
    try:
        importing.check_undo(run, by=by, now=timezone.now())
        foreseen = importing.foresee_undo(run, now=timezone.now())
        say(foreseen.sentences(done=False))
        if not (options["yes"] or _agreed(run)):
            raise CommandError("Nothing was undone.", returncode=1)
        goes_on = "What is undone stays undone; the same command does the rest."
        with failing(err, goes_on), shown(err, foreseen.stories, noun="stories") as steps:
            done = importing.undo(run, by=by, clock=timezone.now, each=steps.step)
        say(done.sentences(done=True))
    except Refused as problem:
        raise CommandError(str(problem), returncode=asking.WRONG_CALL) from None


def _agreed(run: ImportRun) -> bool:
    if not sys.stdin.isatty():
        raise CommandError(
            "Say --yes: there is no terminal here on which to agree.", returncode=asking.WRONG_CALL
        )
    return input(f"Undo run {run.pk}? [y/N] ").strip().lower() in ("y", "yes")
