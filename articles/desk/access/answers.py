"""How the pages of this room answer who tries too often."""


def held_up(response, too_early):
    """``response`` as one that says when to come again: ``too_early`` is a TooManyTries."""
    response.status_code = 429
    response.headers["Retry-After"] = str(too_early.seconds)
    return response
