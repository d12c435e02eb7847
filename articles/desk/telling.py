"""Changes of a text in words, where strike and underline do not show them: links, emphasis, places, kinds."""

HEADLINES = {
    "list_headline": "Headline in lists", "search_headline": "Headline for search engines",
    "social_headline": "Headline on social networks",
}  # fmt: skip
"""Those of ``text.blocks.ELSEWHERE``, as every page of the desk calls them."""
FIELDS = {
    "headline": "Headline", **HEADLINES, "standfirst": "Standfirst", "byline": "Byline", "dateline": "Dateline",
    "language": "Language", "captions": "Captions and credits, a picture a line", "source": "Source as printed",
    "correction": "Correction, as readers are told it",
}  # fmt: skip
KINDS = {
    "p": "a paragraph", "h2": "a heading", "h3": "a small heading", "blockquote": "a quotation",
    "ul": "an item of a list", "ol": "an item of a numbered list", "figure": "a picture",
}  # fmt: skip
NOUNS = {
    "p": "paragraph", "h2": "heading", "h3": "heading", "blockquote": "quotation", "li": "list item",
    "figure": "picture",
}  # fmt: skip
EMPHASIS = {"": "plain", "em": "italic", "strong": "bold", "strong em": "bold and italic"}


def tell_mark(mark):
    """A sentence for a change of what words look like or lead to."""
    words = f"“{shortened(mark.text)}”" if mark.text else "the paragraph"
    if "[" in mark.old + mark.new:  # a word that changes inside
        return f"{mark.kind} inside {words}"
    return {"link": _link, "emphasis": _emphasis, "language": _language, "kind": _kind}[mark.kind](
        words, mark
    )


def tell_move(old, new):
    """Where a paragraph came from; both places count from 1."""
    way = "up " if old > new else "down " if old < new else ""
    return f"Moved {way}from paragraph {old}"


def tell_join(place, joined):
    """Which paragraphs became one: ``joined`` holds the places of all that were joined to another, this one's too."""
    first = last = place
    while first - 1 in joined:
        first -= 1
    while last + 1 in joined:
        last += 1
    return f"Paragraphs {first}{' and ' if last == first + 1 else ' to '}{last} are now one"


def tell_words(old, new):
    """A change of words in short, for a summary: 14 → 41."""
    old, new = (side.strip(" ,;:.") for side in (old, new))
    if old and new:
        return f"{shortened(old, 5)} → {shortened(new, 5)}"
    return f"{shortened(old, 6)}, taken out" if old else f"{shortened(new, 6)}, put in"


def shortened(text, count=8):
    words = text.split()
    return " ".join(words[:count]) + (" …" if len(words) > count else "")


def _link(words, mark):
    if not mark.new:
        return f"{words} no longer leads to {mark.old}"
    return f"{words} leads to {mark.new}" + (f", no longer to {mark.old}" if mark.old else "")


def _emphasis(words, mark):
    if not mark.old and not mark.new:
        return "emphasis of a space or of punctuation"
    return f"{words} is {EMPHASIS[mark.new]}, was {EMPHASIS[mark.old]}"


def _language(words, mark):
    was, now = (side or "the story’s" for side in (mark.old, mark.new))
    return f"language of {words}: {now}, was {was}"


def _kind(words, mark):
    return f"now {KINDS.get(mark.new, mark.new)}, was {KINDS.get(mark.old, mark.old)}"
