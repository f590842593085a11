"""Measures load, render, build, the check of one file, the search and the downloads, here and on larger editions.

A larger edition is this one several times over: each copy has texts, people, notes, debates and glossary words of
its own, so that everything grows together. Each step runs in a process of its own, which gives its peak memory (or
its child's, pandoc, where that needs more). The downloads, and the other ways to print, are measured in benches/, the
search in bench_find.py.
"""

from __future__ import annotations

import argparse
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests")]

from benches.engines import DOWNLOADS, ENGINES  # noqa: E402
from benches.measure import Limits  # noqa: E402
from benches.prints import measured  # noqa: E402
from edition.load import load  # noqa: E402
from edition.problem import errors  # noqa: E402
from edition.read.pins import digest, sums  # noqa: E402
from edition.render.site import generated_pages, handwritten_pages  # noqa: E402

STATEMENTS = ("claims", "arguments", "debates")
# Checks of one file: the longest of its kind, where records name the most.
CHECKS = {
    "check of a note": "docs/annotations/*/*.md",
    "check of a note with a dangling link": "docs/annotations/*/*.md",
    "check of an entry": "docs/glossary/*.md",
    "check of a claim": "docs/claims/*.md",
    "check of an argument": "docs/arguments/*.md",
    "check of a debate": "docs/debates/*.md",
    "check of a text's source.yml": "sources/*/source.yml",
}
STEPS = ("load", "render", "build", *CHECKS)
SIZES = (1, 4, 16)
PRINT_SIZES = (1, 10)
STEEP = 1.3  # growth as a power of size; 1 is linear, 2 quadratic
_HEADER = re.compile(
    r"(?:Replies from: (?P<names>[^·]*?))?(?P<arrow>↑ )?(?P<what>comment|post) by "
    r"(?P<who>[^·(]+?)(?: \((?P<handle>[\w-]+)\))? ·"
)


