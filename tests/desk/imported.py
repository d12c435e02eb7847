"""Runs and files for tests of the mail room's pages: brought in by the importer, as they come in real use."""

from articles.models import Doubt, ImportRun, Proposal
from tests.factories import make_imported_story
from tests.importing.helpers import import_stories, write

FOOT = "Share this page\n\nSource: Harbour Wire\n"


def copy_number(number: int) -> str:
    """A story of its own, with a line that belongs to the page."""
    return (
        f"Ferry {number} returns to the harbour\n\nBy Ana Ruiz\n{number % 27 + 1} March 2024\n\n"
        f"The ferry number {number} between Northport and Eastmere is back after {number} weeks in dock.\n\n"
        f"It carried {number} passengers on its first crossing, and the captain said that all went well.\n\n{FOOT}"
    )


def imported(folder, count=1, **files: str) -> ImportRun:
    """A run that took ``count`` stories, and ``files`` by their names."""
    some = {f"ferry-{n}.txt": copy_number(n) for n in range(1, count + 1)}
    named = {f"{name}.txt": text for name, text in files.items()}
    import_stories(write(folder / "archive", some | named))
    return ImportRun.objects.latest("pk")


def doubted(run, code="no-date", field="published", **facts) -> list[Doubt]:
    """An open doubt about each file of a run."""
    sentence = "The file does not say when."
    return [
        Doubt.objects.create(file=file, story=file.story, code=code, field=field, sentence=sentence, **facts)
        for file in run.files.order_by("pk")
    ]


def proposed(story=None, field="byline", shown="Ana Ruiz", **facts) -> Proposal:
    """What a copy of a story says of one of its fields."""
    story = story or make_imported_story()
    value = {field: shown}
    file = story.files.get()
    return Proposal.objects.create(
        story=story, file=file, field=field, value=value, shown=shown, revision=1, **facts
    )
