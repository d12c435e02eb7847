"""What is taken: members of a query or of a JSON body, each read strictly, and whatever is not known refused."""

import json
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import UnreadablePostError

from articles.api.asking import moment
from articles.api.shapes import MOMENT, NUMBER, TEXT, YES_OR_NO, Schema
from articles.desk.numbers import number
from articles.desk.scripts.problems import Problem
from articles.pages import Key

BODY = 10_000
"""Bytes of JSON that are taken."""
_JSON = "application/json"


@dataclass(frozen=True)
class Given:
    """A member that may be given. ``read`` makes of it what is meant, or raises ValueError with a sentence."""

    name: str
    schema: Schema
    words: str
    read: Callable[[Any], Any]
    is_needed: bool = False


@dataclass(frozen=True)
class Asked:
    """A request by a token: who asks and when, the token’s scopes, where, and what was ``given``, by its names."""

    request: Any
    account: Any
    scopes: Collection[str]
    now: datetime
    here: Any
    given: dict[str, Any]


# ── What one member says ──


def text(longest):
    def read(value):
        if len(value) > longest or "\0" in value:
            raise ValueError(f"Give at most {longest} characters, and no null character.")
        return value

    return read


def one_of(values):
    def read(value):
        if value not in values:
            raise ValueError(f"Give one of: {', '.join(values)}.")
        return value

    return read


def yes_or_no(value):
    if value not in ("true", "false"):
        raise ValueError("Give true or false.")
    return value == "true"


def row(value):
    """The number of a row, in a query."""
    if not (found := number(value)):
        raise ValueError("Give a number.")
    return found


def key(value):
    """A place in a list, as “next” and “previous” bring it."""
    if not Key.read(value):
        raise ValueError("Take the keys from “next” and “previous”.")
    return value


def up_to(most):
    def read(value):
        found = number(value)
        if not 1 <= found <= most:
            raise ValueError(f"Give a number from 1 to {most}.")
        return found

    return read


def whole(value):
    """A number in JSON, where true is none."""
    if type(value) is not int or not 0 <= value < 10**9:
        raise ValueError("Give a number, 0 or more.")
    return value


def at(value):
    found = moment(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError("Give a moment with its zone, such as 2026-03-13T23:29:00Z.")
    return found


REVISION = Given("revision", NUMBER, "The revision that this was decided on.", whole, is_needed=True)
LAST = Given(
    "last_edition",
    NUMBER,
    "The number of the latest edition that was known, 0 where there was none.",
    whole,
    is_needed=True,
)
UNTIL = Given("until", MOMENT, "When readers are to lose it again.", at)
AT = Given("at", MOMENT, "When readers are to see it.", at, is_needed=True)
NAME = Given(
    "name",
    TEXT,
    "What the file is called, its folders before it, with slashes: by this it is known again.",
    text(200),
    is_needed=True,
)
COLLECTION = Given("collection", TEXT, "Which archive it belongs to, as in the desk.", text(120))
DRY = Given("dry", YES_OR_NO, "Whether nothing is to become of it but the answer.", yes_or_no)


# ── All of them ──


def query(request, known):
    """What the address of a request says behind its question mark."""
    try:
        sent = dict(request.GET.lists())
    except SuspiciousOperation:  # more parameters than any address has
        raise Problem(400, "This address is not understood") from None
    twice = {name: "Give it once." for name, values in sent.items() if len(values) > 1}
    return _taken({name: values[0] for name, values in sent.items()}, known, twice)


def body(request, known):
    """The members of a JSON object that is sent."""
    if request.content_type != _JSON:
        raise Problem(415, "The body is not understood", f"Send a JSON object, as {_JSON}.")
    if (size := number(request.META.get("CONTENT_LENGTH", ""))) > BODY:
        raise Problem(413, "The body is too long", f"{size:,} bytes were sent, {BODY:,} are taken.")
    try:
        sent = json.loads(request.body)
    except UnreadablePostError:
        raise Problem(400, "The body did not come whole") from None
    except (ValueError, RecursionError):
        sent = None
    if not isinstance(sent, dict):
        raise Problem(400, "The body is not understood", "Send a JSON object.")
    return _taken(sent, known, {})


def _taken(sent, known, errors):
    by_name = {one.name: one for one in known}
    unknown = f"There is no such member here. There are: {', '.join(sorted(by_name)) or 'none'}."
    errors = errors | dict.fromkeys(sent.keys() - by_name, unknown)
    errors |= {one.name: f"Give it. {one.words}" for one in known if one.is_needed and one.name not in sent}
    found = {}
    for name in sent.keys() - errors.keys():
        try:
            found[name] = by_name[name].read(sent[name])
        except ValueError as wrong:
            errors[name] = str(wrong)
    if errors:
        told = [{"parameter": _shown(name), "detail": detail} for name, detail in sorted(errors.items())]
        raise Problem(400, "What was given is not understood", errors=told)
    return found


def _shown(name):
    """A name that somebody made up, as far as an answer repeats it."""
    return re.sub(r"[^ -~]", "?", name[:60])
