"""Processes that work beside this one: they know no database, leave Ctrl-C to their parent, and do not outlive it."""

import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import wait

import django


def crew(workers: int) -> ProcessPoolExecutor:
    """So many processes. They are started anew, not forked: none shares this one's connection to the database."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    django.setup()


def _end_with_parent() -> None:
    """Queues between processes are held open by each of them: only this tells that the parent was killed."""
    parent = multiprocessing.parent_process()
    if parent:
        wait([parent.sentinel])
        os._exit(1)  # what it was doing is nobody's any more
