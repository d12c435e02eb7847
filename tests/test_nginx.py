"""The nginx configuration that is shipped, run before a server that stands for the newsroom."""

import json
import os
import re
import shutil
import socket
import subprocess
import threading
import time
import urllib.request
from collections import Counter
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.test_serve import free_port

CONF = Path(__file__).parent.parent / "newsroom/deploy/nginx.conf"
PROGRAM = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/bin")
CACHING = "max-age=0, s-maxage=1, stale-while-revalidate=1, stale-if-error=86400"

pytestmark = pytest.mark.skipif(
    not PROGRAM, reason="nginx is not installed (Debian: apt-get install nginx-light)."
)


class Newsroom(BaseHTTPRequestHandler):
    """Says how often it was asked for a page, and in which encoding."""

    asked: Counter[str] = Counter()
    told: dict[str, str] = {}

    def do_GET(self):
        self.asked[self.path] += 1
        type(self).told = dict(self.headers)
        body = f"{self.path} {self.asked[self.path]} {self.headers.get('Accept-Encoding', '')}".encode()
        self.send_response(200)
        self.send_header("Cache-Control", "no-store" if self.path.startswith("/report/") else CACHING)
        self.send_header("X-Request-ID", "that-of-who-asked-first")
        self.send_header("Vary", "Accept-Encoding")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        """Tells how much was sent."""
        self.asked[self.path] += 1
        came = str(len(self.rfile.read(int(self.headers["Content-Length"])))).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(came)))
        self.end_headers()
        self.wfile.write(came)

    def log_message(self, *said):
        pass


class Desk(Newsroom):
    """Another node, for the desk alone, which knows who has a cookie, or a token."""

    asked: Counter[str] = Counter()
    turned_away = {"/admin/jsi18n/": ("Cookie", 302), "/desk/v1/openapi.json": ("Authorization", 401)}

    def do_GET(self):
        proof, status = self.turned_away.get(self.path, ("Host", 200))
        if proof in self.headers:
            super().do_GET()
        else:
            self.send_error(status)


@contextmanager
def node(kind):
    with ThreadingHTTPServer(("127.0.0.1", 0), kind) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def newsroom():
    with node(Newsroom) as server:
        yield server


@pytest.fixture(scope="module")
def desk():
    with node(Desk) as server:
        yield server


