"""`manage.py reindex`: make the searches of the desk and of readers anew, and learn the names that were published.

Run it once after an update that changes the terms of texts (``text.terms``): what was indexed keeps its old ones.
"""

from django.core.management.base import BaseCommand

from articles import search
from articles.search import published


class Command(BaseCommand):
    help = "Make both searches anew, and learn the names that were published. Safe to run at any time."

    def handle(self, **options):
        done = self._follow(search.reindex(), "stories", options)
        shown = self._follow(published.reindex(), "published versions", options)
        self.stdout.write(
            f"{done:,} stories can be found by the desk, {shown:,} published versions by readers."
        )

    def _follow(self, steps, what, options):
        done = 0
        for done in steps:
            if options["verbosity"] > 1:
                self.stdout.write(f"{done:,} {what}")
        return done
