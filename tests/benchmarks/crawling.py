"""The pages and forms of a newsroom that is served, as somebody finds them who follows every link."""

import http.client
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote_from_bytes, urljoin, urlsplit

from django.urls import Resolver404, resolve
from lxml import html

OF_A_VIEW = 2
"""Addresses of each view, and forms to it, that are looked at."""
MOST = 600
"""Pages."""
BOUNDARY = "b" * 20
_TYPED = ("text", "search", "email", "url")
_LEAVES = ("admin:logout", "admin:password_change")
"""Views whose forms would end the session."""


@dataclass(frozen=True)
class Form:
    """A form of a page, which ``target`` is sent to, with what its fields hold before anybody types; ``texts`` are
    those that somebody types into.
    """

    target: bytes
    held: tuple[tuple[str, str], ...]
    texts: tuple[str, ...]

    @property
    def fields(self) -> list[str]:
        return [name for name in dict(self.held) if name != "csrfmiddlewaretoken"]

    @property
    def type(self) -> bytes:
        return b"Content-Type: multipart/form-data; boundary=%s\r\n" % BOUNDARY.encode()

    def body(self, changed: dict[str, list[str] | None]) -> bytes:
        """As multipart, by which any bytes arrive as they are. None leaves a field out."""
        given = [(name, value) for name, value in self.held if name not in changed]
        given += [(name, value) for name, values in changed.items() for value in values or ()]
        return self._parts((name, "", value) for name, value in given)

    def as_files(self) -> bytes:
        """Files where text is expected."""
        token = [(name, "", value) for name, value in self.held if name == "csrfmiddlewaretoken"]
        return self._parts(
            [*token, *((name, f'; filename="{name}.txt"', "\ud800\0") for name in self.fields)]
        )

    def _parts(self, parts: Iterator[tuple[str, str, str]] | list[tuple[str, str, str]]) -> bytes:
        said = "".join(
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n{value}\r\n'
            for name, more, value in parts
        )
        return f"{said}--{BOUNDARY}--\r\n".encode("utf-8", "surrogatepass")


@dataclass
class Crawled:
    """What was found: paths by the view that answers them, the parameters that pages name for each path, and forms."""

    paths: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    parameters: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    forms: list[Form] = field(default_factory=list)

    def addresses(self) -> list[str]:
        return [path for paths in self.paths.values() for path in paths[:1]]


def _fetched(port: int, address: str, cookies: str) -> tuple[str, str, bytes]:
    """The type of an answer, where it leads to, and its body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", address, headers={"Cookie": cookies} if cookies else {})
        answer = connection.getresponse()
        return answer.getheader("Content-Type", ""), answer.getheader("Location", ""), answer.read()
    finally:
        connection.close()


def logged_in(port: int, name: str, password: str) -> str:
    """The cookies of somebody who has just logged in."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/admin/login/")
    answer = connection.getresponse()
    page, token = html.fromstring(answer.read()), _cookie(answer.getheader("Set-Cookie", ""))
    middle = page.xpath("//input[@name='csrfmiddlewaretoken']/@value")[0]
    form = f"username={name}&password={password}&csrfmiddlewaretoken={middle}"
    head = {"Cookie": token, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/admin/login/", form, head)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return "; ".join(_cookie(one) for one in answer.headers.get_all("Set-Cookie", ()))


def _cookie(told: str) -> str:
    return told.partition(";")[0].strip()


def crawl(port: int, start: str, cookies: str) -> Crawled:
    """From a page on, whatever its links lead to: of each view a few pages."""
    found, waiting, seen, sent = Crawled(), deque([start]), {start}, defaultdict[str, int](int)
    while waiting and len(seen) < MOST:
        address = waiting.popleft()
        path = urlsplit(address).path
        kind, leads, body = _fetched(port, address, cookies)
        links = [leads] if leads else []
        if kind.startswith("text/html") and body.strip():
            page = html.fromstring(body)
            links += page.xpath("//a/@href | //link/@href | //@data-more | //*[@data-see]/@data-see")
            for form in page.forms:
                _take(found, form, address, sent, links)
        for link in links:
            _follow(found, urljoin(address, link), waiting, seen)
        _name(path, found)
    return found


def _take(
    found: Crawled, form: html.FormElement, address: str, sent: dict[str, int], links: list[str]
) -> None:
    target = urljoin(address, form.action or "")
    path = urlsplit(target).path
    found.parameters[path] |= set(form.fields) if form.method.upper() == "GET" else set()
    links.append(target)
    view = _view(path)
    key = f"{view} {sorted(name for name in form.fields if name)[:40]}"
    if form.method.upper() == "POST" and view not in _LEAVES and sent[key] < OF_A_VIEW:
        sent[key] += 1
        found.forms.append(read(form, address))


def read(form: html.FormElement, address: str) -> Form:
    """A form as it stands on the page at ``address``."""
    pairs = tuple((name, value or "") for name, value in form.form_values())
    names = tuple((name, "") for name in form.fields if name not in dict(pairs))
    typed = tuple(one.name for one in form.inputs if one.name and _is_typed(one))
    return Form(urljoin(address, form.action or "").encode("ascii", "replace"), (*pairs, *names), typed)


def _is_typed(one: html.HtmlElement) -> bool:
    return one.tag == "textarea" or (one.tag == "input" and one.get("type", "text") in _TYPED)


def _follow(found: Crawled, address: str, waiting: deque[str], seen: set[str]) -> None:
    parts = urlsplit(address)
    if parts.netloc or not parts.path.startswith("/"):
        return
    found.parameters[parts.path] |= {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    view = _view(parts.path)
    target = quote_from_bytes(parts.path.encode(), safe="/%:@!$&'()*+,;=~-._") + (
        f"?{parts.query}" if parts.query else ""
    )
    known = found.paths[view]
    is_wanted = view and view not in _LEAVES and (parts.path in known or len(known) < OF_A_VIEW)
    if not is_wanted or target in seen or not target.isascii() or " " in target:
        return
    if sum(one.startswith(f"{parts.path}?") for one in seen) > OF_A_VIEW * 5:
        return
    if parts.path not in known:
        known.append(parts.path)
    seen.add(target)
    waiting.append(target)


def _name(path: str, found: Crawled) -> None:
    view = _view(path)
    if view and path not in found.paths[view]:
        found.paths[view].append(path)


def _view(path: str) -> str:
    try:
        match = resolve(path)
    except Resolver404:
        return ""
    return match.view_name or match.route
