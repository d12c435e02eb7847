"""What was taken before from the places where files lie: asked for many of them at once.

A place is a collection and a path in it.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import F, Max, Q

from articles.importing.finding.supplying import NO_SUPPLY, Supply
from articles.importing.finding.walking import Found
from articles.models import Among, ImportedFile, ImportRun, Prepared

Place = tuple[str, str]
LIGHT = ("run", "collection", "path", "sha256", "original", "outcome", "story")
"""What is read of files taken before, of which there may be many."""


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
    nothing new. One query; two where there is a manifest.
    """
    here = {found.place: found for found in founds}
    if supply.manifest is None:
        return {place: row.sha256 for place, row in last_files(founds).items()}
    rows = ImportedFile.objects.filter(pk__in=[row.pk for row in last_files(founds).values()])
    told = rows.values_list("collection", "path", "sha256", "fields__supplied")
    return {
        (collection, path): sha
        for collection, path, sha, said in told
        if not supply.of(here[collection, path]).restates(said or {})
    }


def last_files(founds: Iterable[Found]) -> dict[Place, ImportedFile]:
    """The last file taken from each of these places, as far as it is ``LIGHT``. One query."""
    places = {found.place for found in founds}
    collections, paths = (sorted(set(some)) for some in zip(*places, strict=True)) if places else ((), ())
    rows = _lasts(collections=collections, paths=paths) if places else ()
    return {place: row for row in rows if (place := (row.collection, row.path)) in places}


@Prepared
def _lasts(collections: Any, paths: Any) -> Any:
    """Those at these paths in all of these collections: most often there is one."""
    here = (Among(F("collection"), collections), Among(F("path"), paths))
    rows = ImportedFile.objects.standing().filter(*here, story__isnull=False).order_by()
    lasts = rows.values("collection", "path").annotate(last=Max("id")).values("last")
    return ImportedFile.objects.filter(pk__in=lasts).order_by().only(*LIGHT)


def _here(founds: Iterable[Found]) -> Q:
    """At these places."""
    paths = defaultdict(list)
    for found in founds:
        paths[found.collection].append(found.path)
    here = Q(pk=None)
    for collection, some in paths.items():
        here |= Q(collection=collection, path__in=some)
    return here
