"""Figures of this process, each under the name that Prometheus knows it by: ``newsroom_requests_total{kind="desk"}``.

What is counted only ever grows, and stays counted when the process ends. What is measured is so now, and goes with it.
Labels have few values, all of them ours: nothing that a visitor sends is one.
"""

import threading
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable

Figures = dict[str, float]
"""By name and labels, as they are written."""

_families: "dict[str, Family]" = {}
_sources: list[Callable[[], Iterable[tuple["Family", tuple[str, ...], float]]]] = []
_changing = threading.Lock()


class Family:
    """Figures of one name, ``told`` in a sentence. ``labels`` are the names of those that tell them apart."""

    kind = "untyped"

    def __init__(self, name: str, told: str, labels: tuple[str, ...] = ()) -> None:
        self.name, self.told, self.labels = name, told, labels
        self.figures: defaultdict[str, float] = defaultdict(float)
        self._heads: dict[tuple[str, ...], list[str]] = {}
        _families[name] = self

    def heads(self, values: tuple[str, ...]) -> list[str]:
        """The names of all figures that these values have. They are asked for with each request, and made once."""
        known = self._heads.get(values)
        if known is None:
            known = self._heads[values] = self._parts(values)
        return known

    def _parts(self, values: tuple[str, ...]) -> list[str]:
        return [self.head(values)]

    def head(self, values: tuple[str, ...], part: str = "", **more: str) -> str:
        said = dict(zip(self.labels, values, strict=True)) | more
        inner = ",".join(f'{name}="{value}"' for name, value in said.items())
        return f"{self.name}{part}{{{inner}}}" if inner else f"{self.name}{part}"

    def add(self, *values: str, by: float = 1) -> None:
        (head,) = self.heads(values)
        with _changing:
            self.figures[head] += by


class Counter(Family):
    kind = "counter"


class Gauge(Family):
    """The sum over all processes of what each of them measures."""

    kind = "gauge"


class Histogram(Family):
    """How often something was of a size up to each of the ``bounds``."""

    kind = "histogram"

    def __init__(
        self, name: str, told: str, labels: tuple[str, ...] = (), *, bounds: tuple[float, ...]
    ) -> None:
        super().__init__(name, told, labels)
        self.bounds = bounds

    def _parts(self, values: tuple[str, ...]) -> list[str]:
        bounds = [*(f"{bound:g}" for bound in self.bounds), "+Inf"]
        buckets = [self.head(values, "_bucket", le=bound) for bound in bounds]
        return [*buckets, self.head(values, "_sum"), self.head(values, "_count")]

    def saw(self, size: float, *values: str) -> None:
        *buckets, total, count = self.heads(values)
        place = bisect_left(self.bounds, size)
        with _changing:
            for above, bucket in enumerate(buckets):
                self.figures[bucket] += above >= place
            self.figures[total] += size
            self.figures[count] += 1


def families() -> list[Family]:
    return list(_families.values())


def source(act: Callable[[], Iterable[tuple[Family, tuple[str, ...], float]]]) -> None:
    """Ask this, too, whenever the figures are gathered: for what is too busy to be counted by ``add``."""
    _sources.append(act)


def mine() -> tuple[Figures, Figures]:
    """What this process has counted, and what it measures."""
    counted: Figures = {}
    measured: Figures = {}
    with _changing:
        for family in _families.values():
            (measured if family.kind == "gauge" else counted).update(family.figures)
    for act in _sources:
        for family, values, figure in act():
            kept = measured if family.kind == "gauge" else counted
            kept[family.head(values)] = kept.get(family.head(values), 0) + figure
    return counted, measured
