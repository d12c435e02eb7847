"""Tar files of whoever wrote them: what is sound is read, what is not ends the reading with a sentence, and soon."""

import gzip
import io
import random
import tarfile

import pytest

from articles.importing.archives import tars
from articles.importing.archives.members import HARMLESS
from articles.importing.finding.walking import LINK_INSIDE
from articles.models import ImportedFile
from tests.importing.helpers import import_stories, write
from tests.importing.test_archives import COPY, OTHER, found_in, told

END = bytes(1024)


def head(name, size, *, kind=b"0", form=tarfile.USTAR_FORMAT, **said):
    """The header of a member as it was never written by a tar: its size is any number."""
    info = tarfile.TarInfo(name)
    info.type = kind
    block = bytearray(info.tobuf(form))
    wide = size < 0 or size >= 8**11
    block[124:136] = size.to_bytes(12, signed=True) if wide else b"%011o\0" % size
    if size >= 8**11:
        block[124] |= 0x80
    for at, data in said.items():
        start = int(at.removeprefix("at_"))
        block[start : start + len(data)] = data
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


def member(name, data, *, says=None, **options):
    """A member whose header ``says`` how large it is."""
    size = len(data) if says is None else says
    return head(name, size, **options) + data + bytes(-len(data) % 512)


def extended(*records, kind=b"x"):
    """A pax header with these records, each as it is, and with its length."""
    data = b"".join(records)
    return member("pax", data, kind=kind)


def record(key, value):
    line = f" {key}={value}\n".encode()
    length = next(n for n in range(len(line), len(line) + 9) if n == len(line) + len(str(n)))
    return str(length).encode() + line


A = member("a.txt", COPY)
NEGATIVE = "its header at byte 1,024 is damaged"
ODD = "what a header says of the next member is damaged"
HOSTILE = [
    ("a size below zero", member("b.txt", b"", says=-512), NEGATIVE),
    ("a size below zero in octal", member("b.txt", b"", at_124=b"-0000001000\0"), NEGATIVE),
    ("a size below zero in a pax header", extended(record("size", -512)) + A, ODD),
    ("a size that is no number", extended(record("size", "much")) + A, ODD),
    ("a size of 10**27", member("b.txt", b"", says=10**27), f"it unpacks to more than {HARMLESS:,} bytes"),
    ("a size of 10**18 in a pax header", extended(record("size", 10**18)) + A, f"than {HARMLESS:,} bytes"),
    ("one size for all", extended(record("size", 0), kind=b"g") + A, "gives all of its members one name"),
    ("a name of gigabytes", member("b", b"x", says=4 << 30, kind=b"L"), "one of its headers is of 4,294,967,296"),
    ("a record without a length", extended(b"1" * 90_000) + A, ODD),
    ("a record without a number", extended(record("a", 1), b"x" * 90) + A, ODD),
    ("a record of no length", extended(b"0 size=1\n") + A, ODD),
    ("a record that is longer than its header", extended(b"999 size=1\n") + A, ODD),
    ("a name without a member", member("b", b"long.txt", kind=b"L") + END[:512], "it ends before the member"),
    ("a damaged header", member("b.txt", OTHER).replace(b"b.txt", b"c.txt", 1) + A, NEGATIVE),
    ("another archive behind", END + A, "another archive follows its end; take the two apart"),
]  # fmt: skip


@pytest.mark.parametrize(("odd", "says"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE])
def test_what_is_wrong_in_a_tar_file_is_told_and_what_comes_before_is_read(tmp_path, odd, says):
    said = told(found_in(tmp_path, A + odd + END, "news.tar"))

    assert said.pop("news.tar/a.txt") == "Ferry returns to the"
    assert "This archive could be read no further than " in said["news.tar"]
    assert (len(said), says in said["news.tar"]) == (1, True)


@pytest.mark.django_db
def test_a_hostile_tar_file_ends_no_run(tmp_path):
    odd = {f"{number}.tar": A + case[1] + END for number, case in enumerate(HOSTILE)}
    result = import_stories(write(tmp_path / "in", odd | {"zz.txt": OTHER}))

    assert result.status == 1
    assert f"{len(HOSTILE)} refused" in result
    assert ImportedFile.objects.get(path="zz.txt").outcome == "created"


