"""Files to stories. This is the room's only door.

walk(paths, collection="") -> Walk          which files a run has
start(…), finish(…)                         the run's own row
take(found, run=, known=, now=) -> Taken    one file, in its own transaction; without a run nothing is written
Tally, Report                               what is told of a run
release(run, by=, now=, …) -> Release       a run's stories to readers
undo(run, by=, now=) -> Undoing             a run taken back, as far as nobody touched what it made; foresee_undo(…)
"""

from articles.importing.checking import Known
from articles.importing.counting import Tally
from articles.importing.releasing import Release, release
from articles.importing.reporting import Report
from articles.importing.running import finish, start
from articles.importing.taking import Taken, take
from articles.importing.undoing import Undoing, undo
from articles.importing.undoing import foresee as foresee_undo
from articles.importing.walking import Found, Walk, walk

__all__ = [
    "Found", "Known", "Release", "Report", "Taken", "Tally", "Undoing", "Walk", "finish", "foresee_undo", "release",
    "start", "take", "undo", "walk",
]  # fmt: skip
