"""Where stories stood on the web before they came: written down with the batch that takes their files."""

from collections.abc import Iterable, Iterator

from articles.models import GAVE_TEXT, Doubt, ImportedFile, OldAddress, some_of
from articles.text.addresses import Address, address_key

_CODE = "old-address"
_AT_ONCE = 500
"""Keys that are looked up in one query."""

Known = dict[Address, ImportedFile]


def keep(files: Iterable[ImportedFile]) -> None:
    """Write down the old addresses of files that have their rows, in as many queries however many there are.

    Where something else led to that address, such as a name that the page had before, that is written down after these.
    An address that no story was taken for is written down too: readers who ask for it are told that it is gone. Where
    it is that of two stories, the first keeps it and the other is in doubt. A dry run's files are passed by.
    """
    files = list(files)
    said = list(_said(files))
    first: Known = {}
    for address, file in (*said, *_leading_there(files)):
        if address not in first or first[address].story_id is None:
            first[address] = file
    held = {Address(row.host, row.key): row for row in _held(first)}
    new = [
        OldAddress(host=address.host, key=address.key, story_id=file.story_id, from_file=file)
        for address, file in first.items()
        if address not in held
    ]
    OldAddress.objects.bulk_create(new, ignore_conflicts=True)
    settled = _find_stories(held, first)
    OldAddress.objects.bulk_update(settled, ["story", "from_file"])
    held |= {Address(row.host, row.key): row for row in new}
    _doubt((file, held[address]) for address, file in said if file.story_id != held[address].story_id)


def _said(files: Iterable[ImportedFile]) -> Iterator[tuple[Address, ImportedFile]]:
    for file in files:
        address = address_key(file.address) if file.address and not file.is_dry else None
        if address:
            yield address, file


def _leading_there(files: Iterable[ImportedFile]) -> Iterator[tuple[Address, ImportedFile]]:
    """The other addresses of files of which a story came. One that another story has is that one's, without a doubt."""
    for file in files:
        others = file.fields.get("addresses", ()) if file.story_id and not file.is_dry else ()
        yield from ((address, file) for address in filter(None, map(address_key, others)))


def _held(wanted: Known) -> Iterator[OldAddress]:
    keys = sorted({address.key for address in wanted})
    for some in some_of(keys, _AT_ONCE):
        for row in OldAddress.objects.filter(key__in=some):
            if Address(row.host, row.key) in wanted:
                yield row


def _find_stories(held: dict[Address, OldAddress], first: Known) -> list[OldAddress]:
    """The rows that had no story and have one now."""
    found = []
    for address, row in held.items():
        file = first[address]
        if row.story_id is None and file.story_id is not None:
            row.story_id, row.from_file = file.story_id, file
            found.append(row)
    return found


def _doubt(conflicts: Iterable[tuple[ImportedFile, OldAddress]]) -> None:
    """Say of files that their address belongs to another story, once a story."""
    new = [
        Doubt(
            file=file,
            story_id=file.story_id,
            code=_CODE,
            sentence=f"Its old address, {file.address}, is that of story {row.story_id} too: readers who ask for it "
            "are led there.",
        )
        for file, row in conflicts
        if file.story_id is not None and file.outcome in GAVE_TEXT
    ]
    if new:
        told = Doubt.objects.filter(code=_CODE, story__in={doubt.story_id for doubt in new})
        known = set(told.values_list("story_id", "sentence"))
        Doubt.objects.bulk_create(doubt for doubt in new if (doubt.story_id, doubt.sentence) not in known)
