import pytest

from articles.text.mending import Note
from articles.text.reading import NotText, decode, read, split_lines

COPY = "Café owners in Wexley say “no” – prices stay at £4\n" * 3


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
        ("utf-32-be", "utf-32-be"),
        ("cp1252", "cp1252"),
    ],
)
def test_reads_each_encoding_to_the_same_text(encoding, named):
    reading = read(COPY.encode(encoding))

    assert (reading.text, reading.encoding) == (COPY, named)


def test_reads_latin_1_pounds_and_accents():
    assert read("Pension: £40 für Zoë".encode("latin-1")).text == "Pension: £40 für Zoë"


def test_reads_a_file_cut_in_the_middle_of_a_character():
    reading = read("The mayor said “yes”".encode()[:-1])

    assert reading.text == "The mayor said “yes"
    assert "middle of a character" in reading.notes[0].sentence
    assert not reading.notes[0].sure


def test_reads_windows_bytes_pasted_into_utf_8():
    reading = read("Café, naïve, ".encode() + "déjà".encode("cp1252"))

    assert reading.text == "Café, naïve, déjà"
    assert reading.notes == (Note("2 bytes of Windows-1252 stood in UTF-8 text.", sure=True),)


def test_mends_quotation_marks_stored_as_controls():
    reading = read("The \x93quiet\x94 street".encode())

    assert reading.text == "The “quiet” street"
    assert [(note.sure, note.line) for note in reading.notes] == [(True, 1)]


def test_drops_the_nuls_that_pad_a_file():
    assert read(b"Ferry late again\n" + bytes(200)).text == "Ferry late again\n"


def test_an_empty_file_is_empty_text():
    assert read(b"").text == ""


def test_keeps_the_frames_of_wire_copy():
    assert read(b"\x01abc 1\r\n\x02Ferry late\r\n\x03\x04").text.startswith("\x01abc")


OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "PNG"),
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04" + bytes(40), "zip"),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/epub+zip", r"an electronic book \(.epub\)"),
        (OLD_OFFICE + bytes(40), "an old office document, not text. Save it as a Word document"),
        (OLD_OFFICE + "WordDocument".encode("utf-16-le"), "an old Word document .*. Save it as .docx."),
        (OLD_OFFICE + "__substg1.0_0037".encode("utf-16-le"), "a message of Outlook .* Save it as .eml"),
        (b"\x1f\x8b\x08" + bytes(40), "gzip"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "picture"),
        (bytes(range(256)) * 8, "bytes that no text has"),
    ],
)
def test_says_what_a_binary_file_is(data, what):
    with pytest.raises(NotText, match=what):
        read(data)


def test_refuses_a_marked_file_that_is_mostly_broken():
    with pytest.raises(NotText, match="UTF-8"):
        read(b"\xef\xbb\xbf" + b"\xff\xfe\xfd" * 40)


def test_joins_halves_of_characters_that_were_encoded_each_for_itself():
    reading = read("Ferry \ud83d\udea2 late".encode("utf-8", "surrogatepass"))

    assert (reading.text, reading.notes) == ("Ferry 🚢 late", ())


def test_tells_half_a_character_that_stands_alone():
    reading = read("Ferry \ud83d late".encode("utf-8", "surrogatepass"))

    assert reading.text == "Ferry \ufffd late"
    assert reading.notes == (Note("1 character could not be read: half is missing."),)


@pytest.mark.parametrize("data", [b"\x1a", b"\x1a\0\0"], ids=["ctrl-z", "padded"])
def test_an_old_mark_of_the_end_is_no_text(data):
    assert read(b"Ferry late" + data).text == "Ferry late"


def test_cr_lf_and_crlf_end_lines_and_nothing_else_does():
    assert split_lines("a\rb\nc\r\nd\x0be\x0cf\x85g\u2028h") == ["a", "b", "c", "d\x0be\x0cf\x85g\u2028h"]


def test_a_final_line_end_opens_no_line():
    assert split_lines("a\n") == ["a"]
    assert split_lines("a\n\n") == ["a", ""]


@pytest.mark.parametrize(
    ("declared", "data", "text"),
    [
        ("ISO-8859-1", b"\x93Z\xfcrich\x94", "“Zürich”"),
        ("gb2312", "镕".encode("gb18030"), "镕"),
        ("utf-16", "Zürich".encode(), "Zürich"),
        ("utf-16", "Паром в гавани.".encode("utf-16-be"), "Паром в гавани."),
        ("UTF16", "Паром в гавани.".encode("utf-16-le"), "Паром в гавани."),
        ("utf-16", "渡轮返回港口。".encode("utf-16-be"), "渡轮返回港口。"),
        ("koi8-r", "да".encode("koi8-r"), "да"),
        ("us-ascii", "Zürich".encode(), "Zürich"),
        ("no-such-thing", "Zürich".encode(), "Zürich"),
        ("unicode_escape", rb"a\u0041", r"a\u0041"),
        ("cp1252", "Zürich".encode("utf-16"), "Zürich"),
    ],
)
def test_a_declared_encoding_is_taken_where_it_fits_as_it_is_meant(declared, data, text):
    assert decode(data, declared).text == text
