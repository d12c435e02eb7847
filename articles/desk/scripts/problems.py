"""What went wrong, as problem details (RFC 9457)."""

import logging

from articles.site.api import problem
from articles.site.errors import AGAIN, WHY, why_just_now

log = logging.getLogger(__name__)


class Problem(Exception):
    """Why a request is not answered as asked. ``headers`` go with the answer, ``more`` are members of its body."""

    def __init__(self, status, title, detail="", *, headers=None, **more):
        super().__init__(title)
        self.status, self.title, self.detail = status, title, detail
        self.headers, self.more = headers or {}, more

    def response(self):
        response = problem(self.status, self.title, self.detail, **self.more)
        for name, value in self.headers.items():
            response.headers[name] = value
        return response


def not_now(failure, advice, **more):
    """What is answered where something failed that may go well in a moment. Any other failure is raised again."""
    why = why_just_now(failure)
    if not why:
        raise failure
    log.error("Not answered: %s", str(failure).partition("\n")[0])
    again = {"Retry-After": str(AGAIN)}
    return Problem(503, "Not just now", f"{WHY[why]} {advice}", headers=again, **more)
