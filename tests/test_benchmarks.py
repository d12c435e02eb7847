"""The benchmarks can be begun: none asks for a module that was renamed or went."""

from importlib import import_module
from pathlib import Path

import pytest

NAMES = [path.stem for path in sorted((Path(__file__).parent / "benchmarks").glob("*.py"))]


@pytest.mark.once
@pytest.mark.parametrize("name", NAMES)
def test_it_is_whole(name, monkeypatch):
    monkeypatch.setenv("CONSTANT", __file__)
    import_module(f"tests.benchmarks.{name}")
