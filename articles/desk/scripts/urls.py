"""Where scripts of the staff ask: below ``/desk/``, all of it answered in JSON, but for a fault of ours (500)."""

from django.urls import path, re_path

from articles.desk.scripts.answering import answering
from articles.desk.scripts.endpoints import Endpoint
from articles.desk.scripts.openapi import EVERY

app_name = "scripts"
urlpatterns = [
    *(path(endpoint.route, answering(endpoint), name=endpoint.name) for endpoint in EVERY),
    re_path("", answering(Endpoint("nothing", ""))),
]
