"""Writes what editors are given, JSON Schemas and snippets, into .vscode/: from the tables that the readers run on."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from edition import command
from edition.render.guide import FILES
from edition.render.schema import file_schema
from edition.render.snippets import snippets


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 written, 2 usage."""
    parser = argparse.ArgumentParser(prog="schemas.py", description=__doc__)
    folder = command.REPOSITORY / ".vscode"
    parser.add_argument("--to", type=Path, default=folder, metavar="DIR", help="the folder (default: .vscode)")
    given = parser.parse_args(arguments)
    try:
        for path, content in contents().items():
            command.write_whole(given.to / path, json.dumps(content, ensure_ascii=False, indent=2) + "\n")
    except OSError as error:
        parser.error(f"{error.filename or given.to}: {error.strerror}")
    return 0


def contents() -> dict[str, Any]:
    """The JSON of every file that is written, by its path in .vscode/."""
    schemas = {f"schemas/{_named(title)}.json": file_schema(title, table) for title, _, table in FILES}
    return {**schemas, "edition.code-snippets": snippets()}


def _named(title: str) -> str:
    return title.lower().replace(" ", "-")


if __name__ == "__main__":
    sys.exit(main())
