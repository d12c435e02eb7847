"""The head of copy that calls each of its lines by what it is: "Headline: Ferry sails again", "Author: Ana Ruiz"."""

import re
from collections.abc import Sequence
from itertools import islice

from articles.text.parsing.credits import PROOFED
from articles.text.parsing.story import Role

_CALLED = {
    Role.HEADLINE: "headline|head|hed|title|titel|überschrift|schlagzeile|titre|título|titulo|titular|titolo|kop"
    "|otsikko|tytuł|manchete|заголовок|标题|標題",
    Role.STANDFIRST: "standfirst|sub-?title|sub-?head(?:line)?|deck|dek|strap(?:line)?|teaser|summary|vorspann"
    "|untertitel|unterzeile|chapeau|chapô|entradilla|bajada|sommario|occhiello|ingress|подзаголовок|导语|導語",
    Role.BYLINE: "by-?line|by|author|writer|autor(?:in)?|verfasser(?:in)?|auteur|autora|autore|firma|автор|作者|记者"
    "|記者",
    Role.DATELINE: "dateline|place|ort|lieu|lugar|luogo",
    Role.SOURCE: "source|agency|quelle|agentur|fuente|agencia|agence|fonte|agenzia|bron|источник|来源|來源",
    Role.PROOFREADER: f"proof(?:ed|ing)?(?: by)?|proof-?read(?:er| by)?|{PROOFED}",
}
_LABEL = re.compile(
    "|".join(rf"(?P<{role.name}>{called})" for role, called in _CALLED.items()), re.IGNORECASE
)
_BODY = re.compile(
    r"(?:body|text|copy|story|article|artikel|texte|cuerpo|texto|testo|tekst|текст|正文)\s*[:：]",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"(?P<label>[^\W\d_][\w /-]{0,24}?)\s?[:：]\s*(?P<value>\S.*)")
_MOST = 12
"""Lines of a head."""


def labelled_head(lines: Sequence[str]) -> dict[int, Role]:
    """The roles that lines of a head have by their labels, by number. It begins the file, and one is the headline's."""
    found: dict[int, Role] = {}
    numbered = ((number, line.strip()) for number, line in enumerate(lines, 1) if line.strip())
    for number, line in islice(numbered, _MOST):
        if _BODY.fullmatch(line):
            found[number] = Role.FURNITURE
            break
        entry = _ENTRY.fullmatch(line)
        if not entry:
            break
        if role := _role(entry["label"]):
            found[number] = role
    return found if Role.HEADLINE in found.values() else {}


def without_label(text: str, role: Role) -> str:
    """What a line says behind a label that calls it by its role."""
    entry = _ENTRY.fullmatch(text)
    return entry["value"] if entry and _role(entry["label"]) is role else text


def _role(label: str) -> Role | None:
    called = _LABEL.fullmatch(label)
    return Role[called.lastgroup] if called and called.lastgroup else None
