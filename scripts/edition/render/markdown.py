"""Markdown that no generator can misread: text is escaped with character references, which every Markdown knows.

Captured and contributed words pass through `escape` on their way to a page, so that nothing in them is ever a
template, a snippet, a tag, an attribute list or an emphasis, whatever extensions the generator has. Character
references are plain CommonMark (section 2.5) and none of `{{`, `{%`, `{#`, `--8<--` or `<` survives them.
"""

from __future__ import annotations

import json
import re

# What any of the Markdown dialects, their extensions, or a template engine could take for syntax anywhere in a line.
_ANYWHERE = re.compile(
    r"[\\`*_{}\[\]<>&#~^=|$%+\u00a0]|(?<=[:/])/|(?<=\w):(?=\w)|(?<!\w):|(?<=w)\.|@|--+|\.\.\.|\(\w{1,2}\)|\t"
)
_BRACE = re.compile(r"\{(?=[{%#])")
# What ends a line for one program or another: the next line could begin a block of its own.
_BREAK = re.compile("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
# What is syntax only where a block begins: list marks, numbered items, admonitions, definitions, quotations.
_AT_START = re.compile(r"^(?:[-+:!?/=>.'\"]|\d+(?=[.)]))")


def reference(text: str) -> str:
    """Every character as a numeric character reference."""
    return "".join(f"&#{ord(character)};" for character in text)


def escape(text: str, *, starts_block: bool = False) -> str:
    """The text as Markdown that renders as exactly these characters (and collapses white space as HTML does)."""
    escaped = _inert(_BREAK.sub(" ", text))
    if starts_block:
        escaped = _AT_START.sub(lambda match: _start(match.group()), escaped.lstrip(" "))
    return escaped


def _inert(text: str) -> str:
    return _ANYWHERE.sub(lambda match: reference(match.group()), text)


def _start(mark: str) -> str:
    return f"{mark[:-1]}{reference(mark[-1])}" if mark[0].isdigit() else reference(mark)


def attribute(text: str) -> str:
    """The text for a double-quoted HTML attribute or Markdown link title."""
    return escape(" ".join(text.split())).replace('"', "&quot;").replace("'", "&#39;")


def code(text: str) -> str:
    """Code as HTML text that neither Markdown nor a template engine can read."""
    return "&#10;".join(map(_inert, text.rstrip("\n").split("\n")))


def code_block(text: str) -> str:
    """Lines of code, every character of them, as one Markdown block."""
    return f"<pre><code>{code(text)}</code></pre>"


def link(label: str, target: str, title: str = "", *classes: str) -> str:
    """An inline link; `label` is Markdown already, `target` a path or address, `title` plain text."""
    safe = target.replace(" ", "%20").replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E")
    safe = safe.replace("{", "%7B").replace("}", "%7D").replace('"', "%22").replace("\\", "%5C").replace("_", "&#95;")
    shown = f' "{attribute(title)}"' if title else ""
    marks = " ".join(f".{name}" for name in classes)
    return f"[{label}]({safe}{shown})" + (f"{{ {marks} }}" if marks else "")


def head_text(text: str) -> str:
    """Words for a page's title, which themes and macros take as they are: no tag and no template can stand in them."""
    return _BRACE.sub("｛", text.replace("<", "‹").replace(">", "›"))


def front_matter(**fields: object) -> str:
    """YAML front matter; values are written as JSON, which YAML contains, with braces spelt as escapes.

    `file` is where whoever wants to change the page goes (a folder's name ends in `/`), `record` what the page is of.
    """
    safe = {name: head_text(value) if isinstance(value, str) else value for name, value in fields.items()}
    if isinstance(safe.get("description"), str):
        safe["description"] = str(safe["description"]).replace('"', "”")  # it stands in an attribute
    rows = [f"{name}: {_value(value)}" for name, value in safe.items() if value is not None]
    return "\n".join(["---", *rows, "---", ""])


def _value(value: object) -> str:
    return re.sub(r"[{}%#<>]", lambda match: f"\\u{ord(match.group()):04x}", json.dumps(value, ensure_ascii=False))


def indent(text: str, mark: str) -> str:
    """Every line of a Markdown block behind `mark`; empty lines keep the mark without trailing space."""
    return "\n".join((mark + line).rstrip() if line.strip() else mark.rstrip() for line in text.split("\n"))
