"""The facts. This is their only door: import models from here."""

from .credits import (
    Proofreader,
    ProofreaderAlias,
    Source,
    SourceAlias,
    Topic,
    Writer,
    WriterAlias,
)
from .editions import (
    FAR_FUTURE,
    Edition,
    EditionPicture,
    EditionRelated,
    EditionTopic,
    EditionWriter,
    Kind,
    WithdrawalReason,
)
from .imports import Doubt, ImportedFile, ImportRun, Original, Outcome, Promo
from .ledger import LedgerEntry
from .pictures import Picture
from .signoffs import SignOff, SignOffTakenBack
from .stories import (
    Precision,
    RelatedTitle,
    Revision,
    Stage,
    Story,
    StoryPicture,
    StoryTopic,
    StoryWriter,
)

__all__ = [
    "FAR_FUTURE",
    "Doubt",
    "Edition",
    "EditionPicture",
    "EditionRelated",
    "EditionTopic",
    "EditionWriter",
    "ImportRun",
    "ImportedFile",
    "Kind",
    "LedgerEntry",
    "Original",
    "Outcome",
    "Picture",
    "Precision",
    "Promo",
    "Proofreader",
    "ProofreaderAlias",
    "RelatedTitle",
    "Revision",
    "SignOff",
    "SignOffTakenBack",
    "Source",
    "SourceAlias",
    "Stage",
    "Story",
    "StoryPicture",
    "StoryTopic",
    "StoryWriter",
    "Topic",
    "WithdrawalReason",
    "Writer",
    "WriterAlias",
]
