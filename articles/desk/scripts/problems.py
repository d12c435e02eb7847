"""What went wrong, as problem details (RFC 9457)."""

from articles.site.api import problem


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
