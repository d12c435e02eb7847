"""Values in the rows of a WordPress export."""

from lxml import etree

from articles.importing.formats.markup import children, text_of


def metas(item: etree._Element, key: str) -> list[str]:
    """All values that a row has under a key of its own."""
    rows = (row for row in children(item, "postmeta") if text_of(row, "meta_key") == key)
    return list(filter(None, (text_of(row, "meta_value") for row in rows)))


def meta(item: etree._Element, key: str) -> str:
    return next(iter(metas(item, key)), "")


def raw(item: etree._Element, name: str, space: str = "") -> str:
    """The words in an element with their line ends; ``space`` is part of the name of its namespace."""
    found = (row for row in children(item, name) if space in str(row.tag))
    return next(("".join(row.itertext()) for row in found), "")
