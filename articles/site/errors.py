"""The page for what is not there: it helps the reader on, and who asks for an old address to its story, or for a day
of the archive without its noughts to that day. And those for what went wrong."""

import errno
import logging
import re
import sys
from contextlib import suppress
from urllib.parse import unquote

from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone

from articles.site import moved
from articles.site.archive import padded
from articles.site.base import page
from articles.site.standing import passing, stand
from articles.site.teasers import latest
from articles.sqlstates import state_of
from articles.standby import CONFLICT

CANCELLED = ("57014", CONFLICT)
"""What PostgreSQL calls it where a statement took longer than it may, or than a replica can wait."""
TOO_LONG = "54"
"""How it calls what is too much of one statement begins: no other moment is better for that."""
NO_FAULT_OF_THE_QUESTION = (
    "SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY",
)  # fmt: skip
"""How SQLite calls what is none; it raises the same error for a table that is not there."""
FULL = "53100"
"""How PostgreSQL calls a full disk."""
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
FAILURES = (OperationalError, InterfaceError, OSError)
"""What ``why_just_now`` may have something to say of."""
WHY = {
    "is_away": "The database does not answer.",
    "is_late": "The database took too long.",
    "is_full": "A disk is full.",
    "is_without_files": "The store of pictures and uploads does not answer.",
}
"""What ``why_just_now`` gives, in a sentence. A failure itself is for the log: it names machines and accounts."""
AGAIN = 10
"""Seconds after which it may go better."""

logger = logging.getLogger(__name__)


def not_found(
    request: HttpRequest, exception: Exception | None = None, words: str | None = None
) -> HttpResponse:
    """``words`` to search for are those of the address, unless they are given."""
    now, answer = timezone.now(), None
    with suppress(Http404):
        answer = moved.answer(request, now=now)
    if answer is None and (address := padded(request.path_info, now)):
        answer = redirect(address, permanent=True)
    if answer is None:
        words = words_of(request.path) if words is None else words
        told = {"words": words, "is_desk": _is_desk(request)}
        answer = page(request, "404.html", now=now, status=404, latest=latest(now), **told)
    return stand(request, passing(answer), now=now)


def nothing_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same from a process that does not answer readers: what their addresses lead to, others say."""
    now, told = timezone.now(), {"words": "", "is_desk": _is_desk(request)}
    return stand(request, passing(page(request, "404.html", now=now, status=404, latest=(), **told)), now=now)


def _is_desk(request: HttpRequest) -> bool:
    return request.path.startswith("/admin/")


def words_of(path: str) -> str:
    """What the last part of an address says, to search for."""
    last = unquote(path).strip("/").rpartition("/")[2]
    return " ".join(re.findall(r"[^\W\d_]{2,}", last))[:80].strip()


def failed(request: HttpRequest) -> HttpResponse:
    """A page without the database: where that does not answer, took too long or has no room, it may in a moment (503).

    Of these a line is logged each, and not where in the code it was: an outage is no fault of that, and fills disks.
    """
    problem = sys.exception()
    why = why_just_now(problem) if problem else ""
    if not why:
        return HttpResponse(render_to_string("500.html"), status=500)
    tell(request, problem)
    return not_now(why, is_sent=request.method == "POST", is_desk=_is_desk(request))


def tell(request: HttpRequest, problem: BaseException | None) -> None:
    logger.error("%s was not answered: %s", request.path, str(problem).partition("\n")[0])


def not_now(why: str = "is_away", *, is_sent: bool = False, is_desk: bool = False) -> HttpResponse:
    """Come again in a moment. ``is_sent``: whoever asks wanted something to be done, and may wonder whether it was;
    ``is_desk``: in the desk, whose forms keep what is typed.
    """
    page = render_to_string("503.html", {why: True, "is_sent": is_sent, "is_desk": is_desk})
    return in_a_moment(HttpResponse(page, status=503))


def in_a_moment(answer: HttpResponse) -> HttpResponse:
    """An answer that lets whoever asked come again, and of which the log has more than Django would say."""
    answer.headers["Retry-After"], answer.headers["Cache-Control"] = str(AGAIN), "no-store"
    vars(answer)["_has_been_logged"] = True  # by which Django knows
    return answer


def why_just_now(problem: BaseException) -> str:
    """Why something that failed may succeed in a moment, as the page names it; "" where nothing says that it may."""
    state, name = state_of(problem), getattr(problem.__cause__, "sqlite_errorname", "")
    if isinstance(problem, ConnectionError):
        return "is_without_files"
    if isinstance(problem, OSError):
        return "is_full" if problem.errno in NO_ROOM else ""
    if not isinstance(problem, OperationalError | InterfaceError) or state.startswith(TOO_LONG):
        return ""
    if name and not name.startswith(NO_FAULT_OF_THE_QUESTION):
        return ""
    if state == FULL or name == "SQLITE_FULL":
        return "is_full"
    return "is_late" if state in CANCELLED else "is_away"
