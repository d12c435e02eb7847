"""Who wrote a story, as pages of many lands print it, and what only looks like a name."""

import pytest

from articles.text.parsing import ParsedStory, parse
from articles.text.parsing.names import byline
from tests.text.copy import BODY, HEADLINE, lines


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Por Mary Malone mmalone@example.com", "Mary Malone"),
        ("By Mary Malone March 18 at 3:57 PM Follow @marymalone", "Mary Malone"),
        ("By Mary Malone @marymalone", "Mary Malone"),
        ("[金鎮浩 記者]", "金鎮浩"),
        ("[김진호 기자]", "김진호"),
        ("김진호 기자 kim@example.com", "김진호"),
        ("記者王小明／台北報導", "王小明"),
        ("文／王小明", "王小明"),
        ("本报记者 王小明", "王小明"),
    ],
)
def test_reads_names_with_addresses_days_and_in_other_scripts(line, name):
    assert byline(line).name == name


def test_who_took_a_picture_did_not_write_the_story():
    assert byline("By Tom Reed/WireImage.") is None


def test_credits_beside_a_date_are_told_by_their_labels():
    text = lines(
        "海港关闭六周", "2024-05-03 14:05 来源：海湾报 作者：王小明 责任编辑：李四", "海港将于周一关闭。" * 9
    )
    parsed = parse(text)

    assert isinstance(parsed, ParsedStory)
    assert (parsed.source, parsed.byline, parsed.proofreader) == ("海湾报", "王小明", "李四")


def test_an_empty_label_of_an_editor_is_no_part_of_the_body():
    parsed = parse(lines(HEADLINE, "3 May 2024", BODY, "责任编辑：", "平台声明：本文仅代表作者本人"))

    assert isinstance(parsed, ParsedStory)
    assert parsed.paragraphs == tuple(BODY)
