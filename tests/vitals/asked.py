"""What is asked of a WSGI application, and what it answers."""

from typing import NamedTuple


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: str


def ask(application, path: str, *, method: str = "GET", address: str = "127.0.0.1", **environ: str) -> Answer:
    told: list = []
    body = application(
        {"REQUEST_METHOD": method, "PATH_INFO": path, "REMOTE_ADDR": address, **environ},
        lambda *said: told.extend(said),
    )
    return Answer(int(told[0][:3]), dict(told[1]), b"".join(body).decode())


def elsewhere(environ, start):
    """What stands for the newsroom."""
    start("404 Not Found", [])
    return [b"no such page"]
