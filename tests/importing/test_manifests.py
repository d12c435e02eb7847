"""Manifests and patterns: what is known of files beside their words."""

import os
from pathlib import Path

import pytest

from articles.importing.finding import manifests, patterns
from articles.importing.finding.supplying import Supplied, Supply, columns_of
from articles.importing.finding.walking import OWN_MANIFEST, Found, walk
from articles.importing.formats import Piece, Stated
from articles.models import ImportRun
from articles.rules import Refused
from articles.text.parsing import parse
from tests.importing.helpers import copy_of, import_stories, write


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
        (["2019-04", "25/04/2019"], "2019-04", []),
    ],
)
def test_dates_are_read_as_their_column_has_them(tmp_path, dates, published, codes):
    rows = "".join(f"{number}.txt,{day}\n" for number, day in enumerate(dates))
    manifest = manifest_of(tmp_path, "file,date\n" + rows)

    assert manifest.stated(found("0.txt")).published == published
    assert [doubt.code for doubt in manifest.doubts(found("0.txt"))] == codes


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("a.txt,soon,,", ", column “date”: “soon” is no date: write it like 2019-04-07, or leave it empty"),
        (
            "a.txt,31/02/2019,,",
            ", column “date”: “31/02/2019” is no date: write it like 2019-04-07, or leave it empty",
        ),
        (
            "a.txt,,the Queen's,",
            ", column “language”: “the Queen's” is no language tag: write it like en or pt-BR, or leave it empty",
        ),
        (
            "a.txt,,,not a url",
            ", column “url”: “not a url” is no address of a page: write it like "
            "https://old.example/2019/ferry, or leave it empty",
        ),
        (
            "a.txt,,,mailto:desk@x.example",
            ", column “url”: “mailto:desk@x.example” is no address of a page: write it like "
            "https://old.example/2019/ferry, or leave it empty",
        ),
        (",2019,,", ", column “file”: no file is named: write its path or its name"),
        (
            "a.txt,,,,,Ferry",
            ": 6 cells, where the head has 4: put a cell that has a separator in it in quotation marks",
        ),
        ("./OK.txt,2020,,", ": ./OK.txt has a row already, in line 2: keep one of the two"),
    ],
)
def test_a_bad_row_is_refused_with_its_line_and_column_and_what_to_do(tmp_path, row, says):
    with pytest.raises(Refused) as refusal:
        manifest_of(tmp_path, f"file,date,language,url\nok.txt,2019,en,\n{row}\n")

    assert str(refusal.value) == f"list.csv: line 3{says}. Nothing was taken."


def test_the_list_of_a_substack_export_is_a_manifest_of_its_texts(tmp_path):
    head = "post_id,post_date,is_published,type,title,subtitle"
    rows = "7.ferry,2023-05-09T08:30:00.000Z,true,newsletter,Ferry returns,After weeks\n8.pies,,false,newsletter,Pies,"
    manifest = manifest_of(tmp_path, f"{head}\n{rows}\n")

    assert manifest.stated(found("posts/7.ferry.html")) == Stated(
        headline="Ferry returns", standfirst="After weeks", published="2023-05-09T08:30+00:00"
    )
    assert [
        [doubt.code for doubt in manifest.doubts(found(f"{name}.html"))] for name in ("7.ferry", "8.pies")
    ] == [
        [],
        ["not-public"],
    ]


def test_all_mistakes_of_a_manifest_are_told_at_once(tmp_path):
    rows = "a.txt,soon,the Queen's\nb.txt,2019,en\n,2019,\nb.txt,,\n"
    with pytest.raises(Refused) as refusal:
        manifest_of(tmp_path, "file,Datum,lang\n" + rows)

    head, *told = str(refusal.value).splitlines()
    assert head == "list.csv: 4 mistakes, and nothing was taken."
    assert [line.split(":")[0] for line in told] == [
        "  line 2, column “Datum”",
        "  line 2, column “lang”",
        "  line 4, column “file”",
        "  line 5",
    ]


def test_of_very_many_mistakes_the_first_hundred_are_told(tmp_path):
    with pytest.raises(Refused) as refusal:
        manifest_of(tmp_path, "file,date\n" + "".join(f"{number}.txt,soon\n" for number in range(103)))

    told = str(refusal.value).splitlines()
    assert (len(told), told[-1]) == (102, "  and 3 more.")


def test_a_quote_that_is_never_closed_is_refused_with_its_line(tmp_path):
    rows = 'a.txt,"The ""ferry"" sails"\nb.txt,"Pies\nc.txt,Bells\nd.txt,Trams\n'
    with pytest.raises(Refused) as refusal:
        manifest_of(tmp_path, "file,headline\n" + rows)

    assert "opens a cell in the row at line 3 (beside b.txt) is never closed" in str(refusal.value)


