"""The rules of the house, read off its code: who imports whom, what the site may name, how long things get.

Each rule is a function that takes a `House` and yields a sentence for every breach.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from tests.plan import (
    DESK_DOORS,
    DESK_MODELS,
    FLOORS,
    IMPORTING,
    IMPURE_CALLS,
    IMPURE_MODULES,
    OUTSIDE,
    PURE,
    SITE,
)

ORDER = {room: (floor, place) for floor, rooms in enumerate(FLOORS) for place, room in enumerate(rooms)}
_DOOR = "|".join(sorted(DESK_DOORS))
THROUGH_A_DOOR = re.compile(rf"\.({_DOOR})\b|(^|__|-|\W)({_DOOR})__|__({_DOOR})$")

FUNCTION_LINES, TEST_LINES, MODULE_LINES, TEMPLATE_LINES = 60, 25, 300, 130
LONGER: dict[str, str] = {}  # by "path" or "path::name", with a reason that a reader would accept


@dataclass(frozen=True)
class Import:
    line: int
    target: str  # a module, or a name in one: "articles.press.publish"


@dataclass(frozen=True)
class Module:
    path: str  # from the top of the project
    name: str
    tree: ast.Module
    lines: int

    @property
    def room(self) -> str:
        return room_of(self.name)

    @cached_property
    def imports(self) -> list[Import]:
        """All of them: inside functions and for type checkers too."""
        found = []
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found += [Import(node.lineno, alias.name) for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                base = self._absolute(node)
                found += [Import(node.lineno, f"{base}.{alias.name}") for alias in node.names]
        return found

    def _absolute(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        is_package = self.path.endswith("__init__.py")
        package = self.name.split(".") if is_package else self.name.split(".")[:-1]
        return ".".join([*package[: len(package) - node.level + 1], *filter(None, [node.module])])


def room_of(name: str) -> str:
    """What stands directly under `articles`; nothing for `articles` itself."""
    return name.partition(".")[2].partition(".")[0]


class House:
    def __init__(self, top: Path) -> None:
        self.top = top
        self.modules = {module.name: module for module in self._read("articles")}
        self.tests = list(self._read("tests"))

    def _read(self, folder: str) -> Iterator[Module]:
        for path in sorted((self.top / folder).rglob("*.py")):
            relative = path.relative_to(self.top)
            name = ".".join(relative.with_suffix("").parts).removesuffix(".__init__")
            source = path.read_text()
            yield Module(relative.as_posix(), name, ast.parse(source), source.count("\n"))

    def templates(self, folder: str = "templates") -> Iterator[tuple[str, str]]:
        for path in sorted((self.top / folder).rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                yield path.relative_to(self.top).as_posix(), path.read_text()

    def module_of(self, target: str) -> str:
        """The module that an import reaches: itself, or the one that holds the name."""
        return target if target in self.modules else target.rpartition(".")[0]

    def steps(self) -> Iterator[tuple[Module, Import, str]]:
        """Every import of one of our modules by another, with the name of the module reached."""
        for module in self.modules.values():
            for step in module.imports:
                if step.target.split(".")[0] == "articles":
                    yield module, step, self.module_of(step.target)


def every_room_has_a_floor(house: House) -> Iterator[str]:
    for module in house.modules.values():
        if module.room not in ORDER and module.room not in OUTSIDE and module.room:
            yield f"{module.path}: the room {module.room!r} stands on no floor"


def imports_look_down(house: House) -> Iterator[str]:
    for module, step, target in house.steps():
        here, there = module.room, room_of(target)
        if here == there and here:
            continue
        if here not in ORDER or there not in ORDER:
            yield f"{module.path}:{step.line}: {step.target} joins a place that is no room"
        elif ORDER[there] > ORDER[here]:
            yield f"{module.path}:{step.line}: {here} may not import {there}, which does not lie below it"


def the_mail_room_looks_down(house: House) -> Iterator[str]:
    order = {room: place for place, room in enumerate(IMPORTING)}
    for module, step, target in house.steps():
        here, there = (room_of(name.partition(".")[2]) for name in (module.name, target))
        if module.room == "importing" and here and here not in order:
            yield f"{module.path}: {here!r} has no place in the order of the mail room"
        elif module.room == room_of(target) == "importing" and here and order.get(there, 0) > order[here]:
            yield f"{module.path}:{step.line}: {here} may not import {there}, which does not lie below it"


def no_circles(house: House) -> Iterator[str]:
    graph: dict[str, set[str]] = {name: set() for name in house.modules}
    for module, _step, target in house.steps():
        graph[module.name].add(target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        yield "a circle of imports: " + " → ".join(reversed(circle.args[1]))


def configuration_is_not_imported(house: House) -> Iterator[str]:
    for module in house.modules.values():
        for step in module.imports:
            if step.target.split(".")[0] in ("newsroom", "tests"):
                yield f"{module.path}:{step.line}: articles may not import {step.target}"


def nothing_is_imported_by_name(house: House) -> Iterator[str]:
    """An import that only shows when it runs would escape all the other rules.

    One migration may so import another: its name starts with a digit.
    """
    for module in house.modules.values():
        if module.room == "migrations":
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and _called(node) in (
                "__import__",
                "import_module",
                "import_string",
            ):
                yield f"{module.path}:{node.lineno}: {_called(node)}() hides an import"


def models_have_one_door(house: House) -> Iterator[str]:
    for module, step, target in house.steps():
        if module.room != "models" and target.startswith("articles.models."):
            yield f"{module.path}:{step.line}: import from articles.models, not from {target}"


def ground_floor_is_pure(house: House) -> Iterator[str]:
    """No Django, no clock, no disk, no chance."""
    for module in house.modules.values():
        if module.room != PURE:
            continue
        for step in module.imports:
            if step.target.split(".")[0] in IMPURE_MODULES:
                yield f"{module.path}:{step.line}: the ground floor may not import {step.target}"
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and _called(node) in IMPURE_CALLS:
                yield f"{module.path}:{node.lineno}: the ground floor may not call {_called(node)}()"


def site_names_no_desk_model(house: House) -> Iterator[str]:
    for module in house.modules.values():
        if module.room in SITE:
            ours = {step.target.rpartition(".")[2] for step in module.imports if step.target in house.modules}
            for line, said in _said(module.tree, ours):
                if said in DESK_MODELS or THROUGH_A_DOOR.search(said):
                    yield f"{module.path}:{line}: the site may not name {said}"


def site_templates_name_no_desk_model(house: House) -> Iterator[str]:
    for path, source in house.templates("templates/site"):
        for number, line in enumerate(source.splitlines(), start=1):
            tags = " ".join(re.findall(r"\{[{%].*?[%}]\}", line))
            if found := THROUGH_A_DOOR.search(tags):
                yield f"{path}:{number}: the site may not name {found[0]}"


def nothing_is_too_long(house: House) -> Iterator[str]:
    used = set()
    for key, lines, budget in _lengths(house):
        if lines > budget:
            used.add(key)
            if key not in LONGER:
                yield f"{key} has {lines} lines; the budget is {budget}"
    for key in LONGER.keys() - used:
        yield f"{key} is listed as longer than its budget, and is not"


def _lengths(house: House) -> Iterator[tuple[str, int, int]]:
    for module in [*house.modules.values(), *house.tests]:
        if module.room == "migrations":
            continue
        yield module.path, module.lines, MODULE_LINES
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                is_test = module in house.tests and node.name.startswith("test_")
                length = node.end_lineno - node.lineno + 1
                yield f"{module.path}::{node.name}", length, TEST_LINES if is_test else FUNCTION_LINES
    for path, source in house.templates():
        yield path, source.count("\n"), TEMPLATE_LINES


def _called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _said(tree: ast.Module, modules: set[str]) -> Iterator[tuple[int, str]]:
    """What code can name a model or reach a row by: names, `.attributes`, strings, keywords; no prose."""
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute):
            yield node.lineno, node.attr
            if getattr(node.value, "id", "") not in modules:
                yield node.lineno, f".{node.attr}"
        elif isinstance(node, ast.keyword) and "__" in (node.arg or ""):
            yield node.value.lineno, node.arg
        elif isinstance(node, ast.alias):
            yield node.lineno, node.name
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.lineno, node.value.removeprefix("articles.")
        elif isinstance(node, ast.Call) and _called(node) in (
            "select_related",
            "prefetch_related",
            "Prefetch",
        ):
            joined = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
            yield from ((node.lineno, f".{name}") for name in joined)


def typed_rooms_are_typed_whole(house: House) -> Iterator[str]:
    """A pattern without ``.*`` is left with the door alone once its module becomes a package."""
    project = house.top / "pyproject.toml"
    overrides = tomllib.loads(project.read_text())["tool"]["mypy"]["overrides"] if project.exists() else []
    names = (name for override in overrides for name in override["module"])
    for name in filter(re.compile(r"articles\.\w").match, names):
        room = house.modules.get(name.removesuffix(".*"))
        if not room or name.endswith(".*") != room.path.endswith("__init__.py"):
            yield f"pyproject.toml: mypy is told of {name}, which is no such room"


RULES = (
    every_room_has_a_floor,
    imports_look_down,
    the_mail_room_looks_down,
    no_circles,
    configuration_is_not_imported,
    nothing_is_imported_by_name,
    models_have_one_door,
    ground_floor_is_pure,
    site_names_no_desk_model,
    site_templates_name_no_desk_model,
    nothing_is_too_long,
    typed_rooms_are_typed_whole,
)
