"""`manage.py reindex`: make the search over all copy anew."""

from django.core.management.base import BaseCommand

from articles import search


class Command(BaseCommand):
    help = "Make the search over all copy anew, from the stories as they stand. Safe to run at any time."

    def handle(self, **options):
        done = 0
        for done in search.reindex():
            if options["verbosity"] > 1:
                self.stdout.write(f"{done:,} stories")
        self.stdout.write(f"{done:,} stories can be found.")