@pytest.fixture(scope="module")
def front(newsroom, desk, tmp_path_factory):
    """The address of nginx with the shipped configuration, but for names, ports, paths and TLS."""
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    conf = CONF.read_text()
    for was, becomes in (
        (r"(upstream newsroom_readers \{\s+server 127\.0\.0\.1):8000;", rf"\1:{newsroom.server_port};"),
        (r"(upstream newsroom_desk \{\s+server 127\.0\.0\.1):8000;", rf"\1:{desk.server_port};"),
        (r"/var/cache/newsroom", f"{folder}/cache"),
        (r"server \{\n    listen 80;.*?\n\}\n", ""),
        (r"listen 443 ssl http2;", f"listen 127.0.0.1:{port};"),
        (r"    ssl_certificate.*\n", ""),
        (r"/var/log/nginx/newsroom\.log", f"{folder}/log"),
    ):
        conf, count = re.subn(was, becomes, conf, flags=re.DOTALL if "80" in was else 0)
        assert count
    places = "".join(
        f"{kind}_temp_path {folder}/temp; " for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root; " if os.geteuid() == 0 else ""  # or it could not write where the tests do
    main = f"{user}daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
    (folder / "nginx.conf").write_text(f"{main}http {{ access_log off; {places}\n{conf}}}\n")
    options = [PROGRAM, "-c", f"{folder}/nginx.conf", "-e", f"{folder}/error.log"]
    subprocess.run([*options, "-t"], check=True, capture_output=True)
    process = subprocess.Popen(options)
    for _ in range(100):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            break
        time.sleep(0.05)
    newsroom.log = folder / "log"
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait()


def get(url, **headers):
    asked = urllib.request.Request(
        url, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    with urllib.request.urlopen(asked) as answer:
        return answer.read().decode()


def told(log):
    """What stands in the log by now, and soon: nginx writes once it has answered."""
    time.sleep(0.2)
    return [json.loads(line) for line in log.read_text().splitlines()]


def status(front, path):
    """Of a path that is sent as it stands."""
    host, port = front.removeprefix("http://").split(":")
    with closing(HTTPConnection(host, int(port))) as connection:
        connection.request("GET", path)
        return connection.getresponse().status


def test_a_page_is_kept_for_all_whoever_asks_and_however(front):
    first = get(f"{front}/stories/", Accept_Encoding="gzip, deflate, br")
    assert first == "/stories/ 1 br"
    assert get(f"{front}/stories/", Accept_Encoding="br;q=1.0, gzip", Cookie="session=1") == first
    assert get(f"{front}/stories/?utm_source=mail&fbclid=7", Accept_Encoding="br") == first
    assert get(f"{front}/stories/?q=sea", Accept_Encoding="br") == "/stories/?q=sea 1 br"
    assert get(f"{front}/stories/", Accept_Encoding="gzip") == "/stories/ 2 gzip"


@pytest.mark.parametrize(
    ("odd", "plain"),
    [("/all//writers/", "/all/writers/"), ("/x/../corrections/", "/corrections/"), ("/%61bout/", "/about/")],
)
def test_an_odd_spelling_of_an_address_is_a_page_of_its_own(front, odd, plain):
    host, port = front.removeprefix("http://").split(":")
    with closing(HTTPConnection(host, int(port))) as connection:
        connection.request("GET", odd)
        assert connection.getresponse().read().decode() == f"{odd} 1 "
    assert get(f"{front}{plain}") == f"{plain} 1 "


def test_the_desk_has_nodes_of_its_own(front):
    for path in (
        "/admin/",
        "/admin",
        "/desk/v1/",
        "/shared/x/",
        "/report/8/",
        "/administration/",
        "/reports/",
    ):
        get(f"{front}{path}")
    assert {"/admin/", "/admin", "/desk/v1/", "/shared/x/", "/report/8/"} <= {*Desk.asked}
    assert not [
        path for path in Newsroom.asked if path.startswith(("/admin/", "/desk/", "/shared/", "/report/"))
    ]
    assert {"/administration/", "/reports/"} <= {*Newsroom.asked}


@contextmanager
def sending(front, path, length, sent, **headers):
    """A connection by which so many bytes of a length are sent, and not yet the others."""
    host, port = front.removeprefix("http://").split(":")
    with closing(HTTPConnection(host, int(port), timeout=20)) as connection:
        connection.putrequest("POST", path)
        for name, value in {"Content-Length": length, **headers}.items():
            connection.putheader(name, str(value))
        connection.endheaders(b"x" * sent)
        yield connection


@pytest.mark.parametrize(("path", "refused"), [("/admin/pictures/add/", 302), ("/desk/v1/imports/", 401)])
def test_files_of_a_stranger_are_refused_before_they_come_and_not_kept(front, newsroom, path, refused):
    with sending(front, path, 1_000_000_000, 5_000_000) as connection:
        answer = connection.getresponse()
        assert answer.status == refused
        assert refused == 401 or answer.headers["Location"].endswith(f"/admin/login/?next={path}")
        assert [file for file in (newsroom.log.parent / "temp").rglob("*") if file.is_file()] == []
    assert Desk.asked[path] == 0


@pytest.mark.parametrize(("path", "proof"), [("/admin/pictures/", "Cookie"), ("/desk/v1/", "Authorization")])
@pytest.mark.parametrize("length", [2_999_999, 3_000_000, 60_000_000])
def test_what_somebody_of_the_desk_sends_comes_whole(front, path, proof, length):
    with sending(front, path, length, length, **{proof: "1"}) as connection:
        assert connection.getresponse().read() == str(length).encode()


@pytest.mark.parametrize("path", ["/admin/login/slow/", "/desk/v1/slow/", "/report/slow/"])
def test_a_form_that_is_sent_slowly_keeps_the_newsroom_waiting_for_none_of_it(front, path):
    with sending(front, path, 1000, 10, Cookie="session=1") as connection:
        time.sleep(0.5)
        assert Desk.asked[path] == 0
        connection.send(b"x" * 990)
        assert connection.getresponse().read() == b"1000"
    assert Desk.asked[path] == 1


@pytest.mark.parametrize(("path", "length"), [("/report/7/", 4_000_000), ("/admin/", 1_200_000_000)])
def test_more_than_is_taken_at_an_address_is_refused_by_its_length(front, path, length):
    with sending(front, path, length, 0) as connection:
        assert connection.getresponse().status == 413


def test_tracking_is_not_sent_on(front):
    assert get(f"{front}/api/sources/?fbclid=7") == "/api/sources/ 1 "
    assert get(f"{front}/api/sources/") == "/api/sources/ 1 "


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [("br;q=0, gzip", "gzip"), ("gzip;q=0", ""), ("br;q=0.5", "br"), ("gzip, zstd;q=0.0", "gzip")],
)
def test_an_encoding_that_is_refused_is_not_asked_for(front, accepted, sent):
    assert get(f"{front}/encodings/{quote(accepted)}/", Accept_Encoding=accepted).rpartition(" ")[2] == sent


def test_the_desk_is_asked_each_time(front):
    assert [get(f"{front}/admin/login/") for _ in range(2)] == ["/admin/login/ 1 ", "/admin/login/ 2 "]
    assert [get(f"{front}/report/7/") for _ in range(2)] == ["/report/7/ 1 ", "/report/7/ 2 "]


@pytest.mark.parametrize(
    "path", ["/health/ready", "//health/./alive", "/x/../health/ready", "/%68ealth/ready", "/metrics"]
)
def test_what_is_for_who_runs_the_newsroom_is_not_there_for_visitors(front, path):
    assert status(front, path) == 404
    assert path not in Newsroom.asked


def test_a_visitor_cannot_say_where_from_or_how_it_came(front):
    get(f"{front}/whence/", X_Forwarded_For="192.0.2.7", X_Forwarded_Proto="https")
    assert (Newsroom.told["X-Forwarded-For"], Newsroom.told["X-Forwarded-Proto"]) == ("127.0.0.1", "http")


def test_a_request_has_one_id_wherever_it_is_told_of(front, newsroom):
    with urllib.request.urlopen(f"{front}/known/?q=sea") as answer:
        ids = answer.headers.get_all("X-Request-ID")
    line = told(newsroom.log)[-1]
    assert ids == [Newsroom.told["X-Request-ID"]] == [line["request_id"]]
    assert (line["method"], line["path"], line["status"], line["cache"]) == ("GET", "/known/", 200, "MISS")


@pytest.mark.parametrize(
    "path", ["/shared/s3cret/", "/%73hared/s3cret/pictures/7/", "/admin/reset/Mg/s3cret/"]
)
def test_what_opens_something_is_not_in_the_log(front, newsroom, path):
    before = len(told(newsroom.log))
    get(f"{front}{path}", Referer=f"{front}/shared/s3cret/")
    (line,) = told(newsroom.log)[before:]
    assert line["path"].endswith("/…")
    assert "s3cret" not in newsroom.log.read_text()


def test_a_page_lags_by_no_more_than_it_allows_and_a_second(front):
    assert get(f"{front}/lag/") == "/lag/ 1 "
    time.sleep(3)
    assert get(f"{front}/lag/") == "/lag/ 2 "


def test_the_last_page_stands_in_where_the_newsroom_is_away(front, newsroom):
    assert get(f"{front}/away/") == "/away/ 1 "
    time.sleep(3)
    newsroom.shutdown()
    newsroom.server_close()
    assert get(f"{front}/away/") == "/away/ 1 "
