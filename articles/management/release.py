"""The folder whose code is served, where that may be a link which is turned to another folder."""

import multiprocessing
import multiprocessing.process
import os
import sys
from pathlib import Path


class Release:
    """The folder of the command, under the name by which it was called.

    Where the link leads is looked up once, and again by ``enter``. Until then every process that is begun has its
    working directory, modules, interpreter and packages from one and the same ``folder``, so that none runs half of
    one version and half of another, whenever the link is turned.
    """

    def __init__(self) -> None:
        self._main = sys.modules["__main__"]
        script = getattr(self._main, "__file__", None)
        self._first = Path(script).resolve().parent if script else Path.cwd()
        self._named = _named(self._first)
        self._begun = {"directory": str(Path.cwd()), "script": script, "interpreter": sys.executable}
        self._modules = sys.path.copy()
        self.enter(self._first)

    def enter(self, folder: Path | None = None) -> None:
        """Begin processes from where the link leads now, or from another ``folder``, which is one that was entered
        before.

        Raises ``OSError`` and changes nothing where there is no such folder.
        """
        new = folder or self._named.resolve(strict=True)
        os.chdir(self._within(self._begun["directory"], new))
        self.folder = new
        # What a process that is spawned is told by this one: see ``multiprocessing.spawn.get_preparation_data``.
        multiprocessing.process.ORIGINAL_DIR = str(Path.cwd())  # type: ignore[attr-defined]
        multiprocessing.set_executable(self._within(self._begun["interpreter"], new))
        sys.path[:] = [self._within(path, new) for path in self._modules]
        if self._begun["script"]:
            self._main.__file__ = self._within(self._begun["script"], new)

    def _within(self, path: str, new: Path) -> str:
        """The same place in another folder, if it is in ours at all."""
        for old in (self._named, self._first):
            if Path(path).is_relative_to(old):
                return str(new / Path(path).relative_to(old))
        return path


def _named(folder: Path) -> Path:
    """A folder as whoever began this process called it: by the script's path, from where a shell says that it was
    (``PWD``), or by the interpreter that lies in it.
    """
    called = Path(os.environ.get("PWD", ""), sys.argv[0]).parent, Path(sys.prefix).parent
    return next((name for name in called if name.is_absolute() and _is_one(name, folder)), folder)


def _is_one(name: Path, folder: Path) -> bool:
    try:
        return name.samefile(folder)
    except OSError:
        return False
