"""Plain text of one file → ParsedStory or Refusal: a role for every line, a doubt where one is due.

    parse(text, *, name="") -> ParsedStory | Refusal
"""

from articles.text.parsing.story import (
    Doubt,
    LeftOut,
    ParsedStory,
    Passage,
    Refusal,
    RelatedItem,
    Role,
)

__all__ = ["Doubt", "LeftOut", "ParsedStory", "Passage", "Refusal", "RelatedItem", "Role"]
