"""Requests that are malformed on the wire: lines, headers, bodies and their lengths, as no client writes them."""

from collections.abc import Iterator
from itertools import product
from urllib.parse import quote

from tests import hostile

PAGES = (
    "/",
    "/stories/",
    "/api/stories/",
    "/media/a.jpg",
    "/static/site/site.css",
    "/report/1/",
    "/shared/x/",
    "/admin/",
)
BOUNDARY = "b" * 20
JUNK = tuple(value.encode("utf-8", "surrogatepass") for value in hostile.VALUES) + hostile.BYTES
HEADERS = (
    "Accept", "Accept-Encoding", "Accept-Language", "Authorization", "Content-Type", "Cookie", "If-Match",
    "If-Modified-Since", "If-None-Match", "If-Range", "If-Unmodified-Since", "Origin", "Range", "Referer",
    "User-Agent",
    "X-CSRFToken", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-HTTP-Method-Override",
    "X-Original-URL", "X-Requested-With", "Forwarded", "Expect", "Upgrade", "Connection", "TE", "Trailer", "Via",
)  # fmt: skip
TOLD = {
    "Accept-Encoding": ("br;q=x", "br;q=" + "9" * 400, ";" * 200, "gzip;q=-1", "*;q=nan", "br;q=1e999", ", " * 99),
    "Range": ("bytes=", "bytes=-", "bytes=9-1", f"bytes=0-{'9' * 400}", f"bytes={'0-0,' * 500}", "bytes=-0",
    "lines=1-2",
              "bytes=٣-٤", "bytes=--1", "bytes=1-2-3"),
    "If-Modified-Since": ("Mon, 99 Foo 9999 99:99:99 GMT", "0", "Mon, 01 Jan 0001 00:00:00 GMT",
                          "Fri, 31 Dec 9999 23:59:59 GMT", "Sunday, 06-Nov-94 08:49:37 GMT"),
    "If-None-Match": ('"', "W/", 'W/"', "*, *", '"a", ' * 500, "a" * 5000),
    "Content-Type": ("", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\xff",
                     f"multipart/form-data; boundary={'b' * 5000}", "multipart/mixed; boundary=b",
                     *(f"text/html; charset={name}" for name in ("utf-7", "idna", "rot13", "hex", "undefined",
                     "x" * 99,
                       "utf-16", "punycode", "unicode_escape", "zlib", "\0", "mbcs", "raw_unicode_escape")),
                     *(f"application/x-www-form-urlencoded; charset={name}" for name in ("utf-7", "idna", "base64",
                       "utf-16", "punycode", "undefined", "unicode_escape", "nothing")),
                     "application/json", "text/xml", "/", ";;;", "application/x-www-form-urlencoded;" + "a=b;" * 500),
    "Cookie": ("sessionid=", "sessionid=" + "x" * 4000, "sessionid=\xff", "sessionid=a\0b", "csrftoken=" + "!" * 32,
               "csrftoken=short", "csrftoken=" + "é" * 32, "messages=a:b:c", "messages=W10:1abc:xyz",
               "messages=" + "x:" * 99,
               "=", ";" * 500, "a=" * 500, '"="', "sessionid=../../etc/passwd", "sessionid=.eJx:1:2",
               "django_language=x"),
    "Host": ("", "a b", "a/b", "localhost:99999", "localhost:x", "[::1", "[::g]:8000", "localhost\0",
    "elsewhere.example",
             "127.0.0.1:0", "127.0.0.1@elsewhere.example", "xn--", "a" * 5000, "\xff", "localhost,elsewhere.example",
             ".localhost", "localhost.", "LOCALHOST", "%6cocalhost", "127.1", "0x7f.1", "[::ffff:127.0.0.1]", "*"),
}  # fmt: skip


def plain(target: bytes, *, method: bytes = b"GET", headers: bytes = b"", body: bytes = b"") -> bytes:
    """A request with a Host and a length as they should be, whatever else it has."""
    length = b"Content-Length: %d\r\n" % len(body) if body or method == b"POST" else b""
    return b"%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s%s\r\n%s" % (
        method,
        target,
        length,
        headers,
        body,
    )


