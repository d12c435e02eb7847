"""Every address, asked by everybody, answers as ``TABLE.txt`` has it. ``walking`` says how much is asked.

`python -m tests.matrix` says how many addresses and requests that are; with ``--all`` everything is asked.
"""

import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.admin import site
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.test import override_settings
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from articles import rules
from articles.desk.stories import StoryAdmin
from articles.models import Story
from newsroom import urls
from tests.matrix.bodies import body_of
from tests.matrix.table import route_of, routes, rows
from tests.matrix.trying import Asking
from tests.matrix.walking import Walk
from tests.matrix.world import build

pytestmark = [pytest.mark.django_db, pytest.mark.once]
HOW = os.environ.get("TEST_MATRIX", "")
TABLE = list(rows())


@pytest.fixture(scope="module")
def walk(django_db_setup, django_db_blocker, tmp_path_factory, pytestconfig) -> Iterator[Walk]:
    """One newsroom for all that is asked, in a transaction that is taken back."""
    folder = tmp_path_factory.mktemp("matrix")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=folder / "media"), transaction.atomic():
        world = build(folder)
        asking = Asking(world)
        yield Walk(world, asking, in_full=HOW == "all")
        transaction.set_rollback(True)
    if HOW:
        size = f"{len(set(routes()))} addresses in {len(TABLE)} rows, {asking.asked:,} requests"
        with pytestconfig.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
            sys.stdout.write(f"\n{size}\n")


def unlisted(walk: Walk) -> tuple[set[str], set[str]]:
    """The addresses that have no row, and the rows that have no address."""
    asked = {str(row): route_of(row.at(walk.world, row.states[0] if row.about else None)) for row in TABLE}
    return set(routes()) - set(asked.values()), {
        row for row, route in asked.items() if route is None
    } - NOWHERE


NOWHERE = {str(row) for row in TABLE if row.address == "/nowhere/"}
"""What is there to show how an address is answered that there is not."""


def test_every_address_has_a_row_and_every_row_an_address(walk):
    assert unlisted(walk) == (set(), set())


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.address)
def test_everybody_gets_what_the_table_says_and_nothing_else(walk, row):
    assert "\n".join(walk.breaches(row)) == ""


def test_who_was_switched_off_or_is_not_of_the_staff_is_a_stranger(walk):
    desk = [row for row in TABLE if row.address.startswith("/admin/")]
    for row in desk:
        state = row.states[0] if row.about else None
        address, one = row.at(walk.world, state), walk.world.of(state)
        for method, role in ((method, role) for method in ("GET", "POST") for role in "xn"):
            body = body_of(row.address, walk.world, one) if method == "POST" else None
            answer = walk.asking.ask(role, method, address, body)
            said = row.letters(method)["?"]
            assert (
                row.address,
                role,
                answer.letter,
                {word for word in answer.words if word not in address},
            ) == (
                row.address,
                role,
                said,
                set(),
            )


@pytest.mark.parametrize("page", ["stories/", "stories/more/", "stories/feed.json", "api/stories/"])
def test_no_search_of_readers_tells_of_a_word_that_is_hidden(walk, page):
    def found(word: str) -> bytes:
        return walk.asking.ask("?", "GET", f"/{page}?q={word}").body.replace(word.encode(), b"")

    nothing = found("qznothinghaszq")
    hidden = {word for one in walk.world.planted for word in one.hidden}
    assert {word for word in hidden if found(word) != nothing} == set()


# That the matrix catches what it is there for.


def told(walk: Walk, address: str) -> str:
    (row,) = (row for row in TABLE if row.address == address)
    return "\n".join(walk.breaches(row))


class Planted:
    """The newsroom's addresses, and one more."""

    handler400, handler403 = urls.handler400, urls.handler403
    handler404, handler500 = urls.handler404, urls.handler500

    def __init__(self, route: str, view: Any) -> None:
        self.urlpatterns = [path(route, view), *urls.urlpatterns]


def everything(request, pk: int = 1) -> HttpResponse:
    """Asks nobody who they are."""
    return JsonResponse(list(Story.objects.values("headline", "desk_notes")), safe=False)


@csrf_exempt
def moved(request, pk: int, name: str) -> HttpResponse:
    """The moves, for forms without a token."""
    return site.admin_view(csrf_exempt(site.get_model_admin(Story).move_view))(request, pk=pk, name=name)


def test_an_address_that_nobody_listed_is_reported(walk):
    with override_settings(ROOT_URLCONF=Planted("admin/articles/story/all.json", everything)):
        assert unlisted(walk)[0] == {"admin/articles/story/all.json"}


def test_a_view_of_the_desk_that_lets_everybody_in_is_reported(walk):
    with override_settings(ROOT_URLCONF=Planted("admin/articles/story/<row:pk>/evidence.json", everything)):
        said = told(walk, "/admin/articles/story/{story}/evidence.json")
    assert "? GET" in said
    assert "qznewdraftneverzq" in said


def test_a_look_at_a_right_that_was_left_out_is_reported(walk, monkeypatch):
    monkeypatch.setattr(StoryAdmin, "has_view_permission", lambda self, request, obj=None: True)
    assert "0 GET" in told(walk, "/admin/articles/story/{story}/history/")
    assert told(walk, "/admin/articles/source/") == ""


def test_an_act_without_its_rule_is_reported_though_its_answer_leads_to_the_same_page(walk, monkeypatch):
    monkeypatch.setattr(rules, "has_right", lambda move, case, user: True)
    assert "--AAAAAA" in told(walk, "/admin/articles/story/{story}/move/spike/")


def test_a_form_that_needs_no_token_is_reported(walk):
    with override_settings(ROOT_URLCONF=Planted("admin/articles/story/<row:pk>/move/<slug:name>/", moved)):
        assert "without the token of its form: A" in told(walk, "/admin/articles/story/{story}/move/spike/")
