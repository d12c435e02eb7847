"""What the server is given to ask."""

import pytest

from articles.site.ready.streaming import WHOLE
from tests.test_settings import python

ASKED = """
import io
from newsroom.wsgi import application
from tests.site.ready import ask

class Cut(io.BytesIO):
    length = 9

def begun(path):
    told = []
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "SERVER_NAME": "localhost", "SERVER_PORT": "80",
               "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO()}
    return told, application(environ, lambda *said: told.extend(said))

print(ask(application, "/admin/login/", "POST", "localhost", Cut(b"name")).status)
slow = [begun("/static/long.bin") for _ in range(2)]
print(*(told[0][:3] for told, _ in slow))
"""


@pytest.mark.once
@pytest.mark.parametrize("megabytes", ["0", "1"])
def test_who_sends_or_reads_slowly_has_places_whether_pages_are_kept_or_not(tmp_path, megabytes):
    (tmp_path / "static").mkdir()
    (tmp_path / "static/long.bin").write_bytes(bytes(WHOLE + 1))
    done = python(
        "-c", ASKED, NEWSROOM_PAGE_MEMORY=megabytes, NEWSROOM_THREADS="1", NEWSROOM_DATA_DIR=str(tmp_path)
    )
    assert done.stdout == "400\n200 503\n", done.stderr
