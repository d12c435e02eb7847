"""What a queue can be narrowed to, and how many of the first of very many that would leave."""

from collections import Counter

from articles.desk.paging import Tally
from articles.models import ImportedFile, ImportRun

SHOWN = 100
"""What there is to choose from at most, of each filter."""


def choices(values, words, others, *, asked, is_cut):
    """What ``values`` may be, the most frequent first: each, its words, and how many are it. Where they were cut, what
    is ``asked`` for and ``others`` follow, of which there is no number.
    """
    most = sorted(Counter(values).items(), key=lambda row: (-row[1], row[0]))[:SHOWN]
    found = [(value, words(value), Tally(count, is_cut=is_cut)) for value, count in most if value]
    if is_cut:
        known = dict.fromkeys([*filter(None, [asked]), *others()])
        found += [(value, words(value), None) for value in known if value not in dict(most)]
    return found


def last_runs():
    return ImportRun.objects.values_list("pk", flat=True)[:SHOWN]


def places_of(files):
    """Run and shape of files, by their numbers: in one query with what is of them, PostgreSQL would go through all of
    that.
    """
    rows = ImportedFile.objects.filter(pk__in=files).order_by().values_list("pk", "run", "shape")
    return {pk: (run, shape) for pk, run, shape in rows}
