"""Sources, proofreaders and writers: their names, their aliases, and merging two into one."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, OuterRef, Subquery
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.http import urlencode

from articles import credits
from articles.desk import merging
from articles.desk.base import Recorded
from articles.desk.paging import MANY, Capped, KeyedAdmin, Sort
from articles.desk.seen import SeenForm
from articles.desk.story_rows import MOST, TOO_MANY
from articles.models import Proofreader, Source, Story, StoryWriter, Writer
from articles.search.counting import said
from articles.text.keys import name_key


class NamedForm(SeenForm):
    """Refuses a name that stands for somebody else; fills in an address where none is given."""

    class Meta:
        fields = ("name", "slug", "about")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields[
                "slug"
            ].help_text = "The last part of the page’s address. Left empty, it is made from the name."

    def clean_name(self):
        name, kind = self.cleaned_data["name"].strip(), self._meta.model
        _check_free(kind, name, self.instance if self.instance.pk else None)
        if kind.objects.filter(key=name_key(name)).exclude(pk=self.instance.pk).exists():
            raise ValidationError(f"“{name}” was merged into this one and already stands for it.")
        return name

    def clean_slug(self):
        name = self.cleaned_data.get("name", "")
        return self.cleaned_data["slug"] or credits.free_slug(self._meta.model, name)


def _check_free(kind, name, owner):
    try:
        credits.check_free(kind, name, owner=owner)
    except credits.NameTaken as taken:
        raise ValidationError(str(taken)) from taken


class AliasForm(forms.ModelForm):
    def clean_name(self):
        name, alias = self.cleaned_data["name"].strip(), self.instance
        kind = alias._meta.get_field("owner").related_model
        _check_free(kind, name, alias.owner if alias.owner_id else None)
        if name_key(name) != alias.key and credits.resolve(kind, name):
            raise ValidationError(f"“{name}” already stands for this one.")
        return name


class AliasRows(forms.BaseInlineFormSet):
    default_error_messages = forms.BaseInlineFormSet.default_error_messages | TOO_MANY

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.absolute_max = MOST + len(self.get_queryset())

    def clean(self):
        super().clean()
        names = [form.cleaned_data.get("name", "") for form in self.forms if form.is_valid()]
        keys = [name_key(name) for name in names if name]
        if len(keys) != len(set(keys)):
            raise ValidationError("One alias stands here twice.")


class AliasInline(admin.TabularInline):
    template = "admin/articles/aliases.html"  # the stock one has fields without a label
    form = AliasForm
    formset = AliasRows
    fields = ("name",)
    extra = 1
    verbose_name = "alias"
    verbose_name_plural = "aliases"


class NamedAdmin(Recorded, KeyedAdmin):
    """A list with its counts in the one query; a form with its aliases; a page that merges."""

    list_display = ("name", "story_count", "alias_count")
    change_list_template = "admin/articles/named_list.html"
    search_fields = ("name", "aliases__name")
    search_help_text = "A name or an alias."
    fields = ("name", "slug", "about")
    form = NamedForm
    sorts = {"name": Sort("By name", ("key",))}
    filter_key: str
    readonly_fields = ()

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("merged_into")
        if request.path == reverse("admin:autocomplete"):
            return rows
        aliases = self.model.objects.filter(pk=OuterRef("pk")).values("pk").annotate(count=Count("aliases"))
        return rows.annotate(
            stories_held=Capped(self.stories_of(OuterRef("pk")).order_by().values("pk")[: MANY + 1]),
            aliases_held=Subquery(aliases.values("count")),
        )

    def stories_of(self, pk):
        """What makes stories those of one name."""
        return Story.objects.filter(**{self.filter_key: pk})

    def changelist_view(self, request, extra_context=None):
        pairs = credits.PAIRS[self.model].objects.open().count() if self.has_change_permission(request) else 0
        near = {"near": pairs, "near_kind": self.opts.model_name}
        return super().changelist_view(request, (extra_context or {}) | near)

    def get_search_results(self, request, queryset, search_term):
        if request.path == reverse("admin:autocomplete"):
            queryset = queryset.standing()
        return super().get_search_results(request, queryset, search_term)

    def get_list_filter(self, request):
        return (MergedFilter,)

    @admin.display(description="stories")
    def story_count(self, row):
        if not row.stories_held:
            return 0
        query = urlencode({self.filter_key: row.name})
        return format_html(
            '<a href="{}?{}">{}</a>',
            reverse("admin:articles_story_changelist"),
            query,
            said(row.stories_held),
        )

    @admin.display(description="aliases")
    def alias_count(self, row):
        return row.aliases_held

    def get_urls(self):
        name = f"articles_{self.opts.model_name}_merge"
        merge = self.admin_site.admin_view(self.merge_view)
        return [path("<row:pk>/merge/", merge, name=name), *super().get_urls()]

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        credits.note([form.instance])

    def merge_view(self, request, pk):
        return merging.merge(self, request, pk)

    def has_change_permission(self, request, obj=None):
        # What was merged is a signpost now: whoever wants it changed changes the one that it points to.
        return super().has_change_permission(request, obj) and not (obj and obj.merged_into_id)

    def render_change_form(self, request, context, **kwargs):
        row = context.get("original")
        if row and self.has_change_permission(request, row):
            context["merge_address"] = reverse(f"admin:articles_{self.opts.model_name}_merge", args=[row.pk])
        elif row and row.merged_into_id and super().has_change_permission(request):
            context["apart_address"] = reverse(
                "admin:articles_names_apart", args=[self.opts.model_name, row.pk]
            )
        return super().render_change_form(request, context, **kwargs)


class MergedFilter(admin.SimpleListFilter):
    title = "merged"
    parameter_name = "merged"

    def lookups(self, request, model_admin):
        return [("merged", "Merged into another"), ("all", "All")]

    def choices(self, changelist):
        for choice in super().choices(changelist):
            yield choice | ({"display": "Standing"} if choice["selected"] and not self.value() else {})

    def queryset(self, request, queryset):
        if self.value() == "all" or not request.resolver_match.url_name.endswith("_changelist"):
            return queryset
        return queryset.exclude(merged_into=None) if self.value() else queryset.standing()


def inline(kind):
    return type(f"{kind.__name__}AliasInline", (AliasInline,), {"model": credits.ALIASES[kind]})


@admin.register(Source)
class SourceAdmin(NamedAdmin):
    inlines = (inline(Source),)
    filter_key = "source"


class PersonAdmin(NamedAdmin):
    list_display = (*NamedAdmin.list_display, "user")
    list_select_related = ("user",)
    fields = (*NamedAdmin.fields, "user")
    autocomplete_fields = ()


@admin.register(Proofreader)
class ProofreaderAdmin(PersonAdmin):
    inlines = (inline(Proofreader),)
    filter_key = "proofreader"


@admin.register(Writer)
class WriterAdmin(PersonAdmin):
    inlines = (inline(Writer),)
    filter_key = "writer"

    def stories_of(self, pk):
        return StoryWriter.objects.filter(writer=pk)
