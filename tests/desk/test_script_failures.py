"""What scripts are told where something fails for the moment: in JSON, when to ask again, and of which run."""

import pytest
from django.db import OperationalError, ProgrammingError

from articles import tokens
from articles.importing import dropping
from articles.importing.failing import StorageFailed
from articles.models import ImportRun, Story
from articles.rules import Refused
from tests.desk.scripts import V1, script, send
from tests.desk.test_script_imports import IMPORTS, bring
from tests.desk.test_script_openapi import described
from tests.factories import make_edition
from tests.site.schemas import faults

pytestmark = [pytest.mark.django_db, pytest.mark.once]
AWAY = OperationalError('connection to server at "10.0.0.5" failed: no password for user "newsroom"')


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def failing(problem):
    def fail(*given, **how):
        raise problem

    return fail


def told(response, path="/desk/v1/imports/", method="post"):
    """What a problem says, which is as the description has it."""
    document = described()
    answer = document["paths"][path][method]["responses"][str(response.status_code)]["content"]
    schema = answer[response.headers["Content-Type"]]["schema"]
    assert list(faults(response.json(), schema, document["components"]["schemas"], path)) == []
    assert "10.0.0.5" not in response.text
    return response.json()


@pytest.mark.parametrize(
    ("problem", "status", "again", "detail"),
    [
        (Refused("Somebody else is at work."), 409, None, "Somebody else is at work."),
        (AWAY, 503, "10", "The database does not answer. What is done stays done: go on then."),
        (ConnectionError("it hangs"), 503, "10", "The store of pictures and uploads does not answer. What is done"),
    ],
)  # fmt: skip
def test_what_was_kept_is_gone_on_with_and_not_sent_again(monkeypatch, problem, status, again, detail):
    client = script("import")
    with monkeypatch.context() as then:
        then.setattr(dropping, "go_on", failing(problem))
        response = bring(client)
    assert (response.status_code, response.headers.get("Retry-After")) == (status, again)
    answer = told(response)
    assert answer["detail"].startswith(detail)
    assert answer["run"] == f"http://testserver{IMPORTS}{ImportRun.objects.get().pk}/"
    assert client.post(answer["run"]).json()["created"] == Story.objects.count() == 1


@pytest.mark.parametrize("problem", [AWAY, ConnectionError("it hangs"), StorageFailed()])
def test_what_cannot_be_kept_for_the_moment_is_sent_again(monkeypatch, problem):
    if isinstance(problem, StorageFailed):
        problem.__cause__ = ConnectionError("it hangs")
    monkeypatch.setattr(dropping, "keep", failing(problem))
    response = bring(script("import"))
    assert (response.status_code, response.headers["Retry-After"]) == (503, "10")
    answer = told(response)
    assert answer["detail"].endswith("Send it again then: what is there already is not brought in twice.")
    assert "run" not in answer


def test_a_database_that_is_away_is_told_wherever_it_is_asked(monkeypatch, caplog):
    client, story = script(), make_edition().story
    with monkeypatch.context() as then:
        then.setattr(tokens, "opened", failing(AWAY))
        read = client.get(f"{V1}stories/")
        done = send(client, f"stories/{story.pk}/withdraw/", reason="error")
    look_first = "See then whether it was done, before you send it again."
    for response, method, path, advice in (
        (read, "get", "/desk/v1/stories/", "Ask again then."),
        (done, "post", "/desk/v1/stories/{number}/withdraw/", look_first),
    ):
        assert (response.status_code, response.headers["Retry-After"]) == (503, "10")
        assert response.headers["Cache-Control"] == "no-store"
        assert told(response, path, method)["detail"] == f"The database does not answer. {advice}"
    assert "10.0.0.5" in caplog.text


def test_a_fault_of_ours_is_no_outage(monkeypatch):
    monkeypatch.setattr(dropping, "go_on", failing(ProgrammingError("no such table")))
    with pytest.raises(ProgrammingError):
        bring(script("import"))
    monkeypatch.setattr(dropping, "go_on", failing(IsADirectoryError(21, "Is a directory")))
    with pytest.raises(IsADirectoryError):
        bring(script("import"))
