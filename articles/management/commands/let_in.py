"""``manage.py let_in NAME``: for who has lost telephone and codes, and nobody is left who manages accounts."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from articles.access import factors, passwords, sessions


class Command(BaseCommand):
    help = (
        "Take the second step off an account, log it out everywhere, and look at tries to log in by it again. The "
        "password stays: changepassword sets another. On record, and its owner is told."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", metavar="NAME", help="The user name.")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["name"]).first()
        if user is None:
            raise CommandError(f"There is no account called {options['name']}.")
        now = timezone.now()
        with transaction.atomic():
            passwords.lift(user, by=None, now=now)
            if factors.of(user):
                factors.take_off(user, by=None, now=now)
                done = "The second step is off, and all sessions are ended."
            else:
                sessions.end(user, by=None, now=now)
                factors.told(user, "You were logged out everywhere, and may try anew to log in", now)
                done = "All sessions are ended. There was no second step."
        self.stdout.write(done)
