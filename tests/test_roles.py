"""Processes that serve a half of the newsroom: each answers its own addresses, and knows where the others lead."""

import json
import shutil

import pytest

from tests.test_settings import manage, python

ASKED = ["/", "/stories/", "/feed.rss", "/api/stories/", "/robots.txt", "/.well-known/change-password", "/admin/",
         "/admin/login/", "/admin", "/desk/v1/stories/", "/shared/x/", "/report/7/"]  # fmt: skip
PROGRAM = f"""
import json, django
django.setup()
from django.test import Client
from django.urls import reverse
client, asked = Client(headers={{"host": "localhost"}}), {ASKED!r}
print(json.dumps({{
    "status": dict((path, client.get(path).status_code) for path in asked),
    "leads": client.get("/.well-known/change-password").headers.get("Location"),
    "names": [reverse("site:front"), reverse("admin:password_change")],
    "cookies": [*client.cookies],
    "nothing": client.get("/stories/7/pier/").content.decode(),
}}))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory, set_up):
    """What processes of each half say, on one database that is set up and empty."""
    data = shutil.copytree(set_up.folder, tmp_path_factory.mktemp("halves"), dirs_exist_ok=True)
    halves = {}
    for role in ("desk", "public"):
        done = python("-c", PROGRAM, NEWSROOM_ROLE=role, NEWSROOM_DATA_DIR=str(data),
                      DJANGO_SETTINGS_MODULE="newsroom.settings")  # fmt: skip
        assert done.returncode == 0, done.stderr
        halves[role] = json.loads(done.stdout)
    return halves


@pytest.mark.django_db
@pytest.mark.once
def test_a_process_for_readers_answers_nothing_of_the_desk(told):
    found = told["public"]
    assert [path for path, status in found["status"].items() if status == 404] == [
        "/feed.rss", "/admin/", "/admin/login/", "/admin", "/desk/v1/stories/", "/shared/x/",
        "/report/7/",
    ]  # fmt: skip
    assert (found["leads"], found["cookies"]) == ("/admin/password_change/", [])


@pytest.mark.django_db
@pytest.mark.once
def test_a_process_for_the_desk_answers_nothing_of_the_site(told):
    found = told["desk"]
    assert {path: status for path, status in found["status"].items() if status != 404} == {
        "/admin/": 302, "/admin/login/": 200, "/admin": 301, "/desk/v1/stories/": 401,
    }  # fmt: skip
    assert "There is no such page" in found["nothing"]


@pytest.mark.django_db
@pytest.mark.once
def test_each_half_leads_to_the_other(told):
    assert told["public"]["names"] == told["desk"]["names"] == ["/", "/admin/password_change/"]


@pytest.mark.once
@pytest.mark.parametrize(("role", "mail"), [("public", ""), ("desk", "smtp://mail.example")])
def test_deployment_check_finds_nothing_to_say_of_a_half(role, mail):
    own = {"NEWSROOM_HTTPS": "yes", "NEWSROOM_ROLE": role, "NEWSROOM_EMAIL_URL": mail}
    done = manage("check", "--deploy", "--fail-level", "WARNING", **own)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.once
def test_a_process_for_readers_loads_no_module_of_the_desk():
    program = (
        "import sys, newsroom.wsgi, articles.site.urls, django.urls as urls; urls.get_resolver().url_patterns; "
        "print([name for name in sys.modules if name.startswith(('articles.desk.', 'django.contrib.sessions.models'))])"
    )
    done = python("-c", program, NEWSROOM_ROLE="public")
    assert (done.returncode, done.stdout) == (0, "[]\n"), done.stderr


@pytest.mark.once
def test_a_process_for_readers_has_a_key_and_figures_of_its_own_in_a_folder_that_is_shared(tmp_path):
    program = "from django.conf import settings as s; print(s.COUNTS.name, s.SECRET_KEY)"
    said = [
        python("-c", program, NEWSROOM_ROLE=role, NEWSROOM_DATA_DIR=str(tmp_path)).stdout.split()
        for role in ("public", "desk", "all", "public")
    ]
    assert [counts for counts, _ in said[:3]] == ["counts.public", "counts", "counts"]
    assert said[0] == said[3]
    assert said[1] == said[2]
    assert said[0][1] != said[1][1]


REPLICA = "postgres://readers@replica/newsroom"
OWN = "postgres://newsroom@primary/newsroom"


@pytest.mark.once
@pytest.mark.parametrize(
    ("role", "own", "hosts"),
    [("public", "", {"default": "replica"}), ("public", OWN, {"default": "primary", "replica": "replica"}),
     ("all", OWN, {"default": "primary", "replica": "replica"}), ("desk", OWN, {"default": "primary"})],
)  # fmt: skip
def test_readers_have_a_replica_and_the_desk_has_none(role, own, hosts):
    program = (
        "import json; from django.conf import settings; "
        "print(json.dumps({name: one['HOST'] for name, one in settings.DATABASES.items()}))"
    )
    done = python("-c", program, NEWSROOM_ROLE=role, DATABASE_URL=own, NEWSROOM_REPLICA_URL=REPLICA)
    assert (done.stderr, json.loads(done.stdout)) == ("", hosts)


@pytest.mark.once
@pytest.mark.parametrize(("own", "replica"), [("", REPLICA), (OWN, "sqlite:////tmp/replica.sqlite3")])
def test_what_is_no_replica_is_refused(own, replica):
    done = manage("check", DATABASE_URL=own, NEWSROOM_REPLICA_URL=replica)
    assert (done.returncode, done.stderr.split("; ")[0]) == (1, "NEWSROOM_REPLICA_URL is set")
