"""The facts. This is their only door: import models from here."""

from .access import DeskSession, Passkey, RecoveryCode, SecondFactor, TryCount
from .addresses import OldAddress
from .credits import (
    Proofreader,
    ProofreaderAlias,
    Source,
    SourceAlias,
    Topic,
    Writer,
    WriterAlias,
)
from .desk import Debt, Hold, Presence, Scratch
from .doubts import Doubt, Promo, Proposal, SettledDoubt, Settlement
from .edition_rows import EditionPicture, EditionRelated, EditionTopic, EditionWriter
from .editions import (
    FAR_FUTURE,
    SILENT,
    Edition,
    Kind,
    WithdrawalReason,
)
from .front import Arrangement, FrontSection, Slot
from .gathering import Column, Rows, Values
from .generations import Generation
from .imports import (
    COMMON,
    GAVE_TEXT,
    Fingerprint,
    ImportedFile,
    ImportRun,
    LineRule,
    Original,
    Outcome,
    Tick,
)
from .ledger import LedgerEntry, LedgerSeal, Redaction
from .marks import Dismissal, Mark, Reply
from .names import FactTick, KnownName
from .notices import Effect, Notice
from .outsiders import ReaderReport, ReportSender, ShareLink, ShareView
from .pairs import (
    ProofreaderPair,
    ProofreaderTrace,
    SourcePair,
    SourceTrace,
    WriterPair,
    WriterTrace,
)
from .pictures import Picture
from .policies import Policy, PolicyVersion
from .prepared import Among, Prepared
from .remembering import Memory, forget, lasting
from .revisions import BY_RULE, LATER_DETAILS, SLIP, Revision, RevisionName
from .rows import as_new, put_objects, put_rows, some_of
from .search import PublicDocument, PublicTerm, SearchDocument, SearchWord
from .signoffs import SignOff, SignOffTakenBack
from .stories import IS_OUT, Priority, Stage, Story
from .story_rows import RelatedTitle, StoryPicture, StoryTopic, StoryWriter
from .stylebook import StyleHit, StyleRule, StyleRuleVersion, StyleTrial
from .tokens import AccessToken
from .translations import TranslationFlag
from .uploads import Upload
from .words import Genre, Precision, Severity, address, slug_of

__all__ = [
    "BY_RULE",
    "COMMON",
    "FAR_FUTURE",
    "GAVE_TEXT",
    "IS_OUT",
    "LATER_DETAILS",
    "SILENT",
    "SLIP",
    "AccessToken",
    "Among",
    "Arrangement",
    "Column",
    "Debt",
    "DeskSession",
    "Dismissal",
    "Doubt",
    "Edition",
    "EditionPicture",
    "EditionRelated",
    "EditionTopic",
    "EditionWriter",
    "Effect",
    "FactTick",
    "Fingerprint",
    "FrontSection",
    "Generation",
    "Genre",
    "Hold",
    "ImportRun",
    "ImportedFile",
    "Kind",
    "KnownName",
    "LedgerEntry",
    "LedgerSeal",
    "LineRule",
    "Mark",
    "Memory",
    "Notice",
    "OldAddress",
    "Original",
    "Outcome",
    "Passkey",
    "Picture",
    "Policy",
    "PolicyVersion",
    "Precision",
    "Prepared",
    "Presence",
    "Priority",
    "Promo",
    "Proofreader",
    "ProofreaderAlias",
    "ProofreaderPair",
    "ProofreaderTrace",
    "Proposal",
    "PublicDocument",
    "PublicTerm",
    "ReaderReport",
    "RecoveryCode",
    "Redaction",
    "RelatedTitle",
    "Reply",
    "ReportSender",
    "Revision",
    "RevisionName",
    "Rows",
    "Scratch",
    "SearchDocument",
    "SearchWord",
    "SecondFactor",
    "SettledDoubt",
    "Settlement",
    "Severity",
    "ShareLink",
    "ShareView",
    "SignOff",
    "SignOffTakenBack",
    "Slot",
    "Source",
    "SourceAlias",
    "SourcePair",
    "SourceTrace",
    "Stage",
    "Story",
    "StoryPicture",
    "StoryTopic",
    "StoryWriter",
    "StyleHit",
    "StyleRule",
    "StyleRuleVersion",
    "StyleTrial",
    "Tick",
    "Topic",
    "TranslationFlag",
    "TryCount",
    "Upload",
    "Values",
    "WithdrawalReason",
    "Writer",
    "WriterAlias",
    "WriterPair",
    "WriterTrace",
    "address",
    "as_new",
    "forget",
    "lasting",
    "put_objects",
    "put_rows",
    "slug_of",
    "some_of",
]
