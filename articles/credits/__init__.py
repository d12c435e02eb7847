"""Names in copy to sources and people: resolve by alias, make where unknown, merge two into one, and find near ones."""

from articles.credits.merging import merge, merge_many
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
from articles.credits.near import ALIASES, PAIRS, WORDS, Cluster, clusters, note, part, part_all
from articles.credits.returning import merges_into, take_back

__all__ = [
    "ALIASES", "PAIRS", "WORDS", "Cluster", "NameTaken", "add_alias", "check_free", "clusters", "ensure", "ensure_many",
    "free_slug", "is_name", "merge", "merge_many", "merges_into", "note", "part", "part_all", "resolve",
    "resolve_many", "take_back",
]  # fmt: skip
