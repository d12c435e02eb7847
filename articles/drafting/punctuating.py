"""Text on its way into a story, as it is printed: what somebody typed, and what a file says (``text.punctuation``).

Only what changes is touched: a field, a paragraph, a caption that the story says already stays as it is, and with it
what was signed of it. So do credits of sources and pictures, which are printed as the copy gave them.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django.conf import settings

from articles.drafting.state import State, with_changes
from articles.models import RelatedTitle, Story, StoryPicture
from articles.text.blocks import ELSEWHERE
from articles.text.cleaning import leaves
from articles.text.punctuation import body_in_print, in_print

LINES = ("headline", *ELSEWHERE, "standfirst", "byline", "dateline", "correction")


def as_typed(state: State, changes: Mapping[str, Any]) -> State:
    """What a story that says ``state`` says once somebody has saved ``changes``.

    Who changes nothing of its words but what was made of their marks, back to how these were typed, has them so.
    """
    made = as_filed(state, changes)
    is_undone = _words(made) == _words(state)
    return with_changes(state, changes) if is_undone else made


def as_filed(state: State, changes: Mapping[str, Any]) -> State:
    """What it says once it has what its file says in ``changes``."""
    return with_changes(state, _all_in_print(state, changes))


def _words(state: State) -> tuple[Any, ...]:
    return state.text, state.details["related"]


def _all_in_print(state: State, changes: Mapping[str, Any]) -> Mapping[str, Any]:
    if not settings.TYPESETTING:
        return changes
    text, made = state.text, dict(changes)
    language = changes.get("language", text.language).strip()
    one = partial(_line, language=language)
    for name in LINES:
        if name in changes:
            made[name] = one(changes[name], {getattr(text, name)}, room=_room(Story, name))
    if changes.get("body", text.body) != text.body:
        made["body"] = body_in_print(changes["body"], language, held=frozenset(leaves(text.body)))
    if "captions" in changes:
        held, room = {caption for caption, _ in text.captions}, _room(StoryPicture, "caption")
        made["captions"] = [
            (one(caption, held, room=room), credit) for caption, credit in changes["captions"]
        ]
    if "related" in changes:
        titles, room = {title for title, *_ in state.details["related"]}, _room(RelatedTitle, "title")
        made["related"] = [(one(title, titles, room=room), *rest) for title, *rest in changes["related"]]
    return made


def _line(typed: str, held: Iterable[str], *, language: str, room: int | None) -> str:
    if typed.strip() in held:
        return typed
    made = in_print(typed, language)
    return typed if len(made) > (room or len(made)) else made


def _room(model: Any, name: str) -> int | None:
    length: int | None = model._meta.get_field(name).max_length
    return length
