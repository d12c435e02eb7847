"""The server of ``manage.py serve``, which says that it is going to stop before it does."""

import signal
import threading
from typing import Any

from granian import Granian

from articles.vitals.leaving import Sign


class Server(Granian):
    """On SIGTERM ``/health/ready`` says no, so that whoever sends readers here sends them elsewhere; after so many
    seconds it takes no more, and ends what it has begun. A second signal, as Ctrl-C, is not waited for.
    """

    def __init__(self, *given: Any, leaving_seconds: int, **options: Any) -> None:
        super().__init__(*given, **options)
        self._leaving_seconds = leaving_seconds
        self._sign = Sign()
        self._is_leaving = False

    def signal_handler_interrupt(self, *told: Any, **more: Any) -> None:
        is_first, self._is_leaving = not self._is_leaving, True
        if is_first:
            self._sign.give()
        if is_first and told[:1] == (signal.SIGTERM,) and self._leaving_seconds:
            timer = threading.Timer(self._leaving_seconds, super().signal_handler_interrupt)
            timer.daemon = True
            timer.start()
        else:
            super().signal_handler_interrupt()

    def shutdown(self, exit_code: int = 0) -> None:
        try:
            super().shutdown(exit_code)
        finally:
            self._sign.drop()