def test_two_files_that_are_given_one_address_are_told(tmp_path):
    rows = "a.txt,https://old.example/a\nb.txt,http://www.old.example/a/\nc.txt,https://old.example/c\n"
    manifest = manifest_of(tmp_path, "file,url\n" + rows)

    assert manifest.sentences([found(f"{name}.txt") for name in "abc"]) == [
        "list.csv gives one address to several files, and it leads to one story: "
        "https://old.example/a in line 2 (a.txt) and line 3 (b.txt)."
    ]


def test_rows_without_a_file_and_files_without_a_row_are_told(tmp_path):
    manifest = manifest_of(tmp_path, "file,headline\na.txt,One\ngone.txt,Two\nc.txt,Three\n")
    files = [found(path) for path in ("a.txt", "b.txt", "2019/c.txt", "2020/c.txt")]

    assert manifest.among(files).sentences(files) == [
        "list.csv names no file of this run in 1 row: line 3 (gone.txt).",
        "list.csv gives in 1 row a bare name that several files have: write their paths: line 4 (c.txt).",
        "list.csv says nothing of 3 files: archive/b.txt, archive/2019/c.txt, archive/2020/c.txt.",
    ]


def test_a_path_is_understood_where_several_files_have_its_name(tmp_path):
    manifest = manifest_of(tmp_path, "file,headline\nc.txt,One\n2019/c.txt,Two\n")
    files = [found("c.txt"), found("2019/c.txt"), found("2020/c.txt")]

    assert [manifest.among(files).stated(file).headline for file in files] == ["One", "Two", ""]


def test_those_who_read_some_files_get_the_rows_of_these_alone(tmp_path):
    manifest = manifest_of(tmp_path, "file,headline\na.txt,One\nb.txt,Two\n")

    assert [row.stated.headline for row in manifest.only([found("2019/b.txt")]).rows.values()] == ["Two"]


def test_stories_of_one_file_are_given_only_what_they_can_share(tmp_path):
    manifest = manifest_of(tmp_path, "file,headline,date,url,section\nday.txt,One,2019-04-07,/one,News\n")
    story = found("day.txt").at_part("2")

    assert manifest.stated(story) == Stated(published="2019-04-07", section="News")
    assert [doubt.sentence for doubt in manifest.doubts(story)] == [
        "list.csv, line 2: this file holds several stories, so its headline and address could be of any of them, "
        "and none was given it."
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
    with pytest.raises(Refused) as refusal:
        manifests.read(tmp_path / "list.csv")

    assert says in str(refusal.value)


@pytest.mark.parametrize("option", ["manifest", "rules"])
@pytest.mark.django_db
def test_what_has_no_end_or_is_too_large_is_refused_at_once(tmp_path, option):
    os.mkfifo(tmp_path / "pipe")
    with (tmp_path / "huge").open("wb") as huge:
        huge.truncate(50_000_001)
    for path, says in (
        ("/dev/zero", "is no regular file"),
        ("pipe", "is no regular file"),
        ("huge", "too large"),
    ):
        result = import_stories(write(tmp_path / "in", {"a.txt": "A"}), **{option: str(tmp_path / path)})
        assert (result.status, says in result, path in result) == (2, True, True)
    assert ImportRun.objects.count() == 0


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
        ("{year}/{month}/{day}/{slug}", "2019/02/31/ferry.txt", "", ""),
        ("{year}/*", "nineteen/a.txt", "", ""),
        ("archive/{year}/{month}/{id}-*.txt", "2019/04/8812-ferry.txt", "2019-04", "8812"),
    ],
)
def test_a_pattern_says_what_a_path_means(pattern, path, published, slug):
    stated = patterns.understand(pattern).stated(found(path))

    assert (stated.published, stated.slugline) == (published, slug)


def test_stories_of_one_file_share_its_date_and_not_its_name():
    pattern = patterns.understand("{year}/{slug}")

    assert pattern.stated(found("2019/day.txt").at_part("2")) == Stated(published="2019")


@pytest.mark.parametrize(
    "pattern", ["{month}/{day}", "{year}-{day}", "{year}{year}", "{yaer}", "{year", "", "{}{year}", "news/*"]
)
def test_what_is_no_pattern_is_refused(pattern):
    with pytest.raises(Refused):
        patterns.understand(pattern)


def test_the_manifest_wins_over_names_which_win_over_words(tmp_path):
    supply = Supply(
        manifest=manifest_of(tmp_path, "file,headline,url\n07-ferry.txt,Ferry sails,/f\n"),
        pattern=patterns.understand("{year}/{slug}"),
    )
    file = found("2024/07-ferry.txt")
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
        with pytest.raises(Refused, match="no map of columns"):
            columns_of(wrong)
