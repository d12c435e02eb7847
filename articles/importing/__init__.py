"""Files to stories. This is the room's only door.

walk(paths, collection="") -> Walk          which files a run has
start(…), finish(…)                         the run's own row
take(found, run=, known=, now=) -> Taken    one file, in its own transaction; without a run nothing is written
Tally, Report                               what is told of a run
release(run, by=, now=, …) -> Release       a run's stories to readers
"""

from articles.importing.checking import Known
from articles.importing.counting import Tally
from articles.importing.releasing import Release, release
from articles.importing.reporting import Report
from articles.importing.running import finish, start
from articles.importing.taking import Taken, take
from articles.importing.walking import Found, Walk, walk

__all__ = [
    "Found", "Known", "Release", "Report", "Taken", "Tally", "Walk", "finish", "release", "start", "take",
    "walk",
]  # fmt: skip
