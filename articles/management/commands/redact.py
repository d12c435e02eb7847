"""``manage.py redact STORY --by USER --reason "…"``: blank the words of a story, by order of a court."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.management import asking
from articles.models import Story
from articles.redaction import check_redaction, left, redact
from articles.rules import Refused


class Command(BaseCommand):
    help = (
        "Blank the words of a story wherever they are kept, for good. Readers lose it at once. Digests, names and the "
        "ledger stay. Exit status: 0 if it is done, 1 if it was refused or not confirmed, 2 for a wrong call."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("story", metavar="STORY", help="The number of the story.")
        parser.add_argument("--by", metavar="USER", required=True, help="In whose name.")
        parser.add_argument("--reason", required=True, help="Which order is carried out. It stays on record.")
        parser.add_argument("--yes", action="store_true", help="Do not ask; for scripts.")

    def handle(self, *args: Any, **options: Any) -> None:
        story = Story.objects.filter(pk=asking.story_number(options["story"])).first()
        if story is None:
            raise CommandError(f"There is no story {options['story']}.", returncode=asking.WRONG_CALL)
        by, reason = asking.account(options["by"]), asking.sentence("--reason", options["reason"])
        order = {"reason": reason, "by": by}
        try:
            check_redaction(story, **order)  # before somebody is asked to confirm what is refused then
            if not options["yes"]:
                self.confirm(story)
            redact(story, **order, now=timezone.now())
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(
            f"Story {story.pk} is redacted: its words are gone, its digests and its ledger stand. They are still in "
            "backups made before and, until VACUUM (on PostgreSQL: VACUUM FULL) is run, in the database's free pages. "
            "Lines that stand in the files of other stories, such as its title, stay."
        )
        for sentence in left(story):
            self.stdout.write(sentence)

    def confirm(self, story: Story) -> None:
        self.stdout.write(
            f"Story {story.pk}, “{story}”: all its words, in every revision, published version, file and comment, will "
            "be blanked for good. There is no way back."
        )
        try:
            answer = input("Type the number of the story to go on: ")
        except EOFError:
            answer = ""
        if answer.strip() != str(story.pk):
            raise CommandError("Nothing was done.")
