"""Law 8: every non-blank line of an imported file ends in exactly one place."""

import pytest

from articles.models import ImportedFile, ImportRun
from articles.text.parsing.story import KEPT
from articles.text.reading import split_lines
from tests.importing.helpers import PARAGRAPHS, SEEDS, archive, copy_of, import_stories

pytestmark = pytest.mark.django_db


def filled(text):
    return {str(number) for number, line in enumerate(split_lines(text), 1) if line.strip()}


@pytest.mark.parametrize("path", [SEEDS / "scraped.txt", SEEDS / "clean.txt"], ids=lambda path: path.stem)
def test_every_line_has_one_role_and_is_placed_or_left_out(path):
    import_stories(path)
    file = ImportedFile.objects.get()
    assert set(file.roles) == filled(path.read_text())
    left_out = {str(line) for line, _, _ in file.left_out}
    assert len(left_out) == len(file.left_out)
    assert {file.roles[line] for line in file.roles.keys() - left_out} <= KEPT


def test_lines_left_out_are_kept_with_their_words_and_roles():
    import_stories(SEEDS / "scraped.txt")
    assert ImportedFile.objects.get().left_out == [
        [12, "Related coverage", "related label"],
        [23, "More from Quayside Sports", "related label"],
        [24, "Quayside Sports", "page furniture"],
        [25, "loading...", "page furniture"],
    ]


def test_a_line_that_the_parser_gave_no_role_is_left_out_as_unknown(tmp_path, monkeypatch):
    from articles.importing.reading import understanding

    whole = understanding.parse

    def forgetful(text, *, name, **told):
        story = whole(text, name=name, **told)
        del story.roles[1]
        return story

    monkeypatch.setattr(understanding, "parse", forgetful)
    import_stories(archive(tmp_path, ferry=copy_of()))
    assert ImportedFile.objects.get().left_out == [[1, "Ferry returns to the harbour", "unknown"]]


def test_a_line_whose_words_are_in_no_field_is_left_out_whatever_its_role(tmp_path):
    second = "Source: Eastmere Courier\n"
    import_stories(archive(tmp_path, ferry=copy_of() + second))
    assert [text for _, text, _ in ImportedFile.objects.get().left_out] == [second.strip()]


def test_the_command_ends_with_lines_that_balance(tmp_path):
    result = import_stories(SEEDS)
    assert "31 lines in: 27 placed, 4 left out." in result
    lines = ImportRun.objects.get().summary["lines"]
    assert lines == {"in": 31, "placed": 27, "left_out": 4}


def test_lines_are_counted_of_the_files_that_were_taken_as_the_page_of_the_run_counts_them(tmp_path):
    result = import_stories(archive(tmp_path, ferry=copy_of(), same=copy_of()))
    lines = ImportRun.objects.get().summary["lines"]
    assert f"{lines['in']} lines in: {lines['placed']} placed, {lines['left_out']} left out." in result


def test_a_line_of_nothing_that_can_be_seen_is_blank(tmp_path):
    import_stories(archive(tmp_path, ferry=copy_of() + " \u3000\u200b\n"))
    file = ImportedFile.objects.get()
    assert set(file.roles) == filled(copy_of())
    assert file.left_out == []


def test_a_credit_cut_from_the_end_of_a_paragraph_is_kept_among_what_was_left_out(tmp_path):
    credit = "(Additional reporting by Ann Lee; writing by Bo Ray; editing by Cy Fox)"
    *paragraphs, last = PARAGRAPHS
    import_stories(archive(tmp_path, ferry=copy_of(paragraphs=[*paragraphs, f"{last} {credit}"], source="")))
    file = ImportedFile.objects.get()
    ((line, text, role),) = file.left_out
    assert (text, role, file.roles[str(line)]) == (credit, "agency credit", "paragraph")
    assert credit not in file.story.body
