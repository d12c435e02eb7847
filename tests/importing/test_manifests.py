"""Manifests and patterns: what is known of files beside their words."""

from pathlib import Path

import pytest

from articles.importing import manifests, patterns
from articles.importing.formats import Piece, Stated
from articles.importing.supplying import Supplied, Supply, columns_of
from articles.importing.walking import OWN_MANIFEST, Found, walk
from articles.text.parsing import parse
from tests.importing.helpers import copy_of, write


def found(path, collection="archive"):
    return Found(Path("/in") / path, collection, path)


def manifest_of(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode(encoding))
    return manifests.read(path)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_a_manifest_is_read_whatever_its_encoding_and_its_separator(tmp_path, encoding, between):
    rows = [
        ("Datei", "Old URL", "Überschrift", "Datum", "Ressort", "Sprache", "Quelle"),
        ("2019\\A.txt", "https://x.example/a", "Fähre", "7.4.2019", "Hafen", "de", "Zürcher Draht"),
    ]
    manifest = manifest_of(tmp_path, "\n".join(map(between.join, rows)), encoding)

    assert manifest.stated(found("2019/a.txt")) == Stated(
        headline="Fähre",
        published="2019-04-07",
        source="Zürcher Draht",
        language="de",
        section="Hafen",
        address="https://x.example/a",
    )


@pytest.mark.parametrize("named", ["2019/a.txt", "archive/2019/a.txt", "a.txt", "./2019/A.TXT"])
def test_a_row_names_its_file_by_path_or_by_name(tmp_path, named):
    assert (
        manifest_of(tmp_path, f"file,headline\n{named},Ferry\n").stated(found("2019/a.txt")).headline
        == "Ferry"
    )


@pytest.mark.parametrize(
    ("dates", "published", "codes"),
    [
        (["03/04/2019", "25/04/2019"], "2019-04-03", []),
        (["03/04/2019", "04/25/2019"], "2019-03-04", []),
        (["03/04/2019", "05/06/2019"], "2019-04-03", ["ambiguous-date"]),
        (["31/02/2019", "25/04/2019"], "", ["manifest-date"]),
        (["2019-04", "25/04/2019"], "2019-04", []),
    ],
)
def test_dates_are_read_as_their_column_has_them(tmp_path, dates, published, codes):
    rows = "".join(f"{number}.txt,{day}\n" for number, day in enumerate(dates))
    manifest = manifest_of(tmp_path, "file,date\n" + rows)

    assert manifest.stated(found("0.txt")).published == published
    assert [doubt.code for doubt in manifest.doubts(found("0.txt"))] == codes


def test_a_bad_date_names_its_row(tmp_path):
    [doubt] = manifest_of(tmp_path, "file,date\na.txt,soon\n").doubts(found("a.txt"))

    assert doubt.sentence == "list.csv, line 2: “soon” could not be read as a date."


def test_rows_without_a_file_and_files_without_a_row_are_told(tmp_path):
    manifest = manifest_of(tmp_path, "file,headline\na.txt,One\ngone.txt,Two\na.txt,Three\n,Four\n")

    assert manifest.sentences([found("a.txt"), found("b.txt")]) == [
        "list.csv, 1 rows that name no file of this run: line 3 (gone.txt).",
        "list.csv, 1 rows for a file that an earlier one names, which were not used: line 4 (a.txt).",
        "list.csv, 1 files of this run without a row: archive/b.txt.",
    ]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"headline,date\nFerry,2019\n", "has no column that names files"),
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (None, "could not be opened: No such file or directory."),
    ],
)
def test_what_is_no_manifest_is_refused(tmp_path, data, says):
    if data is not None:
        (tmp_path / "list.csv").write_bytes(data)
    with pytest.raises(manifests.BadManifest) as refusal:
        manifests.read(tmp_path / "list.csv")

    assert says in str(refusal.value)


def test_the_manifest_itself_is_passed_over(tmp_path):
    folder = write(tmp_path / "in", {"list.csv": "file\n", "a.txt": "A"})
    walked = walk([folder], manifest=folder / "list.csv")

    assert [file.path for file in walked.files] == ["a.txt"]
    assert walked.passed == {OWN_MANIFEST: [str(folder / "list.csv")]}


@pytest.mark.parametrize(
    ("pattern", "path", "published", "slug"),
    [
        ("{year}/{month}/{day}-{slug}", "old/2019/04/07-ferry-returns.txt", "2019-04-07", "ferry-returns"),
        ("{year}{month}{day}_{id}", "20190407_8812.html", "2019-04-07", "8812"),
        ("{year}-{month}-{day}T{hour}{minute}-*", "2019-04-07T1005-x.txt", "2019-04-07T10:05:00", ""),
        ("{day} {month} {year}/*", "7 avril 2019/a.txt", "2019-04-07", ""),
        ("{year}/{month}/*", "2019/04/a.txt", "2019-04", ""),
        ("{year}/{month}/{day}/*", "2019/02/31/a.txt", "", ""),
        ("{year}/*", "nineteen/a.txt", "", ""),
    ],
)
def test_a_pattern_says_what_a_path_means(pattern, path, published, slug):
    stated = patterns.understand(pattern, needs="year").stated(path)

    assert (stated.published, stated.slugline) == (published, slug)


@pytest.mark.parametrize("pattern", ["{month}/{day}", "{year}{year}", "{yaer}", "{year", "", "{}{year}"])
def test_what_is_no_pattern_is_refused(pattern):
    with pytest.raises(patterns.BadPattern):
        patterns.understand(pattern, needs="year")


def test_the_manifest_wins_over_names_which_win_over_words(tmp_path):
    supply = Supply(
        manifest=manifest_of(tmp_path, "file,headline,url\n07-ferry.txt,Ferry sails,/f\n"),
        dates=patterns.understand("{year}/{day}-{month}-*", needs="year"),
        ids=patterns.understand("{slug}", needs="id or slug"),
    )
    file = found("2019/07-ferry.txt")
    supplied = supply.of(file)
    parsed = supplied.over(parse(copy_of()), Piece(""))

    assert (parsed.headline, parsed.slugline, parsed.published.iso) == (
        "Ferry sails",
        "07-ferry",
        "2024-03-05",
    )
    assert [doubt.code for doubt in parsed.doubts] == ["stated-otherwise"]
    assert supplied.address(Piece("", stated=Stated(address="/old"))) == "/f"
    assert Supplied.from_json(supplied.as_json()) == supplied


def test_a_map_of_columns_is_understood_or_refused():
    assert columns_of("headline=Titel, body=Text") == {"headline": "Titel", "body": "Text"}
    for wrong in ("", "headline", "headline=", "hedline=Titel"):
        with pytest.raises(ValueError, match="no map of columns"):
            columns_of(wrong)
