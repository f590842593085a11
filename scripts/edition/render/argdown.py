"""The argument layer in Argdown (https://argdown.org/syntax/): claims, arguments, their relations, and who holds what.

A premise supports its argument; an argument supports or attacks a claim, or undercuts another argument's inference. Who
says so stands in comments, since Argdown knows no speakers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from ..resolve.joined import Joined

ARROWS = {"supports": "+>", "attacks": "->", "undercuts": "_>"}
# Whatever Argdown could take for syntax in running text; a backslash before it makes it a plain character. Between two
# full stops it looks for the name of a sign (`.v.` is ∨), and no backslash counts there.
_SYNTAX = re.compile(r"([\\\[\]<>(){}#@*_/+\-=|:`~^!&$%\"']|\.(?=\S))")


def words(text: str) -> str:
    """Text as one line of Argdown that holds no syntax."""
    return _SYNTAX.sub(r"\\\1", " ".join(text.split()))


def comment(text: str) -> str:
    """Text as a comment of one line: only the end of the line would end it."""
    return f"// {' '.join(text.split())}"


def arguments(joined: Joined) -> str:
    """`arguments.argdown`: a section of claims, then one of arguments, each by its id."""
    edition = joined.edition
    rows = ["===", f"title: {title(edition.name)}", "===", "", "# Claims", ""]
    for claim in edition.claims.values():
        rows += [comment(told) for told in _stances(joined, claim.id)]
        rows += [f"[{claim.id}]: {words(claim.sentence)}", ""]
    rows += ["# Arguments", ""]
    for argument in edition.arguments.values():
        for making in joined.argumentation.making[argument.id]:
            rows.append(comment(f"{making.holder.name}, {making.published or 'undated'}: “{making.anchor.words}”"))
        rows.append(f"<{argument.id}>: {words(argument.name)}")
        rows += [f"  <+ [{premise}]" for premise in dict.fromkeys(argument.premises) if premise in edition.claims]
        aim = f"<{argument.conclusion}>" if argument.relation == "undercuts" else f"[{argument.conclusion}]"
        rows += [f"  {ARROWS[argument.relation]} {aim}", ""]
    return "\n".join(rows).rstrip("\n") + "\n"


def title(name: str) -> str:
    """A name for the front matter: a string of JSON, and so of YAML; three equals signs would end the front matter."""
    return json.dumps(name or "Arguments", ensure_ascii=False).replace("=", "\\u003d")


def _stances(joined: Joined, claim: str) -> Iterator[str]:
    for one in joined.argumentation.positions[claim]:
        if one.note is not None:
            yield f"{one.holder.name} {one.verb} this, {one.published or 'undated'}: “{one.anchor.words}”"
