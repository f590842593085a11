"""Pins a new capture: writes its check letters to capture.sums and tells the SHA-256 for source.yml."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from edition.problem import render
from edition.read.files import CAPTURE_LIMIT, read_text
from edition.read.pins import digest, sums


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 pinned, 1 problems (nothing is written), 2 usage."""
    parser = argparse.ArgumentParser(prog="pin.py", description=__doc__)
    parser.add_argument("folder", type=Path, help="the source's folder, which holds capture.txt")
    given = parser.parse_args(arguments)
    path = given.folder / "capture.txt"
    if not path.exists():
        parser.error(f"{path}: there is no such file")
    capture, problems = read_text(path, path.as_posix(), CAPTURE_LIMIT)
    if problems:
        print(render(problems, "text", {}), file=sys.stderr)
        return 1
    new = given.folder / ".capture.sums.new"
    new.write_text(sums(capture.text), encoding="utf-8")
    os.replace(new, given.folder / "capture.sums")
    print(f"sha256: {digest(capture.text)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
