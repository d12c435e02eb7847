"""The report of a run: one row a file, in the form that the ending of its name asks for."""

from collections.abc import Collection, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from articles.importing.finding.walking import as_text
from articles.importing.reading.learned import learned_by
from articles.importing.reporting.forms import FORMS, Form
from articles.importing.reporting.kept import report_of
from articles.importing.reporting.rows import Known, row
from articles.importing.taking.writing import Taken
from articles.models import ImportRun

__all__ = ["FORMS", "Report", "form_of", "report_of"]

_LOOKED_AT = 1000  # characters of a file that is there already


class Report:
    """Rows written as they come, so that what was done is on disk when a run is stopped.

    Raises ValueError for a file name with another ending and for a file that holds something else, which would be
    lost; OSError where the file cannot be made. One that fails later, on a full disk, stops no run: ``problem`` then
    says why the report is not whole.
    """

    problem = ""

    def __init__(self, path: Path | str) -> None:
        self._form = form_of(path)
        self._file: IO[str] = Path(path).open("w", encoding=self._form.encoding, newline="")  # noqa: SIM115  # closed by __exit__
        self._rows = 0
        self._said: Sequence[str] = ()
        self._known: Known | None = None

    def __enter__(self) -> Self:
        self._write(self._form.head())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._write(self._form.foot(self._said, self._rows))
        try:
            self._file.close()
        except OSError as problem:
            self._give_up(problem)

    def add(self, taken: Taken, run: ImportRun) -> None:
        """Write the row of one file of a run."""
        if self._known is None:
            self._known = learned_by(run)
        self._write(self._form.row(row(taken, self._known), self._rows))
        self._rows += 1

    def say(self, sentences: Sequence[str]) -> None:
        """What the run comes to, for the end of a report that is read by people."""
        self._said = sentences

    def _write(self, text: str) -> None:
        if self.problem or not text:
            return
        try:
            self._file.write(text)
        except OSError as problem:
            self._give_up(problem)

    def _give_up(self, problem: OSError) -> None:
        self.problem = self.problem or (
            f"The report could not be written, and is not whole: {problem.strerror or problem}."
        )


def form_of(path: Path | str, endings: Collection[str] = FORMS.keys()) -> Form:
    """The form of a report that is to be written at ``path``, by its ending. Raises ValueError as ``Report`` does."""
    ending = Path(path).suffix.lower()
    if ending not in endings:
        *others, last = endings
        some = f"{', '.join(others)} or {last}" if others else last
        raise ValueError(f"A report ends in {some}; {as_text(path)} does not.")
    form = FORMS[ending]()
    if not _is_report(Path(path), form):
        raise ValueError(
            f"{as_text(path)} is there and is no report: it was left as it is. Give another name."
        )
    return form


def _is_report(path: Path, form: Form) -> bool:
    """Whether a file may be written over: it is empty, or a report of an earlier run."""
    if not path.is_file():
        return True
    with path.open(encoding=form.encoding, errors="replace") as file:
        start = file.read(_LOOKED_AT)
    return not start or form.start.match(start) is not None
