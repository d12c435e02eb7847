"""What languages are called, by their tags (BCP 47): in themselves, for readers, and in English, for the desk."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.conf.locale import LANG_INFO

_OTHERS: dict[str, dict[str, Any]] = {
    "zh": {"name": "Chinese", "name_local": "中文"},
    "yue": {"name": "Cantonese", "name_local": "粵語"},
    "la": {"name": "Latin", "name_local": "Latina"},
    "mt": {"name": "Maltese", "name_local": "Malti"},
    "yi": {"name": "Yiddish", "name_local": "ייִדיש"},
    "ps": {"name": "Pashto", "name_local": "پښتو"},
}
"""What Django knows nothing of."""
_CODE = re.compile(r"[A-Za-z]{2,3}")  # longer ones are names, not codes
_TAG = re.compile(rf"{_CODE.pattern}(-[A-Za-z0-9]{{1,8}})*")
_LONGEST = 35
"""Characters that RFC 5646 bids everybody have room for, in 4.4.1."""
_REGION = re.compile(r"-([A-Za-z]{2}|[0-9]{3})$")


def is_tag(text: str) -> bool:
    """Whether a text has the form of a language's tag (RFC 5646): "en", "pt-BR", "zh-Hant"."""
    return len(text) <= _LONGEST and bool(_TAG.fullmatch(text))


def is_code(text: str) -> bool:
    """Whether it is such a tag that nothing narrows: "en"."""
    return bool(_CODE.fullmatch(text))


def own_name(tag: str) -> str:
    """What its speakers call a language: "Deutsch", "العربيّة"; the tag itself where that is not known."""
    name = str(_told(tag).get("name_local", ""))
    return name[:1].upper() + name[1:] or tag


def own_names(tags: Iterable[str]) -> dict[str, str]:
    """As ``own_name``, without regions that tell no two of ``tags`` apart: "English" for "en-GB" beside "de"."""
    plain = {tag: _REGION.sub("", tag) for tag in tags}
    many = Counter(plain.values())
    return {tag: own_name(wide if many[wide] == 1 else tag) for tag, wide in plain.items()}


def english_name(tag: str) -> str:
    return str(_told(tag).get("name", tag))


def _told(tag: str) -> dict[str, Any]:
    """What is known of a language, or else of the one that its tag narrows: of German for "de-LI"."""
    parts = tag.lower().split("-")
    while parts:
        told = LANG_INFO.get("-".join(parts)) or _OTHERS.get("-".join(parts))
        if told and "fallback" in told:
            told = LANG_INFO.get(told["fallback"][0])
        if told:
            return told
        parts.pop()
    return {}
