"""The addresses of the proof page."""

from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from articles.desk.base import refuse
from articles.desk.proof import facts, sending
from articles.desk.proof.page import context


class ProofPages:
    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<row:pk>/proof/", wrap(self.proof_view), name="articles_story_proof"),
            path("<row:pk>/proof/sign/", wrap(self.proof_sign_view), name="articles_story_proof_sign"),
            path("<row:pk>/proof/facts/", wrap(self.proof_facts_view), name="articles_story_facts"),
            path("<row:pk>/proof/earlier/", wrap(self.proof_earlier_view), name="articles_story_earlier"),
            path("<row:pk>/proof/<slug:act>/", wrap(self.proof_act_view), name="articles_story_proof_act"),
            *super().get_urls(),
        ]

    def proof_view(self, request, pk):
        story = self.visible(request, pk)
        found = context(request, story, timezone.now())
        page = self.page(request, "Proof") | {"subtitle": str(story)}
        return TemplateResponse(request, "admin/articles/proof/proof.html", page | found)

    def proof_sign_view(self, request, pk):
        return self._posted(request, pk, sending.sign)

    def proof_facts_view(self, request, pk):
        return self._posted(request, pk, facts.tick)

    def proof_earlier_view(self, request, pk):
        return facts.earlier(request, self.visible(request, pk), self.page(request, "Said before"))

    def proof_act_view(self, request, pk, act):
        return self._posted(request, pk, lambda request, story: sending.send(request, story, act))

    def _posted(self, request, pk, do):
        story = self.visible(request, pk)
        if request.method == "POST":
            return do(request, story)
        refuse(request, "Nothing was done, since you were logged out. Press the button again.")
        return HttpResponseRedirect(reverse("admin:articles_story_proof", args=[story.pk]))
