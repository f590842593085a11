"""Writes a note, an entry, a claim, an argument, a debate or a text: a file that passes `check`, or nothing."""

from __future__ import annotations

import argparse
import sys

from edition import command
from edition.load import load
from edition.text import number_of
from edition.write import terminal
from edition.write.ask import Asker
from edition.write.drafts import lacking
from edition.write.flags import add_kinds, record_of
from edition.write.handle import KEY, remembered
from edition.write.proposal import Proposal, propose
from edition.write.publish import Refused, publish
from edition.write.record import Record

NOTHING = "Nothing was written."


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 written (or, with --dry-run, fit to be), 1 refused or given up, 2 usage; nothing half written."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="surrogateescape" if stream is sys.stdin else "backslashreplace")
    parser = command.parser("new.py", __doc__)
    add_kinds(parser)
    try:
        given = command.parse(parser, arguments)
        return _new(given, record_of(given, parser))
    except (KeyboardInterrupt, EOFError):
        print(f"\n{NOTHING}", file=sys.stderr)
    except Refused as why:
        print(f"{why}\n{NOTHING}", file=sys.stderr)
    except OSError as error:
        print(f"{error.filename or 'The edition'}: {error.strerror or error}. {NOTHING}", file=sys.stderr)
    return 1


def _new(given: argparse.Namespace, record: Record) -> int:
    lacks = lacking(record, given.root)
    asking = given.ask or (bool(lacks) and terminal.is_there())
    if lacks and not asking:
        width = max(len(flag) for flag, _ in lacks)
        told = "\n".join(f"  {flag:{width}}  {what}" for flag, what in lacks)
        print(f"To write {record.kind.article}, give also:\n{told}\n{NOTHING}", file=sys.stderr)
        return 2
    joined, problems = load(given.root)
    asker = Asker(joined, record) if asking else None
    while True:
        if asker:
            asker.fill()
        made = propose(joined, problems, record)
        if asker or given.dry_run:
            _show(made)
        sys.stdout.flush()  # so that what is shown stands before what is said of it
        for said in (*made.refusals, *made.remarks):
            print(f"{said}\n", file=sys.stderr)
        if not made.refusals:
            return _write(given, record, made, asking)
        if not asker or not asker.change():
            print(NOTHING, file=sys.stderr)
            return 1


def _show(made: Proposal) -> None:
    """The files as they would be written."""
    for path, content in made.files.items():
        terminal.say(f"\n{path}")
        if path.endswith((".md", ".yml")):
            terminal.say("".join(f"    {line}\n" for line in content.decode("utf-8").split("\n")[:-1]))
        else:
            terminal.say(f"    {number_of(len(content), 'byte')}")


def _write(given: argparse.Namespace, record: Record, made: Proposal, asking: bool) -> int:
    """Writes what nothing speaks against, if the person who was asked agrees, and says what comes next."""
    if given.dry_run:
        return 0
    if asking and not terminal.yes("Write it?" if len(made.files) == 1 else "Write these files?", True):
        print(NOTHING, file=sys.stderr)
        return 1
    publish(given.root, made.files)
    for path in made.files:
        print(path)
    handle = next((str(part.values["by"]) for part in record.parts if "by" in part.values), "")
    if asking and handle and not remembered(given.root):
        print(f"To be asked for your handle no more: git config {KEY} {handle}")
    print("Next: make check")
    return 0


if __name__ == "__main__":
    sys.exit(main())
