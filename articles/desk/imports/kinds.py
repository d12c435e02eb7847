"""The kinds of doubts, and the shapes of files, in words: what is stored of both is for machines."""

DOUBTS = {
    "ambiguous-date": "Day and month could be swapped",
    "another-story": "Another story under the same name",
    "attachment": "An attachment was left out",
    "broken-picture": "A picture could not be used",
    "cells": "Cells of a table that fit no column",
    "cut": "Cut, since it is too long",
    "cut-off": "The text may be cut off",
    "edited-since": "The file and the desk both changed it",
    "embargo": "Under embargo",
    "encoding": "Characters that may be wrong",
    "far-date": "The date may be the page’s",
    "formula": "A formula, read as a line of signs",
    "impossible-date": "A date that is no day of the calendar",
    "learned-line": "A sentence left out, since it recurs",
    "little-text": "Little text of a long file",
    "manifest-several": "Several rows of the manifest",
    "many-pictures": "Too many pictures",
    "markup": "Formatting kept as words",
    "missing-pictures": "Pictures did not come along",
    "mixed-body": "Lines of two layouts in the text",
    "much-alike": "Much like another story",
    "no-alt-text": "Pictures without a description",
    "no-body": "No text",
    "no-date": "No date",
    "no-headline": "No headline",
    "not-public": "Was not public before",
    "odd-lines": "Lines of the text that are no sentences",
    "odd-end": "Odd end of the text",
    "odd-start": "Odd beginning of the text",
    "old-address": "Old address of another story",
    "only-updated": "Only the date of an update",
    "several-headlines": "Several headlines",
    "several-proofreaders": "Several proofreaders",
    "several-sources": "Several sources",
    "stated-date": "A stated date that makes no sense",
    "stated-otherwise": "Stated otherwise than it reads",
    "summary": "Maybe only a summary",
    "text-above": "A line above the text was left out",
    "text-between": "A line within the text was left out",
    "text-left-out": "Text after the end was left out",
    "tracked-changes": "Changes that nobody accepted",
    "unlike-folder": "Unlike the other files of its folder",
    "unsure-byline": "Unsure of the byline",
    "unsure-headline": "Unsure of the headline",
    "unsure-related": "Unsure of a related title",
    "unsure-source": "Unsure of the source",
    "vague-date": "A date without a day",
    "withdrawn-later": "Its agency will withdraw it",
}
_TEXT = {
    "lines": "a paragraph a line",
    "blank lines": "blank lines between paragraphs",
    "wrapped": "paragraphs broken into lines",
    "wrapped, blank lines": "paragraphs broken into lines, blank lines between",
    "no text": "no text",
}
_PARTS = (
    "headline", "standfirst", "byline", "date", "dateline", "slugline", "embargo", "source", "proofreader", "editor",
    "translator", "promo", "related",
)  # fmt: skip


def doubt_words(code: str) -> str:
    """What people call a kind of doubt. One that has no words yet is called as it is stored."""
    return DOUBTS.get(code) or code.replace("-", " ").capitalize() or "Other"


def shape_words(shape: str) -> str:
    """How lines are laid out: what stands above the text, how its paragraphs are told apart, what stands below."""
    words = "; ".join(_TEXT.get(part) or ", ".join(map(_whole, part.split())) for part in shape.split(" | "))
    return words[:1].upper() + words[1:]


def _whole(word: str) -> str:
    """A word that the end of a long shape was cut in, made whole."""
    whole = next((one for one in _PARTS if one.startswith(word)), word)
    return "related titles" if whole == "related" else whole
