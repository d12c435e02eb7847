"""XML, read so that a file can do no harm: no entity is expanded, nothing is fetched, no schema is loaded."""

from lxml import etree

from articles.importing.formats.piece import NotCopy

_PARSER = {
    "resolve_entities": False, "no_network": True, "load_dtd": False, "dtd_validation": False, "huge_tree": False,
    "remove_comments": True, "remove_pis": True,
}  # fmt: skip


def parse(data: bytes) -> etree._Element:
    """The root of an XML file. Raises NotCopy for what is damaged, and for what declares entities of its own."""
    try:
        root = etree.fromstring(data, etree.XMLParser(**_PARSER))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotCopy("format", f"This XML is damaged: {str(error).splitlines()[0][:200]}.") from None
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None and next(iter(subset.iterentities()), None) is not None:
        raise NotCopy(
            "format", "This XML declares entities of its own, which are never expanded: it was not read."
        )
    return root


def words(element: etree._Element) -> str:
    """All words in an element, blanks squeezed."""
    return " ".join("".join(element.itertext()).split())
