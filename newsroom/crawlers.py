"""The crawlers of those who build answers with AI, by the job they do. Names are the tokens of robots.txt (RFC 9309).

A list to keep up with, from what their owners say of them. A newsroom decides job by job, not crawler by crawler.
"""

from typing import NamedTuple


class Job(NamedTuple):
    """``purpose`` is said in robots.txt, above the crawlers that are kept out for it."""

    purpose: str
    agents: tuple[str, ...]


JOBS = {
    "training": Job(
        "To train models",
        (
            "GPTBot", "ClaudeBot", "anthropic-ai", "CCBot", "Google-Extended", "Applebot-Extended",
            "meta-externalagent", "FacebookBot", "Bytespider", "Amazonbot", "cohere-training-data-crawler",
            "AI2Bot", "Diffbot", "Omgili", "PanguBot",
        ),
    ),
    "search": Job(
        "To answer from an index of their own",
        ("OAI-SearchBot", "Claude-SearchBot", "PerplexityBot", "DuckAssistBot", "YouBot"),
    ),
    "fetching": Job(
        "To read a page for somebody who asked",
        ("ChatGPT-User", "Claude-User", "Perplexity-User", "MistralAI-User", "meta-externalfetcher"),
    ),
}  # fmt: skip
