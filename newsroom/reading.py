"""Readers' pages made of what a replica has."""

from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from articles import standby
from articles.site import common
from newsroom.desk import NOT_THE_SITES

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
        if not isinstance(problem, (OperationalError, InterfaceError)) or not standby.is_reading():
            return None
        if standby.is_too_much(problem):
            return None
        vars(request)[_FAILED] = problem
        return HttpResponse(status=503)  # nobody is sent it
