"""The plan of the house: its rooms from the ground up, and which models are whose. ``floors`` holds the code to it."""

# From the ground up. A room imports from the floors below, and on its own floor from rooms before it.
FLOORS = (
    ("text",),
    ("models", "crew", "commits", "counts"),
    ("ledger", "generation", "sqlstates", "standby", "debts", "notices", "announcing", "approval", "stylebook", "names",
     "findings", "rules", "search", "pages", "layouts", "pictures", "credits", "csp", "isolation", "languages"),
    ("windows", "workflow", "drafting", "proofing", "copyediting", "reports", "press", "sharing", "redaction", "access",
     "outbox", "arranging", "policies", "spelling", "styling", "tokens"),
    ("importing", "related", "versions", "evidence", "backups", "tidying"),
    ("lists", "told", "social", "jsonld", "feeds", "sitemaps", "api"),
    ("templatetags", "site", "desk", "demo", "vitals", "management"),
)  # fmt: skip
# The rooms within the mail room in the same way: each imports from those listed before it.
IMPORTING = (
    "wording", "failing", "turns", "forgetting", "archives", "formats", "finding", "pictures", "reading", "matching",
    "arriving", "taking", "reporting", "reviewing", "running", "undoing", "releasing", "dropping",
)  # fmt: skip
# Django's corners: they belong to no floor, import no room, and none imports them.
OUTSIDE = ("apps", "migrations")

PURE = "text"
IMPURE_MODULES = {
    "django", "os", "io", "pathlib", "shutil", "tempfile", "time", "socket", "sqlite3", "subprocess", "random",
}  # fmt: skip
IMPURE_CALLS = {"open", "now", "today", "utcnow", "print", "input"}

SITE = ("site", "lists", "told", "social", "jsonld", "feeds", "sitemaps", "api", "templatetags")
DESK_MODELS = {
    "Story", "StoryWriter", "StoryTopic", "StoryPicture", "RelatedTitle", "Revision", "SignOff", "SignOffTakenBack",
    "ImportRun", "ImportedFile", "Original", "Doubt", "Settlement", "SettledDoubt", "Promo", "Proposal", "Fingerprint",
    "LineRule", "Tick", "LedgerEntry", "LedgerSeal", "Redaction", "RevisionName", "Hold", "Debt", "Scratch", "Presence",
    "Mark", "Reply", "Dismissal", "ShareLink", "ShareView", "ReaderReport", "ReportSender", "Notice", "Effect",
    "SearchDocument", "Upload", "SourceTrace", "SourcePair", "ProofreaderTrace", "ProofreaderPair", "WriterTrace",
    "WriterPair", "TranslationFlag", "StyleRule", "StyleRuleVersion", "StyleTrial", "StyleHit", "KnownName",
    "FactTick", "TryCount", "SecondFactor", "Passkey", "RecoveryCode", "DeskSession", "AccessToken",
}  # fmt: skip
READERS_MODELS = {
    "Edition", "EditionPicture", "EditionRelated", "EditionTopic", "EditionWriter", "Picture", "Topic", "Arrangement",
    "OldAddress", "Source", "SourceAlias", "Proofreader", "ProofreaderAlias", "Writer", "WriterAlias", "FrontSection",
    "Generation", "Policy", "PolicyVersion", "PublicDocument", "PublicTerm", "SearchWord", "Slot",
}  # fmt: skip
# The fields and reverse accessors that lead from a reader's model to one of the desk's.
DESK_DOORS = {
    "archive_run", "debt", "from_file", "leads_to", "revision", "stories", "story", "story_rows", "traces",
    "pairs_as_first", "pairs_as_second", "translation_of",
}  # fmt: skip
