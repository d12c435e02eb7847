"""The lock files hold what `pyproject.toml` asks for, by hash, and name no place to fetch it from."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

TOP = Path(__file__).parent.parent
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text())
RUN = PROJECT["project"]["dependencies"]
S3 = [*RUN, *PROJECT["project"]["optional-dependencies"]["s3"]]
WORK = [*S3, *PROJECT["dependency-groups"]["tests"], *PROJECT["dependency-groups"]["quality"]]
LOCKS = ("requirements.lock", "newsroom/deploy/s3.lock", "tests/requirements.lock")


def pins(lock: str) -> dict[str, str]:
    found = re.findall(r"^([a-z0-9-]+)==(\S+)(?: ; .+?)? \\$", (TOP / lock).read_text(), flags=re.MULTILINE)
    return dict(found)


@pytest.mark.parametrize(("lock", "asked"), list(zip(LOCKS, (RUN, S3, WORK), strict=True)))
def test_lock_gives_what_the_project_asks_for(lock: str, asked: list[str]) -> None:
    held = pins(lock)
    for requirement in map(Requirement, asked):
        assert held[canonicalize_name(requirement.name)] in requirement.specifier


def test_work_is_done_with_the_versions_that_run() -> None:
    run, with_s3, work = map(pins, LOCKS)
    assert run.items() < with_s3.items() < work.items()


def test_running_installs_no_tool_of_work() -> None:
    for lock in LOCKS[:2]:
        assert not {"pytest", "playwright", "mypy", "ruff", "moto"} & pins(lock).keys()


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_is_hashes_and_no_addresses(lock: str) -> None:
    text = (TOP / lock).read_text()
    assert "//" not in text
    for entry in re.split(r"\n(?=\S)", text.strip()):
        assert re.fullmatch(r"\S+==\S+( ; .+?)?( \\\n    --hash=sha256:[0-9a-f]{64})+", entry)
