"""What the mail room's pages call things: every kind of doubt, field, role and outcome has words of its own."""

import ast
from pathlib import Path
from typing import get_args

import pytest

import articles
from articles import drafting
from articles.desk.imports.kinds import DOUBTS, doubt_words, shape_words
from articles.desk.imports.sides import GROUPS, SHOWN
from articles.desk.imports.words import FIELDS, value_of
from articles.importing.reviewing.summing import FIELDS as COUNTED
from articles.models import Doubt, Outcome
from articles.text.parsing import Role
from articles.text.parsing.story import DoubtField
from tests.desk.desk import address, client_of
from tests.desk.imported import copy_number, doubted, imported

IN_TABLES = {
    "edited-since", "many-pictures", "missing-pictures", "no-alt-text", "old-address", "several-proofreaders",
    "several-sources", "stated-otherwise",
}  # fmt: skip
"""Kinds of doubts that no call names by itself."""


def codes() -> set[str]:
    """The kinds of doubts that the code names where it makes one."""
    texts = [path.read_text() for path in Path(articles.__file__).parent.rglob("*.py")]
    trees = [ast.parse(text) for text in texts if "Doubt(" in text]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    made = [call.args[0] for call in calls if ast.unparse(call.func).endswith("Doubt") and call.args]
    return {code.value for code in made if isinstance(code, ast.Constant)}


def test_every_kind_of_doubt_has_words():
    found = codes()
    assert len(found) > 25
    assert found | IN_TABLES == DOUBTS.keys()


def test_every_field_that_is_counted_doubted_shown_or_settled_has_a_label():
    assert {*get_args(DoubtField), *COUNTED, *SHOWN, *drafting.SETTLES} <= FIELDS.keys()


def test_every_role_of_a_line_has_a_colour_and_every_outcome_a_label():
    assert sorted(role for roles in GROUPS.values() for role in roles) == sorted(Role)
    assert all(outcome.label for outcome in Outcome)


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        ("headline byline | blank lines | source related",
         "Headline, byline; blank lines between paragraphs; source, related titles"),
        ("headline | wrapped, blank lines | rela",
         "Headline; paragraphs broken into lines, blank lines between; related titles"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_shape_is_told_in_words(shape, words):
    assert shape_words(shape) == words


def test_a_kind_that_nobody_has_named_is_told_without_its_hyphens():
    assert (doubt_words("no-such-thing"), doubt_words("")) == ("No such thing", "Other")


@pytest.mark.django_db
def test_no_page_shows_a_code_or_a_shape_as_it_is_stored(tmp_path):
    run = imported(tmp_path)
    doubt, file = doubted(run)[0], run.files.get()
    client, files = client_of(), address("importedfile_changelist")
    for page in (
        address("doubt_queue"), address("doubt_alike", doubt.pk), address("importrun_change", run.pk),
        address("importedfile_change", file.pk), f"{files}?doubt=no-date", f"{files}?shape={file.shape}",
    ):  # fmt: skip
        shown = client.get(page).content.decode()
        assert ">no-date" not in shown
        assert f">{file.shape}" not in shown
    assert (Doubt.objects.get().code, " | " in file.shape) == ("no-date", True)


@pytest.mark.django_db
def test_a_file_that_was_joined_is_called_joined_everywhere(tmp_path):
    run = imported(tmp_path, 1, again=copy_number(1))
    client, file = client_of(), run.files.get(outcome="joined")
    files = client.get(f"{address('importedfile_changelist')}?outcome__exact=joined")
    assert list(files.context["cl"].result_list) == [file]
    shown = [files.content.decode()] + [
        client.get(address(name, pk)).content.decode()
        for name, pk in (
            ("importrun_change", run.pk),
            ("importedfile_change", file.pk),
            ("story_evidence", file.story_id),
        )
    ]
    assert all("joined" in page.lower() for page in shown)
    assert not any("same content" in page.lower() for page in shown)


@pytest.mark.django_db
def test_what_a_story_says_in_a_field_is_told_for_every_label(tmp_path):
    story = imported(tmp_path).files.get().story
    assert {name for name in FIELDS if value_of(story, name)} >= {
        "headline",
        "byline",
        "published",
        "body",
        "source",
    }
