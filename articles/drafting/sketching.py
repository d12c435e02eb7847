"""The sketches of bodies, by which a file finds the story that it is a copy of.

They follow every save, a person's too: a story typed at the desk is found when its copy comes in a file, and one that
was rewritten here is compared as it stands. A file with the very words that a story came with finds it all the same,
by the key that is kept with its file.
"""

from collections.abc import Iterable

from articles.models import Fingerprint, Story
from articles.text.blocks import plain
from articles.text.likeness import prints


def sketch_new(sketches: Iterable[tuple[Story, Iterable[int]]]) -> None:
    """Write the sketches of new stories. One query for all."""
    Fingerprint.objects.bulk_create(
        Fingerprint(story=story, value=value) for story, values in sketches for value in values
    )


def sketch_again(story: Story) -> None:
    """Let the sketch of a story follow its body. Of what stays nothing is written."""
    held = dict(story.fingerprints.values_list("value", "pk"))
    values = set(prints(plain(story.body)))
    gone = [pk for value, pk in held.items() if value not in values]
    if gone:
        Fingerprint.objects.filter(pk__in=gone).delete()
    if new := values - held.keys():
        sketch_new([(story, sorted(new))])
