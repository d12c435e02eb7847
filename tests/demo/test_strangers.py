"""The sample newsroom is no guest in another's database."""

import os
import socket

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.db import OperationalError

from articles.demo import accounts, desk
from articles.management import serving
from articles.management.commands import quickstart
from articles.models import ImportRun, Story
from tests.benchmarks.servers import free_port
from tests.factories import make_story

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_quickstart_refuses_a_database_that_holds_other_stories():
    make_story(headline="Ours")
    with pytest.raises(CommandError, match="1 story of its own"):
        call_command("quickstart", no_serve=True)
    assert list(Story.objects.values_list("headline", flat=True)) == ["Ours"]
    assert not ImportRun.objects.exists()
    assert not User.objects.filter(username__in=["writer", "proofreader", "editor", "importer"]).exists()


def test_quickstart_refuses_the_name_of_somebody_else():
    User.objects.create_user("writer")
    with pytest.raises(
        CommandError, match=r"account of its own under a name that quickstart needs \(writer\)"
    ):
        call_command("quickstart", no_serve=True)
    assert list(User.objects.values_list("username", flat=True)) == ["writer"]


def test_name_held_in_the_right_group_is_ours():
    User.objects.create_user("writer").groups.add(Group.objects.get(name="Writers"))
    User.objects.create_user("editor", is_active=False).groups.add(Group.objects.get(name="Editors"))
    assert accounts.taken() == ["editor"]


def test_interrupted_quickstart_leaves_nothing_and_says_so(monkeypatch, capsys):
    def interrupt(accounts, *, now):
        assert len(accounts) == 5
        raise KeyboardInterrupt

    monkeypatch.setattr(desk, "fill", interrupt)
    with pytest.raises(SystemExit) as end:
        call_command("quickstart", no_serve=True)
    assert end.value.code == 130
    assert capsys.readouterr().err.split("\n")[1:] == [
        "Stopped. Nothing was set up; the same command begins again.",
        "",
    ]
    assert not User.objects.exists()


def test_database_that_another_quickstart_sets_up_is_told(monkeypatch):
    def collide(*arguments, **options):
        raise OperationalError('table "articles_story" already exists\nLINE 1')

    monkeypatch.setattr(quickstart, "call_command", collide)
    with pytest.raises(CommandError, match=r'cannot be prepared: table "articles_story" already exists\. If'):
        call_command("quickstart", no_serve=True)


def test_quickstart_that_comes_second_is_told_by_the_constraints(monkeypatch):
    def find_none_and_make() -> None:
        User.objects.create_user("writer")
        User.objects.create_user("writer")

    monkeypatch.setattr(quickstart, "ensure_accounts", find_none_and_make)
    with pytest.raises(CommandError, match="Another quickstart has set this database up meanwhile"):
        call_command("quickstart", no_serve=True)
    assert not User.objects.exists()


@pytest.fixture
def taken_port():
    """A port whose holder shares it with whoever is willing to, as the server does."""
    with socket.socket() as holder:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


def test_taken_port_stops_quickstart_before_anything_is_set_up(taken_port, monkeypatch):
    monkeypatch.setattr(serving, "serve", lambda asked: None)
    with pytest.raises(CommandError, match=rf"Nothing can listen at 127\.0\.0\.1, port {taken_port}"):
        call_command("quickstart", port=taken_port)
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"port": -1}, "--port is -1; expected a number from 1 to 65535"),
        ({"port": 99_999}, "--port is 99999; expected a number from 1 to 65535"),
        ({"address": "nonsense"}, "--address is 'nonsense'; expected an IP address"),
    ],
)
def test_nonsense_to_listen_at_stops_quickstart(options, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("quickstart", **options)
    assert not User.objects.exists()


@pytest.mark.parametrize(("given", "then"), [("", "WARNING"), ("INFO", "INFO")])
def test_no_line_for_each_page_pushes_the_passwords_out_of_sight_unless_it_is_asked_for(
    given, then, monkeypatch
):
    monkeypatch.setenv("NEWSROOM_LOG_LEVEL", given)
    monkeypatch.setattr(desk, "fill", lambda *given, **more: "")
    served = []
    monkeypatch.setattr(serving, "serve", lambda asked: served.append(os.environ["NEWSROOM_LOG_LEVEL"]))
    call_command("quickstart", port=free_port())
    assert served == [then]
