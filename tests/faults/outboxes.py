"""The outbox emptied by four at once, one of them killed; mail servers that fail in each of their ways; and a database
that is gone while mails go out.
"""

import random
import re
import socket
import socketserver
import struct
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from tests.faults.asking import Clerk, clerk
from tests.faults.houses import House, environment
from tests.faults.processes import until
from tests.faults.told import Asked, Told, fault

MAILS = 24
"""Of each try."""
CLAIM = 11
"""Minutes after which what a killed one had claimed is free again."""
DAY = 24 * 60
"""Minutes within which all is tried again that failed."""
FINE, SLOW, RESET, REFUSE, SHUT = "fine", "slow", "reset", "refuse", "shut"


class MailServer(socketserver.ThreadingTCPServer):
    """Takes mails, and counts them by their Message-ID. ``how`` it behaves can be changed at any time."""

    daemon_threads = allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.how, self.got = FINE, Counter[str]()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"smtp+plain://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Who sends may be killed."""


class _Session(socketserver.StreamRequestHandler):
    """As much of SMTP (RFC 5321) as it takes to be given a mail."""

    server: MailServer

    def handle(self) -> None:
        how = self.server.how
        if how == SHUT:
            return None
        self.say("220 mail.example")
        for line in iter(self.rfile.readline, b""):
            verb = line[:4].upper().strip()
            if how == SLOW:
                time.sleep(0.05)
            if how == RESET and verb == b"DATA":
                return self.break_off()
            if how == REFUSE and verb == b"RCPT":
                self.say("451 Come again later")
            elif verb == b"DATA":
                self.say("354 Go on")
                self.take()
            elif verb == b"QUIT":
                return self.say("221 Bye")
            else:
                self.say("250 mail.example")
        return None

    def take(self) -> None:
        mail = b"".join(iter(self.rfile.readline, b".\r\n"))
        found = re.search(rb"^Message-ID: (<[^>]+>)", mail, re.MULTILINE)
        self.server.got[found[1].decode() if found else "none"] += 1
        self.say("250 Taken")

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def break_off(self) -> None:
        """By a reset, and not by an orderly end."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()


@contextmanager
def mailing(asked: Asked) -> Iterator[tuple[MailServer, House, Clerk]]:
    with MailServer() as server, asked.houses.on_postgres() as house:
        with clerk(house.newsroom, NEWSROOM_EMAIL_URL=server.url) as asks:
            yield server, house, asks
        server.shutdown()


def sender(server: MailServer, house: House, *options: str) -> "subprocess.Popen[str]":
    own = environment(house.newsroom, NEWSROOM_EMAIL_URL=server.url)
    command = house.newsroom.command("send_notices", *options)
    return subprocess.Popen(command, env=own, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def counted(told: Told, server: MailServer, asks: Clerk, *, spare: int) -> None:
    """All has arrived, each once, but for ``spare`` that may have come twice."""
    told.times += 1
    left = asks.ask("drained", minutes=DAY)
    missing = MAILS - len(server.got)
    twice = sum(server.got.values()) - len(server.got)
    told.lost += missing + left
    told.blame([f"{twice} mails came twice"] if twice > spare else [])
    told.blame(["mails have no Message-ID"] if "none" in server.got else [])
    told.readers["mails came once"] += len(server.got) - twice
    told.readers["came twice, under one Message-ID"] += twice
    server.got.clear()


@fault("outbox emptied by four, one of them killed")
def four(told: Told, asked: Asked) -> None:
    with mailing(asked) as (server, house, asks):
        for number in range(asked.times):
            asks.ask("told", number=MAILS)
            server.how = SLOW
            senders = [sender(server, house) for _ in range(4)]
            until(lambda: server.got, "a mail")
            time.sleep(random.Random(f"{asked.seed}:{number}").uniform(0, 1))
            senders[0].kill()
            statuses = [one.wait() for one in senders]
            told.blame([f"the others ended with {statuses[1:]}"] if any(statuses[1:]) else [])
            server.how = FINE
            asks.ask("drained", minutes=CLAIM)
            counted(told, server, asks, spare=1)


@fault("mail server resets, is slow, refuses or is shut")
def bad_server(told: Told, asked: Asked) -> None:
    with mailing(asked) as (server, house, asks):
        for number in range(asked.times):
            asks.ask("told", number=MAILS)
            server.how = (RESET, SLOW, REFUSE, SHUT)[number % 4]
            process = sender(server, house)
            said, _ = process.communicate()
            fails = server.how != SLOW
            told.blame([said] if process.returncode != fails or "Traceback" in said else [])
            server.how = FINE
            counted(told, server, asks, spare=0)


@fault("PostgreSQL killed while mails go out")
def database_killed(told: Told, asked: Asked) -> None:
    """A sender that goes round and round goes on by itself once the database is there again."""
    with mailing(asked) as (server, house, asks):
        process = sender(server, house, "--loop", "1")
        try:
            for number in range(asked.times):
                server.how = SLOW
                asks.ask("told", number=MAILS - 1)
                until(lambda: server.got, "a mail")
                time.sleep(random.Random(f"{asked.seed}:{number}").uniform(0, 1))
                house.server.kill()
                time.sleep(1)
                house.server.start()
                begun, server.how = time.monotonic(), FINE
                asks.ask("told", number=1)
                if goes_on(process, server):
                    told.back.append(time.monotonic() - begun)
                else:
                    told.blame(["the sender does not go on by itself"])
                    process.kill()
                    process = sender(server, house, "--loop", "1")
                asks.ask("drained", minutes=CLAIM)
                counted(told, server, asks, spare=1)
        finally:
            process.kill()
            process.communicate()


def goes_on(process: "subprocess.Popen[str]", server: MailServer) -> bool:
    """Whether all arrives, but for what it had in its hands when the database went."""
    end = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < end:
        if len(server.got) >= MAILS - 1:
            return True
        time.sleep(0.05)
    return False
