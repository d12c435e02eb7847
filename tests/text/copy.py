"""Copy written for the tests, in the shapes that files have."""

LEAD = (
    "Wexley harbour will close to ferries for six weeks from Monday while divers mend the eastern mole, "
    "the port authority said."
)
SECOND = "Passengers for Orme Island will be taken by bus to Tarrant, where two boats are waiting for them."
THIRD = "“We know how much people rely on the morning ferry,” said Ada Quill, who runs the harbour office."
BODY = [LEAD, SECOND, THIRD]
HEADLINE = "Wexley harbour to close to ferries for six weeks"


def lines(*groups: str | list[str]) -> str:
    """A file of these lines, a line a paragraph, without a final line end."""
    return "\n".join(line for group in groups for line in ([group] if isinstance(group, str) else group))


def blank(*groups: str | list[str]) -> str:
    """The same with a blank line between paragraphs."""
    return lines(*groups).replace("\n", "\n\n")


SCRAPED = lines(
    "Tarrant bakers win bread prize for the third time",
    "13 Mar 2025 23:29",
    BODY,
    "Source: Orme Post",
    "Proofread by Jane Larkin.",
    "New pool for Brindle opens after long delay",
    "27 Mar 2025 14:05",
    "Related coverage",
    "Ferry fares rise in spring",
    "07 Apr 2016",
    "Source: Old charts of the bay found in an attic",
    "18 Jul 2017",
    "More from Orme Post",
    "Orme Post",
    "loading...",
)
