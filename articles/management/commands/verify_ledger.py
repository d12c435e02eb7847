"""``manage.py verify_ledger``: does the ledger prove itself, and do stories, sign-offs and editions agree with it?"""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.ledger import name_of, proving, sealing
from articles.management import asking
from articles.management.progress import shown

EVERY = 50_000


class Command(BaseCommand):
    help = (
        "Go through every chain of the ledger, every digest and every seal, and list each fault. Exit status: 0 if "
        "there is none, 1 if there is one, 2 for a wrong call."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "story", nargs="?", metavar="STORY", help="The number of one story (default: all)."
        )
        parser.add_argument(
            "--seal",
            action="store_true",
            help="If there is no fault, sign all chains together and print the seal: a line to be kept elsewhere.",
        )
        parser.add_argument("--by", metavar="USER", help="With --seal: in whose name.")
        parser.add_argument(
            "--check-seal",
            metavar="TEXT",
            help="Only hold the ledger against a seal that was kept elsewhere.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        asking.refuse_empty(options, "story", "by", "check_seal")
        story = asking.story_number(options["story"]) if options["story"] else None
        if story and (options["seal"] or options["check_seal"]):
            raise CommandError("A seal is of all chains: leave the story out.", returncode=asking.WRONG_CALL)
        if options["check_seal"]:
            found = self.hold_against(options["check_seal"])
        else:
            by_name = name_of(asking.account(options["by"])) if options["by"] else "verify_ledger"
            found = self.verify(story)
            if options["seal"] and not found:
                self.stdout.write(sealing.seal(by_name=by_name, now=timezone.now()).line())
            elif options["seal"]:
                self.stderr.write("Nothing was sealed: a seal vouches for what it signs.")
        if found:
            sys.exit(1)

    def hold_against(self, line: str) -> int:
        try:
            seal = sealing.read(line)
        except sealing.NoSeal as problem:
            raise CommandError(str(problem), returncode=asking.WRONG_CALL) from None
        faults = sealing.faults_of(seal)
        for fault in faults:
            self.stdout.write(fault)
        if not faults:
            self.stdout.write(
                f"The seal is genuine, and its {seal.chains:,} chains are what they were at {seal.at}."
            )
        return len(faults)

    def verify(self, story: int | None) -> int:
        found, counted = 0, proving.Counted()
        with shown(self.stderr, proving.entries_of(story).count(), noun="entries", every=EVERY) as steps:
            for fault in proving.prove(story, counted, step=steps.step):
                self.stdout.write(fault)
                found += 1
        if story and not found and not counted.entries:
            raise CommandError(f"The ledger has no story {story}.", returncode=asking.WRONG_CALL)
        for fault in () if story else sealing.faults():
            self.stdout.write(fault)
            found += 1
        outcome = _counted(found, "fault") if found else "no fault"
        redacted = f" ({counted.redacted:,} of them redacted: their digests stand, their texts are gone)"
        self.stdout.write(
            f"{_counted(counted.entries, 'entry', 'entries')} in {_counted(counted.chains, 'chain')}, "
            f"{_counted(counted.revisions, 'revision')}{redacted if counted.redacted else ''}: {outcome}."
        )
        return found


def _counted(number: int, noun: str, plural: str = "") -> str:
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
