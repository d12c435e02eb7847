"""How long what is no part of the record is kept, in days, read from environment variables."""

from newsroom import environment

LONGEST = 36_500


def days() -> dict[str, int]:
    """By what is kept. What somebody typed, and who looked at what, is kept for a while whatever is set."""
    return {
        "unsaved": environment.integer("NEWSROOM_KEEP_UNSAVED_DAYS", 365, least=30, most=LONGEST),
        "uploads": environment.integer("NEWSROOM_KEEP_UPLOADS_DAYS", 30, least=7, most=LONGEST),
        "notices": environment.integer("NEWSROOM_KEEP_NOTICES_DAYS", 90, least=7, most=LONGEST),
        "views": environment.integer("NEWSROOM_KEEP_VIEWS_DAYS", 365, least=90, most=LONGEST),
        "renditions": environment.integer("NEWSROOM_KEEP_RENDITIONS_DAYS", 180, least=1, most=LONGEST),
    }
