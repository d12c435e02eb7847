"""Copy in files of every format that says what would run as a script, brought into a newsroom and published."""

from collections.abc import Callable, Iterator, Sequence
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from pathlib import Path
from zipfile import ZipFile

from tests.benchmarks.apart import Newsroom
from tests.benchmarks.framing import FRAMES
from tests.importing.formats import test_blogger as blogger
from tests.importing.formats import test_docx as docx
from tests.importing.formats import test_ghost as ghost
from tests.importing.formats import test_movabletype as movabletype
from tests.importing.formats import test_newsml1 as newsml1
from tests.importing.formats import test_odt as odt
from tests.importing.formats import test_ownxml as ownxml
from tests.importing.formats import test_rtf as rtf
from tests.importing.helpers import paragraphs_under
from tests.payloads import PAYLOADS

_PLAIN = "{0}\n\nBy {0}\n\nSource: {0}\n\n{1}\n\nRelated: {0}\n\nProofread by {0}\n"
_MARKDOWN = "---\ntitle: |\n  {0}\nauthor: |\n  {0}\n---\n{1}\n\n![{0}]({0})\n\n[{0}]({0})\n\n> {0}\n"
_HTML = (
    "<html><head><title>{0}</title></head><body><article><h1>{0}</h1><address rel=author>{0}</address>{1}"
    '<a href="{0}">{0}</a><figure><img src="{0}" alt="{0}"><figcaption>{0}</figcaption></figure></article>'
)
_IN_RTF = str.maketrans({sign: f"\\{sign}" for sign in "\\{}"})
STORY_PAGES = ("change", "proof", "read", "preview", "history", "evidence", "share")
"""Pages of the desk that show a story."""

Form = Callable[[str, list[str]], str | bytes]
"""A file's content, of a line that it says wherever it says one, and of its paragraphs."""


def _plain(paragraphs: list[str]) -> str:
    return "\n\n".join(paragraphs)


def _marked(paragraphs: list[str]) -> str:
    """As HTML, the payload as it is."""
    return "".join(f"<p>{one}</p>\n" for one in paragraphs)


def _escaped(paragraphs: list[str]) -> list[str]:
    return [escape(one) for one in paragraphs]


def _mail(line: str, paragraphs: list[str], html: str = "") -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["Date"], mail["Subject"] = (
        "ana@wexley.example",
        "Sun, 07 Apr 2019 10:00:00 +0100",
        line,
    )
    mail.set_content(_plain(paragraphs))
    if html:
        mail.add_alternative(html, subtype="html")
    return mail.as_bytes()


def _ghost(line: str, paragraphs: list[str]) -> str:
    told = {"title": line, "html": _marked(paragraphs), "custom_excerpt": line, "feature_image": line}
    return ghost.export(ghost.POST | told)


def _table(line: str, paragraphs: list[str]) -> str:
    line, text = (words.replace('"', '""') for words in (line, _plain(paragraphs)))
    return f'Titel;Autor;Text\n"{line}";"{line}";"{text}"\n'


def _rtf(line: str, paragraphs: list[str]) -> str:
    said = "\\par ".join(one.translate(_IN_RTF) for one in (line, *paragraphs))
    return f"{rtf.HEAD}\\pard {said}\\par }}"


def _newsml1(line: str, paragraphs: list[str]) -> str:
    lines = newsml1.SAID.replace("Ferry returns", escape(line)).replace("Ana Ruiz", escape(line))
    return newsml1.message(newsml1.item(newsml1.component(newsml1.html(_escaped(paragraphs)), lines=lines)))


def _ownxml(line: str, paragraphs: list[str]) -> str:
    story = ownxml.STORY.replace(ownxml.BODY, _marked(_escaped(paragraphs)))
    for words in ("Ferry returns", "After eleven weeks", "Ana Ruiz", "At the quay", "Jo Lind", "Harbour"):
        story = story.replace(words, escape(line))
    return f"<?xml version='1.0'?><issue><articles>{story}</articles></issue>"


def _blogger(line: str, paragraphs: list[str]) -> str:
    data = blogger.export(blogger.entry(7, "post")).decode()
    return data.replace(blogger.TEXT, escape(_marked(paragraphs))).replace("Ferry returns", escape(line))


