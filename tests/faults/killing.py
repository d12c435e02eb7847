"""PostgreSQL killed by SIGKILL while somebody publishes, signs or withdraws, and begun again."""

from tests.faults.acting import PUBLISH, SIGN, WITHDRAW, Kind, disturbed, scene
from tests.faults.told import Asked, Told, fault


def _all_killed(told: Told, asked: Asked, kind: Kind) -> None:
    with asked.houses.on_postgres() as house, scene(house.newsroom, kind, asked.times) as at:
        disturbed(told, asked, at, kind, breaks=house.server.kill, mends=house.server.start)


@fault("PostgreSQL killed during publish")
def publishing(told: Told, asked: Asked) -> None:
    _all_killed(told, asked, PUBLISH)


@fault("PostgreSQL killed during sign-off")
def signing(told: Told, asked: Asked) -> None:
    _all_killed(told, asked, SIGN)


@fault("PostgreSQL killed during withdrawal")
def withdrawing(told: Told, asked: Asked) -> None:
    _all_killed(told, asked, WITHDRAW)


@fault("a process of PostgreSQL killed during publish")
def one_killed(told: Told, asked: Asked) -> None:
    with asked.houses.on_postgres() as house, scene(house.newsroom, PUBLISH, asked.times) as at:
        disturbed(told, asked, at, PUBLISH, breaks=house.server.kill_one, mends=house.server.wait)
