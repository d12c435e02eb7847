"""Files as they come out of accidents: copy in many shapes, and what can happen to its bytes and its lines."""

import codecs
from collections.abc import Callable, Sequence
from random import Random

from tests.text.copy import BODY, HEADLINE, LEAD, SCRAPED, SECOND, THIRD, blank, lines

LONGEST = 400_000
"""Bytes. Larger files say no more about accidents, and take their time."""

SEEDS: tuple[str, ...] = (
    SCRAPED,
    blank(HEADLINE, "By Mary Malone", "3 May 2024", BODY, "Source: Orme Post"),
    lines("Home > News > Harbour", HEADLINE, "Mary Malone, Harbour editor", "05/04/2024 14:05 GMT", "Share", BODY),
    lines(HEADLINE, "", f"WEXLEY, May 3 (AP) - {LEAD}", SECOND, "(Reporting by Ann Quill; editing by Tom Reed)"),
    lines("\x01BC-Harbour Strike,364", "\x02^Wexley harbour to close<", LEAD, SECOND, "131137 GMT Nov 13\x03"),
    lines(HEADLINE, "", LEAD[:60], LEAD[60:], "", SECOND[:58], SECOND[58:], "", THIRD[:61], THIRD[61:]),
    lines(HEADLINE, f"  {LEAD}  {THIRD}", f"  {SECOND}", "-30-", "Tags: harbour, ferries", "12 comments"),
    lines(f"# {HEADLINE}", "", f"> {THIRD}", "", "## Buses", "", f"- {SECOND}", f"* {LEAD}", "###"),
    lines("港口将关闭六周", "2024年5月3日 14:05", "港务局说，渡轮停航六周。" * 4, "来源：港口邮报"),
    lines("Гавань закроется на шесть недель", "3 мая 2024", "Паромы не будут ходить шесть недель, сообщил порт. " * 3),
    lines("إغلاق الميناء ستة أسابيع", "٣ مايو ٢٠٢٤", "قالت هيئة الميناء إن العبارات ستتوقف ستة أسابيع. " * 3),
    lines("Hafen schließt", "Veröffentlicht am 3. Mai 2024 um 14:05 Uhr", "Der Hafen wird gesperrt. " * 9),
    lines("[1]Home [2]News [3]Sport [4]Weather", HEADLINE, f"[5]{LEAD}", f"[6]{SECOND} [7]More", "[8]Top", "[9]Mail"),
    lines("Council says no", "May 3, 2024 | Written by Mary Malone | News", LEAD, "ALSO READ: Fares to rise", THIRD),
)  # fmt: skip

_SIGNS = (
    "\0\x02\x03\x0b\x0c\x1a\x1b\x85\xa0\xad\u0130\u200b\u200e\u2028\u2029\u202a\u202e\u2066\u2069"
    "\ufeff\ufffd\ud7ff"
)
_DIGITS = ("٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "０１２３４５６７８９", "۰۱۲۳۴۵۶۷۸۹", "²¹²³⁴⁵⁶⁷⁸⁹", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")
_ENCODINGS = (
    "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "utf-8-sig", "utf-7", "cp1252", "latin-1", "cp1250",
    "cp1251", "koi8-r", "gb18030", "big5", "shift_jis", "euc_kr", "iso2022_jp", "mac_roman", "cp437", "cp500",
)  # fmt: skip
_MARKS = (
    "> ", ">> ", "- ", "* ", "• ", "# ", "1. ", "\t", "    ", "<p>", "-- ", "| ", "[1]", "(", '"', "By ", "Source: ",
)  # fmt: skip
_TAILS = (
    " - 3 May 2024", " 2016", ":", "…", ".", "  ", "</p>", ")", " (Reporting by Ann Quill)", "\x1b[0m", " |", "²",
)  # fmt: skip
_LINES = (
    "Source: Orme Post", "Proofread by Jane Larkin.", "Related coverage", "3 May 2024", "By", "Mary Malone", "Image",
    "Updated: 31.02.2024 25:61", "05/06/07", "2024-05-03T14:05:00+25:00", "0000", "\u200b", "\x1a", ".", "***",
    "(AP)", "https://orme.example/ferry?id=1", "<div>", "{| name |}", "{", "From: quill@orme.example", "第一条", "“",
)  # fmt: skip

Accident = Callable[[Random, bytes], bytes]


def mutated(random: Random, seeds: Sequence[bytes]) -> bytes:
    """One of the seeds after one to six accidents."""
    data = random.choice(seeds)
    for _ in range(random.choice((1, 1, 2, 2, 3, 4, 6))):
        if random.random() < 0.06:
            data = _spliced(random, data, random.choice(seeds))
        elif random.random() < 0.004:
            data = random.choice(_RARE)(random, data)
        else:
            data = random.choice(_OFTEN)(random, data)
    return data[:LONGEST]


def _spliced(random: Random, data: bytes, other: bytes) -> bytes:
    return data[: random.randint(0, len(data))] + other[random.randint(0, len(other)) :]


