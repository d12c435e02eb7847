"""`python -m tests.benchmarks.grown STORIES`: so many stories in the newsroom that NEWSROOM_DATA_DIR and DATABASE_URL
name, with sketches as an import keeps them, so that another import can be measured beside them.
"""

import os
import random
import sys

import django

BITS = 64


def main(size: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    from articles.models import Fingerprint, Story, put_rows
    from articles.text.likeness import PRINTS
    from tests.benchmarks import newsroom

    newsroom.grow_to(size)
    chance, stories = random.Random(size), Story.objects.order_by("pk").values_list("pk", flat=True)
    rows = (
        (pk, chance.getrandbits(BITS) - (1 << BITS - 1)) for pk in stories.iterator() for _ in range(PRINTS)
    )
    put_rows(Fingerprint, ("story", "value"), rows)


if __name__ == "__main__":
    main(int(sys.argv[1]))
