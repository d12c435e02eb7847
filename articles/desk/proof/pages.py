"""The addresses of the proof page."""

from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from articles.desk.proof import facts, sending
from articles.desk.proof.page import context
from articles.desk.story_pages import posted_from


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

    @posted_from("proof")
    def proof_sign_view(self, request, pk):
        return sending.sign(request, self.visible(request, pk))

    @posted_from("proof")
    def proof_facts_view(self, request, pk):
        return facts.tick(request, self.visible(request, pk))

    def proof_earlier_view(self, request, pk):
        return facts.earlier(request, self.visible(request, pk), self.page(request, "Said before"))

    @posted_from("proof")
    def proof_act_view(self, request, pk, act):
        return sending.send(request, self.visible(request, pk), act)
