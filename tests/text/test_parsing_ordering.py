"""Day and month that could be swapped, where the file or its language says which stands first."""

import pytest

from articles.text.parsing import ParsedStory, parse
from tests.text.copy import BODY, HEADLINE, lines

GERMAN = [
    "Der Hafen von Wexley wird für sechs Wochen geschlossen, weil die Mole nicht mehr sicher ist, sagte die Leiterin.",
    "Die Fähren fahren in dieser Zeit von einem anderen Hafen, und die Gäste werden mit dem Bus dorthin gebracht.",
]

SPANISH = [
    "El puerto de Wexley cierra seis semanas a los barcos de pasajeros, y la autoridad dice que la mole es insegura.",
    "Los viajeros van en autobús a la otra orilla de la bahía, en la que esperan dos barcos para llegar a la isla.",
]


def read(*groups: str | list[str]) -> tuple[str, bool]:
    """The day that a file is dated, and whether it is doubted."""
    parsed = parse(lines(*groups))
    assert isinstance(parsed, ParsedStory)
    assert parsed.published
    return parsed.published.iso, "published" in {doubt.field for doubt in parsed.doubts}


@pytest.mark.parametrize(
    ("below", "told"),
    [
        ([], ("2024-05-03", True)),
        (["Related stories", "Boats are dear again in the bay", "27/04/2024"], ("2024-05-03", False)),
        (["Related stories", "Boats are dear again in the bay", "04/27/2024"], ("2024-03-05", False)),
        (["27/04/2024", "04/27/2024"], ("2024-05-03", True)),
        (["Version 10.27.24 of 30-27-2024"], ("2024-05-03", True)),
    ],
)
def test_another_date_of_the_file_tells_which_stands_first(below, told):
    assert read(HEADLINE, "By Mary Malone", "03/05/2024", BODY, below) == told


@pytest.mark.parametrize(("text", "is_doubted"), [(GERMAN, False), (SPANISH, True)])
def test_the_day_does_in_languages_that_never_put_the_month_there(text, is_doubted):
    assert read("Wexley: 6 ✕ ferry", "03/05/2024", text) == ("2024-05-03", is_doubted)
