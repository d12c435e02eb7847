"""``manage.py quickstart``: from nothing to a running newsroom with something to read and something to do."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.demo import desk
from articles.demo.accounts import Account, ensure_accounts


class Command(BaseCommand):
    help = "Set up a sample newsroom (database, accounts, stories in every stage) and serve it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="Stop before the site is served.")
        parser.add_argument("--address", default="127.0.0.1", help="Where to listen (default: %(default)s).")
        parser.add_argument("--port", type=int, default=8000, help="Where to listen (default: %(default)s).")

    def handle(self, *args: Any, no_serve: bool, address: str, port: int, **options: Any) -> None:
        self.say("Preparing the database …")
        call_command("migrate", verbosity=0, interactive=False)
        try:
            desk.check_is_ours()
        except desk.NotOurs as problem:
            raise CommandError(str(problem)) from None
        accounts = ensure_accounts()
        self.say("Importing the sample copy, drawing pictures, publishing …")
        filled = desk.fill(accounts, now=timezone.now())
        self.say(str(filled))
        self.tell_accounts(accounts)
        if not no_serve:
            self.serve(address, port)

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

    def serve(self, address: str, port: int) -> None:
        # Imported here: the server is not needed to prepare a database, and takes a while to load.
        from granian import Granian
        from granian.constants import Interfaces

        self.say(
            f"\nThe site:  http://{address}:{port}/\nThe desk:  http://{address}:{port}/admin/\nCtrl-C stops.\n"
        )
        target = ":".join(settings.WSGI_APPLICATION.rsplit(".", 1))
        server = Granian(
            target,
            address=address,
            port=port,
            interface=Interfaces.WSGI,
            blocking_threads=4,
            websockets=False,
        )
        server.serve()
