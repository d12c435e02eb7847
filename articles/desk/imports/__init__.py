"""What the mail room did: its runs, its files line by line, the rules made of lines, and the doubts that are open."""

from articles.desk.imports import (  # noqa: F401  # each registers its models
    doubts,
    files,
    proposals,
    rules,
    runs,
    settlements,
)
