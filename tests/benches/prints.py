"""Prints an edition in every way that was weighed, several times, and writes the figures side by side."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from .engines import HERE, Engine, own
from .hostile import AS_THEY_COME, Fetched, fetched
from .measure import Limits, Run, run

NOTHING = "–"
PDF = "out.pdf"
SLOW = 240  # seconds of the processor; what takes longer is run once, and the table says so


@dataclass(frozen=True)
class Printed:
    """What several runs of one engine cost at the median, the file's megabytes, and whether all gave the same bytes."""

    seconds: float = 0
    processor: float = 0
    megabytes: float = 0
    size: float = 0
    same: bool | None = None
    runs: int = 0
    fault: str | None = None

    def __str__(self) -> str:
        if self.fault:
            return f"not measured: {self.fault}"
        once = ", once" if self.runs == 1 else ""
        return f"{self.seconds:.1f} s ({self.processor:.1f}), {self.megabytes:,.0f} MB, file {self.size:.1f} MB{once}"


Cells = dict[int, Printed]


def measured(
    sizes: Sequence[int],
    larger: Callable[[Path, int], None],
    repeat: int,
    limits: Limits,
    engines: Sequence[Engine],
) -> str:
    """Makes every file of editions of these sizes, which `larger` writes; returns the tables as Markdown."""
    costs: dict[str, Cells] = {one: {} for one in ["edition to book", *(one.name for one in engines)]}
    gifts: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        for size in sizes:
            folder = Path(name) / str(size)
            larger(folder / "edition", size)
            costs["edition to book"][size] = _prepared(folder, limits)
            for engine in engines:
                costs[engine.name][size] = _printed(engine, folder, repeat, limits)
                print(f"{size}× {engine.name}: {costs[engine.name][size]}", file=sys.stderr, flush=True)
                if size == sizes[0] and engine.makes == PDF and costs[engine.name][size].fault is None:
                    gifts[engine.name] = _given(folder)
            shutil.rmtree(folder)
        printers = [one for one in engines if one.makes == PDF]
        if not printers:
            return cost_table(costs)
        hostile = {one.name: _fetched(one, Path(name) / "hostile") for one in (*printers, *AS_THEY_COME)}
    return "\n\n".join((cost_table(costs), gift_table(costs, gifts), fetch_table(hostile)))


def _prepared(folder: Path, limits: Limits) -> Printed:
    done = run(own("prepared")(folder / "page", folder / "edition"), limits)
    size = sum(path.stat().st_size for path in (folder / "page").glob("book.html")) / 1e6
    return Printed(done.seconds, done.processor, done.megabytes, size, fault=done.fault)


def _printed(engine: Engine, folder: Path, repeat: int, limits: Limits) -> Printed:
    if missing := engine.missing():
        return Printed(fault=missing)
    if not (folder / "page" / "book.html").exists():
        return Printed(fault="there is no page to print")
    shutil.rmtree(folder / "at", ignore_errors=True)
    shutil.copytree(folder / "page", folder / "at", symlinks=True)
    if engine.style:
        shutil.copyfile(HERE / engine.style, folder / "at" / "style.css")
    file = folder / engine.makes
    return _several(engine.command(folder / "at", file), file, repeat, limits)


def _several(command: list[str], made: Path, repeat: int, limits: Limits) -> Printed:
    """The median of several runs; the first that fails, or that is very slow, is the last."""
    runs: list[Run] = []
    digests = set()
    for _ in range(repeat):
        made.unlink(missing_ok=True)
        done = run(command, limits, environment={"NO_MKDOCS_2_WARNING": "1"})
        if done.fault or not made.exists():
            return Printed(fault=done.fault or "nothing was written")
        digests.add(hashlib.sha256(made.read_bytes()).digest())
        runs.append(done)
        if done.processor > SLOW:
            break
    return Printed(
        median(_counted(one)[0] for one in runs),
        median(_counted(one)[1] for one in runs),
        median(one.megabytes for one in runs),
        made.stat().st_size / 1e6,
        len(digests) == 1 if len(runs) > 1 else None,
        len(runs),
    )


def _counted(one: Run) -> tuple[float, float]:
    """The seconds that count: those that the run itself told, if it did."""
    said = one.said.strip().splitlines()
    if said and said[-1].startswith("["):
        clock, processor = json.loads(said[-1])
        return clock, processor
    return one.seconds, one.processor


def _given(folder: Path) -> dict[str, Any]:
    done = run(own("told")(folder / "at", folder / PDF), Limits())
    return {"fault": done.fault} if done.fault else json.loads(done.said)


def _fetched(engine: Engine, folder: Path) -> Fetched:
    missing = engine.missing()
    return Fetched((), (), missing) if missing else fetched(engine, folder)


# --- tables


def cost_table(costs: dict[str, Cells]) -> str:
    """Time by the clock (of the processor), peak memory and size, and how the time grew from first size to last."""
    sizes = list(dict.fromkeys(size for cells in costs.values() for size in cells))
    rows = [f"| engine | {' | '.join(f'{size}×' for size in sizes)} | grew |", "|---" * (len(sizes) + 2) + "|"]
    for name, cells in costs.items():
        first, last = cells[sizes[0]], cells[sizes[-1]]
        grew = NOTHING
        if len(sizes) > 1 and not first.fault and not last.fault:
            grew = f"{last.processor / first.processor:.1f}×"
        rows.append(f"| {name} | {' | '.join(str(cells[size]) for size in sizes)} | {grew} |")
    return "\n".join(rows)


def gift_table(costs: dict[str, Cells], gifts: dict[str, dict[str, Any]]) -> str:
    """What the PDF of the first size gives, a column for each engine."""
    rows = [f"| the PDF | {' | '.join(gifts)} |", "|---" * (len(gifts) + 1) + "|"]

    def row(name: str, tell: Callable[[dict[str, Any]], str]) -> None:
        cells = (one["fault"] if "fault" in one else tell(one) for one in gifts.values())
        rows.append(f"| {name} | {' | '.join(cells)} |")

    row("pages", lambda one: f"{one['pages']:,}")
    row("tagged, language", lambda one: f"{_yes(one['tagged'])}, {one['language'] or 'none'}")
    row("PDF/UA part, title in XMP", lambda one: f"{one['part'] or 'none'}, {one['title'] or 'none'}")
    row("bookmarks", lambda one: f"{one['bookmarks']:,}")
    row("links within, dead ones", lambda one: f"{one['links']:,}, {one['dead']:,}")
    row("page references", lambda one: f"{one['references']:,}")
    row("notes found, on the page of their mark", lambda one: f"{one['notes']:,}, {one['near']:,}")
    row("lines that end in a hyphen", lambda one: f"{one['hyphens']:.1%}")
    row("fonts embedded", lambda one: _yes(one["embedded"]))
    same = (next(iter(costs[name].values())).same for name in gifts)
    rows.append(f"| same bytes each time | {' | '.join(NOTHING if one is None else _yes(one) for one in same)} |")
    return "\n".join(rows)


def fetch_table(hostile: dict[str, Fetched]) -> str:
    """What a hostile page made each of them fetch."""
    rows = ["| given a hostile page | asked of a server | read beside its folder |", "|---|---|---|"]
    for name, one in hostile.items():
        told = f" (no PDF: {one.fault})" if one.fault else ""
        rows.append(f"| {name} | {', '.join(one.asked) or 'nothing'} | {', '.join(one.read) or 'nothing'}{told} |")
    return "\n".join(rows)


def _yes(one: bool) -> str:
    return "yes" if one else "no"
