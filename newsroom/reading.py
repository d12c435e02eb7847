"""Readers' pages made of what a replica has."""

from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from articles import standby
from articles.site import common, errors
from newsroom.desk import NOT_THE_SITES

OF_THE_DATABASE = (OperationalError, InterfaceError)
"""What Django raises where the database failed, or the way to it, and not only what it was asked."""
_FAILED = "_replica_failed"


class Reading:
    """Readers' requests are answered from the replica. One that fails there is answered from the primary; if only what
    it looked at was cleared away meanwhile, the replica is asked once more before. One that takes too long, or too much
    of a server, fails as it would without a replica: the primary has the desk to serve.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(NOT_THE_SITES):
            return self.get_response(request)
        answer, problem = self._tried(request)
        if problem is not None and standby.is_conflict(problem):
            answer, problem = self._tried(request)
        if problem is None:
            return answer
        if standby.is_gone(problem):
            standby.rest(problem)
        with standby.primary():
            return self.get_response(request)

    def _tried(self, request: HttpRequest) -> tuple[HttpResponse, Exception | None]:
        with standby.reading():
            answer = self.get_response(request)
        noted = vars(request)
        problem = noted.pop(_FAILED, None)
        if problem is not None:
            for name in (common.KNOWN, common.NOTED):
                noted.pop(name, None)
        return answer, problem

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        return _noted(request, problem) if isinstance(problem, OF_THE_DATABASE) else None


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """As ``errors.not_found``, which asks the database too: Django tells no middleware what fails there."""
    try:
        return errors.not_found(request, exception)
    except OF_THE_DATABASE as problem:
        if answer := _noted(request, problem):
            return answer
        raise


def _noted(request: HttpRequest, problem: Exception) -> HttpResponse | None:
    """An answer that nobody is sent, where the request is to be answered anew."""
    if not standby.is_reading() or standby.is_too_much(problem):
        return None
    vars(request)[_FAILED] = problem
    return HttpResponse(status=503)