@dataclass(frozen=True)
class Measure:
    """What one step cost: processor time and peak memory."""

    seconds: float
    megabytes: float


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.py", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="how many times this edition")
    parser.add_argument("--only", choices=("steps", "print", "downloads", "search"), help="a part of the benchmark")
    parser.add_argument("--print-sizes", type=int, nargs="+", default=PRINT_SIZES, metavar="N")
    parser.add_argument("--repeat", type=int, default=3, metavar="N", help="how often each way to print is run")
    parser.add_argument("--minutes", type=float, default=15, help="of the processor, after which a run is stopped")
    parser.add_argument("--gigabytes", type=float, default=14, help="beyond which a run is stopped")
    parser.add_argument("--engine", choices=[one.name for one in (*ENGINES, *DOWNLOADS)], help="only this one")
    parser.add_argument("--step", nargs=2, metavar=("STEP", "DIR"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        step, root = given.step[0], Path(given.step[1])
        print(counted(root) if step == "count" else timed(step, root))
        return 0
    if given.only in (None, "steps"):
        print(steps(given.sizes), flush=True)
    if given.only in (None, "search"):
        subprocess.run([sys.executable, str(ROOT / "tests/bench_find.py")], check=True)
    if given.only not in ("steps", "search"):
        either = {"print": ENGINES, "downloads": DOWNLOADS}.get(given.only, (*ENGINES, *DOWNLOADS))
        chosen = [one for one in either if given.engine in (None, one.name)]
        limits = Limits(given.minutes * 60, given.gigabytes * 1000)
        print(measured(given.print_sizes, larger, given.repeat, limits, chosen))
    return 0


def steps(sizes: list[int]) -> str:
    """The table of load, render, build and checks."""
    measures: dict[int, dict[str, Measure]] = {}
    facts: dict[int, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            root = Path(folder) / str(size)
            larger(root, size)
            # Not in this process: what it takes at its peak is laid to those that it starts.
            facts[size] = subprocess.check_output(_own("count", root), text=True).strip()
            measures[size] = {step: measure(step, root) for step in STEPS}
            shutil.rmtree(root)
    return table(measures, facts)


# --- editions several times as large


def larger(root: Path, size: int) -> None:
    """This edition `size` times over."""
    for folder in ("sources", "docs"):
        shutil.copytree(ROOT / folder, root / folder)
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    config["hooks"] = [str(ROOT / hook) for hook in config["hooks"]]
    config["theme"]["custom_dir"] = str(ROOT / config["theme"]["custom_dir"])
    (root / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    names = sorted(path.parent.name for path in (ROOT / "sources").glob("*/source.yml"))
    for number in range(2, size + 1):
        for name in names:
            copy_source(root, name, names, number)
        statements = {folder: sorted((ROOT / "docs" / folder).glob("*.md")) for folder in STATEMENTS}
        ids = [path.stem for paths in statements.values() for path in paths]
        for folder, paths in statements.items():
            for path in paths:
                text = own(renamed(path.read_text(encoding="utf-8"), names, number), ids, number)
                (root / "docs" / folder / f"{path.stem}-{number}.md").write_text(text, encoding="utf-8")
        for path in sorted((ROOT / "docs" / "annotations").glob("*/*.md")):
            text = own(renamed(path.read_text(encoding="utf-8"), names, number), ids, number)
            new = root / "docs" / "annotations" / f"{path.parent.name}-{number}" / f"{path.stem}-{number}.md"
            new.parent.mkdir(parents=True, exist_ok=True)
            new.write_text(text, encoding="utf-8")
        for path in sorted((ROOT / "docs" / "glossary").glob("*.md")):
            copy_entry(root, path, number)
    for path in sorted((root / "docs" / "glossary").glob("*.md")):
        path.write_text(all_people(path.read_text(encoding="utf-8"), size), encoding="utf-8")


def renamed(text: str, names: list[str], number: int) -> str:
    """A text in which every source is the copy's."""
    return re.sub(rf"\b({'|'.join(names)})\b", rf"\1-{number}", text)


def own(text: str, ids: list[str], number: int) -> str:
    """A record whose claims, arguments and debates are the copy's."""
    known = "|".join(sorted(map(re.escape, ids), key=len, reverse=True)) or "(?!)"
    return re.sub(rf"(?<![\w-])({known})(?![\w-])", rf"\1-{number}", text)


def copy_source(root: Path, name: str, names: list[str], number: int) -> None:
    """One text under another id, its people under other names."""
    old, new = ROOT / "sources" / name, root / "sources" / f"{name}-{number}"
    new.mkdir()
    lines = (old / "capture.txt").read_text(encoding="utf-8").split("\n")
    capture = "\n".join(_HEADER.sub(lambda match: _header(match, number), line) for line in lines)
    (new / "capture.txt").write_text(capture, encoding="utf-8")
    (new / "capture.sums").write_text(sums(capture), encoding="utf-8")
    text = renamed((old / "source.yml").read_text(encoding="utf-8"), names, number)
    text = re.sub(r"^sha256: .*", f"sha256: {digest(capture)}", text, flags=re.MULTILINE)
    text = re.sub(r"\bauthor: ([^,]+),", lambda match: f"author: {each(match[1], number)},", text)
    text = re.sub(r"^authors: \[(.*)\]", lambda match: f"authors: [{each(match[1], number)}]", text, flags=re.MULTILINE)
    (new / "source.yml").write_text(text, encoding="utf-8")


def each(names: str, number: int) -> str:
    """`simon, dxu` as `simon-2, dxu-2`."""
    return ", ".join(f"{name}-{number}" for name in names.split(", "))


def _header(match: re.Match[str], number: int) -> str:
    announced = f"Replies from: {each(match['names'], number)}" if match["names"] else ""
    handle = f" ({match['handle']}-{number})" if match["handle"] else ""
    return f"{announced}{match['arrow'] or ''}{match['what']} by {match['who']}-{number}{handle} ·"


def copy_entry(root: Path, path: Path, number: int) -> None:
    """One entry with words that no text uses: what it costs to look for them is what is measured."""
    front, _, body = path.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
    fields = yaml.safe_load(front)
    entry = {
        "lemma": f"x{number}{fields['lemma']}",
        "forms": [f"x{number}{form}" for form in fields.get("forms", [])],
        "senses": [{"id": sense["id"], "definition": sense["definition"]} for sense in fields["senses"]],
    }
    text = f"---\n{yaml.safe_dump(entry, allow_unicode=True, sort_keys=False)}---\n{body}"
    (root / "docs" / "glossary" / f"{path.stem}-{number}.md").write_text(text, encoding="utf-8")


def all_people(text: str, size: int) -> str:
    """An entry in which a sense that someone means is meant by their namesakes too."""

    def every(match: re.Match[str]) -> str:
        copies = [match[1], *(each(match[1], number) for number in range(2, size + 1))]
        return f"people: [{', '.join(copies)}]"

    return re.sub(r"people: \[([^\]]+)\]", every, text)


def counted(root: Path) -> str:
    """What an edition holds, which must be without fault."""
    joined, problems = load(root)
    assert not errors(problems), errors(problems)[0]
    edition = joined.edition
    words = sum(len(s.text(b).split()) for s in edition.sources.values() for u in s.units for b in u.blocks)
    return (
        f"{len(edition.sources)} texts, {words:,} words, {len(edition.annotations):,} notes, "
        f"{len(edition.claims):,} claims, {len(edition.arguments):,} arguments, {len(edition.entries):,} entries, "
        f"{len(joined.occurrences):,} uses of their words"
    )


# --- measuring


def timed(step: str, root: Path) -> float:
    """Seconds of a step in this process, pandoc's included."""
    start = spent()
    joined, _ = load(root)
    if step == "load":
        return spent() - start
    start = spent()
    generated_pages(joined)
    handwritten_pages(joined)
    return spent() - start


def spent() -> float:
    """Processor time so far: unlike the clock's, it does not depend on what else the machine does."""
    return sum(os.times()[:4])


def measure(step: str, root: Path) -> Measure:
    """One step in a process of its own, of which Python's start and imports count only where that is all of it."""
    command = _own(step, root)
    whole = step == "build" or step in CHECKS
    if step in CHECKS:
        command = [sys.executable, str(ROOT / "scripts" / "check.py"), "--root", str(root), str(changed(step, root))]
    elif step == "build":
        paths = ["-f", str(root / "mkdocs.yml"), "-d", str(root / "site")]
        command = [sys.executable, "-m", "mkdocs", "build", "-q", *paths]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}) as process:
        assert process.stdout is not None
        said = process.stdout.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == ("dangling" in step), f"{step} failed"
    seconds = usage.ru_utime + usage.ru_stime if whole else float(said)
    scale = 1e6 if sys.platform == "darwin" else 1e3  # bytes there, kilobytes here
    return Measure(seconds, usage.ru_maxrss / scale)


def _own(step: str, root: Path) -> list[str]:
    return [sys.executable, str(Path(__file__).resolve()), "--step", step, str(root)]


def changed(step: str, root: Path) -> Path:
    """The file that is checked, with the mistake that the step names."""
    path = max(root.glob(CHECKS[step]), key=lambda path: (path.stat().st_size, path.name))
    if "dangling" in step:
        path = path.rename(path.with_name("dangling.md"))
        path.write_text(path.read_text(encoding="utf-8") + "\nSee [the mask](term:maskk).\n", encoding="utf-8")
    return path


def table(measures: dict[int, dict[str, Measure]], facts: dict[int, str]) -> str:
    """The measures as a Markdown table; growth is the power of size by which time grew, from the last size but one."""
    sizes = list(measures)
    rows = [f"- {size}×: {fact}" for size, fact in facts.items()]
    rows += ["", f"| step | {' | '.join(f'{size}×' for size in sizes)} | growth |", "|---" * (len(sizes) + 2) + "|"]
    for step in STEPS:
        cells = [f"{measures[size][step].seconds:.2f} s, {measures[size][step].megabytes:.0f} MB" for size in sizes]
        growth = "–"
        if len(sizes) > 1:
            before, after = (measures[size][step].seconds for size in sizes[-2:])
            power = math.log(after / before) / math.log(sizes[-1] / sizes[-2])
            growth = f"{power:.2f}" + (" (steep)" if power > STEEP else "")
        rows.append(f"| {step} | " + " | ".join(cells) + f" | {growth} |")
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
