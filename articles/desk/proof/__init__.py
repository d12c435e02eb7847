"""The proof page: a story as readers will see it, with what is to be settled in the margin beside its words."""

from articles.desk.proof.pages import ProofPages

__all__ = ["ProofPages"]