@pytest.mark.parametrize("data", [A, A + head("b.txt", 9)[:200], A + member("b.txt", OTHER)[:600]])
def test_a_tar_file_that_was_cut_anywhere_says_so(tmp_path, data):
    said = told(found_in(tmp_path, data, "news.tar"))

    assert (said["news.tar/a.txt"], "cut" in said["news.tar"]) == ("Ferry returns to the", True)


def test_headers_that_unpack_to_gigabytes_are_not_read_to_their_end(tmp_path):
    names = member("long", b"x" * 1_000_000, kind=b"L") * 300
    said = told(found_in(tmp_path, gzip.compress(A + names + A + END), "news.tgz"))

    assert "it unpacks to more than" in said["news.tgz"]


def test_a_sparse_member_and_the_rest_of_one_are_told_and_the_next_is_read(tmp_path):
    old = head("old.txt", 512, kind=b"S", form=tarfile.GNU_FORMAT, at_482=b"\1", at_483=b"%011o\0" % 9**9)
    new = extended(record("GNU.sparse.major", 1), record("GNU.sparse.name", "new.txt")) + member("x", b"1\n")
    data = old + bytes(512) + b"x" * 512 + new + member("rest.txt", b"y", kind=b"M") + A + END
    said = told(found_in(tmp_path, data, "news.tar"))

    assert said == {
        "news.tar/old.txt": "This member is kept without its holes, as a sparse file is: it was not read.",
        "news.tar/new.txt": "This member is kept without its holes, as a sparse file is: it was not read.",
        "news.tar/rest.txt": "This member begins in another volume of its archive: it was not read.",
        "news.tar/a.txt": "Ferry returns to the",
    }


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_the_formats_of_tar_files_are_read(tmp_path, form):
    buffer, name = io.BytesIO(), f"{'2019/' * 30}{'f' * 80}.txt"
    with tarfile.open(fileobj=buffer, mode="w", format=form, pax_headers={"comment": "x"}) as tar:
        for path, kind in (
            (name, b"0"),
            ("empty", b"5"),
            ("./old.txt", b"\0"),
            ("out", b"2"),
            ("old/", b"\0"),
        ):
            info = tarfile.TarInfo(path)
            info.type, info.size = kind, len(COPY) if path.endswith(".txt") else 0
            tar.addfile(info, io.BytesIO(COPY))
    walked = found_in(tmp_path, buffer.getvalue(), "news.tar")

    assert told(walked) == dict.fromkeys((f"news.tar/{name}", "news.tar/old.txt"), "Ferry returns to the")
    assert {reason: len(names) for reason, names in walked.passed.items()} == {LINK_INSIDE: 1}


def test_names_that_no_screen_shows_are_read(tmp_path):
    data = extended(record("path", "a\nb\0\u202e.txt")) + A + member(f"{'d/' * 49}", b"", kind=b"5")
    deep = "d/" * 3000 + "b.txt"
    data += member("long", deep.encode(), kind=b"L") + member("short", OTHER) + member("\udcff.txt", COPY)

    assert [path[-20:] for path in told(found_in(tmp_path, data + END, "news.tar"))] == [
        "news.tar/a\\nb\\x00\\u202e.txt"[-20:],
        f"/{deep}"[-20:],
        "news.tar/\\xff.txt"[-20:],
    ]


def test_whatever_byte_of_a_header_is_another_the_reading_ends_and_no_size_is_odd(tmp_path):
    chance, path = random.Random(8194), tmp_path / "news.tar"
    names = (
        extended(record("path", "long/" * 30), record("size", len(COPY)))
        + A
        + member("l", b"n" * 120, kind=b"L")
    )
    sound = names + A + head("s", 0, kind=b"S", form=tarfile.GNU_FORMAT) + END
    places = [at for at, byte in enumerate(sound.replace(COPY, bytes(len(COPY)))) if byte]
    for _ in range(600):
        data = bytearray(sound)
        for _ in range(chance.randint(1, 4)):
            data[chance.choice(places)] = chance.choice([0, 32, 45, 48, 55, 128, 255])
        for at in range(0, len(data), 512):  # so that it is read beyond the sum
            if data[at + 257 : at + 262] == b"ustar":
                data[at + 148 : at + 156] = b" " * 8
                data[at + 148 : at + 156] = b"%06o\0 " % sum(data[at : at + 512])
        path.write_bytes(data)
        members = tars.Tar(str(path), len(data)).contents.members
        assert all(0 <= each.size <= HARMLESS for each in members)
