"""The newsroom's own pages: written like a story, shown at once, every save of one kept and brought back if need be."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from articles import policies
from articles.desk.base import ReadOnlyAdmin, refuse, tell
from articles.desk.numbers import number
from articles.models import Policy
from articles.rules import Refused

VERSIONS = 50


class PolicyForm(forms.Form):
    title = forms.CharField(label="Title", max_length=120)
    slug = forms.SlugField(
        label="Address",
        max_length=80,
        allow_unicode=True,
        help_text="The last part of the page’s address, as in /about/ethics/. It never changes.",
    )
    role = forms.ChoiceField(
        label="What it is to search engines",
        required=False,
        choices=[("", "A page like any other"), *Policy.Role.choices],
        help_text="So search engines and aggregators find our ethics, our corrections, who owns us.",
    )
    body = forms.CharField(label="Text", widget=forms.Textarea(attrs={"rows": 20}))
    is_shown = forms.BooleanField(label="Readers can read it", required=False, initial=True)

    use_required_attribute = False

    def __init__(self, *args, is_new, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_new:
            del self.fields["slug"]


@admin.register(Policy)
class PolicyAdmin(ReadOnlyAdmin):
    list_display = ("title", "address_shown", "role", "is_shown", "version", "changed_at")
    search_fields = ("title",)
    ordering = ("title",)

    def has_add_permission(self, request):
        return request.user.has_perm("articles.add_policy")

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = PolicyForm(request.POST or None, is_new=True)
        if request.method == "POST" and form.is_valid():
            slug = form.cleaned_data["slug"]
            act = policies.add
            if made := self._done(request, act, slug, form.cleaned_data):
                return HttpResponseRedirect(_address(made))
        context = self.page(request, "A page about us") | {"form": form}
        return TemplateResponse(request, "admin/articles/policy/policy.html", context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The page as it stands, or with the words of ``?version=``, to be saved again."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        policy = get_object_or_404(Policy, pk=number(object_id))
        may_change = request.user.has_perm("articles.change_policy")
        versions = policy.versions.defer("body")
        shown = policy.versions.filter(number=number(request.GET.get("version", ""))).first()
        words = {name: getattr(shown or policy, name) for name in policies.FIELDS}
        form = PolicyForm(request.POST or None, is_new=False, initial=words)
        base = number(request.POST.get("base", policy.version))
        if request.method == "POST" and form.is_valid():
            saved = self._done(request, policies.save, policy, form.cleaned_data, base=base)
            if saved:
                return HttpResponseRedirect(_address(policy))
        context = self.page(request, policy.title) | {
            "form": form,
            "policy": policy,
            "base": base,
            "shown": shown,
            "versions": versions[:VERSIONS],
            "may_change": may_change,
        }
        return TemplateResponse(request, "admin/articles/policy/policy.html", context)

    def _done(self, request, act, which, given, **known):
        try:
            policy = act(which, given, **known, by=request.user, now=timezone.now())
        except Refused as refused:
            refuse(request, refused)
            return None
        tell(request, "Saved: readers see it now." if policy.is_shown else "Saved. Readers cannot read it.")
        return policy

    @admin.display(description="address")
    def address_shown(self, policy):
        address = policy.get_absolute_url()
        return format_html('<a href="{}">{}</a>', address, address) if policy.is_shown else address


def _address(policy):
    return reverse("admin:articles_policy_change", args=[policy.pk])
