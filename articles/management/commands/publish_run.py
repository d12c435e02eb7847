"""``manage.py publish_run RUN``: the stories of an import to readers, in tranches."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles import importing
from articles.management import asking
from articles.management.failing import failing
from articles.models import ImportRun
from articles.rules import Refused


class Command(BaseCommand):
    help = (
        "Release the stories of a run's files that are in no doubt, oldest first, as an archive release. Exit "
        "status: 2 for a wrong call, 3 if the database failed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("run", metavar="RUN", help="The number of the run.")
        parser.add_argument(
            "--by", metavar="USER", help="In whose name (default: who answered for the import)."
        )
        parser.add_argument("--undated", metavar="DATE", help="The day of stories whose file has no date.")
        parser.add_argument("--year", metavar="YEAR", help="Release what is dated in that year alone.")
        parser.add_argument("--limit", metavar="N", help="Release at most so many.")

    def handle(self, *args: Any, **options: Any) -> None:
        run = ImportRun.objects.select_related("by").filter(pk=asking.run_number(options["run"])).first()
        if run is None:
            raise CommandError(f"There is no run {options['run']}.", returncode=asking.WRONG_CALL)
        username = options["by"] or (run.by and run.by.get_username())
        if not username:
            raise CommandError(
                "Nobody answered for this import: say --by USER.", returncode=asking.WRONG_CALL
            )
        if options["year"] and options["undated"]:
            raise CommandError(
                "--year leaves out what has no date: call once with --undated, without --year.",
                returncode=asking.WRONG_CALL,
            )
        asked = {
            "by": asking.releaser(username),
            "undated": asking.day(options["undated"]) if options["undated"] else None,
            "limit": asking.limit(options["limit"]) if options["limit"] else None,
            "year": asking.year(options["year"]) if options["year"] else None,
        }
        try:
            with failing(self.stderr, "What is released stays released; the same command does the rest."):
                done = importing.release(run, now=timezone.now(), **asked)
        except Refused as problem:
            raise CommandError(str(problem), returncode=asking.WRONG_CALL) from None
        for sentence in done.sentences():
            self.stdout.write(sentence)
