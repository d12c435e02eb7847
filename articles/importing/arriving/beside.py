"""What is told of dropped files beside their bytes: a manifest, which is kept with them, and a pattern of their names.

Mistakes in either hold the run up before it takes anything: what was dropped waits until they are mended.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles.importing.arriving.uploads import at_hand
from articles.importing.finding.supplying import Supply, supply
from articles.importing.finding.walking import Found
from articles.models import ImportRun
from articles.rules import Refused

FAULTS = "faults"
"""The option of a run that lists the mistakes in what was told of its files."""
_OPTIONS = ("manifest", "pattern", "unmatched", FAULTS)


@dataclass(frozen=True, slots=True)
class Told:
    """As somebody gives it: what the manifest is called and where its bytes lie for the moment, and the pattern."""

    manifest: tuple[str, Path] | None = None
    pattern: str = ""

    def checked(self, files: Sequence[Found]) -> "Checked":
        """What a run that has these files is to keep of it."""
        checked = Checked({})
        if self.manifest:
            name, path = self.manifest
            checked.manifest_fits = checked.put(
                "manifest", name, lambda: supply(manifest=str(path), called=name), files
            )
        if self.pattern:
            checked.put("pattern", self.pattern, lambda: supply(pattern=self.pattern), files)
        return checked


@dataclass(slots=True)
class Checked:
    """What was told, looked through: the ``options`` of its run, and whether the manifest is without a mistake."""

    options: dict[str, Any]
    manifest_fits: bool = False

    def put(self, name: str, value: str, read: Callable[[], Supply], files: Sequence[Found]) -> bool:
        """Note one of the two, with its mistakes or what does not go together with the files."""
        self.options[name] = value
        try:
            told = read().among(files)
            told.check(files)
        except Refused as problem:
            self.options[FAULTS] = [*self.options.get(FAULTS, ()), *str(problem).splitlines()]
            return False
        if told.unmatched:
            before = self.options.get("unmatched", "")
            self.options["unmatched"] = " ".join(filter(None, (before, *told.unmatched)))
        return True


NOTHING_TOLD = Told()


def without_told(options: dict[str, Any]) -> dict[str, Any]:
    """The options of a run, but for what was told of its files."""
    return {name: value for name, value in options.items() if name not in _OPTIONS}


def supplied(run: ImportRun) -> Supply:
    """What was told of the files that were dropped for a run. Refuses what has mistakes: they are mended first."""
    if FAULTS in run.options:
        raise Refused(
            f"What was told of the files of run {run.pk} has mistakes: mend it on its page in the desk, or go on there "
            "without."
        )
    pattern = run.options.get("pattern", "")
    manifest = run.uploads.filter(is_manifest=True).first()
    if manifest is None:
        return supply(pattern=pattern)
    return supply(manifest=str(at_hand(manifest)), called=manifest.name, pattern=pattern)
