"""The table of faults: what was broken, how often, what was lost, how long until all was served again."""

import statistics
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass
class Told:
    """What a fault did. ``back``: seconds from when what broke was put right, or put itself right, until pages were
    made again; ``readers``: what they got from when it broke until then; ``desk``: what was answered to who acted, by
    status, 0 for no answer; ``wrong``: what may never be, a sentence each.
    """

    name: str
    times: int = 0
    lost: int = 0
    back: list[float] = field(default_factory=list)
    readers: Counter[str] = field(default_factory=Counter)
    desk: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    skipped: str = ""

    def blame(self, sentences: Iterable[str]) -> None:
        self.wrong += [sentence for sentence in sentences if sentence not in self.wrong]

    def row(self) -> str:
        if self.skipped:
            return f"{self.name:<52} left out: {self.skipped}"
        middle, most = (f(self.back) if self.back else 0 for f in (statistics.median, max))
        got = ", ".join(f"{number:,} {what}" for what, number in self.readers.most_common())
        acted = ", ".join(f"{number:,} {status}" for status, number in self.desk.most_common())
        got += f"; desk: {acted}" if acted else ""
        said = "".join(f"\n    WRONG: {sentence}" for sentence in self.wrong)
        return f"{self.name:<52}{self.times:>6}{self.lost:>6}{middle:>8.2f}{most:>8.2f}  {got}{said}"

    def as_json(self) -> dict[str, object]:
        return asdict(self)


HEAD = f"{'what was broken':<52}{'times':>6}{'lost':>6}{'s until served':>16}  what readers got until then"


@dataclass(frozen=True)
class Asked:
    """How a fault is to be tried: how often, from which seed, and in which houses."""

    times: int
    seed: int
    houses: Any


Fault = Callable[[Told, Asked], None]
FAULTS: dict[str, Fault] = {}


def fault(name: str) -> Callable[[Fault], Fault]:
    """Enter a fault in the table under its name."""

    def entered(act: Fault) -> Fault:
        FAULTS[name] = act
        return act

    return entered


class Missing(Exception):
    """What the machine lacks for a fault, in a sentence."""
