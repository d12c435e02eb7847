"""The addresses of the proof page."""

from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from articles.desk import reading
from articles.desk.base import posted_from
from articles.desk.proof import facts, sending
from articles.desk.proof.page import context
from articles.desk.saying import MarkForm


class ProofPages:
    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<row:pk>/proof/", wrap(self.proof_view), name="articles_story_proof"),
            path("<row:pk>/proof/sign/", wrap(self.proof_sign_view), name="articles_story_proof_sign"),
            path("<row:pk>/proof/say/", wrap(self.proof_say_view), name="articles_story_proof_say"),
            path("<row:pk>/proof/facts/", wrap(self.proof_facts_view), name="articles_story_facts"),
            path("<row:pk>/proof/earlier/", wrap(self.proof_earlier_view), name="articles_story_earlier"),
            path("<row:pk>/proof/<slug:act>/", wrap(self.proof_act_view), name="articles_story_proof_act"),
            *super().get_urls(),
        ]

    def proof_view(self, request, pk):
        return self._proof(request, self.visible(request, pk))

    def _proof(self, request, story, form=None):
        found = context(request, story, timezone.now(), form)
        page = self.page(request, "Proof") | {"subtitle": str(story)}
        return TemplateResponse(request, "admin/articles/proof/proof.html", page | found)

    @posted_from("story_proof")
    def proof_sign_view(self, request, pk):
        return sending.sign(request, self.visible(request, pk))

    @posted_from("story_proof")
    def proof_say_view(self, request, pk):
        story = self.visible(request, pk)
        answer = reading.say(request, story)
        return self._proof(request, story, answer) if isinstance(answer, MarkForm) else answer

    @posted_from("story_proof")
    def proof_facts_view(self, request, pk):
        return facts.tick(request, self.visible(request, pk))

    def proof_earlier_view(self, request, pk):
        return facts.earlier(request, self.visible(request, pk), self.page(request, "Said before"))

    @posted_from("story_proof")
    def proof_act_view(self, request, pk, act):
        return sending.send(request, self.visible(request, pk), act)
