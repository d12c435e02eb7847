"""An application that hands out one body, whoever asks for what: the ceiling of its server.

CONSTANT names a file that holds the body; the headers are as many as a page of the newsroom has.
"""

import os
from pathlib import Path

_BODY = Path(os.environ["CONSTANT"]).read_bytes()
_HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Length", str(len(_BODY))),
    ("Cache-Control", "max-age=0, s-maxage=10, stale-if-error=86400"),
    ("Last-Modified", "Sun, 29 Nov 2026 16:52:51 GMT"),
    ("X-Frame-Options", "DENY"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Content-Security-Policy", "; ".join(f"{name}-src 'self'" for name in ("script", "style", "img", "font"))),
    ("Vary", "Accept-Encoding"),
    ("ETag", '"2b2ad3ce6dfd00fe30ac3c67232bf457"'),
]  # fmt: skip


def application(environ, start):  # type: ignore[no-untyped-def]
    start("200 OK", _HEADERS)
    return [_BODY]
