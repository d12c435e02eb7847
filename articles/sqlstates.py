"""What PostgreSQL calls what went wrong (its documentation, Appendix A)."""

NOT_ALLOWED = "42501"
"""Where a role may not do what it asks for."""


def state_of(problem: BaseException) -> str:
    """How it calls a problem of Django's; "" for what no server said."""
    return getattr(problem.__cause__, "sqlstate", None) or ""
