"""Archives as folders: every member is taken, or told of by its name; nothing is unpacked to disk."""

import io
import struct
import tarfile
import zipfile
import zlib

import pytest

from articles.importing import archives
from articles.importing.finding.paths import HIDDEN
from articles.importing.finding.walking import LINK_INSIDE, walk
from articles.importing.reading import copies
from articles.models import ImportedFile
from tests.importing.helpers import OTHER_PARAGRAPHS, copy_of, import_stories, write

COPY = copy_of().encode()
OTHER = copy_of(headline="Eleven bakers sign up", paragraphs=OTHER_PARAGRAPHS).encode()


def zipped(members, *, method=zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of (name or ZipInfo, bytes)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return buffer.getvalue()


def tarred(members, *, mode="w") -> bytes:
    """A tar file of (name or TarInfo, bytes)."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:
        for name, data in members:
            info = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def link(name, *, kind=tarfile.SYMTYPE, to="/etc/passwd"):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, to
    return info


def found_in(tmp_path, data, name="news.zip"):
    return walk([write(tmp_path / "in", {name: data})])


def told(walk_of):
    """What would be said of each file: its path and its refusal, or the words of its bytes."""
    fetched = [copies.fetch(found) for found in walk_of.files]
    return {
        copy.found.path: copy.refusal.sentence if copy.refusal else copy.data.decode("utf-8", "replace")[:20]
        for copy in fetched
    }


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("news.zip", zipped),
        ("news.bin", tarred),
        ("news.tgz", lambda members: tarred(members, mode="w:gz")),
        ("news.tar.bz2", lambda members: tarred(members, mode="w:bz2")),
        ("news", lambda members: tarred(members, mode="w:xz")),
    ],
)
@pytest.mark.django_db
def test_an_archive_is_a_folder_whatever_it_is_called(tmp_path, name, pack):
    folder = write(tmp_path / "in", {name: pack([("2019/a.txt", COPY), ("b.txt", OTHER)]), "c.txt": COPY})
    result = import_stories(folder)

    assert result.status == 0
    assert list(ImportedFile.objects.order_by("path").values_list("path", "outcome")) == [
        ("c.txt", "created"),
        (f"{name}/2019/a.txt", "joined"),
        (f"{name}/b.txt", "created"),
    ]
    assert "3 unchanged" in import_stories(folder)


def test_members_that_mean_harm_or_cannot_be_read_are_told_by_name_and_the_others_read(tmp_path):
    data = zipped(
        [("../../etc/cron.txt", COPY), ("/abs.txt", COPY), ("C:\\win.txt", COPY), ("good.txt", COPY)]
    )

    assert told(found_in(tmp_path, data)) == {
        "news.zip/../../etc/cron.txt": "The path of this member leads out of its archive: it was not read.",
        "news.zip//abs.txt": "The path of this member leads out of its archive: it was not read.",
        "news.zip/C:/win.txt": "The path of this member leads out of its archive: it was not read.",
        "news.zip/good.txt": "Ferry returns to the",
    }


def test_an_encrypted_member_is_told(tmp_path):
    data = bytearray(zipped([("a.txt", COPY), ("b.txt", OTHER)]))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1

    said = told(found_in(tmp_path, bytes(data)))

    assert said["news.zip/a.txt"] == "This member is encrypted: it was not read."
    assert said["news.zip/b.txt"] == "Eleven bakers sign u"


def test_a_member_whose_checksum_is_wrong_is_told(tmp_path):
    data = zipped([("a.txt", COPY), ("b.txt", OTHER)], method=zipfile.ZIP_STORED).replace(
        b"Ferry", b"Fairy", 1
    )

    said = told(found_in(tmp_path, data))

    assert said["news.zip/a.txt"].startswith("This member of news.zip is damaged: Bad CRC-32")
    assert said["news.zip/b.txt"] == "Eleven bakers sign u"


def test_a_member_that_unpacks_to_more_than_it_says_is_not_read_further(tmp_path):
    big = b"a" * (copies.READ_LIMIT + 5)
    data = zipped([("a.txt", big), ("b.txt", OTHER)])
    told_size = struct.pack("<L", 100)
    data = data.replace(struct.pack("<LL", len(zlib.compress(big)), len(big))[4:], told_size)

    said = told(found_in(tmp_path, data))

    assert "damaged" in said["news.zip/a.txt"] or "unpacks to" in said["news.zip/a.txt"]
    assert said["news.zip/b.txt"] == "Eleven bakers sign u"


@pytest.mark.parametrize("pack", [zipped, lambda members: tarred(members, mode="w:gz")])
def test_a_bomb_is_not_opened(tmp_path, monkeypatch, pack):
    for module in (archives.members, archives.tars):
        monkeypatch.setattr(module, "HARMLESS", 1_000_000)
    said = told(found_in(tmp_path, pack([("zeros.txt", bytes(5_000_000)), ("b.txt", OTHER)])))

    assert ["unpacks to" in sentence for sentence in said.values()] == [True] * len(said)


def test_links_and_devices_and_hidden_files_are_passed_over(tmp_path):
    members = [
        (link("out.txt"), b""),
        (link("hard.txt", kind=tarfile.LNKTYPE, to="a.txt"), b""),
        (link("null", kind=tarfile.CHRTYPE), b""),
        ("__MACOSX/._a.txt", b"x"),
        (".git/config", b"x"),
        ("a.txt", COPY),
    ]
    walked = found_in(tmp_path, tarred(members), "news.tar")
    inside = f"{tmp_path}/in/news.tar/"

    assert told(walked) == {"news.tar/a.txt": "Ferry returns to the"}
    assert walked.passed == {
        LINK_INSIDE: [f"{inside}out.txt", f"{inside}hard.txt", f"{inside}null"],
        HIDDEN: [f"{inside}__MACOSX/._a.txt", f"{inside}.git/config"],
    }


def test_a_symlink_in_a_zip_file_is_passed_over(tmp_path):
    info = zipfile.ZipInfo("out.txt")
    info.external_attr = 0o120777 << 16
    walked = found_in(tmp_path, zipped([(info, b"/etc/passwd"), ("a.txt", COPY)]))

    assert [found.path for found in walked.files] == ["news.zip/a.txt"]
    assert list(walked.passed) == [LINK_INSIDE]


@pytest.mark.parametrize("encoding", ["utf-8", "cp437", "gb18030", "cp866"])
def test_names_are_read_in_the_encoding_that_they_were_meant_in(tmp_path, encoding):
    words = {"gb18030": "新闻报道关于港口的消息和渡轮", "cp866": "Новости города и порта"}.get(
        encoding, "Fähre in Zürich"
    )
    data = zipped([("x" * len(words.encode(encoding)) + ".txt", COPY)])
    data = data.replace(b"x" * len(words.encode(encoding)), words.encode(encoding))

    assert [found.path for found in found_in(tmp_path, data).files] == [f"news.zip/{words}.txt"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_two_files(tmp_path):
    data = zipped([("a.txt", COPY), ("a.txt", OTHER)])

    assert told(found_in(tmp_path, data)) == {
        "news.zip/a.txt": "Ferry returns to the",
        "news.zip/a.txt (2)": "Eleven bakers sign u",
    }


def test_a_tar_file_that_was_cut_gives_what_is_whole_and_says_where_it_ends(tmp_path):
    data = tarred([("a.txt", COPY), ("b.txt", OTHER * 900)])[: 512 * 60]
    said = told(found_in(tmp_path, data, "news.tar"))

    assert said["news.tar/a.txt"] == "Ferry returns to the"
    assert "damaged" in said["news.tar/b.txt"]


def test_a_zip_file_that_was_cut_is_told(tmp_path):
    [sentence] = told(found_in(tmp_path, zipped([("a.txt", COPY)])[:-40])).values()

    assert "could not be opened" in sentence or "not text" in sentence


def test_a_tar_file_that_ends_with_a_zip_file_is_no_zip_file(tmp_path):
    inner = zipped([("in.txt", copy_of(headline="Tram line opens"))])
    data = tarred([("b.txt", OTHER), (link("l"), b""), ("inner.zip", inner)])

    assert told(found_in(tmp_path, data, "news.tar")) == {
        "news.tar/b.txt": "Eleven bakers sign u",
        "news.tar/inner.zip/in.txt": "Tram line opens\nBy A",
    }


def test_an_office_document_is_a_file(tmp_path):
    walked = found_in(
        tmp_path, zipped([("[Content_Types].xml", b"<a/>"), ("word/document.xml", b"<a/>")]), "a.docx"
    )

    assert [found.path for found in walked.files] == ["a.docx"]


def test_whether_a_member_lies_beside_another_is_asked_of_the_archive(tmp_path):
    [found] = found_in(tmp_path, zipped([("2019/a.txt", COPY)])).files

    assert found.lies_beside("news.zip/2019/a.txt")
    assert not found.lies_beside("news.zip/2019/b.txt")
    assert not found.lies_beside("news.zip")


def test_a_hundred_thousand_members_are_found(tmp_path):
    data = zipped(((f"{n}.txt", b"") for n in range(100_000)), method=zipfile.ZIP_STORED)

    assert len(found_in(tmp_path, data).files) == 100_000
