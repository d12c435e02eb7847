"""A way to a server that can be cut, and opened again: for servers that are not the tests' own to stop."""

import socket
import threading
from contextlib import closing, suppress

PIECE = 65_536


class Relay:
    """Listens on a ``port`` of its own, and passes on what comes to the server at ``host`` and ``port`` there."""

    def __init__(self, host: str, port: int) -> None:
        self._there, self.port = (host, port), 0
        self._open: set[socket.socket] = set()
        self.begin()

    def begin(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", self.port))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._listen, args=(self._listening,), daemon=True).start()

    def stop(self) -> None:
        """Cut it, and all that runs over it."""
        for one in (self._listening, *list(self._open)):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _listen(self, listening: socket.socket) -> None:
        with suppress(OSError):  # it was stopped
            while True:
                here, _ = listening.accept()
                there = socket.create_connection(self._there)
                for one, other in ((here, there), (there, here)):
                    threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        self._open.add(one)
        with closing(one), suppress(OSError):
            while piece := one.recv(PIECE):
                other.sendall(piece)
            other.shutdown(socket.SHUT_WR)
        self._open.discard(one)
