"""The dialogue with a person: a line at a time, with completion where readline is there, or in their own editor."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..problem import visible
from .publish import Refused

try:
    import readline
except ImportError:  # a Python without it, as on Windows: answers are then typed in full
    readline = None  # type: ignore[assignment]

_CUT = "<!-- What stands below this line is not kept. Write the text above it, in Markdown.\n"


def say(text: str = "") -> None:
    """Prints lines, those from files with a sign for every character that would steer the terminal."""
    print("\n".join(visible(line) for line in text.split("\n")))


def is_there() -> bool:
    """Whether a person sits at the other end."""
    return sys.stdin is not None and sys.stdin.isatty()


def answer(prompt: str, words: Sequence[str] = ()) -> str:
    """One line typed by the person, TAB completing `words`. Ctrl-C and Ctrl-D are the caller's to hear of."""
    return _line(prompt, words).strip()


def _line(prompt: str = "", words: Sequence[str] = ()) -> str:
    if sys.stdin is None:
        raise EOFError
    if readline is not None:
        _complete(words)
    return input(prompt)


def yes(question: str, otherwise: bool) -> bool:
    """Whether the person agrees; what Enter means is the capital letter."""
    while True:
        said = answer(f"{question} [{'Y/n' if otherwise else 'y/N'}] ", ("yes", "no")).lower()
        if not said:
            return otherwise
        if said in ("y", "yes", "n", "no"):
            return said.startswith("y")
        say("Type y or n.")


def _complete(words: Sequence[str]) -> None:
    def next_word(begun: str, state: int) -> str | None:
        fits = [word for word in words if word.startswith(begun)]
        return fits[state] if state < len(fits) else None

    readline.set_completer(next_word)
    readline.set_completer_delims(" ,\t")
    libedit = "libedit" in (readline.__doc__ or "")  # macOS
    readline.parse_and_bind("bind ^I rl_complete" if libedit else "tab: complete")


def written(about: Iterable[str], before: str = "") -> str:
    """A text of several lines: from the person's editor, or typed up to a line with one full stop."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if editor and is_there():
        return _edited(editor, about, before)
    say("Type it, in Markdown; end with a line that holds only a full stop.")
    lines: list[str] = []
    while (line := _line()) != ".":
        lines.append(line)
    return "\n".join(lines)


def _edited(editor: str, about: Iterable[str], before: str) -> str:
    """What the person leaves in a file of their editor above the line that says so."""
    with tempfile.TemporaryDirectory(prefix="edition-") as folder:
        path = Path(folder) / "body.md"
        path.write_text(f"{before}\n\n{_CUT}\n" + "\n".join(map(visible, about)) + "\n", encoding="utf-8")
        try:
            status = subprocess.run([*shlex.split(editor), str(path)], check=False).returncode
        except (OSError, ValueError) as error:
            raise Refused(f"The editor `{editor}` can't be started: {error}.") from None
        if status:
            raise Refused(f"The editor `{editor}` ended with the status {status}.")
        text = path.read_bytes().decode("utf-8", "surrogateescape")
    return text.partition(_CUT.strip())[0].strip()
