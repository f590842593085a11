"""Small editions made on the spot: one text, one note, one entry, three pages, and whatever a test adds or changes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from edition.model.source import Account, Block, Call, Link, Source, Unit
from edition.read.pins import digest, sums
from edition.text import Document, Located, Place

ROOT = Path(__file__).resolve().parent.parent
REPOSITORY = "https://forge.example/team/edition"

CAPTURE = """\
A small thread
post by Ann · 2023-04-18T03:47:21.797Z · LW · GW · 2 comments
What is under the mask is an actor.
The actor is fully committed to the role.
2 comments
Comments sorted by top scores.
comment by Bob · 2023-04-18T05:27:19.432Z · LW(p) · GW(p)
The actor is fully committed to the role.
I do not think that the mask has goals.
Replies from: Ann↑ comment by Ann · 2023-04-19T05:27:19.432Z · LW(p) · GW(p)
I do not think that the mask has goals.
It does, for now.
"""
NOTE = """\
---
target: {source: thread, exact: "under the mask"}
motivation: commenting
by: ed
created: 2026-11-20
---
A note on the [mask](term:mask), with [@smith2020tokens, p. 5] and [a reply](passage:thread/c01/p9).
"""
ENTRY = """\
---
lemma: mask
forms: [masks]
senses:
  - id: process
    definition: The character whose words the model writes.
    people: [ann, bob]
    attestations:
      - {source: thread, exact: "under the mask"}