def targets() -> Iterator[bytes]:
    """What stands between the method and the version."""
    for junk in JUNK:
        short = junk[:8000]
        yield b"/" + short
        yield b"/" + quote(short).encode() + b"/"
        yield b"/stories/?q=" + short
        yield b"/stories/1/" + quote(short).encode() + b"/"
    yield from (b"", b"*", b"stories/", b"http://localhost/", b"http://elsewhere.example/", b"http://", b"http://[/",
                b"//", b"///admin/", b"/./", b"/../../etc/passwd", b"/%2e%2e/%2e%2e/etc/passwd", b"/%", b"/%0",
                b"/%gg/",
                b"/%00", b"/a;b=c/", b"/?", b"/??", b"/?&&==", b"/?%", b"/#a", b"/?" + b"a&" * 3000,
                b"/" + b"a/" * 3000,
                b"/?" + b"a[]=" * 999, b"/" + b"%61" * 2000, b"/%c0%ae%c0%ae/", b"/\\..\\", b"localhost:80", b"/ /",
                b"/stories/?q=a&q=b&q=%ff", b"/" + b"x" * 100_000, b"ftp://localhost/",
                b"javascript:alert(1)")  # fmt: skip


def lines() -> Iterator[bytes]:
    """Whole requests whose lines are no HTTP/1.1."""
    methods = (b"get", b"FOO", b"TRACE", b"CONNECT", b"OPTIONS", b"PROPFIND", b"DELETE", b"PUT", b"PATCH", b"G\0T",
    b"\xff",
               b"", b"A" * 5000, b"HEAD", b"PRI")  # fmt: skip
    for method, page in product(methods, PAGES):
        yield plain(page.encode(), method=method)
    for version in (
        b"HTTP/0.9",
        b"HTTP/1.0",
        b"HTTP/2.0",
        b"HTTP/9.9",
        b"HTTP/x",
        b"",
        b"HTTP/1.1 more",
        b"\xff",
    ):
        yield b"GET / %s\r\nHost: localhost\r\n\r\n" % version
    yield from (b"\r\n\r\n", b"\0" * 99, b"\x16\x03\x01\x02\x00\x01\x00", b"GET /\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n",
                b"GET / HTTP/1.1\nHost: localhost\n\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                b"GET\t/\tHTTP/1.1\r\n\r\n")  # fmt: skip


def headers() -> Iterator[bytes]:
    for name in HEADERS:
        told = [one.encode("latin-1", "ignore") for one in TOLD.get(name, ())]
        for value in (*told, *JUNK[::3], b"a" * 60_000):
            line = name.encode() + b": " + value[:60_000].replace(b"\r", b"").replace(b"\n", b"") + b"\r\n"
            yield line
    many = (b"X-A: 1\r\n" * 2000, b"X" * 5000 + b": 1\r\n", b": empty\r\n", b"no colon\r\n", b" folded: 1\r\n",
            b"X-A : 1\r\n", b"X_A: 1\r\n", b"X-\0: 1\r\n", b"X-A: a\rb\r\n", b"X-A: a\0b\r\n", b"\xff: 1\r\n",
            b"Host: elsewhere.example\r\n", b"Host: localhost\r\nHost: localhost\r\n",
            b"Cookie: a=1\r\n" * 500)  # fmt: skip
    yield from many


def hosts() -> Iterator[bytes]:
    for host in TOLD["Host"]:
        for page in PAGES:
            yield b"GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n" % (
                page.encode(),
                host.encode("latin-1"),
            )


def smuggled() -> Iterator[bytes]:
    """Bodies whose end may be seen in two places (RFC 9112, section 11.2), and chunks that are none."""
    inner = b"GET /planted/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
    endings = (b"Content-Length: 5\r\nContent-Length: 6\r\n", b"Content-Length: 5, 6\r\n", b"Content-Length: +5\r\n",
               b"Content-Length: -1\r\n", b"Content-Length: 0x5\r\n", b"Content-Length: 5 5\r\n",
               b"Content-Length:\r\n",
               b"Content-Length: " + b"9" * 400 + b"\r\n", b"Content-Length: \xd9\xa3\r\n", b"Content-Length: 1e3\r\n",
               b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
               b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
               b"Transfer-Encoding: xchunked\r\n", b"Transfer-Encoding: chunked, identity\r\n",
               b"Transfer-Encoding : chunked\r\n", b"Transfer-Encoding:\tchunked\r\n", b"Transfer-Encoding: gzip\r\n",
               b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
               b"Transfer-Encoding: CHUNKED\r\n")  # fmt: skip
    chunks = (b"0\r\n\r\n", b"5\r\nhello\r\n0\r\n\r\n", b"5\r\nhel", b"x\r\n\r\n", b"-1\r\n\r\n",
    b"5;a=" + b"b" * 9999 + b"\r\nhello\r\n0\r\n\r\n",
              b"ffffffffffffffff\r\nhello\r\n0\r\n\r\n", b"5\nhello\n0\n\n", b"0\r\nTrailer: x\r\n\r\n",
              b"00000000000000000005\r\nhello\r\n0\r\n\r\n")  # fmt: skip
    for page, end, chunk in product(("/", "/report/1/", "/admin/login/"), endings, chunks):
        yield b"POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s\r\n%s%s" % (
            page.encode(),
            end,
            chunk,
            inner,
        )


def bodies() -> Iterator[tuple[bytes, bytes]]:
    """Headers and bodies that are no form, or one of an odd kind."""
    line = b"--" + BOUNDARY.encode()
    head = b"Content-Type: multipart/form-data; boundary=" + BOUNDARY.encode() + b"\r\n"
    said = (b'Content-Disposition: form-data; name="note"\r\n\r\nx\r\n',
    b"Content-Disposition: form-data\r\n\r\nx\r\n",
            b"\r\n\r\n", b'Content-Disposition: form-data; name="\xff"\r\n\r\n\xff\r\n',
            b"X" * 70_000 + b"\r\n\r\nx\r\n",
            b'Content-Disposition: form-data; name="a"; filename="../../a\0.txt"\r\n\r\nx\r\n',
            b'Content-Disposition: form-data; name="files"; filename*=utf-8\'\'%ff%00\r\n\r\nx\r\n',
            b'Content-Disposition: form-data; name="files"; filename=""\r\nContent-Type: x; charset=idna\r\n\r\nx\r\n',
            b'Content-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!\r\n',
            b'Content-Disposition: form-data; name="a"\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n',
            b'Content-Disposition: attachment; filename="a"; name=' + b"n" * 5000 + b"\r\n\r\nx\r\n", b"")  # fmt: skip
    for part in said:
        for end in (line + b"--\r\n", line, b"", b"--"):
            yield head, line + b"\r\n" + part + end
    field = b'\r\nContent-Disposition: form-data; name="a%d"\r\n\r\nx\r\n'
    yield head, b"".join(line + field % n for n in range(10_000)) + line + b"--"
    form = b"Content-Type: application/x-www-form-urlencoded\r\n"
    yield form, b"&".join(b"a%d=1" % n for n in range(10_000))
    yield from ((form, junk[:100_000]) for junk in JUNK)
    yield from ((form, b"note=" + quote(junk[:50_000]).encode()) for junk in JUNK)
    yield form, b"note=" + b"x" * 1_000_000
    yield form, b"x" * 3_000_000
    told = (kind.encode("latin-1", "ignore") for kind in TOLD["Content-Type"])
    yield from ((b"Content-Type: %s\r\n" % kind.replace(b"\0", b""), b"note=%ff&+ADw-=1") for kind in told)
    json = b"Content-Type: application/json\r\n"
    yield from (
        (json, body) for body in (b"[" * 100_000, b'{"a":' * 50_000, b"NaN", b"\xff", b'"\\ud800"', b"1e999")
    )


def requests() -> Iterator[tuple[str, bytes]]:
    """All of them, each with the kind that it is of."""
    yield from (("target", plain(target)) for target in targets())
    yield from (("line", line) for line in lines())
    yield from (("host", host) for host in hosts())
    yield from (("smuggled", sent) for sent in smuggled())
    for number, header in enumerate(headers()):
        for page in (PAGES[number % len(PAGES)], PAGES[-1]):
            yield "header", plain(page.encode(), headers=header)
    for head, body in bodies():
        for page in ("/report/1/", "/shared/x/", "/admin/login/", "/"):
            yield "body", plain(page.encode(), method=b"POST", headers=head, body=body)
