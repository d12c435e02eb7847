"""A folder whose code is served, and the link to it that is turned to another."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent
SCRIPT = """
import multiprocessing
import sys
from pathlib import Path

import told
from articles.management.release import Release

def turn(folder):
    link.unlink()
    link.symlink_to(folder)

def tell():
    process = multiprocessing.get_context("spawn").Process(target=told.tell)
    process.start()
    process.join()

if __name__ == "__main__":
    link = Path(sys.argv[1])
    release = Release()
    turn("v2")
    tell()
    release.enter()
    tell()
    turn("nowhere")
    try:
        release.enter()
    except FileNotFoundError:
        tell()
    release.enter(link.parent / "v1")
    tell()
"""
TOLD = """
import sys
from pathlib import Path

def tell():
    main = sys.modules["__main__"].__file__
    places = [__file__, main, Path.cwd() / "it", Path(sys.prefix)]
    print(*sorted({Path(place).parent.name for place in places} - {OUTSIDE}), flush=True)
"""


@pytest.fixture
def link(tmp_path) -> Path:
    for name in ("v1", "v2"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "manage.py").write_text(SCRIPT)
        (folder / "told.py").write_text(TOLD.replace("OUTSIDE", repr(Path(sys.prefix).parent.name)))
    (tmp_path / "link").symlink_to("v1")
    return tmp_path / "link"


def told(link: Path, *command: str, pwd: str = "") -> list[str]:
    own = os.environ | {"PYTHONPATH": f"{TOP}:{os.pathsep.join(sys.path)}", "PWD": pwd}
    done = subprocess.run(
        [*command, str(link)], cwd=link, env=own, check=True, capture_output=True, text=True
    )
    return done.stdout.splitlines()


TURNED = ["v1", "v2", "v2", "v1"]


def test_its_name_is_that_of_the_script(link):
    assert told(link, sys.executable, str(link / "manage.py")) == TURNED


def test_its_name_is_where_a_shell_is(link):
    assert told(link, sys.executable, "manage.py", pwd=str(link)) == TURNED


def test_its_name_is_that_of_the_folder_with_the_interpreter(link):
    for name in ("v1", "v2"):
        command = [sys.executable, "-m", "venv", "--without-pip", str(link.parent / name / ".venv")]
        subprocess.run(command, check=True)
    assert told(link, str(link / ".venv/bin/python"), "manage.py", pwd="/") == TURNED


def test_without_a_name_it_is_what_it_was(link):
    assert told(link, sys.executable, "manage.py", pwd="/") == ["v1", "v1", "v1"]
