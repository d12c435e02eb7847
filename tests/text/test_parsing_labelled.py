"""Copy that calls its lines by what they are, and what stands at the head and the foot of a text about it."""

import pytest

from articles.text.parsing import ParsedStory, Role, parse
from tests.text.copy import BODY, HEADLINE, LEAD, SECOND, THIRD, lines


def story(*text: str) -> ParsedStory:
    parsed = parse(lines(*text))
    assert isinstance(parsed, ParsedStory), parsed
    return parsed


@pytest.mark.parametrize(
    "head",
    [
        (
            f"Headline: {HEADLINE}",
            "Standfirst: Gulls are glad",
            "Byline: Ana Ruiz",
            "Date: 5 March 2024",
            "Text:",
        ),
        (
            f"TITLE: {HEADLINE}",
            "Slug: ferry-6",
            "SUBTITLE: Gulls are glad",
            "AUTHOR: Ana Ruiz",
            "Published: 2024-03-05",
        ),
        (
            f"Überschrift: {HEADLINE}",
            "Unterzeile: Gulls are glad",
            "Autorin: Ana Ruiz",
            "Datum: 5. März 2024",
            "",
        ),
    ],
)
def test_lines_of_a_head_are_what_their_labels_call_them_and_say_what_stands_behind_these(head):
    read = story(*head, *BODY)

    assert (read.headline, read.standfirst, read.byline, read.published.iso) == (
        HEADLINE, "Gulls are glad", "Ana Ruiz", "2024-03-05",
    )  # fmt: skip
    assert read.paragraphs == tuple(BODY)
    assert not read.doubts


def test_labels_without_that_of_a_headline_make_no_head():
    read = story("Place: the old harbour of Wexley", "5 March 2024", "", *BODY)

    assert read.dateline == ""
    assert Role.HEADLINE in read.roles.values()


def test_what_a_person_says_of_a_line_wins_over_its_label():
    text = lines(f"Headline: {HEADLINE}", "Byline: Ana Ruiz", *BODY)

    assert parse(text, fixed={2: Role.FURNITURE}).byline == ""


@pytest.mark.parametrize(
    ("opening", "dateline", "day"),
    [
        ("WEXLEY, January 4, 1999 — ", "WEXLEY, January 4, 1999", "1999-01-04"),
        ("WEXLEY (Jan. 4, 1999) -- ", "WEXLEY (Jan. 4, 1999)", "1999-01-04"),
        (
            "OLD WEXLEY, 4 January 1999 (Harbour Wire) - ",
            "OLD WEXLEY, 4 January 1999 (Harbour Wire)",
            "1999-01-04",
        ),
    ],
)
def test_a_full_date_in_a_dateline_is_that_of_the_story(opening, dateline, day):
    read = story(HEADLINE, "", f"{opening}{LEAD}", SECOND, THIRD)

    assert (read.dateline, read.published.iso) == (dateline, day)


def test_a_date_above_a_dateline_stays_that_of_the_story():
    read = story(HEADLINE, "5 March 2024", f"WEXLEY, January 4, 1999 — {LEAD}", SECOND, THIRD)

    assert read.published.iso == "2024-03-05"


@pytest.mark.parametrize(
    ("foot", "name"), [("Proof: Tom Averill", "Tom Averill"), ("Proofed by: T. Averill", "T. Averill")]
)
def test_who_proofed_it_is_the_proofreader(foot, name):
    read = story(HEADLINE, "By Ana Ruiz", *BODY, foot)

    assert (read.proofreader, read.paragraphs) == (name, tuple(BODY))


def test_what_is_proved_is_no_proofreader():
    assert (
        story(HEADLINE, *BODY[:2], "Proof: the gulls have left the old harbour for good.", THIRD).proofreader
        == ""
    )


@pytest.mark.parametrize("between", [" ", "\n"])
def test_the_name_of_a_paper_in_brackets_below_a_text_is_its_source(between):
    read = story(HEADLINE, "By Ana Ruiz", LEAD, SECOND, f"{THIRD}{between}(Harbour Gazette)")

    assert (read.source, len(read.paragraphs)) == ("Harbour Gazette", 3)
    assert read.paragraphs[2].startswith(THIRD)


def test_the_notice_of_a_page_turns_no_last_paragraph_into_a_caption():
    read = story(HEADLINE, "By Ana Ruiz", *BODY, "© Wexley Gazette 2024")

    assert (read.paragraphs, read.roles[6]) == (tuple(BODY), Role.FURNITURE)


@pytest.mark.parametrize("sign", ["(c)AFP/Tom Reed", "EFE", "TR/jl"])
def test_a_sign_behind_the_last_sentence_makes_no_title_of_a_paragraph(sign):
    last = "Nobody knows when gulls from Tarrant began to ride along on deck each morning, free of charge."

    assert story(HEADLINE, "By Ana Ruiz", *BODY, f"{last} {sign}").paragraphs[3].startswith(last)


@pytest.mark.parametrize(
    ("top", "section", "source"),
    [
        ("Harbour", "Harbour", ""),
        ("Home | News | Tides | Sport", "", ""),
        ("The Harbour Gazette", "", ""),
        ("HARBOUR WIRE", "", "HARBOUR WIRE"),
        ("Harbour News Agency", "", "Harbour News Agency"),
    ],
)
def test_a_line_on_top_is_a_section_unless_it_is_a_menu_or_names_who_printed_it(top, section, source):
    read = story(top, HEADLINE, "By Ana Ruiz", "5 March 2024", *BODY)

    assert (read.headline, read.section, read.source) == (HEADLINE, section, source)


@pytest.mark.parametrize(
    ("credit", "name"),
    [
        ("Korrektur: Jan Lohse", "Jan Lohse"),
        ("Korrektur: jl", "jl"),
        ("Korrektur gelesen von Jan Lohse", "Jan Lohse"),
        ("Lektorat: Jan Lohse", "Jan Lohse"),
        ("Korrektorat: Jan Lohse", "Jan Lohse"),
        ("Relu par Anne Leroy", "Anne Leroy"),
        ("Relecture : Anne Leroy", "Anne Leroy"),
        ("Corrección: Ana Ruiz", "Ana Ruiz"),
        ("Revisão: Ana Ruiz", "Ana Ruiz"),
        ("Correzione bozze: Ada Conti", "Ada Conti"),
        ("Correctie: Piet van der Berg", "Piet van der Berg"),
        ("Korrekturläst av Eva Lind", "Eva Lind"),
        ("Korekta: Anna Nowak", "Anna Nowak"),
        ("Корректор: Иван Петров", "Иван Петров"),
        ("校对：李四", "李四"),
        ("校正：山田太郎", "山田太郎"),
        ("التدقيق اللغوي: محمد علي", "محمد علي"),
    ],
)
def test_who_read_proofs_is_known_in_the_languages_of_sources(credit, name):
    read = story(HEADLINE, "3 May 2024", *BODY, credit)

    assert (read.proofreader, read.paragraphs) == (name, tuple(BODY))
    assert read.roles[6] is Role.PROOFREADER


@pytest.mark.parametrize(
    "line",
    [
        "Korrektur: Der Hafen ist nicht gesperrt.",
        "Korrektur von Fehlern",
        "Korrektur: Januar",
        "Correcteur: non",
    ],
)
def test_what_was_put_right_names_no_proofreader(line):
    assert story(HEADLINE, "3 May 2024", *BODY, line).proofreader == ""
