"""The house keeps its shape: who may import whom, and no side doors."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
APPS = ("coproduction", "lifecycle", "investment", "facilitation", "groups")
MODULES = sorted(
    file for app in APPS for file in (ROOT / app).rglob("*.py") if "migrations" not in file.parts
)


def test_the_staircase_and_the_layers_hold() -> None:
    found = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout


def name_of(module: Path) -> str:
    return str(module.relative_to(ROOT))


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_has_no_side_doors(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    assert [*imports_inside_functions(tree)] == []
    assert [*signal_receivers(tree)] == []


def imports_inside_functions(tree: ast.Module) -> Iterator[str]:
    for function in functions(tree):
        if function.name == "ready":
            continue  # AppConfig.ready: models cannot be imported before it is called
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield f"line {node.lineno}: an import inside {function.name}"


def signal_receivers(tree: ast.Module) -> Iterator[str]:
    """What we do is called by name; a signal would hide who does it."""
    for function in functions(tree):
        for decorator in function.decorator_list:
            if "receiver" in ast.unparse(decorator):
                yield f"line {function.lineno}: {function.name} is a signal receiver"


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_the_test_for_side_doors_sees_them() -> None:
    tree = ast.parse("@receiver(saved)\ndef told(**kwargs):\n    import os\n")
    assert [*imports_inside_functions(tree)] == ["line 3: an import inside told"]
    assert [*signal_receivers(tree)] == ["line 2: told is a signal receiver"]


def test_no_admin_site_and_no_open_doors() -> None:
    settings = (ROOT / "coproduction" / "settings.py").read_text(encoding="utf-8")
    assert "django.contrib.admin" not in settings
    assert "unsafe-" not in settings
