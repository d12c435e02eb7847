"""The style book: rules that the desk writes, every state that one ever had, and what one would find in the archive."""

from django.db import models
from django.db.models import Q


class RuleFields(models.Model):
    """What a rule says, as ``text.style.HouseRule`` has it, and where it is in force: for stories of a section, which
    is a topic, or for all.
    """

    class Kind(models.TextChoices):
        WORDS = "words", "A list of words"
        PATTERN = "pattern", "A pattern"

    class State(models.TextChoices):
        DRAFT = "draft", "Being tried"
        LIVE = "live", "Live"
        RETIRED = "retired", "Retired"

    class Severity(models.TextChoices):
        BLOCK = "block", "Block: nobody signs before it is mended or dismissed"
        WARN = "warn", "Warn: whoever proofreads is told"
        INFO = "info", "Inform: told where asked for"

    name = models.CharField(max_length=80)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.WORDS)
    find = models.TextField()
    replacement = models.CharField(max_length=200, blank=True)
    message = models.CharField(max_length=300, blank=True)
    severity = models.CharField(max_length=5, choices=Severity.choices, default=Severity.WARN)
    reason = models.CharField(max_length=500)
    section = models.ForeignKey("articles.Topic", models.PROTECT, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=35, blank=True, default="en")
    spares_quotations = models.BooleanField(default=True)
    whole_words = models.BooleanField(default=True)
    heeds_case = models.BooleanField(default=False)

    class Meta:
        abstract = True


class StyleRuleQuerySet(models.QuerySet):
    def live(self):
        return self.filter(state=StyleRule.State.LIVE)


class StyleRule(RuleFields):
    """A rule as it stands now. Each of its states is kept as a ``StyleRuleVersion``; its code never changes.

    ``version`` is the number of the last of them, ``wording`` that of the last which changed what the rule finds.
    """

    code = models.SlugField(max_length=40, unique=True)
    version = models.PositiveIntegerField()
    wording = models.PositiveIntegerField()
    changed_at = models.DateTimeField()

    objects = StyleRuleQuerySet.as_manager()

    class Meta:
        verbose_name = "rule of the style book"
        verbose_name_plural = "style book"
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="style_rule_says_something", condition=~Q(name="") & ~Q(find="") & ~Q(reason="")
            ),
            models.CheckConstraint(
                name="style_rule_state_is_known", condition=Q(state__in=["draft", "live", "retired"])
            ),
        ]

    def __str__(self):
        return self.name


class StyleRuleVersion(RuleFields):
    """A rule as it was once: append-only. ``number`` counts through the whole book, so that the last says which book it
    is.
    """

    rule = models.ForeignKey(StyleRule, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(unique=True)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("auth.User", models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)

    class Meta:
        default_permissions = ()
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(name="style_rule_version_names_who", condition=~Q(by_name="")),
        ]

    def __str__(self):
        return f"{self.name}, version {self.number}"


class StyleTrial(models.Model):
    """How far a rule was tried over all stories, and what it came to: the last trial of each."""

    rule = models.OneToOneField(StyleRule, models.CASCADE, related_name="trial")
    wording = models.PositiveIntegerField()
    last_story = models.PositiveBigIntegerField(default=0)
    seen = models.PositiveIntegerField(default=0, help_text="Stories.")
    found = models.PositiveIntegerField(default=0, help_text="Places.")
    begun_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    by = models.ForeignKey("auth.User", models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.rule}: {self.seen} stories"


class StyleHit(models.Model):
    """What a trial found in one story: in what readers see, and in the working copy where that says otherwise.

    ``examples`` are the first places: ``where``, the words ``before`` and ``after`` it, ``said``, ``proposed`` (None
    where nothing is), ``is_copy``.
    """

    trial = models.ForeignKey(StyleTrial, models.CASCADE, related_name="hits")
    story = models.ForeignKey("articles.Story", models.CASCADE, related_name="+")
    shown = models.PositiveIntegerField(help_text="Places that readers see.")
    drafted = models.PositiveIntegerField(help_text="Places of the working copy.")
    examples = models.JSONField(default=list)

    class Meta:
        default_permissions = ()
        ordering = ["-story_id"]
        constraints = [models.UniqueConstraint(fields=["trial", "story"], name="style_hit_once_a_story")]

    def __str__(self):
        return f"{self.shown + self.drafted} in story {self.story_id}"

    @property
    def more(self):
        """Places of it that are not among the examples."""
        return self.shown + self.drafted - len(self.examples)
