"""What the newsroom says of itself on pages of its own: ethics, corrections, ownership. ``policies`` writes them."""

from django.db import models
from django.db.models import Q

from .words import address


class PolicyQuerySet(models.QuerySet):
    def shown(self):
        """Those that readers can read, in the order of the site's foot."""
        return self.filter(is_shown=True).order_by("title", "pk")

    def by_role(self):
        """The policies that readers can read, by what schema.org calls them: ``{"ethicsPolicy": Policy}``.

        Each knows its address (``get_absolute_url``); one that no page has is left out. One query, no texts.
        """
        return {policy.role: policy for policy in self.shown().exclude(role="").defer("body")}


class Policy(models.Model):
    """A page as it stands now. Every save is kept as a ``PolicyVersion``; the address never changes."""

    class Role(models.TextChoices):
        """What the page is to machines: a property of a NewsMediaOrganization (https://schema.org)."""

        PRINCIPLES = "publishingPrinciples", "Publishing principles"
        ETHICS = "ethicsPolicy", "Ethics"
        CORRECTIONS = "correctionsPolicy", "Corrections"
        CHECKING = "verificationFactCheckingPolicy", "Verification and fact-checking"
        SOURCES = "unnamedSourcesPolicy", "Unnamed sources"
        FEEDBACK = "actionableFeedbackPolicy", "Readers’ feedback"
        MASTHEAD = "masthead", "Masthead: who works here"
        OWNERSHIP = "ownershipFundingInfo", "Ownership and funding"
        DIVERSITY = "diversityPolicy", "Diversity"
        MISSION = "missionCoveragePrioritiesPolicy", "Mission and priorities"
        NO_BYLINES = "noBylinesPolicy", "Stories without a byline"

    slug = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    title = models.CharField(max_length=120)
    role = models.CharField(max_length=40, choices=Role.choices, blank=True)
    body = models.TextField()
    is_shown = models.BooleanField(default=True)
    version = models.PositiveIntegerField()
    changed_at = models.DateTimeField()

    objects = PolicyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "policies"
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["role"], condition=Q(is_shown=True) & ~Q(role=""), name="policy_role_once"
            ),
            models.CheckConstraint(
                name="policy_says_something", condition=~Q(slug="") & ~Q(title="") & ~Q(body="")
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address("about", self.slug)


class PolicyVersion(models.Model):
    """A policy as it was saved once: append-only."""

    policy = models.ForeignKey(Policy, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    role = models.CharField(max_length=40, choices=Policy.Role.choices, blank=True)
    body = models.TextField()
    is_shown = models.BooleanField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("auth.User", models.PROTECT, related_name="+")
    saved_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="policy_version_number_once"),
            models.CheckConstraint(name="policy_version_names_who_saved_it", condition=~Q(saved_by_name="")),
        ]

    def __str__(self):
        return f"{self.title}, version {self.number}"
