"""`check PATH` says of a file exactly what a check of the whole edition says of it, and reads little for it."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import editions
import tiny
from edition.load import load, problems_in
from edition.problem import Problem, as_record, as_text
from edition.read.neighbours import Neighbours
from edition.read.shelf import Shelf

CASES = sorted((editions.HERE / "cases").glob("*/*.yml"))
NEIGHBOURS = yaml.safe_load((editions.HERE / "check_one.yml").read_text(encoding="utf-8"))
_NAME = re.compile(r"(?<![\w-])[a-z0-9]+(?:-[a-z0-9]+)+(?![\w-])")


def files(root: Path) -> list[str]:
    """What somebody may have changed: every file of docs/ and sources/."""
    found = (path for part in ("docs", "sources") for path in (root / part).rglob("*"))
    return sorted(path.relative_to(root).as_posix() for path in found if path.is_file() or path.is_symlink())


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return editions.copy(tmp_path / "small")


def assert_same(root: Path, paths: list[str]) -> None:
    """Each of these files alone, and all records of them together, are told of as in the whole edition."""
    _, whole = load(root)
    records = [path for path in paths if path.endswith((".md", "/source.yml"))]
    for asked in [*([path] for path in paths), records]:
        expected = [problem for problem in whole if problem.place.document.path in asked]
        assert list(map(told, problems_in(root, asked))) == list(map(told, expected)), asked


def told(problem: Problem) -> tuple[object, ...]:
    """All that any format prints."""
    place = problem.place
    return (*as_record(problem).values(), place.end, as_text(problem))


@pytest.mark.parametrize("case", NEIGHBOURS, ids=lambda case: case["what"])
def test_what_other_files_decide_is_found_without_reading_all(
    case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = editions.copy(tmp_path / "small")
    editions.edit(root, case["edit"])
    _, whole = load(root)
    read: list[Path] = []
    monkeypatch.setattr("edition.load.load", lambda root: read.append(root) or load(root))
    found = problems_in(root, [case["ask"]])
    assert [problem.rule for problem in found] == case["told"]
    assert list(map(told, found)) == [told(one) for one in whole if one.place.document.path == case["ask"]]
    assert bool(read) == case.get("whole", False)


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        # What the fields name, what the links name, and the works where any may be cited.
        (
            "docs/annotations/thread/aside.md",
            "docs/annotations/thread/aside.md docs/claims/no-goal-behind-the-mask.md "
            "sources/list sources/references.bib sources/thread",
        ),
        # The same, and the texts in which its people speak.
        (
            "docs/glossary/simulacrum.md",
            "docs/glossary/mask.md docs/glossary/simulacrum.md sources/twice",
        ),
        # And whoever speaks of the same claim.
        (
            "docs/annotations/thread/two.md",
            "docs/annotations/thread/two.md docs/claims/two-in-one-text.md docs/glossary/mask.md sources/thread",
        ),
        # And the texts to which its lost links lead.
        ("sources/thread/source.yml", "sources/list sources/references.bib sources/thread"),
        ("docs/index.md", "docs/glossary/mask.md docs/index.md"),
    ],
)
def test_only_what_can_bear_on_a_file_is_read(small: Path, path: str, wanted: str) -> None:
    person = {"find": "simulates.\n", "put": "simulates.\n    people: [dora]\n"}
    link = {"find": "target: thread/c01", "put": "target: list/c01"}
    editions.edit(small, [{"file": "docs/glossary/simulacrum.md", **person}])
    editions.edit(small, [{"file": "sources/thread/source.yml", **link}])
    assert Neighbours(small).of(path) == set(wanted.split())


def test_a_link_is_not_followed_to_see_what_it_names(small: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("two-in-one-text\n")
    (small / "docs/annotations/thread/link.md").symlink_to(tmp_path / "secret.md")
    assert Neighbours(small).of("docs/annotations/thread/link.md") is None
    assert Shelf(small).text("docs/annotations/thread/link.md") is None
    assert_same(small, files(small))


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}: {path.stem}")
def test_in_every_case_a_file_is_told_of_as_in_the_whole_edition(path: Path, tmp_path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    root = editions.copy(tmp_path / "small")
    editions.edit(root, case["edit"])
    edited = {name for edit in case["edit"] for name in (edit.get("file"), edit.get("rename")) if name}
    met = {problem.place.document.path for problem in load(root)[1]}
    assert_same(root, [name for name in files(root) if name in edited | met])


# --- editions changed at random


@pytest.fixture(scope="module")
def spare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small edition, to be changed again and again."""
    return editions.copy(tmp_path_factory.mktemp("spare") / "small")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real edition, to be changed again and again."""
    root = tmp_path_factory.mktemp("real")
    for part in ("sources", "docs"):
        shutil.copytree(tiny.ROOT / part, root / part, ignore=shutil.ignore_patterns("assets"))
    return root


def changed(root: Path, seed: int, changes: int) -> Iterator[tuple[str, bytes | None]]:
    """Changes some files as people may, and a little worse; yields each with what it held."""
    chance = random.Random(seed)
    records = [path for path in files(root) if path.endswith((".md", "source.yml"))]
    names = sorted({name for path in records for name in _NAME.findall(editions.read(root / path)[:600])})
    names += [Path(path).stem for path in records]
    for path in chance.sample(records, changes):
        before = (root / path).read_bytes()
        yield path, before
        text = before.decode("utf-8")
        kind = chance.randrange(8)
        if kind <= 2 and _NAME.search(text):  # another name in the place of one
            for match in chance.sample(list(_NAME.finditer(text)), 1):
                text = text[: match.start()] + chance.choice(names) + text[match.end() :]
        elif kind == 3:  # a line less
            lines = text.splitlines(keepends=True)
            del lines[chance.randrange(len(lines))]
            text = "".join(lines)
        elif kind == 4:  # the opposite stance
            text = re.sub(r"\b(asserts|supports)\b", lambda one: {"asserts": "denies"}.get(one[0], "attacks"), text)
        elif kind == 5:  # a letter
            at = chance.randrange(len(text))
            text = text[:at] + chance.choice('x:{["\\\n-\udcff') + text[at + 1 :]
        elif kind == 6:  # another file's words
            text = editions.read(root / chance.choice(records))
        else:  # a copy under a name that is taken, or is none
            to = Path(path).with_name(chance.choice([Path(chance.choice(records)).name, "A_Copy.md"])).as_posix()
            if to.endswith(".md"):
                yield to, (root / to).read_bytes() if (root / to).exists() else None
                editions.write(root / to, text)
        editions.write(root / path, text)


def compare(root: Path, seed: int, changes: int, others: int) -> None:
    before: dict[str, bytes | None] = {}
    try:
        for path, held in changed(root, seed, changes):
            before.setdefault(path, held)
        known = files(root)
        assert_same(root, list(dict.fromkeys([*before, *random.Random(seed).sample(known, min(others, len(known)))])))
    finally:
        for path, held in before.items():
            (root / path).unlink() if held is None else (root / path).write_bytes(held)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), changes=st.integers(1, 4))
def test_whatever_is_changed_in_a_small_edition_it_is_told_alike(spare: Path, seed: int, changes: int) -> None:
    compare(spare, seed, changes, others=8)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), changes=st.integers(1, 12))
def test_whatever_is_changed_in_the_real_edition_it_is_told_alike(real: Path, seed: int, changes: int) -> None:
    compare(real, seed, changes, others=4)
