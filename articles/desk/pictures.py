"""Pictures: taken in through ``articles.pictures``, with the words and the focal point that belong to them."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count
from django.utils import timezone
from django.utils.html import format_html

from articles import pictures
from articles.desk.base import DeskAdmin
from articles.models import Picture


class PictureForm(forms.ModelForm):
    # Not Django's ImageField: what is a picture is decided in one place, which also writes it anew.
    image = forms.FileField(
        label="Picture", help_text="JPEG, PNG, WebP or AVIF. It is kept without its metadata."
    )

    class Meta:
        model = Picture
        fields = ("image", "alt", "caption", "credit", "focal_x", "focal_y")
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
        return self.prepared.file()


@admin.register(Picture)
class PictureAdmin(DeskAdmin):
    form = PictureForm
    list_display = ("thumbnail", "alt", "caption", "credit", "story_count", "added_at")
    list_display_links = ("thumbnail", "alt")
    search_fields = ("alt", "caption", "credit")
    ordering = ("-added_at", "-id")
    fields = ("preview", "image", "alt", "caption", "credit", ("focal_x", "focal_y"))
    readonly_fields = ("preview",)

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(stories_held=Count("story_rows"))

    def get_fields(self, request, obj=None):
        return self.fields if obj else self.fields[1:]

    def has_delete_permission(self, request, obj=None):
        if not obj or obj.story_rows.exists() or obj.edition_rows.exists():
            return False
        return admin.ModelAdmin.has_delete_permission(self, request, obj)

    def save_model(self, request, obj, form, change):
        if form.prepared:
            obj.sha256 = form.prepared.sha256
        if not change:
            obj.added_at, obj.added_by = timezone.now(), request.user
        super().save_model(request, obj, form, change)

    @admin.display(description="picture")
    def thumbnail(self, picture):
        return format_html(
            '<img class="thumbnail" src="{}" alt="Picture {}" loading="lazy">', picture.image.url, picture.pk
        )

    @admin.display(description="As it is")
    def preview(self, picture):
        return format_html(
            '<img class="preview" src="{}" alt="{}"><span class="quiet">{} × {} pixels</span>',
            picture.image.url,
            picture.alt,
            picture.width,
            picture.height,
        )

    @admin.display(description="stories")
    def story_count(self, picture):
        return picture.stories_held