---
Both speak of [the same passage](passage:thread/post/p3) [@smith2020tokens].
"""
BIB = """\
@misc{smith2020tokens,
  title = {{Tokens}},
  author = {Smith, Jo},
  year = {2020},
  url = {https://example.org/tokens},
}
"""
# A debate about the text, for tests of the argument layer; an edition need not have any.
DEBATE = {
    "docs/claims/mask-has-goals.md": """\
---
claim: The mask has goals, at least for now.
title: The mask has goals
---
It is denied in [the first comment](passage:thread/c01/p9).
""",
    "docs/claims/actor-is-committed.md": "---\nclaim: The actor is fully committed to the role.\n---\n",
    "docs/arguments/all-for-the-role.md": """\
---
argument: {premises: [actor-is-committed], supports: mask-has-goals}
made_at: {source: thread, exact: "The actor is fully committed to the role.", prefix: "an actor. "}
---
Whoever is committed wants something.
""",
    "docs/arguments/a-role-is-no-goal.md": """\
---
title: A role is no goal
argument: {premises: [actor-is-committed], undercuts: all-for-the-role}
made_at: {source: thread, exact: "I do not think", prefix: "role. "}
---
""",
    "docs/debates/goals.md": """\
---
title: Does the mask want anything?
debate:
  question: Has the mask goals of its own?
  claims: [mask-has-goals]
---
Ann says [yes](claim:mask-has-goals), Bob says no.

## What is at stake

The [mask](term:mask).
""",
    "docs/annotations/thread/no-goals.md": """\
---
target: {source: thread, exact: "I do not think that the mask has goals.", prefix: "the role. "}
motivation: commenting
by: ed
created: 2026-11-20
stance: {denies: mask-has-goals}
---
Bob does not say why.
""",
    "docs/annotations/thread/for-now.md": """\
---
target: {source: thread, exact: "It does, for now."}
motivation: commenting
by: ed
created: 2026-11-20
stance: {asserts: mask-has-goals}
---
With a reservation.
""",
}
FILES = {
    "docs/index.md": "# Home\n\nA page that leads to the [mask](term:mask).\n\n{{ texts() }}\n",
    "docs/how-to-read.md": "# How to read\n\nSlowly.\n",
    "docs/about.md": "# About\n\n{{ count_texts() }} text.\n",
    "docs/contributing/index.md": "# Contribute\n\nA note.\n",
    "docs/annotations/thread/under.md": NOTE,
    "docs/glossary/mask.md": ENTRY,
    "sources/references.bib": BIB,
}


def source(name: str, capture: str, **fields: object) -> dict[str, str]:
    """The files of a text, which is pinned; `fields` are those of source.yml."""
    given = {
        "title": "A small thread",
        "reader": "viewer-thread",
        "authors": ["Ann"],
        "published": "2023-04-18T03:47:21.797Z",
        "sha256": digest(capture),
        "rights": "None are known.",
        "about": "Made for a test.",
    } | fields
    # JSON is YAML, and keeps every character of a hostile title in its place.
    return {
        f"sources/{name}/capture.txt": capture,
        f"sources/{name}/capture.sums": sums(capture),
        f"sources/{name}/source.yml": json.dumps(given, ensure_ascii=False),
    }


def as_list(name: str, lines: list[str], **fields: object) -> dict[str, str]:
    """A text whose lines are all one comment, for tests of what a line may hold."""
    unit = {"id": "c01", "kind": "comment", "author": "Ann", "lines": f"1-{len(lines)}", "basis": "made so"}
    structure = {"units": [unit], **fields.pop("structure", {})}  # type: ignore[dict-item]
    given = {"title": "Lines", "reader": "comment-list", "structure": structure, **fields}
    return source(name, "".join(f"{line}\n" for line in lines), **given)


MARKER = re.compile(r"(\S+) (\[\S+ · GW(?:\(p\))?\])")


def located(value: str) -> Located:
    """A string as read from a file."""
    return Located(value, Place(Document("docs/annotations/text/note.md", ""), 0, 1))


def text(capture: str, *, thread: bool = False) -> Source:
    """A source of which every line is a block and every empty line begins a new unit; [1] calls a footnote.

    As a thread each unit answers the one before it, otherwise none answers any.
    """
    units: list[Unit] = []
    calls: list[Call] = []
    links: list[Link] = []
    blocks: list[Block] = []
    at = 0
    lines = capture.strip("\n").split("\n")
    for number, line in enumerate([*lines, ""], 1):
        if line:
            blocks.append(Block(f"p{number}", "paragraph", at, at + len(line), (number, number)))
            calls += [Call(at + m.start(), at + m.end(), int(m[1])) for m in re.finditer(r"\[(\d)\]", line)]
            for match in MARKER.finditer(line):
                spans = (at + match.start(1), at + match.end(1)), (at + match.start(2), at + match.end(2))
                links.append(Link(len(links) + 1, "", f"p{number}", *spans, located("unknown"), "unknown", ""))
        elif blocks:
            name, above = f"c{len(units) + 1}", units[-1].id if thread and units else None
            units.append(Unit(name, "comment", f"Speaker {len(units) + 1}", None, above, tuple(blocks)))
            blocks = []
        at += len(line) + 1
    document = Document("sources/text/capture.txt", "\n".join(lines))
    return Source(
        "text", "A text", "comment-list", (), None, None, "", "", document, document, tuple(units), tuple(calls),
        (), (), tuple(links), (), Account(len(lines), 0, 0, ()),
    )  # fmt: skip


def edition(root: Path, files: Mapping[str, str | None] = {}) -> Path:
    """Writes the small edition, with these files in addition or instead (None leaves one out), and its mkdocs.yml."""
    for path, text in (FILES | source("thread", CAPTURE) | {"mkdocs.yml": config()} | dict(files)).items():
        if text is not None:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
    shutil.copytree(ROOT / "theme", root / "theme", dirs_exist_ok=True)
    return root


def config() -> str:
    """Our own mkdocs.yml, with the paths that lead to our hook, our styles and our scripts made absolute."""
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    settings["hooks"] = [str(ROOT / hook) for hook in settings["hooks"]]
    for names, where in (("extra_css", settings), ("extra_javascript", settings), ("text_css", settings["extra"])):
        where[names] = [str(ROOT / "docs" / name) for name in where[names]]
    return yaml.safe_dump(settings, allow_unicode=True)


def run(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command of ours, as a person types it; a site is built without downloads unless DOWNLOADS asks for them."""
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=cwd or ROOT, capture_output=True, text=True, timeout=900, check=False,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", "DOWNLOADS": "none"} | environment,
    )  # fmt: skip


def mkdocs(root: Path, site: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """`mkdocs build --strict` of the edition at `root` into `site`."""
    return run("-m", "mkdocs", "build", "--strict", "-f", root / "mkdocs.yml", "-d", site, **environment)


def built(root: Path, site: Path, **environment: str) -> Path:
    """The site of an edition that must build."""
    done = mkdocs(root, site, **environment)
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if not line.startswith("INFO")]
        pytest.fail("The edition does not build:\n" + "\n".join(said), pytrace=False)
    return site
