"""The newsroom's addresses and one whose view fails."""

from django.http import HttpRequest
from django.urls import path

from newsroom.urls import handler400, handler404
from newsroom.urls import urlpatterns as real


def broken(request: HttpRequest) -> None:
    raise RuntimeError("planted")


__all__ = ["handler400", "handler404", "urlpatterns"]

urlpatterns = [path("broken/", broken), *real]
