"""Numbers and lists of names in the sentences that a run is told by."""

from collections.abc import Mapping, Sequence

MOST = 5
"""Names of a list that are said."""


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 file", "1,200 files"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def files_held(files: int, stories: int) -> str:
    """How many files a run has, and how many stories where some file holds several: "3 files with 27 stories"."""
    said = counted(files, "file")
    return said if files == stories else f"{said} with {stories:,} {'story' if stories == 1 else 'stories'}"


def kinds_of(counts: Mapping[str, int]) -> str:
    """How many there are of each kind, the commonest first: "menu items (14), comments (3)"."""
    return ", ".join(
        f"{kind} ({number:,})" for kind, number in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    )


def some(names: Sequence[str], *, between: str = ", ") -> str:
    """The first names of a list, and how many more there are."""
    more = f" and {len(names) - MOST:,} more" if len(names) > MOST else ""
    return between.join(names[:MOST]) + more
