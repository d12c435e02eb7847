"""Addresses and forms are read as UTF-8, whatever their sender says that they are."""

import codecs

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.deprecation import MiddlewareMixin

_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")


class Charsets(MiddlewareMixin):
    """Refuses forms in another charset: browsers send those of our pages in UTF-8, and in UTF-7 a form can say what no
    text may hold, such as half of a pair of surrogates. Of an address, what is said of a body says nothing (RFC 3986,
    section 2.5).
    """

    def process_request(self, request: HttpRequest) -> None:
        if request.encoding is None or codecs.lookup(request.encoding).name == "utf-8":
            return
        if request.content_type in _FORMS:
            raise BadRequest("A form is sent in UTF-8.")
        request.encoding = "utf-8"
