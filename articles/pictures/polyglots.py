"""Files that are a picture and something else at once, made so that somebody takes them for the other.

What is kept of a picture is written anew and holds none of it; who sends such a file is told all the same.
"""

import re
import zipfile
from typing import IO

_AT_THE_HEAD = 1024
"""Bytes in which readers of PDF look for its sign."""
_ARCHIVES = re.compile(rb"Rar!\x1a\x07[\x00\x01]|7z\xbc\xaf\x27\x1c\x00")
# Each is so long that chance does not write it into the pixels of a picture. Metadata have none of them: XMP is XML.
_PAGES = re.compile(
    rb"<script[\s>]|<!doctype\s+html|<html[\s>]|<svg\s[^>]{0,200}xmlns|<\?php\s", re.IGNORECASE
)


def also(file: IO[bytes]) -> str:
    """What else ``file`` is, with its article; empty for a picture and for what is none. Left at its beginning."""
    file.seek(0)
    data = file.read()
    file.seek(0)
    if not data.startswith((b"\xff\xd8", b"\x89PNG", b"RIFF")) and data[4:8] != b"ftyp":
        return ""
    if b"%PDF-" in data[:_AT_THE_HEAD]:
        return "a PDF document"
    if _PAGES.search(data):
        return "a web page or a script"
    is_archive = zipfile.is_zipfile(file) or _ARCHIVES.search(data)
    file.seek(0)
    return "an archive of files" if is_archive else ""
