"""The table walked: what is asked of each row, and a sentence for everything that is not as the table has it.

In full, everybody asks for everything, by every method, of a story in each state. The suite asks so much of it:

- GET and POST: everybody who is turned away, and everybody for whom nothing is done by what acts for others; of those
  who get the same, the first and the last. At addresses of readers, where no account is known: strangers and the
  superuser;
- HEAD as GET, by the first who is shown it; PUT and DELETE by strangers and the superuser;
- POST without the token of a form, by the superuser;
- a story in its other states: GET and POST by an account without a group, POST by a reviewer; where the row says that
  nothing is to be had of it, by the superuser too.
"""

from collections.abc import Iterator
from dataclasses import replace

from tests.matrix.bodies import body_of
from tests.matrix.table import Row
from tests.matrix.trying import (
    ACTED,
    DENIED,
    FAILED,
    GONE,
    KEPT,
    LED,
    NO_METHOD,
    NOTHING,
    ODD,
    SHOWN,
    UNKNOWN,
    Asking,
)
from tests.matrix.world import ROLES, World

State = tuple[str, str] | None
OF_THE_DESK = ("/admin/", "/shared/", "/report/")
REFUSED = {DENIED, NO_METHOD, UNKNOWN, GONE, ODD}


class Walk:
    def __init__(self, world: World, asking: Asking, *, in_full: bool = False) -> None:
        self.world, self.asking, self.in_full = world, asking, in_full

    def breaches(self, row: Row) -> Iterator[str]:
        """What of a row is not so. A line of the table as it would be, where that is all."""
        first = row.states[0] if row.about else None
        found = {method: self._letters(row, first, method) for method in ("GET", "POST")}
        wrong = [sentence for letters in found.values() for sentence in letters.pop("!", ())]
        got = {method: self._as_row(row, method, letters) for method, letters in found.items()}
        if (got["GET"], got["POST"]) != (row.get, row.post):
            wrong.append(f"{row}\nis answered\n{replace(row, get=got['GET'], post=got['POST'])}")
        yield from wrong
        yield from self._other_methods(row, first)
        yield from self._without_token(row, first)
        for state in (row.states + row.others) if row.about else ():
            if state != first:
                yield from self._elsewhere(row, state)

    def _letters(self, row: Row, state: State, method: str) -> dict:
        """The letters of those who ask, and under "!" what none may have."""
        told: dict = {"!": []}
        for role in self._who(row, method):
            letter, wrong = self._asked(row, state, role, method)
            told[role] = letter
            told["!"] += wrong
        return told

    def _as_row(self, row: Row, method: str, letters: dict) -> str:
        """As the table writes it: of who was not asked, what it says."""
        return "".join(letters.get(role, said) for role, said in row.letters(method).items())

    def _who(self, row: Row, method: str) -> str:
        if self.in_full:
            return ROLES
        if not row.address.startswith(OF_THE_DESK):
            return "?S"
        said = row.letters(method)
        letters = (
            {SHOWN, LED, ACTED, KEPT} if ACTED in said.values() else {SHOWN, LED, KEPT, NOTHING, NO_METHOD}
        )
        alike = [[role for role in ROLES if said[role] == letter] for letter in letters]
        return "".join(role for role in ROLES if not any(role in some[1:-1] for some in alike))

    def _asked(self, row: Row, state: State, role: str, method: str, **how: bool) -> tuple[str, list[str]]:
        """The letter of an answer, and what is wrong with it whatever the table says."""
        address = row.at(self.world, state)
        one = self.world.of(state)
        body = body_of(row.address, self.world, one) if method == "POST" else None
        answer = self.asking.ask(role, method, address, body, **how)
        met = {word for word in answer.words & self.world.secrets(role) if word not in address}
        who = f"{role} {method} {address}"
        wrong = [f"{who}: the answer holds {', '.join(sorted(met))}"] if met else []
        wrong += [f"{who}: {answer.status}, and changed {answer.changed}"] if answer.spoils else []
        wrong += [f"{who}: {answer.status}"] if answer.letter == FAILED else []
        return answer.letter, wrong

    def _other_methods(self, row: Row, state: State) -> Iterator[str]:
        shown = [role for role, letter in row.letters("GET").items() if letter == SHOWN]
        for role in shown if self.in_full else shown[:1]:
            letter, wrong = self._asked(row, state, role, "HEAD")
            yield from wrong
            if letter != SHOWN:
                yield f"{role} HEAD {row.address}: {letter}, though GET shows it"
        for method in ("PUT", "DELETE", "PATCH", "OPTIONS") if self.in_full else ("PUT", "DELETE"):
            for role in ROLES if self.in_full else "?S":
                letter, wrong = self._asked(row, state, role, method)
                yield from wrong
                if letter not in REFUSED:
                    yield f"{role} {method} {row.address}: {letter}, though no page has such a method"

    def _without_token(self, row: Row, state: State) -> Iterator[str]:
        if row.letters("POST")["S"] in REFUSED:
            return
        letter, wrong = self._asked(row, state, "S", "POST", keeps_guard=True)
        yield from wrong
        if letter != (DENIED if row.address.startswith("/admin/") else NOTHING):
            yield f"S POST {row.address} without the token of its form: {letter}"

    def _elsewhere(self, row: Row, state: State) -> Iterator[str]:
        """In another state who is turned away still is, and nobody acts where nothing is to be had."""
        is_open = state in row.states
        for role, method in self._of_others(row, is_open=is_open):
            letter, wrong = self._asked(row, state, role, method)
            yield from wrong
            said = row.letters(method, state)[role]
            fits = letter == said or (
                not is_open and said not in REFUSED and letter in {LED, NOTHING, SHOWN, KEPT, *REFUSED}
            )
            if not fits or (letter == ACTED and not is_open):
                yield f"{role} {method} {row.address} in {'/'.join(state)}: {letter}, not {said}"

    def _of_others(self, row: Row, *, is_open: bool) -> list[tuple[str, str]]:
        if self.in_full:
            return [(role, method) for role in ROLES for method in ("GET", "POST")]
        if not row.address.startswith(OF_THE_DESK):
            return [("?", "GET")]
        some = [("0", "GET"), ("0", "POST"), ("R", "POST")]
        return some if is_open else [*some, ("S", "POST")]
