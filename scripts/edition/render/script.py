"""Data as a script: a page that is opened from disk may fetch nothing, but it may load a script."""

from __future__ import annotations

import json
import re

from ..text import HIDDEN


def as_script(value: object) -> str:
    """A value as a JavaScript expression, in which no character can end the script or change how it reads."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return re.sub(f"[<\u2028\u2029]|{HIDDEN.pattern}", lambda match: f"\\u{ord(match.group()):04x}", text)
