"""`python -m tests.benchmarks.deployed`: the newsroom as `newsroom/deploy/README.md` has it, on this machine.

PostgreSQL with a streaming replica, Redis or Valkey, a node for readers and one for the desk, each with a data folder
of its own as on machines of their own, and the nginx.conf that is shipped; processes are started by hand in place of
systemd. Told is how soon the readers' node shows what the desk published, what a reload costs readers, what a backup
made under load restores to, and how soon a node that runs on shows what was restored. Ends with status 1 if anything is
not as promised. nginx, openssl, PostgreSQL and a store have to be installed.
"""

import argparse
import json
import os
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from subprocess import PIPE
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import psycopg

from tests import postgres, stores
from tests.benchmarks.apart import TOP
from tests.benchmarks.servers import begun, free_port

SHIPPED = TOP / "newsroom/deploy"
HOST = "news.example"
AS_A_PROXY = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}
TIMES, WITHIN = 10, 1.0
"""How often something is published, and the seconds within which the other node shows it."""
PATIENCE = 120
LEDGER = """SELECT id, chain, number, act, detail::text, previous, digest FROM articles_ledgerentry
WHERE id <= {} ORDER BY 1"""
LAST = "SELECT max(id) FROM articles_edition"


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    with tempfile.TemporaryDirectory(prefix="newsroom-deployed-") as folder:
        Path(folder).chmod(0o755)
        with ExitStack() as stack:
            walk = Walk(Path(folder), stack)
            walk.databases()
            walk.nodes()
            walk.publishing()
            walk.reload()
            walk.backup()
            walk.restored()
    sys.exit(1 if walk.failed else 0)


