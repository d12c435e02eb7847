"""The newsroom's addresses and one whose view fails."""

from django.http import HttpRequest
from django.urls import path

from newsroom.urls import urlpatterns as real


def broken(request: HttpRequest) -> None:
    raise RuntimeError("planted")


urlpatterns = [path("broken/", broken), *real]
