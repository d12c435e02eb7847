"""``manage.py quickstart``: from nothing to a running newsroom with something to read and something to do."""

import os
import sys
from argparse import ArgumentParser
from typing import Any, NoReturn

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from articles.demo import desk
from articles.demo.accounts import Account, ensure_accounts
from articles.management import serving
from articles.management.asking import STOPPED

LOG_LEVEL = "NEWSROOM_LOG_LEVEL"
"""The variable by which the processes of the server are told what to log."""


class Command(BaseCommand):
    help = "Set up a sample newsroom (database, accounts, stories in every stage) and serve it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="Stop before the site is served.")
        serving.add_arguments(parser, workers=1)

    def handle(self, *args: Any, no_serve: bool, **options: Any) -> None:
        asked = serving.Asked.of(options)
        if not no_serve:
            asked.check()
        try:
            accounts, filled = self.set_up()
        except KeyboardInterrupt:
            self.stop()
        # First of all: what fails after this must not take the passwords with it.
        self.tell_accounts(accounts)
        self.say(str(filled))
        if not no_serve:
            asked.check()
            self.say(f"\nThe site:  {asked.site}\nThe desk:  {asked.site}admin/\nCtrl-C stops.\n")
            # A line for each page that is asked for would push the passwords out of sight.
            os.environ[LOG_LEVEL] = os.environ.get(LOG_LEVEL) or "WARNING"
            serving.serve(asked)

    def set_up(self) -> tuple[dict[str, Account], desk.Filled]:
        """A database with accounts and stories, both or neither: a password is told only once they are there."""
        self.say("Preparing the database …")
        self.migrate()
        try:
            desk.check_is_ours()
        except desk.NotOurs as problem:
            raise CommandError(str(problem)) from None
        self.say("Importing the sample copy, drawing pictures, publishing …")
        with transaction.atomic():
            try:
                accounts = ensure_accounts()
            except IntegrityError as problem:  # two at once, where the second was not made to wait before
                raise CommandError("Another quickstart has set this database up meanwhile.") from problem
            return accounts, desk.fill(accounts, now=timezone.now())

    def migrate(self) -> None:
        try:
            call_command("migrate", verbosity=0, interactive=False)
        except DatabaseError as problem:
            reason = str(problem).partition("\n")[0]
            raise CommandError(
                f"The database cannot be prepared: {reason}. If another command is setting it up, "
                "let that one end and begin again; if not, look at DATABASE_URL."
            ) from problem

    def stop(self) -> NoReturn:
        self.stderr.write("\nStopped. Nothing was set up; the same command begins again.")
        sys.exit(STOPPED)

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def tell_accounts(self, accounts: dict[str, Account]) -> None:
        made = [account for account in accounts.values() if account.password]
        if not made:
            self.say(
                "The demo accounts are there already; `manage.py changepassword NAME` sets a new password."
            )
            return
        self.say("\nDemo accounts for the desk. The passwords are shown this once:")
        for account in made:
            self.say(f"    {account.user.username:<12} {account.password}")
