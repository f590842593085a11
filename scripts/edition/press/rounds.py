"""Has a book laid out until every page number in it is right, in memory that grows with its pages and not its links.

Typst would settle numbers by itself, but it keeps every layout on its way there, and each place that it is asked for
adds some: 2.1 GB for an edition of 374 pages. Here each round is a process that lays the book out once, with the places
of the round before (`places.json`), and tells where everything stands now. When nothing has moved, it writes the PDF.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import typst

from .heads import heads
from .strays import astray, leading, left, lonely

Paper = Literal["a4", "letter", "a5"]
Places = dict[str, Any]

ROUNDS = 28  # the edition needs four for its numbers alone
MENDED = 18  # rounds after which notes stay where they are: what mends one may move those after it
UNEVEN = 24  # rounds after which all numbers get the same room, so that none can move what it counts
_HERE = Path(__file__).resolve().parent
_SCRIPTS = _HERE.parents[1]
_PARTS = ("edition.typ", "mask.svg")
_MAIN, _PLACES, _PDF = "main.typ", "places.json", "book.pdf"


def set_in_rounds(source: str, paper: Paper, date: datetime) -> tuple[bytes, frozenset[int]]:
    """What a Setter wrote, as PDF, and the pages of it that are to be turned, for what stands there lies on its side.

    Raises RuntimeError where it can't be set or its numbers never come to rest.

    The compiler is given a folder that holds the source, the template, one picture, and the places. Nothing in the
    source names a file or a package, and packages would be sought in an empty folder of it.
    """
    with tempfile.TemporaryDirectory(prefix="edition-") as folder:
        root = Path(folder)
        for name in _PARTS:
            shutil.copyfile(_HERE / name, root / name)
        (root / _MAIN).write_text(source, encoding="utf-8")
        now: Places = {"at": {}, "astray": {}, "lonely": {}, "left": {}, "opens": {}, "across": {}, "heads": {}}
        for number in range(1, ROUNDS + 1):
            before = now | {"mend": 1 < number <= MENDED, "even": number > UNEVEN}
            _write(root, before)
            _apart(root, paper, date)
            if (root / _PDF).exists():
                return (root / _PDF).read_bytes(), frozenset(map(int, now["across"]))
            now = _read(root)
    moved = sorted(key for key, place in now["at"].items() if before["at"].get(key) != place)
    told = f"{len(moved)} places still move ({', '.join(moved[:3])})"
    raise RuntimeError(f"its page numbers do not settle: after {ROUNDS} rounds {told}")


def lay_out(root: Path, paper: str, date: datetime) -> None:
    """One round: writes the places if any of them has moved, else the PDF."""
    compiler = typst.Compiler(
        str(root / _MAIN),
        root=str(root),
        font_paths=[str(_HERE / "fonts")],
        ignore_system_fonts=True,
        sys_inputs={"paper": paper},
        package_path=str(root / "none"),
        package_cache_path=str(root / "none"),
    )
    told = json.loads(compiler.query("<places>", field="value", one=True))
    before = _read(root)
    kept = left(before["left"], told, more=before["mend"])
    led = leading(kept, told)
    places: Places = {
        "at": {key: place for key, *place in told["at"]},
        "heads": heads(told),
        "astray": astray(before["astray"], before["lonely"], led, told) if before["mend"] else before["astray"],
        "lonely": lonely(before["lonely"], told) if before["mend"] else before["lonely"],
        "left": kept,
        "across": dict.fromkeys(map(str, told["across"]), True),
        "opens": dict.fromkeys(map(str, told["opens"]), True),
    }
    if len(places["at"]) != len(told["at"]):
        raise RuntimeError("Two places have one key.")
    if places.items() <= before.items():  # the layout is still at hand: no second one is made for the PDF
        compiler.compile(output=str(root / _PDF), format="pdf", pdf_standards="ua-1", timestamp=date)
    else:
        _write(root, places)


def _apart(root: Path, paper: Paper, date: datetime) -> None:
    """One round in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "edition.press", os.fspath(root), paper, date.isoformat()],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=os.environ | {"PYTHONPATH": os.fspath(_SCRIPTS)},
        check=False,
    )
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise RuntimeError(said[-1] if said else f"its process ended with {done.returncode}")


def _read(root: Path) -> Places:
    return json.loads((root / _PLACES).read_bytes())


def _write(root: Path, places: Places) -> None:
    (root / _PLACES).write_text(json.dumps(places), encoding="utf-8")