def _framed(frame: Callable[[str, str], str], *, marked: bool) -> Form:
    return lambda line, paragraphs: frame(line, (_marked if marked else _plain)(paragraphs))


FORMATS: dict[str, Form] = {
    "txt": lambda line, paragraphs: _PLAIN.format(line, _plain(paragraphs)),
    "md": lambda line, paragraphs: _MARKDOWN.format(line, _plain(paragraphs)),
    "html": lambda line, paragraphs: _HTML.format(line, _marked(paragraphs)),
    "escaped.html": lambda line, paragraphs: _HTML.format(escape(line), _marked(_escaped(paragraphs))),
    "mt.txt": lambda line, paragraphs: movabletype.entry(title=line, body=_marked(paragraphs)),
    "eml": _mail,
    "html.eml": lambda line, paragraphs: _mail(line, [line], _marked(paragraphs)),
    "docx": lambda line, paragraphs: docx.document(docx.p(escape(line), "Titel"), *map(docx.p, _escaped(paragraphs))),
    "odt": lambda line, paragraphs: odt.document(odt.p(escape(line), "Title"), *map(odt.p, _escaped(paragraphs))),
    "json": _ghost, "csv": _table, "rtf": _rtf, "newsml1.xml": _newsml1, "own.xml": _ownxml, "blogger.xml": _blogger,
    **{f"{frame.__name__[1:]}.plain": _framed(frame, marked=False) for frame in FRAMES},
    **{f"{frame.__name__[1:]}.marked": _framed(frame, marked=True) for frame in FRAMES},
}  # fmt: skip


def write(folder: Path, payloads: Sequence[str] = PAYLOADS) -> int:
    """A file for each payload and format, by a name that says it too. Gives how many."""
    written = 0
    with ZipFile(folder / "copy.zip", "w") as archive:
        for number, payload in enumerate(payloads):
            line = "".join(sign for sign in " ".join(payload.split()) if sign.isprintable())
            for ending, form in FORMATS.items():
                first, *others = paragraphs_under(f"{number} {ending}")
                data = form(line, [first, line, f"{first[:40]} {line} {first[40:]}", *others])
                name = f"{number}/{line.replace('..', '')[:80].replace('/', '|')}.{ending}"
                archive.writestr(name, data if isinstance(data, bytes) else data.encode("utf-8", "replace"))
                written += 1
    return written


def bring_in(newsroom: Newsroom, folder: Path, name: str) -> list[str]:
    """Import such files in the name of an account, publish what may be, and give the addresses of what shows them."""
    folder.mkdir()
    written = write(folder)
    options = ("--publish", "--by", name, "--undated", "2024-01-01", "--workers", 0)
    newsroom.begin(newsroom.command("import_stories", folder / "copy.zip", *options)).wait()
    with newsroom.database.cursor() as cursor:
        cursor.execute(
            "SELECT file.id, file.story_id, file.run_id FROM articles_importedfile file JOIN articles_importrun run"
            " ON run.id = file.run_id WHERE run.by_name = %s ORDER BY file.id", [name],
        )  # fmt: skip
        found = cursor.fetchall()
        cursor.execute("SELECT COUNT(*) FROM articles_edition WHERE made_by_name = %s", [name])
        (published,) = cursor.fetchone()
    stories = len({story for _, story, _ in found} - {None})
    print(
        f"{written:,} files of {len(FORMATS)} formats: {stories:,} stories, {published:,} published.",
        flush=True,
    )
    return list(_addresses(found))


def _addresses(found: Sequence[tuple[int, int | None, int]]) -> Iterator[str]:
    """Of each file a page that shows it, or its story, another one each time."""
    for page in ("change/", "progress/", "tick/", "release/", "report.html"):
        yield f"/admin/articles/importrun/{found[0][2]}/{page}"
    for number, (file, story, _) in enumerate(found):
        place = number % (len(STORY_PAGES) + 3)
        if story is None or place > len(STORY_PAGES):
            yield f"/admin/articles/importedfile/{file}/change/"
        elif place == len(STORY_PAGES):
            yield f"/stories/{story}/"
        else:
            yield f"/admin/articles/story/{story}/{STORY_PAGES[place]}/"
