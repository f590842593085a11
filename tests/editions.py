"""The small edition of the tests: copied, edited, and checked as a person would check it."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import textwrap
from collections.abc import Iterable
from pathlib import Path

import check
import pin

HERE = Path(__file__).parent
SMALL = HERE / "fixtures" / "small"


def copy(to: Path, of: Path = SMALL) -> Path:
    """The small edition, at a path where it can be changed."""
    return Path(shutil.copytree(of, to))


def edit(root: Path, edits: Iterable[dict[str, str]]) -> None:
    """Changes an edition: find and put, write, rename, delete, or pin (a capture that is meant to differ)."""
    for one in edits:
        if "pin" in one:
            repin(root, one["pin"])
            continue
        path = root / one["file"]
        if "find" in one:
            text = read(path)
            assert text.count(one["find"]) == 1, f"{one['file']} holds {one['find']!r} {text.count(one['find'])} times"
            write(path, text.replace(one["find"], one["put"] * int(one.get("times", 1))))
        elif "write" in one:
            write(path, one["write"])
        elif "rename" in one:
            (root / one["rename"]).parent.mkdir(parents=True, exist_ok=True)
            path.rename(root / one["rename"])
        else:
            path.unlink() if one["delete"] == "file" else shutil.rmtree(path)


def repin(root: Path, source: str) -> None:
    """Pins a capture anew, as whoever adds one does."""
    folder = root / "sources" / source
    with contextlib.redirect_stdout(io.StringIO()) as told:
        assert pin.main([str(folder)]) == 0
    text = read(folder / "source.yml")
    write(folder / "source.yml", re.sub(r"^sha256: .*\n", told.getvalue(), text, flags=re.MULTILINE))


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "surrogateescape")


def write(path: Path, text: str) -> None:
    """Writes a text as it is: a lone surrogate such as \\udcff stands for a byte that is no UTF-8."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogateescape"))


def checked(root: Path, *arguments: str) -> tuple[int, str]:
    """The exit status of check.py and what it prints."""
    with contextlib.redirect_stdout(io.StringIO()) as told:
        status = check.main(["--root", str(root), *arguments])
    return status, told.getvalue()


def swap(text: str, old: str, new: str) -> str:
    """The text with some lines replaced by others, wherever they stand and however far they are indented."""
    lines, wanted = text.splitlines(), old.splitlines()
    for at in range(len(lines) - len(wanted) + 1):
        here = lines[at : at + len(wanted)]
        if textwrap.dedent("\n".join(here)) == textwrap.dedent(old):
            indent = here[0][: len(here[0]) - len(here[0].lstrip())]
            put = textwrap.indent(new, indent).splitlines()
            return "\n".join([*lines[:at], *put, *lines[at + len(wanted) :]]) + "\n"
    raise AssertionError(f"these lines do not stand in the text:\n{old}")
