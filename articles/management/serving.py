"""The web server: where it may listen, and with what settings it is run."""

import multiprocessing
import os
import socket
from argparse import ArgumentParser
from collections.abc import Mapping
from dataclasses import dataclass, fields
from ipaddress import ip_address
from typing import Any, Self

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connections

PATIENCE = 30
"""Seconds that a process may take to end what it has begun, when it is replaced or stopped."""


def add_arguments(parser: ArgumentParser, *, workers: int) -> None:
    parser.add_argument("--address", default="127.0.0.1", help="Where to listen (default: %(default)s).")
    parser.add_argument("--port", type=int, default=8000, help="Where to listen (default: %(default)s).")
    parser.add_argument("--workers", type=int, default=workers, help="Processes (default: %(default)s).")
    threads = settings.SERVER_THREADS
    parser.add_argument("--threads", type=int, default=threads, help="Of each (default: %(default)s).")


def processors() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True)
class Asked:
    """What somebody asks of the server by its arguments."""

    address: str
    port: int
    workers: int
    threads: int

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Self:
        return cls(**{field.name: options[field.name] for field in fields(cls)})

    @property
    def site(self) -> str:
        host = f"[{self.address}]" if ":" in self.address else self.address
        return f"http://{host}:{self.port}/"

    def check(self) -> None:
        """Raise ``CommandError`` for what no server can be run with, and unless one can listen there.

        Granian itself shares a port with whoever else is willing to, which would answer every other request.
        """
        if not 0 < self.port < 65_536:
            raise CommandError(f"--port is {self.port}; expected a number from 1 to 65535.")
        for name, value in (("workers", self.workers), ("threads", self.threads)):
            if not 0 < value <= 512:
                raise CommandError(f"--{name} is {value}; expected a number from 1 to 512.")
        try:
            ip_address(self.address)
        except ValueError:
            raise CommandError(
                f"--address is {self.address!r}; expected an IP address of this machine, such as 127.0.0.1."
            ) from None
        family = socket.AF_INET6 if ":" in self.address else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(
                socket.SOL_SOCKET, socket.SO_REUSEADDR, 1
            )  # one that has just ended is no obstacle
            try:
                probe.bind((self.address, self.port))
            except OSError as problem:
                raise CommandError(
                    f"Nothing can listen at {self.address}, port {self.port} ({problem.strerror}); "
                    "name another --port or --address."
                ) from None


def serve(asked: Asked, *, target: str = "") -> None:
    """Serve ``target``, which is the newsroom unless another one is named, until somebody stops it.

    Its processes begin from nothing, so that those of a reload (SIGHUP) run the code that lies on the disk by then, and
    none has a connection to the database of another.
    """
    # Imported here: the server is not needed for anything else, and takes a while to load.
    from granian.constants import HTTPModes, Interfaces

    from articles.management.server import Server

    connections.close_all()
    os.environ["NEWSROOM_THREADS"] = str(asked.threads)  # so that each process knows how many it has
    multiprocessing.set_start_method("spawn", force=True)
    server = Server(
        target or ":".join(settings.WSGI_APPLICATION.rsplit(".", 1)),
        address=asked.address,
        port=asked.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        workers=asked.workers,
        blocking_threads=asked.threads,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE,
        leaving_seconds=settings.LEAVING_SECONDS,
        # Its own words go where ours go, and in the same form.
        log_dictconfig={
            "formatters": {},
            "handlers": {},
            "loggers": {"_granian": {"handlers": [], "propagate": True}},
        },
    )
    server.serve()
