"""``manage.py verify_evidence FILE``: does a story's file prove itself? No database is asked."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.importing.finding.whole import read_whole
from articles.management import asking
from articles.rules import Refused
from articles.text.proving import NotEvidence, faults_of, unproved

_MOST = 500_000_000
"""Bytes of such a file: a story's texts, however often they were saved."""


class Command(BaseCommand):
    help = (
        "Prove a file of evidence from itself alone. Exit status: 0 if it proves itself, 1 if not, 2 for what is no "
        "such file."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="The file that a story's evidence page gave.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            data = read_whole(options["file"], called=options["file"], most=_MOST)
            document = json.loads(data.decode())
            faults = faults_of(document)
        except Refused as problem:
            raise CommandError(str(problem), returncode=asking.WRONG_CALL) from None
        except (ValueError, RecursionError):
            raise CommandError(
                "This is no file of evidence: it is no JSON.", returncode=asking.WRONG_CALL
            ) from None
        except NotEvidence as problem:
            raise CommandError(str(problem), returncode=asking.WRONG_CALL) from None
        for sentence in faults or [self.told(document), unproved(document)]:
            self.stdout.write(_shown(sentence))
        if faults:
            sys.exit(1)

    def told(self, document: dict[str, Any]) -> str:
        entries = document["ledger"]["entries"]
        return (
            f"Story {document['story']['number']} of {document['newsroom']}: {len(entries):,} entries, "
            f"{len(document['revisions']):,} revisions, {len(document['signoffs']):,} sign-offs and "
            f"{len(document['editions']):,} published versions prove themselves. "
            f"Last digest of the chain: {document['ledger']['head']}"
        )


def _shown(sentence: str) -> str:
    """What a file says of itself may be anything: what a terminal cannot show, or would obey, is spelled out."""
    return "".join(
        sign if sign.isprintable() or sign == "\n" else sign.encode("unicode_escape").decode()
        for sign in sentence
    )
