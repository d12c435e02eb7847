"""Zip files of whoever wrote them: what their end says of them is believed of none."""

import struct
import zipfile

import pytest

from articles.importing import archives
from articles.importing.finding.walking import walk
from tests.importing.helpers import write
from tests.importing.test_archives import COPY, told, zipped


@pytest.mark.parametrize("is_wide", [False, True])
@pytest.mark.parametrize("says", [5, 1])
def test_a_zip_file_of_too_many_members_is_not_read_whatever_it_says_of_them(
    tmp_path, monkeypatch, says, is_wide
):
    monkeypatch.setattr(archives.zips, "MOST_MEMBERS", 4)
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 1 if is_wide else 99)
    data = zipped([(f"{n}.txt", COPY) for n in range(5)])
    data = data.replace(struct.pack("<HH", 5, 5), struct.pack("<HH", says, says))
    assert (b"PK\x06\x06" in data) is is_wide
    few = zipped([(f"{n}-{'long' * 9}.txt", COPY) for n in range(4)])
    files = {"many.zip": data, "in.zip": zipped([("many.zip", data)]), "few.zip": few}
    said = told(walk([write(tmp_path / "in", files)]))

    assert {said.pop("many.zip"), said.pop("in.zip/many.zip")} == {
        "This archive has more than 4 members: it was not read."
    }
    assert list(said.values()) == ["Ferry returns to the"] * 4
