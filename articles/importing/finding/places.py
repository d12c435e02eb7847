"""What was taken before from the places where files lie: asked for many of them at once.

A place is a collection and a path in it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import Max, Q, QuerySet

from articles.importing.finding.supplying import NO_SUPPLY, Supply
from articles.importing.finding.walking import Found
from articles.models import ImportedFile, ImportRun

Place = tuple[str, str]


def places_in(run: ImportRun, founds: Iterable[Found]) -> set[Place]:
    """The places among these that a run has a file of. One query."""
    return set(run.files.filter(_here(founds)).values_list("collection", "path"))


def files_in(run: int, founds: Iterable[Found]) -> dict[Place, ImportedFile]:
    """The files that a run has at these places, by its number. One query."""
    return {(row.collection, row.path): row for row in ImportedFile.objects.filter(_here(founds), run=run)}


def files_before(founds: Iterable[Found]) -> dict[Place, str]:
    """The SHA-256 of what last came from each place, taken or refused, for those that are known. One query."""
    rows = ImportedFile.objects.standing().filter(_here(founds)).order_by("id")
    return {
        (collection, path): sha for collection, path, sha in rows.values_list("collection", "path", "sha256")
    }


def shapes_at(founds: Iterable[Found], *, before: int | None = None) -> dict[Place, str]:
    """How the files at these places were laid out when they were last read, in a run ``before`` that one. One query."""
    rows = ImportedFile.objects.filter(_here(founds)).exclude(shape="").order_by("id")
    rows = rows.filter(run__lt=before) if before else rows
    return {
        (collection, path): shape
        for collection, path, shape in rows.values_list("collection", "path", "shape")
    }


def hashes(founds: Iterable[Found], supply: Supply = NO_SUPPLY) -> dict[Place, str]:
    """The SHA-256 of what was last taken from each place, for those that are known and of which the manifest says
    nothing new. One query.
    """
    rows = ImportedFile.objects.filter(pk__in=lasts_at(founds))
    if supply.manifest is None:
        return dict(_by_place(rows.values_list("collection", "path", "sha256")))
    here = {found.place: found for found in founds}
    told = rows.values_list("collection", "path", "sha256", "fields__supplied")
    return dict(
        _by_place(row[:3] for row in told if not supply.of(here[row[0], row[1]]).restates(row[3] or {}))
    )


def _by_place(rows: Iterable[tuple[str, str, str]]) -> Iterator[tuple[Place, str]]:
    return (((collection, path), sha) for collection, path, sha in rows)


def lasts_at(founds: Iterable[Found]) -> QuerySet[ImportedFile]:
    """The number of the last file taken from each place."""
    rows = ImportedFile.objects.standing().filter(_here(founds), story__isnull=False).order_by()
    return rows.values("collection", "path").annotate(last=Max("id")).values("last")


def _here(founds: Iterable[Found]) -> Q:
    """At these places."""
    paths = defaultdict(list)
    for found in founds:
        paths[found.collection].append(found.path)
    here = Q(pk=None)
    for collection, some in paths.items():
        here |= Q(collection=collection, path__in=some)
    return here
