"""The arrows between the modules go one way, and each library stays in its layer."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter

import pytest

from tests.support import ROOT

LAYERS = (
    ("messages", "errors", "finding"),
    ("days", "local"),
    ("day_words",),
    ("models", "forked"),
    ("reading",),
    ("ledger",),
    ("changes",),
    ("rules",),
    ("reports",),
    ("render",),
    ("editing", "git"),
    ("merging",),
    ("cache", "starting"),
    ("sharing",),
    ("publishing",),
    ("checkup",),
    ("cli",),
    ("commands",),
    ("main",),
    ("start",),
    ("__main__",),
)
"""From bottom to top. A module imports what is below its layer, and inside its own package.

The commands are above `cli/`, which knows them only as words in its table.
"""

LIBRARIES = {
    "typer": {"cli.app", "cli.completion", "cli.taken", "main"},
    "rich": {"render.terminal", "cli.progress"},
    "ruamel": {"reading.document", "editing.emit"},
    "pydantic": {"models.strict", "reading.slow"},
    "pydantic_core": {"models.strict"},
    "git": {"git.remote"},
    "jinja2": {"publishing.fill"},
    "markupsafe": {"publishing.fill"},
    "filelock": {"editing.lock"},
    "yaml_rs": {"reading.quick"},
    "babel": {"local"},
}
"""Which module or package uses which library. Nothing else is imported but Python's own."""

EDGE = ("start", "main", "cli", "git")
"""Who may ask for the clock, the environment and the working folder."""

EXCEPT = {("reading.root", "getcwd")}
"""It looks for the records in the folder that it is given, and above it."""

PACKAGE = "cpp_cli"


@cache
def trees() -> dict[str, ast.Module]:
    """Return every module by its name below the package; the package itself is empty."""
    found = {}
    for path in sorted((ROOT / PACKAGE).rglob("*.py")):
        parts = path.relative_to(ROOT / PACKAGE).with_suffix("").parts
        name = ".".join(parts).removesuffix("__init__").removesuffix(".")
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def imported(module: str) -> Iterator[str]:
    """Yield the full names that a module imports, anywhere in it, also for types alone."""
    for node in ast.walk(trees()[module]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def arrows(module: str) -> set[str]:
    """Return the modules of the package that a module imports."""
    found = set()
    for full in imported(module):
        if full.partition(".")[0] != PACKAGE:
            continue
        name = full.removeprefix(PACKAGE).removeprefix(".")
        found.add(name if name in trees() else name.rpartition(".")[0])
    return found - {module, ""}


def home(module: str) -> str:
    """Return the entry of LAYERS that a module belongs to: itself, or its package."""
    entries = {entry for layer in LAYERS for entry in layer}
    parts = module.split(".")
    ways = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((way for way in ways if way in entries), "")


def height(module: str) -> int:
    return next(number for number, layer in enumerate(LAYERS) if home(module) in layer)


MODULES = [name for name in trees() if name]


def test_every_module_has_a_layer_and_every_layer_a_module() -> None:
    assert [module for module in MODULES if not home(module)] == []
    assert {home(module) for module in MODULES} == {one for layer in LAYERS for one in layer}


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_what_is_below_it(module: str) -> None:
    wrong = [
        target
        for target in sorted(arrows(module))
        if home(target) != home(module) and height(target) >= height(module)
    ]
    assert wrong == []


def test_no_module_imports_itself_by_way_of_others() -> None:
    order = list(TopologicalSorter({module: arrows(module) for module in MODULES}).static_order())
    assert set(order) == set(MODULES)


def test_the_families_of_rules_do_not_know_each_other() -> None:
    families = {module for module in MODULES if module.startswith("rules.")}
    families -= {"rules.each", "rules.verdicts", "rules.check"}
    for family in families:
        assert arrows(family) & families <= {
            "rules.rule",
            "rules.example",
            "rules.glance",
            "rules.near",
        }


BY_NAME = {"models.kinds", "cli.table"}
"""Who imports a module by a name that it puts together: models of kinds, commands of the table."""


def test_modules_are_imported_by_a_made_up_name_in_two_places_only() -> None:
    found = {module for module in MODULES if any("importlib" in full for full in imported(module))}
    assert found == BY_NAME


def libraries(module: str) -> set[str]:
    tops = {full.partition(".")[0] for full in imported(module)}
    return tops - set(sys.stdlib_module_names) - {PACKAGE}


def belongs(module: str, places: set[str]) -> str:
    """Return the place that is a module or its package, or nothing."""
    return next((one for one in places if f"{module}.".startswith(f"{one}.")), "")


@pytest.mark.parametrize("module", MODULES)
def test_a_library_is_used_only_in_its_layer(module: str) -> None:
    used = libraries(module)
    assert used <= set(LIBRARIES)
    assert [one for one in sorted(used) if not belongs(module, LIBRARIES[one])] == []


@pytest.mark.parametrize("library", LIBRARIES)
def test_every_place_of_a_library_still_uses_it(library: str) -> None:
    users = [module for module in MODULES if library in libraries(module)]
    assert {belongs(module, LIBRARIES[library]) for module in users} == LIBRARIES[library]


ENVIRONMENT = {"environ", "environb", "getenv", "getenvb", "putenv", "unsetenv", "get_exec_path"}
FOLDER = {"getcwd", "getcwdb", "cwd", "absolute", "abspath", "realpath", "expanduser", "home"}
CLOCK = {"today", "now", "utcnow", "fromtimestamp", "localtime", "gmtime", "monotonic"}


def asked(module: str) -> set[str]:
    """Return what a module asks of the clock, the environment and the working folder."""
    names = {full.rpartition(".")[2] for full in imported(module)}
    found = (names & (ENVIRONMENT | FOLDER)) | (
        {"time"} if "time" in set(imported(module)) else set()
    )
    for node in ast.walk(trees()[module]):
        if isinstance(node, ast.Attribute) and node.attr in ENVIRONMENT:
            found.add(node.attr)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            found |= {node.func.attr} & (FOLDER | CLOCK)
    return found


@pytest.mark.parametrize("module", [one for one in MODULES if one.split(".")[0] not in EDGE])
def test_below_the_edge_nothing_asks_for_clock_environment_or_folder(module: str) -> None:
    assert {(module, name) for name in asked(module)} <= EXCEPT


def test_the_edge_is_seen_to_ask() -> None:
    assert {"environ", "localtime"} <= asked("main")
    assert "environ" in asked("git.run") & asked("git.remote")
    assert asked("reading.root") == {"getcwd"}
