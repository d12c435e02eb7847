"""Documents that are zip files: what no document has is not read as one."""

import pytest

from articles.importing.formats import NotCopy, open_copy
from articles.importing.formats.office import docx, odt, packages
from tests.importing.formats import test_docx, test_odt

WORD = (docx, test_docx.document(test_docx.p("words")))
OPEN = (odt, test_odt.document(test_odt.p("words")))


@pytest.mark.parametrize(("reader", "data"), [WORD, OPEN])
def test_a_zip_file_of_more_parts_than_any_document_has_is_none(reader, data, monkeypatch):
    assert reader.matches(data, "a")
    monkeypatch.setattr(packages, "MOST_PARTS", 2)
    assert not reader.matches(data, "a")


@pytest.mark.parametrize("limit", ["_LONGEST_PART", "_ALL_PARTS"])
@pytest.mark.parametrize("data", [WORD[1], OPEN[1]])
def test_a_document_that_unpacks_to_too_much_is_refused(data, limit, monkeypatch):
    monkeypatch.setattr(packages, limit, 200)
    with pytest.raises(NotCopy) as refusal:
        open_copy(data, name="a")

    assert (refusal.value.code, " unpacks to " in refusal.value.sentence) == ("too-large", True)
