"""A part of a file for who asks for one, such as a download that goes on where it broke off (RFC 9110, section 14)."""

import re
from collections.abc import Mapping
from typing import BinaryIO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from whitenoise.responders import SlicedFile

_RANGE = re.compile(r"bytes=(?!-$)([0-9]{0,18})-([0-9]{0,18})", re.ASCII | re.IGNORECASE)


def ranged(request: HttpRequest, file: BinaryIO, size: int, head: Mapping[str, str]) -> HttpResponseBase:
    """The ``file`` of so many bytes under ``head``, which has its ETag, or the bytes of it that are asked for.

    One range is answered; of several, or what is none, the whole comes, as it does to who has a part of another file.
    """
    head = {**head, "Accept-Ranges": "bytes"}
    asked = bounds(request.headers.get("Range", ""), size)
    is_other = request.headers.get("If-Range", head["ETag"]) != head["ETag"]
    if not asked or is_other or request.method != "GET":
        return FileResponse(file, headers=head)
    start, stop = asked
    if start >= size:
        file.close()
        return HttpResponse(status=416, headers=head | {"Content-Range": f"bytes */{size}"})
    head |= {"Content-Range": f"bytes {start}-{stop - 1}/{size}", "Content-Length": str(stop - start)}
    kind = head.pop("Content-Type")
    return FileResponse(SlicedFile(file, start, stop - 1), status=206, content_type=kind, headers=head)


def bounds(header: str, size: int) -> tuple[int, int] | None:
    """Where the range that a header asks for begins in so many bytes, and what it ends before: "-500" is the last 500.
    None where it asks for none, for several, or, as "7-3", for what is no range.
    """
    asked = _RANGE.fullmatch(header.strip())
    if not asked:
        return None
    first, last = asked[1], asked[2]
    if not first:
        return max(0, size - int(last)), size
    if last and int(last) < int(first):
        return None
    return int(first), min(int(last) + 1, size) if last else size
