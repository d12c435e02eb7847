"""The newsroom's addresses, one whose view fails, and two whose views take a second of the database's time."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from newsroom.urls import handler400, handler403, handler404, handler500
from newsroom.urls import urlpatterns as real


def broken(request: HttpRequest) -> None:
    raise RuntimeError("planted")


def slow(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(1)")
    return HttpResponse("At last.")


__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path("broken/", broken), path("slow/", slow), path("admin/slow/", slow), *real]