def _flip(random: Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 3, 20)) if data else 0):
        changed[random.randrange(len(data))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _insert(random: Random, data: bytes) -> bytes:
    at = random.randint(0, len(data))
    return data[:at] + random.randbytes(random.choice((1, 2, 4, 40))) + data[at:]


def _delete(random: Random, data: bytes) -> bytes:
    at = random.randint(0, len(data))
    return data[:at] + data[at + random.choice((1, 2, 30, 300)) :]


def _repeat_block(random: Random, data: bytes) -> bytes:
    at, size = random.randint(0, len(data)), random.randint(1, 400)
    return data[:at] + data[at : at + size] * random.choice((2, 2, 3, 12)) + data[at + size :]


def _truncate(random: Random, data: bytes) -> bytes:
    return data[: random.randint(0, len(data))]


def _mark(random: Random, data: bytes) -> bytes:
    marks = (
        codecs.BOM_UTF8,
        codecs.BOM_UTF16_LE,
        codecs.BOM_UTF16_BE,
        codecs.BOM_UTF32_LE,
        b"\x1b$B",
        b"\0" * 9,
    )
    return random.choice(marks) + data if random.random() < 0.7 else data + random.choice(marks)


def _reencode(random: Random, data: bytes) -> bytes:
    errors = random.choice(("replace", "ignore"))
    return data.decode("utf-8", errors).encode(random.choice(_ENCODINGS), errors)


def _misread(random: Random, data: bytes) -> bytes:
    """Decoded wrongly by some system before us, and saved."""
    return data.decode(random.choice(("latin-1", "cp1252", "cp437", "koi8-r")), "replace").encode()


def _of_text(change: Callable[[Random, str], str]) -> Accident:
    return lambda random, data: change(random, data.decode("utf-8", "replace")).encode("utf-8", "replace")


def _sign(random: Random, text: str) -> str:
    for _ in range(random.choice((1, 1, 2, 9))):
        at = random.randint(0, len(text))
        text = text[:at] + random.choice(_SIGNS) * random.choice((1, 1, 1, 5)) + text[at:]
    return text


def _digits(random: Random, text: str) -> str:
    return text.translate(str.maketrans("0123456789", random.choice(_DIGITS)))


def _case(random: Random, text: str) -> str:
    return random.choice((str.upper, str.lower, str.title, str.swapcase))(text)


def _line_ends(random: Random, text: str) -> str:
    return text.replace(
        "\n", random.choice(("\r\n", "\r", "\n\n", "\n\r", "\x0c\n", "\v", "\u2028", " ", "", "\n \n"))
    )


def _of_lines(change: Callable[[Random, list[str]], list[str]]) -> Accident:
    return _of_text(lambda random, text: "\n".join(change(random, text.split("\n"))))


def _shuffle(random: Random, found: list[str]) -> list[str]:
    return random.sample(found, len(found))


def _repeat(random: Random, found: list[str]) -> list[str]:
    return [line for line in found for _ in range(1 if random.random() < 0.8 else 2)]


def _join(random: Random, found: list[str]) -> list[str]:
    at = random.randrange(len(found))
    return [*found[:at], random.choice(("", " ", "  ")).join(found[at : at + 2]), *found[at + 2 :]]


def _split(random: Random, found: list[str]) -> list[str]:
    at = random.randrange(len(found))
    cut = random.randint(0, len(found[at]))
    return [*found[:at], found[at][:cut], found[at][cut:], *found[at + 1 :]]


def _wrap(random: Random, found: list[str]) -> list[str]:
    width = random.choice((7, 40, 60, 72))
    return [line[at : at + width] for line in found for at in range(0, max(1, len(line)), width)]


def _dress(random: Random, found: list[str]) -> list[str]:
    head, tail = random.choice((*_MARKS, "")), random.choice((*_TAILS, ""))
    share = random.choice((0.1, 0.5, 1))
    return [f"{head}{line}{tail}" if random.random() < share else line for line in found]


def _add(random: Random, found: list[str]) -> list[str]:
    at = random.randint(0, len(found))
    return [*found[:at], *random.choices(_LINES, k=random.choice((1, 1, 2, 5))), *found[at:]]


def _blank(random: Random, found: list[str]) -> list[str]:
    return [piece for line in found for piece in ([line, ""] if random.random() < 0.5 else [line])]


def _long_line(random: Random, text: str) -> str:
    unit = random.choice(
        (" ", "a", ".", "By ", "3 May 2024 ", "> ", "(", "港", "A ", "-", "Home > ", f"{LEAD} ")
    )
    return f"{text}{unit * (random.choice((9_000, 90_000)) // len(unit))}{text}"


def _many_lines(random: Random, text: str) -> str:
    line = random.choice(
        ("", " ", "a", "\u200b", "3 May 2024", "By", HEADLINE, SECOND, "Related coverage", "Image")
    )
    many = [line] * random.choice((500, 4_000) if len(line) < 20 else (500,))
    return "\n".join([text, *many, text])


_OFTEN: tuple[Accident, ...] = (
    _flip, _insert, _delete, _repeat_block, _truncate, _mark, _reencode, _misread, _of_text(_sign), _of_text(_digits),
    _of_text(_case), _of_text(_line_ends), _of_lines(_shuffle), _of_lines(_repeat), _of_lines(_join),
    _of_lines(_split), _of_lines(_wrap), _of_lines(_dress), _of_lines(_dress), _of_lines(_add), _of_lines(_add),
    _of_lines(_blank),
)  # fmt: skip
_RARE: tuple[Accident, ...] = (_of_text(_long_line), _of_text(_many_lines))
