"""The code's order: what may import what, that MkDocs stays a guest, that no file hides another's module."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SCRIPTS = ROOT / "scripts"
TESTS = ROOT / "tests"

# Each imports only itself and those before it (docs/architecture.md draws it).
LAYERS = (
    *("installed", "text", "problem", "model", "read", "approval", "resolve", "rules", "load"),
    *("render", "press", "command", "write"),
)
FILES = sorted(SCRIPTS.rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """The modules that a file imports, by their full names."""
    package = path.relative_to(SCRIPTS).with_suffix("").parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level]) if node.level else ""
            stem = ".".join(filter(None, (base, node.module)))
            yield stem
            yield from (f"{stem}.{alias.name}" for alias in node.names)


def layer(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if parts[0] == "edition" and len(parts) > 1 else None


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SCRIPTS)))
def test_imports_point_one_way(path: Path) -> None:
    own = layer(".".join(path.relative_to(SCRIPTS).with_suffix("").parts))
    allowed = LAYERS[: LAYERS.index(own) + 1] if own in LAYERS else LAYERS
    for module in imported(path):
        if layer(module) in LAYERS:
            assert layer(module) in allowed, f"{path.name} imports {module}"
        if own is not None:
            assert module.partition(".")[0] not in {file.stem for file in SCRIPTS.glob("*.py")}, "a command"


def test_every_part_of_the_package_has_its_layer() -> None:
    parts = {path.stem for path in (SCRIPTS / "edition").iterdir() if path.is_dir() or path.suffix == ".py"}
    assert parts - {"__init__", "__pycache__"} == set(LAYERS)


def test_only_the_hook_imports_mkdocs() -> None:
    knowing = {path.name for path in FILES for module in imported(path) if module.split(".")[0] == "mkdocs"}
    assert knowing == {"hooks.py"}


def test_nothing_contributed_is_ever_run() -> None:
    """No module of ours evaluates, unpickles, or loads code by name."""
    for path in FILES:
        called = {
            node.func.id
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert not called & {"eval", "exec", "compile", "__import__"}, path.name
        assert not {"importlib", "importlib.import_module", "importlib.machinery"} & set(imported(path)), path.name
        assert not {module.split(".")[0] for module in imported(path)} & {"pickle", "marshal", "shelve"}, path.name


@pytest.mark.parametrize("folder", [SCRIPTS, TESTS], ids=["scripts", "tests"])
def test_no_file_hides_a_module_of_another(folder: Path) -> None:
    """Both folders stand on the path: a yaml.py of ours would be taken for PyYAML."""
    ours = {path.stem for path in folder.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    others = set(sys.stdlib_module_names) | set(packages_distributions())
    assert not ours & others


def test_no_two_files_of_the_path_are_called_alike() -> None:
    names = [path.stem for folder in (SCRIPTS, TESTS) for path in folder.glob("*.py")]
    assert len(names) == len(set(names))


def _public(node: ast.AST) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """The classes and functions that others may use, methods among them."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.FunctionDef, ast.ClassDef)) and not child.name.startswith("_"):
            yield child
            if isinstance(child, ast.ClassDef):
                yield from _public(child)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SCRIPTS)))
def test_what_others_may_use_says_what_it_is(path: Path) -> None:
    silent = [one.name for one in _public(ast.parse(path.read_text(encoding="utf-8"))) if not ast.get_docstring(one)]
    assert silent == [], "what goes in, what comes out, in which unit, and what can be wrong?"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SCRIPTS)))
def test_a_module_opens_with_one_sentence(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    assert docstring.split("\n\n")[0].rstrip().endswith((".", ":")), "why does this file exist?"
