"""Files to stories. This is the room's only door.

walk(paths, collection="") -> Walk          which files a run has
Arrivals(folder)                            what arrives in a folder, a walk at each sweep
supply(manifest=, pattern=, columns=)       what a run is told of its files beside their bytes
receive(stream, folder=, name=) -> Found    a stream as one file more
dropped(run), supplied(run)                 the files that were dropped in the desk for a run (dropping.py), and what
                                            was told of them
spread(walk, number) -> Spread              a few of them, of every shape and from every folder
start(…), finish(…)                         the run's own row
carry_out(run, walk, clock=, workers=)      its files taken, batch by batch, each batch a transaction: gives what became
                                            of them, and stops where nobody asks for more; goes on with a stopped run
shown_by(run, walk), gone_since(run)        what a dry run showed, for the run that ``accepts`` it; check_accept(run)
FAILURES, why_it_failed(error) -> str       what ends a run and is no file's fault, and the sentence for it;
                                            is_out_of_room(error): whether it does so until there is room
said_of(run)                                the lines that it learned to be page furniture
Tally, Report                               what is told of a run
release(run, by=, now=, …) -> Release       a run's stories to readers
load_rules(path), take_rules_in(…)           rules of lines from a file; rules_to_try(…) are for a dry run alone, and
                                            rules_tried_by(run) says which it had
standing_in(found) -> list[Standing]         the stories of a file as they stand in it, for checks of its words
undo(run, by=, clock=) -> Undoing            a run taken back, as far as nobody touched what it made; foresee_undo(…)
"""

from articles.importing.arriving.beside import supplied
from articles.importing.arriving.receiving import receive
from articles.importing.arriving.uploads import dropped
from articles.importing.arriving.watching import Arrivals
from articles.importing.failing import FAILURES, is_out_of_room
from articles.importing.failing import sentence as why_it_failed
from articles.importing.finding.spreading import spread
from articles.importing.finding.supplying import Supply, supply
from articles.importing.finding.walking import Found, Walk, as_text, walk
from articles.importing.reading.learned import said_of
from articles.importing.reading.standing import Standing, standing_in
from articles.importing.releasing import Release, release
from articles.importing.reporting import Report
from articles.importing.reviewing.ruling import load as load_rules
from articles.importing.reviewing.ruling import take_in as take_rules_in
from articles.importing.reviewing.ruling import to_try as rules_to_try
from articles.importing.reviewing.ruling import tried_by as rules_tried_by
from articles.importing.running import carry_out, finish, start
from articles.importing.taking.accepting import check as check_accept
from articles.importing.taking.accepting import gone_since, shown_by
from articles.importing.taking.counting import Tally
from articles.importing.taking.writing import Taken
from articles.importing.undoing import Undoing, undo
from articles.importing.undoing import check as check_undo
from articles.importing.undoing import foresee as foresee_undo
from articles.importing.wording import some

__all__ = [
    "FAILURES", "Arrivals", "Found", "Release", "Report", "Standing", "Supply", "Taken", "Tally", "Undoing", "Walk",
    "as_text", "carry_out", "check_accept", "check_undo", "dropped", "finish", "foresee_undo", "gone_since",
    "is_out_of_room", "load_rules", "receive", "release", "rules_to_try", "rules_tried_by", "said_of", "shown_by",
    "some", "spread", "standing_in", "start", "supplied", "supply", "take_rules_in", "undo", "walk",
    "why_it_failed",
]  # fmt: skip
