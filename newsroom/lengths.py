from django.http import HttpRequest, HttpResponseBase
from django.middleware.common import CommonMiddleware


class Lengths(CommonMiddleware):
    """Django's own, which says how long each answer is; but not of one that says "not modified".

    Its length would be that of what it stands for (RFC 9110, section 8.6), and caches have taken the 0 for that.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        answer = super().process_response(request, response)
        if answer.status_code == 304:
            del answer.headers["Content-Length"]
        return answer
