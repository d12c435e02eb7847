"""What the mail room did: its runs, its files line by line, the rules made of lines, and the doubts that are open."""

from articles.desk.imports import doubts, files, proposals, rules, runs  # noqa: F401  # each registers its models
