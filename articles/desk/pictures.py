"""Pictures: taken in through ``articles.pictures``, with the words and the focal point that belong to them."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db.models import OuterRef
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from articles import pictures
from articles.desk.base import Recorded
from articles.desk.paging import MANY, Capped, KeyedAdmin, Sort
from articles.desk.picture_files import PictureFiles
from articles.desk.seen import SeenForm
from articles.models import Picture, StoryPicture
from articles.pictures.renditions import SHAPES
from articles.search.counting import said


class PictureForm(SeenForm):
    # Not Django's ImageField: what is a picture is decided in one place, which also writes it anew.
    image = forms.FileField(
        label="Picture", help_text="JPEG, PNG, WebP or AVIF. It is kept without its metadata."
    )

    class Meta:
        model = Picture
        fields = ("image", "alt", "caption", "credit", "focal_x", "focal_y")
        labels = {"focal_x": "Focal point, across", "focal_y": "Focal point, down"}
        widgets = {
            "caption": forms.Textarea(attrs={"rows": 3}),
            "focal_x": forms.NumberInput(attrs={"min": 0, "max": 1, "step": 0.01}),
            "focal_y": forms.NumberInput(attrs={"min": 0, "max": 1, "step": 0.01}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.prepared = None
        if self.instance.pk and "image" in self.fields:
            self.fields["image"].widget = forms.FileInput()
            self.fields["image"].label = "Another file"

    def clean_image(self):
        file = self.cleaned_data["image"]
        if not isinstance(file, UploadedFile):
            return file
        try:
            self.prepared = pictures.prepare(file)
        except pictures.NotAPicture as refused:
            raise ValidationError(str(refused)) from refused
        taken = self.prepared.file()
        try:
            default_storage.exists(taken.name)
        except ConnectionError as problem:  # said here, where nothing that was typed beside it is lost
            raise ValidationError(
                "Pictures cannot be kept just now, as their store does not answer. Choose the file again in a moment."
            ) from problem
        return taken


@admin.register(Picture)
class PictureAdmin(PictureFiles, Recorded, KeyedAdmin):
    class Media:
        css = {"all": ["desk/pictures.css"]}

    form = PictureForm
    list_display = ("thumbnail", "alt", "caption", "credit", "story_count", "added_at")
    list_display_links = ("thumbnail", "alt")
    search_fields = ("alt", "caption", "credit")
    looked_through = 3000
    sorts = {"newest": Sort("Newest", ("added_at", "id"), is_falling=True)}

    def get_queryset(self, request):
        held = StoryPicture.objects.filter(picture=OuterRef("pk")).order_by().values("pk")
        return super().get_queryset(request).annotate(stories_held=Capped(held[: MANY + 1]))

    def get_fieldsets(self, request, obj=None):
        rest = (("focal_x", "focal_y"), "alt", "caption", "credit")
        if not obj:
            return [(None, {"fields": ("image", "preview", *rest)})]
        fields = ("preview", *rest) if self._keeps_its_file(request, obj) else ("image", "preview", *rest)
        return [(None, {"fields": fields, "description": self._standing(request, obj)})]

    def get_readonly_fields(self, request, obj=None):
        return ("preview", "image") if obj and self._keeps_its_file(request, obj) else ("preview",)

    def _keeps_its_file(self, request, obj):
        """A published file is never replaced: what readers saw stays what it was."""
        return obj.edition_rows.exists() or not self.has_change_permission(request, obj)

    def _standing(self, request, obj):
        """Why the picture, or its file, is only shown."""
        if reason := pictures.why_fixed(obj, request.user):
            return reason
        if obj.edition_rows.exists():
            return "This picture was published, so its file stays. Take in another one as a new picture."
        return ""

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not (
            obj and pictures.why_fixed(obj, request.user)
        )

    def has_delete_permission(self, request, obj=None):
        if not obj or obj.story_rows.exists() or obj.edition_rows.exists():
            return False
        return admin.ModelAdmin.has_delete_permission(self, request, obj)

    def save_model(self, request, obj, form, change):
        if change:
            # Locked, so that nobody publishes the picture between this look and the writing.
            held = Picture.objects.select_for_update().get(pk=obj.pk)
            if not self.has_change_permission(request, held):
                raise PermissionDenied
            if form.prepared and self._keeps_its_file(request, held):
                raise PermissionDenied("This picture was published meanwhile, so its file stays.")
        else:
            obj.added_at, obj.added_by = timezone.now(), request.user
        if form.prepared:
            obj.sha256 = form.prepared.sha256
        super().save_model(request, obj, form, change)

    def delete_model(self, request, obj):
        # Locked, so that nobody puts it into a story between this look and the end; who comes second finds it gone.
        held = Picture.objects.select_for_update().filter(pk=obj.pk).first()
        if held and not self.has_delete_permission(request, held):
            raise PermissionDenied("Somebody put this picture into a story meanwhile, so it stays.")
        if held:
            super().delete_model(request, held)

    def recorded(self, obj):
        return {"alt": obj.alt, "caption": obj.caption, "credit": obj.credit, "sha256": obj.sha256}

    @admin.display(description="picture")
    def thumbnail(self, picture):
        return format_html(
            '<img class="thumbnail" src="{}" alt="Picture {}" loading="lazy">',
            reverse("admin:articles_picture_thumbnail", args=[picture.pk]),
            picture.pk,
        )

    @admin.display(description="Preview")
    def preview(self, picture):
        """The picture with its focal point; before there is one, what a script needs to show a chosen file so."""
        address = picture.pk and reverse("admin:articles_picture_preview", args=[picture.pk])
        context = {"picture": picture, "address": address, "shapes": filter(None, SHAPES.values())}
        return render_to_string("admin/articles/picture/_focal.html", context)

    @admin.display(description="stories")
    def story_count(self, picture):
        return said(picture.stories_held)
