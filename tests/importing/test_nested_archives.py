"""Archives inside archives: folders of these, to a depth, and together no more than one archive may hold."""

import pytest

from articles.importing import archives
from articles.importing.finding.walking import LINK_INSIDE
from articles.models import ImportedFile
from tests.importing.helpers import copy_of, import_stories, write
from tests.importing.test_archives import COPY, OTHER, found_in, link, tarred, told, zipped


@pytest.mark.django_db
def test_a_zip_file_in_an_archive_is_a_folder_of_it(tmp_path):
    deeper = zipped([("c.txt", copy_of(headline="Tram line opens")), ("a.txt", COPY)])
    inner = zipped([("a.txt", COPY), ("more.zip", deeper), ("x.txt", OTHER)])
    folder = write(tmp_path / "in", {"news.zip": zipped([("inner.zip", inner), ("d.txt", b"")])})
    import_stories(folder)

    assert dict(ImportedFile.objects.values_list("path", "outcome")) == {
        "news.zip/inner.zip/a.txt": "created",
        "news.zip/inner.zip/more.zip/c.txt": "created",
        "news.zip/inner.zip/more.zip/a.txt": "joined",
        "news.zip/inner.zip/x.txt": "created",
        "news.zip/d.txt": "refused",
    }
    assert "4 unchanged" in import_stories(folder)


def test_a_zip_file_in_a_tar_file_is_a_folder_too(tmp_path):
    data = tarred([("inner.zip", zipped([("a.txt", COPY)])), ("b.txt", OTHER)], mode="w:gz")

    assert told(found_in(tmp_path, data, "news.tgz")) == {
        "news.tgz/inner.zip/a.txt": "Ferry returns to the",
        "news.tgz/b.txt": "Eleven bakers sign u",
    }


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        ("inner.tar", "w"),
        ("inner.tgz", "w:gz"),
        ("inner.tar.gz", "w:gz"),
        ("Inner.TAR.XZ", "w:xz"),
        ("a.tbz", "w:bz2"),
    ],
)
def test_a_tar_file_in_an_archive_is_a_folder_of_it(tmp_path, name, mode):
    inner = tarred([("2019/a.txt", COPY), (link("out.txt"), b""), ("../x.txt", OTHER)], mode=mode)
    deeper = tarred([(name, inner), ("b.txt", OTHER)])
    walked = found_in(tmp_path, zipped([("more.tar", deeper)]))

    assert told(walked) == {
        f"news.zip/more.tar/{name}/2019/a.txt": "Ferry returns to the",
        f"news.zip/more.tar/{name}/../x.txt": "The path of this member leads out of its archive: it was not read.",
        "news.zip/more.tar/b.txt": "Eleven bakers sign u",
    }
    assert walked.passed[LINK_INSIDE] == [f"{tmp_path}/in/news.zip/more.tar/{name}/out.txt"]


def test_tar_files_in_an_archive_together_unpack_to_no_more_than_it_may(tmp_path, monkeypatch):
    for module in (archives.members, archives.tars):
        monkeypatch.setattr(module, "HARMLESS", 300_000)
    inner = tarred([("zeros.txt", bytes(200_000))], mode="w:gz")
    said = told(
        found_in(tmp_path, zipped([("1.tgz", inner), ("2.tgz", inner), ("3.tgz", inner), ("b.txt", OTHER)]))
    )

    assert [
        "unpacks to more than" in said.get(f"news.zip/{name}", "") for name in ("1.tgz", "2.tgz", "3.tgz")
    ] == [*(False, True, True)]
    assert said["news.zip/b.txt"] == "Eleven bakers sign u"


def test_archives_in_one_another_are_opened_to_a_depth_and_no_deeper(tmp_path):
    data = COPY
    for name in ("a.txt", "four.zip", "three.zip", "two.zip"):
        data = zipped([(name, data)])

    assert list(told(found_in(tmp_path, data))) == ["news.zip/two.zip/three.zip/four.zip"]


@pytest.mark.parametrize("name", ["inner.zip", "inner.tar", "inner.tar.gz"])
@pytest.mark.parametrize(
    "inner",
    [b"PK\x03\x04 and no more", b"No zip file at all, but words of a text.", b"", b"\x1f\x8b\x08 no more"],
)
def test_what_is_called_an_archive_and_is_none_is_a_file(tmp_path, name, inner):
    said = told(found_in(tmp_path, zipped([(name, inner), ("b.txt", OTHER)])))

    assert (set(said), said["news.zip/b.txt"]) == (
        {f"news.zip/{name}", "news.zip/b.txt"},
        "Eleven bakers sign u",
    )


def test_a_bomb_in_an_archive_in_an_archive_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr("articles.importing.archives.members.HARMLESS", 100_000)
    bomb = zipped([(f"{number}.txt", b"a" * 90_000) for number in range(9)])
    said = told(found_in(tmp_path, zipped([("inner.zip", zipped([("bomb.zip", bomb)])), ("b.txt", OTHER)])))

    assert said["news.zip/b.txt"] == "Eleven bakers sign u"
    assert "it was not opened" in said["news.zip/inner.zip/bomb.zip"]
