"""The text format of Prometheus (0.0.4), read strictly: whatever is not of it fails."""

import re
from itertools import groupby

NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*"
SAMPLE = re.compile(rf'({NAME})(?:\{{({NAME}="[^"\\\n]*"(?:,{NAME}="[^"\\\n]*")*)\}})? (-?[0-9.e+-]+)')
PARTS = {"histogram": ("_bucket", "_sum", "_count")}


def parsed(written: str) -> dict[str, tuple[str, dict[str, float]]]:
    """By the name of each family its kind and its figures, by name and labels as they are written."""
    assert written.endswith("\n")
    found: dict[str, tuple[str, dict[str, float]]] = {}
    name = kind = ""
    for line in written.splitlines():
        if line.startswith("# HELP "):
            name, _, told = line.removeprefix("# HELP ").partition(" ")
            assert name not in found
            assert told
        elif line.startswith("# TYPE "):
            named, kind = line.removeprefix("# TYPE ").split(" ")
            assert named == name
            assert kind in ("counter", "gauge", "histogram")
            assert name.endswith("_total") == (kind == "counter")
            found[name] = (kind, {})
        else:
            sample = SAMPLE.fullmatch(line)
            assert sample, line
            assert sample[1] in [name + part for part in PARTS.get(kind, ("",))]
            head = line.rpartition(" ")[0]
            assert head not in found[name][1]
            found[name][1][head] = float(sample[3])
    for kind, figures in found.values():
        if kind == "histogram":
            _check(figures)
    return found


def _check(figures: dict[str, float]) -> None:
    """That buckets stand in the order of their bounds, hold those below them, and the last one all."""
    buckets = [re.fullmatch('(.*)_bucket{(.*)le="(.*)"}', head) for head in figures]
    for labels, group in groupby(filter(None, buckets), key=lambda found: (found[1], found[2])):
        heads = list(group)
        bounds, counts = [float(found[3]) for found in heads], [figures[found[0]] for found in heads]
        assert bounds == sorted(set(bounds))
        assert counts == sorted(counts)
        rest = labels[1].rstrip(",")
        assert (bounds[-1], counts[-1]) == (
            float("inf"),
            figures[f"{labels[0]}_count{{{rest}}}" if rest else f"{labels[0]}_count"],
        )
