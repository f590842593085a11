"""One question at a time: a field's purpose in the table's own words, a default, and an answer that fits."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model import fields as f
from ..read.nearest import nearest
from . import terminal
from .faults import clean, fault
from .record import named
from .values import Leaf

_SHOWN = 6  # ids named in a question; TAB gives all


def question(leaf: Leaf, words: Sequence[str] | None, default: str = "", offered: Sequence[str] = ()) -> list[str]:
    """The values of one field, asked for until they fit; none where it may be left out and is.

    `words` are all that it may hold, where those are known; `offered` are for completion only.
    """
    _explain(leaf, words)
    prompt = f"{named(leaf.path)}{f' [{default}]' if default else ''}> "
    while True:
        said = terminal.answer(prompt, words or offered) or default
        each = _split(leaf, said)
        if not each and not leaf.field.required:
            return []
        wrong = next(filter(None, (_wrong(leaf, one, words) for one in each)), None)
        if each and wrong is None:
            return each
        terminal.say(wrong or "It is needed.")


def _explain(leaf: Leaf, words: Sequence[str] | None) -> None:
    optional = "" if leaf.field.required else " (Enter: none)"
    several = ""
    if leaf.many:
        several = "; several with a space between" if isinstance(leaf.kind, f.Id) else "; several with ; between"
    terminal.say(f"\n{named(leaf.path)}: {leaf.field.note}{several}{optional}")
    if words:
        shown = words if isinstance(leaf.kind, f.Choice) else words[:_SHOWN]
        more = f" … ({len(words)}; TAB completes)" if len(words) > len(shown) else ""
        terminal.say(f"  {', '.join(shown)}{more}")


def _split(leaf: Leaf, said: str) -> list[str]:
    """An answer as the values it holds."""
    each = [said]
    if leaf.many:
        each = re.split(r"[,;\s]+" if isinstance(leaf.kind, f.Id) else ";", said)
    return [one for one in (clean(leaf.kind, each_one) for each_one in each) if one]


def _wrong(leaf: Leaf, value: str, words: Sequence[str] | None) -> str | None:
    """What to say of a value that can't be taken, with what to type instead."""
    wrong = fault(leaf.kind, value, f"`{named(leaf.path)}`")
    if wrong:
        return "\n    hint: ".join(wrong)
    if words is not None and value not in words:
        guess = nearest(value, words)
        return f"There is no `{value}`." + (f"\n    hint: did you mean `{guess}`?" if guess else "")
    return None
