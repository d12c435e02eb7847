"""A story's evidence: one page to be read or printed, and one file that proves itself."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from articles import evidence
from articles.models import FAR_FUTURE

JSON = {"ensure_ascii": False, "indent": 1}


class EvidencePages:
    """The addresses of a story's evidence, for who may see the ledger."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<row:pk>/evidence/", wrap(self.evidence_view), name="articles_story_evidence"),
            path("<row:pk>/evidence.json", wrap(self.evidence_file), name="articles_story_evidence_file"),
            *super().get_urls(),
        ]

    def evidence_view(self, request, pk):
        story = self._provable(request, pk)
        context = {
            **self.page(request, "Evidence"),
            "subtitle": str(story),
            "story": story,
            "record": evidence.Record(story),
            "far_future": FAR_FUTURE,
            "now": timezone.now(),
        }
        return TemplateResponse(request, "admin/articles/story/evidence.html", context)

    def evidence_file(self, request, pk):
        story = self._provable(request, pk)
        response = JsonResponse(evidence.of(story, now=timezone.now()), json_dumps_params=JSON)
        response["Content-Disposition"] = f'attachment; filename="{evidence.name_of_file(story)}"'
        return response

    def _provable(self, request, pk):
        if not request.user.has_perm("articles.view_ledgerentry"):
            raise PermissionDenied
        return self.visible(request, pk)