class Walk:
    """The steps, in order."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder, self.stack, self.failed = folder, stack, False
        self.ports = {name: free_port() for name in ("public", "desk", "https", "http")}
        self.settings: dict[str, dict[str, str]] = {}
        self.leaders: dict[str, int] = {}

    def told(self, what: str, said: object, *, holds: bool = True) -> None:
        self.failed |= not holds
        print(f"{what:<62} {said}{'' if holds else '   NOT AS PROMISED'}", flush=True)

    def databases(self) -> None:
        programs = postgres.programs()
        if not programs or not stores.program():
            raise SystemExit("PostgreSQL, or a store (Redis, Valkey), is not installed.")
        url = self.stack.enter_context(postgres.server(programs, options="-c wal_level=replica"))
        with psycopg.connect(url.removesuffix("newsroom") + "postgres", autocommit=True) as connection:
            connection.execute("CREATE DATABASE newsroom TEMPLATE template0 ENCODING 'UTF8'")
        replica = self.stack.enter_context(_replica(programs, url))
        store = self.stack.enter_context(stores.server()).url
        for name, database in (("desk", url), ("public", replica)):
            data = self.folder / name
            data.mkdir()
            own = {"NEWSROOM_DATA_DIR": str(data), "DATABASE_URL": database, "NEWSROOM_PAGE_STORE": store}
            shipped = _env("common") | _env(name) | own
            self.settings[name] = {key: value for key, value in shipped.items() if key != "PORT"}
        (self.folder / "desk/media").mkdir()
        (self.folder / "public/media").symlink_to(self.folder / "desk/media")  # as a share, or a bucket
        self.manage("migrate", "--verbosity", "0")
        self.told("PostgreSQL, its replica, a store", "migrated")

    def nodes(self) -> None:
        for name in ("desk", "public"):
            port = self.ports[name]
            command = [sys.executable, "manage.py", "serve", "--port", str(port), "--workers", "2"]
            server = self.stack.enter_context(begun(command, port, self.settings[name]))
            self.leaders[name] = server.leader
        self.stack.enter_context(self._front())
        statuses = [self.through("/")[0], self.through("/admin/login/")[0], self.through("/health/ready")[0]]
        self.told(
            "through nginx: /, /admin/login/, /health/ready", statuses, holds=statuses == [200, 200, 404]
        )
        crossed = [self.node("public", "/admin/login/")[0], self.node("desk", "/")[0]]
        self.told("the other half at each node", crossed, holds=crossed == [404, 404])

    def publishing(self) -> None:
        times = []
        with self.writer("asked") as writer:
            for _ in range(TIMES):
                writer.stdin.write("\n")
                writer.stdin.flush()
                address, at = writer.stdout.readline().split()
                times.append(self._last_but(200, address) - float(at))
        most = max(0.0, *times)
        said = f"{most:.2f} s after its commit, {len(times)} times"
        self.told("the readers' node was last asked for it in vain", said, holds=most < WITHIN + 0.1)

    def reload(self) -> None:
        with self.readers() as answers:
            os.kill(self.leaders["public"], signal.SIGHUP)
            time.sleep(12)
        self.told("readers' node reloaded by SIGHUP while read", dict(answers), holds=set(answers) == {200})

    def backup(self) -> None:
        with self.readers() as answers, self.writer() as writer:
            writer.stdout.readline()
            began = time.monotonic()
            self.manage("backup", str(self.folder / "backups"))
            took = time.monotonic() - began
            while float(writer.stdout.readline().split()[1]) < time.time() - 1:
                pass  # until one that was published after it
        (self.made,) = (self.folder / "backups").iterdir()
        self.manifest = json.loads((self.made / "manifest.json").read_text())
        self.told("a backup made while published and read", f"{took:.1f} s, readers got {dict(answers)}",
                  holds=set(answers) == {200})  # fmt: skip
        self.manage("prove_backup", str(self.folder / "backups"), "--into", str(self.folder))
        self.told("prove_backup", "restores")

    def restored(self) -> None:
        """The backup over the newsroom that went on, whose nodes run."""
        last = int(self.manifest["seal"].split()[3])
        url = self.settings["desk"]["DATABASE_URL"]
        before, lost = _asked(url, LEDGER.format(last)), _asked(url, LAST)[0][0]
        newest = self.node("public", "/")[1]
        address = f"/stories/{_asked(url, 'SELECT max(story_id) FROM articles_edition')[0][0]}/"
        self.manage("restore", str(self.made), "--replace")
        at = time.time()
        took = max(0.0, self._last_but(404, address) - at)
        is_equal = before == _asked(url, LEDGER.format(last))
        self.told(
            f"the ledger up to its seal, {len(before):,} entries, restored is equal", is_equal, holds=is_equal
        )
        kept = _asked(url, LAST)[0][0]
        self.told("published versions lost with what came since the backup", lost - kept, holds=lost > kept)
        said = f"{took:.2f} s after the restore"
        self.told("what was lost was last shown by the readers' node", said, holds=took < WITHIN + 0.1)
        asked = {"If-Modified-Since": newest.get("last-modified") or newest["date"]}
        status = self.node("public", "/", **asked)[0]
        self.told("who has the front page of before asks whether it changed", status, holds=status == 200)

    def manage(self, *arguments: str) -> None:
        command = [sys.executable, "manage.py", *arguments]
        own = os.environ | self.settings["desk"]
        done = subprocess.run(command, cwd=TOP, env=own, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(
                f"{' '.join(arguments)} ended with {done.returncode}: {done.stdout}{done.stderr}"
            )

    @contextmanager
    def writer(self, *how: str) -> Iterator[Any]:
        """Somebody at the desk who publishes: a line each, with its address and when its commit had returned."""
        command = [sys.executable, "-m", "tests.backups.writing", *how]
        env = os.environ | self.settings["desk"]
        process = subprocess.Popen(command, cwd=TOP, env=env, stdin=PIPE, stdout=PIPE, text=True)
        try:
            yield process
        finally:
            process.kill()
            process.wait()

    @contextmanager
    def readers(self) -> Iterator[Counter[int]]:
        """Four who read the front page through nginx, one page after another; the statuses that they got."""
        answers: Counter[int] = Counter()
        ended = threading.Event()

        def read() -> None:
            while not ended.is_set():
                try:
                    answers[self.through("/")[0]] += 1
                except (OSError, HTTPException):
                    answers[0] += 1

        threads = [threading.Thread(target=read) for _ in range(4)]
        for thread in threads:
            thread.start()
        try:
            yield answers
        finally:
            ended.set()
            for thread in threads:
                thread.join()

    def _last_but(self, status: int, address: str) -> float:
        """When the readers' node was last asked for an address in vain before it answers so; 0 for never."""
        last, until = 0.0, time.monotonic() + PATIENCE
        while time.monotonic() < until:
            begun_at = time.time()
            if self.node("public", address)[0] == status:
                return last
            last = begun_at
        raise SystemExit("What was waited for does not come.")

    def node(self, name: str, path: str, **headers: str) -> tuple[int, dict[str, str]]:
        return _got(HTTPConnection("127.0.0.1", self.ports[name], timeout=30), path, AS_A_PROXY | headers)

    def through(self, path: str) -> tuple[int, dict[str, str]]:
        """By nginx, whose certificate is of this walk alone."""
        context = ssl.create_default_context(cafile=str(self.folder / "fullchain.pem"))
        context.check_hostname = False
        return _got(
            HTTPSConnection("127.0.0.1", self.ports["https"], context=context, timeout=30),
            path,
            {"Host": HOST},
        )

    @contextmanager
    def _front(self) -> Iterator[None]:
        """nginx with the configuration that is shipped, but for ports and paths."""
        program = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/bin")
        certificate = (
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={HOST}",
             "-keyout", self.folder / "privkey.pem", "-out", self.folder / "fullchain.pem",
        )  # fmt: skip
        subprocess.run(list(map(str, certificate)), check=True, capture_output=True)
        text = (SHIPPED / "nginx.conf").read_text()
        readers, desk = (f"127.0.0.1:{self.ports[name]}" for name in ("public", "desk"))
        text = text.replace("127.0.0.1:8000", readers, 1).replace("127.0.0.1:8000", desk, 1)
        text = text.replace("listen 80;", f"listen 127.0.0.1:{self.ports['http']};")
        text = text.replace("listen 443 ", f"listen 127.0.0.1:{self.ports['https']} ")
        text = text.replace("/etc/ssl/news.example", str(self.folder))
        text = text.replace("/var/cache/newsroom", str(self.folder / "kept"))
        user = "user root; " if not os.geteuid() else ""
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        temporary = "".join(f"{kind}_temp_path {self.folder}/t; " for kind in kinds)
        conf = self.folder / "nginx.conf"
        conf.write_text(f"{user}daemon off; pid {self.folder}/pid; error_log {self.folder}/error.log; events {{}}\n"
                        f"http {{ access_log off; {temporary}\n{text}}}\n")  # fmt: skip
        # It answers there, to who speaks no TLS, that it does; elsewhere it leads on to its name.
        with begun(
            [str(program), "-c", str(conf), "-e", str(self.folder / "error.log")], self.ports["https"]
        ):
            yield


