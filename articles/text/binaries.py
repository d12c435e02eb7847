"""Files that are no text, told by their first bytes: what they are, and what somebody can do who meant them for copy.

what_is(data) -> str        "a PDF document, not text. Save …"; "" for what may be text
"""

import re

_AS_WORD = "Save it as a Word document (.docx) or as plain text"
_ANEW = (
    "If it does not open elsewhere either, it is damaged: ask for it again. If it does, save it as plain text"
)
_AS_TABLE = "Save it as .xlsx or as CSV"
_EXPORT = "Export its stories as text or HTML"
_UNPACK = "Unpack it, or pack it anew as a zip or tar file"
_PICTURE = "Give it with the file of its story, and under its name"

_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture", _PICTURE),
    (b"\xff\xd8\xff", "a JPEG picture", _PICTURE),
    (b"GIF87a", "a GIF picture", _PICTURE),
    (b"GIF89a", "a GIF picture", _PICTURE),
    (b"II*\x00", "a TIFF picture", _PICTURE),
    (b"MM\x00*", "a TIFF picture", _PICTURE),
    (b"%PDF-", "a PDF document", "Ask for the document that it was made from, or copy its text into one"),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ\x00", "an xz archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (
        b"\x06\x06\xed\xf5\xd8\x1d\x46\xe5",
        "an InDesign document",
        _EXPORT,
    ),
    (b"\x7fELF", "a program", ""),
    (b"MZ\x90\x00", "a program", ""),
    (b"OggS", "a sound recording", ""),
    (b"ID3", "a sound recording", ""),
    (b"SQLite format 3\x00", "a database", "Export its stories as CSV or JSON"),
)
"""How they begin, what they are, and what helps."""

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = (
    ("WordDocument", "an old Word document (.doc)", "Save it as .docx"),
    ("__substg1.0_", "a message of Outlook (.msg)", "Save it as .eml, or forward it and save that"),
    ("Workbook", "an old Excel table (.xls)", _AS_TABLE),
    ("PowerPoint Document", "an old presentation (.ppt)", _AS_WORD),
    ("QuarkXPress", "a QuarkXPress document", _EXPORT),
)
"""What old office documents are, by the names that are in their directories."""

_ZIP = b"PK\x03\x04"
_IN_ZIP = (
    (
        rb"mimetypeapplication/vnd\.oasis\.opendocument\.spreadsheet",
        "an OpenDocument table (.ods)",
        _AS_TABLE,
    ),
    (rb"mimetypeapplication/vnd\.oasis\.opendocument", "an OpenDocument file", _AS_WORD),
    (rb"mimetypeapplication/epub", "an electronic book (.epub)", "Save its chapters as HTML or plain text"),
    (rb"mimetypeapplication/vnd\.adobe\.indesign", "an InDesign document (.idml)", _EXPORT),
    (rb"Index/Document\.iwa|Index\.zip", "a Pages document", "Export it from Pages as Word or plain text"),
    (rb"ppt/", "a presentation (.pptx)", _AS_WORD),
)
"""What files that are zip files inside are, by names and words near their beginning."""

_LOOKED_AT = 4_096


def what_is(data: bytes) -> str:
    """What a file is that is no text, and what to do, to follow the words "This file is". Empty for all others."""
    for beginning, what, advice in _BEGINNINGS:
        if data.startswith(beginning):
            return _said(what, advice)
    if data.startswith(_OLD_OFFICE):
        named = ((what, advice) for name, what, advice in _STREAMS if name.encode("utf-16-le") in data)
        return _said(*next(named, ("an old office document", _AS_WORD)))
    if data.startswith(_ZIP):
        start = data[:_LOOKED_AT]
        inside = ((what, advice) for pattern, what, advice in _IN_ZIP if re.search(pattern, start))
        return _said(*next(inside, ("a zip archive or an office document", _ANEW)))
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return _said("a picture or a recording", "")
    return _said("a film or a picture", "") if data[4:8] == b"ftyp" else ""


def _said(what: str, advice: str) -> str:
    return f"{what}, not text." + (f" {advice}." if advice else "")
