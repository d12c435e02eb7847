"""Pictures as the desk holds them. What readers see is copied into editions."""

from django.db import models
from django.db.models import Q


class Picture(models.Model):
    """An image with what belongs to it. ``sha256`` is that of the stored file."""

    image = models.ImageField(upload_to="pictures/%Y/%m", width_field="width", height_field="height")
    width = models.PositiveIntegerField(editable=False, default=0, help_text="Pixels.")
    height = models.PositiveIntegerField(editable=False, default=0, help_text="Pixels.")
    sha256 = models.CharField(max_length=64, editable=False, db_index=True)
    alt = models.CharField(
        "alternative text", max_length=300, help_text="What the picture shows, for readers who cannot see it."
    )
    caption = models.CharField(max_length=600, blank=True)
    credit = models.CharField(max_length=200, blank=True)
    focal_x = models.FloatField(
        default=0.5, help_text="Where the subject is: 0 is the left edge, 1 the right."
    )
    focal_y = models.FloatField(
        default=0.5, help_text="Where the subject is: 0 is the top edge, 1 the bottom."
    )
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("auth.User", models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        ordering = ["-added_at", "-id"]
        indexes = [models.Index(fields=["-added_at", "-id"], name="picture_newest")]
        constraints = [
            models.CheckConstraint(
                name="picture_focal_point_inside",
                condition=Q(focal_x__range=(0, 1), focal_y__range=(0, 1)),
                violation_error_message="The focal point lies inside the picture: from 0 to 1.",
            ),
        ]

    def __str__(self):
        return self.caption or self.alt or self.image.name