def _env(name: str) -> dict[str, str]:
    """The settings of a file that is shipped."""
    lines = (SHIPPED / f"env/{name}.env").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


@contextmanager
def _replica(programs: Path, url: str) -> Iterator[str]:
    """The URL of a server that follows the one at ``url``."""
    primary, owner = unquote(urlsplit(url).netloc.rpartition("@")[2]), postgres._owner()
    with tempfile.TemporaryDirectory(prefix="newsroom-replica-") as folder:
        data = f"{folder}/data"
        if owner:
            shutil.chown(folder, owner)
        follow = ["-h", primary, "-U", "newsroom", "-D", data, "-R", "-X", "stream", "-C", "-S", "replica"]
        postgres._run(programs / "pg_basebackup", *follow, owner=owner)
        control = [programs / "pg_ctl", "-D", data, "-l", f"{folder}/log", "-w"]
        options = f"{postgres.OPTIONS} -c unix_socket_directories={folder}"
        postgres._run(*control, "-o", options, "start", owner=owner)
        try:
            yield urlsplit(url)._replace(netloc=f"newsroom@{quote(folder, safe='')}").geturl()
        finally:
            postgres._run(*control, "-m", "immediate", "stop", owner=owner)


def _asked(url: str, statement: str) -> list[Any]:
    with psycopg.connect(url) as connection:
        return connection.execute(statement).fetchall()  # type: ignore[arg-type]


def _got(connection: HTTPConnection, path: str, headers: dict[str, str]) -> tuple[int, dict[str, str]]:
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}


if __name__ == "__main__":
    main()
