"""Names in copy to sources and people: resolve by alias, make where unknown, merge two into one, and find near ones."""

from articles.credits.merging import merge
from articles.credits.naming import (
    NameTaken,
    add_alias,
    check_free,
    ensure,
    ensure_many,
    free_slug,
    is_name,
    resolve,
    resolve_many,
)
from articles.credits.near import ALIASES, PAIRS, note, part
from articles.credits.returning import merges_into, take_back

__all__ = [
    "ALIASES", "PAIRS", "NameTaken", "add_alias", "check_free", "ensure", "ensure_many", "free_slug", "is_name",
    "merge", "merges_into", "note", "part", "resolve", "resolve_many", "take_back",
]  # fmt: skip
