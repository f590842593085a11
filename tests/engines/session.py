"""A browser as the checks drive it: the commands of the W3C's WebDriver, and waiting for what they set off.

Firefox and WebKitGTK both speak these commands, each over a wire of its own (firefox.py, webkit.py), so nothing needs
to be installed but the browsers.
"""

from __future__ import annotations

import base64
import json
import time
from pathlib import Path
from typing import Any, Protocol

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # how WebDriver writes an element
PATIENCE = 20.0  # seconds that something may take to happen on a busy machine
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Escape": "\ue00c", "Down": "\ue015", "Alt": "\ue00a"}


class Refused(Exception):
    """What a browser answers to a command that it can't carry out."""


class Wire(Protocol):
    """The way to a browser."""

    name: str

    def send(self, command: str, given: dict[str, Any]) -> Any: ...
    def resize(self, width: int, height: int) -> None: ...
    def close(self) -> None: ...


class Session:
    """One window of a browser."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire

    def goto(self, address: str) -> None:
        """Loads a page, also where only the fragment is another than before."""
        self.wire.send("Navigate", {"url": "about:blank"})
        self.wire.send("Navigate", {"url": address})

    def run(self, script: str, *given: object) -> Any:
        """What a script says; `arguments` are its own."""
        return self.wire.send("ExecuteScript", {"script": script, "args": [*given]})

    def value(self, expression: str) -> Any:
        """What an expression is."""
        return self.run(f"return ({expression})")

    def until(self, expression: str, wanted: object = True) -> None:
        """Waits until an expression has a value, by default until it is true in JavaScript's sense."""
        ends = time.monotonic() + PATIENCE
        found: object = None
        while time.monotonic() < ends:
            try:
                found = self.value(f"Boolean({expression})" if wanted is True else expression)
            except Refused as error:  # between two pages there is nothing to ask
                found = error
            if found == wanted:
                return
            time.sleep(0.05)
        raise AssertionError(f"{expression}\n    is {json.dumps(found, default=str)} and not {json.dumps(wanted)}")

    def find(self, selector: str) -> dict[str, str]:
        """The first element that fits, in the middle of the window."""
        self.until(f"document.querySelector({json.dumps(selector)})")
        return self.run(
            "const one = document.querySelector(arguments[0]);"
            "one.scrollIntoView({block: 'center', behavior: 'instant'}); return one",
            selector,
        )

    def click(self, selector: str) -> None:
        """Presses the first element that fits, as a reader does, where it is."""
        self._point(selector, [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}])

    def hover(self, selector: str) -> None:
        """Lays the pointer on the first element that fits."""
        self._point(selector, [])

    def away(self) -> None:
        """Takes the pointer off everything, to the corner of the window."""
        self._move({"x": 2, "y": 2, "origin": "viewport"}, [])

    def _point(self, selector: str, then: list[dict[str, Any]]) -> None:
        self.find(selector)
        # The first line of what runs over several: the middle of their frame may lie beside the words.
        x, y = self.run(
            "const {left, top, width, height} = document.querySelector(arguments[0]).getClientRects()[0];"
            "return [Math.round(left + width / 2), Math.round(top + height / 2)]",
            selector,
        )
        self._move({"x": x, "y": y, "origin": "viewport"}, then)

    def _move(self, to: dict[str, Any], then: list[dict[str, Any]]) -> None:
        steps = [{"type": "pointerMove", "duration": 50, **to}, *then]
        mouse = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": steps}
        self.wire.send("PerformActions", {"actions": [mouse]})

    def press(self, key: str, held: str = "") -> None:
        """Strikes a key, by its letter or by its name in KEYS, while another is held."""
        key, held = KEYS.get(key, key), KEYS.get(held, held)
        steps = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        if held:
            steps = [{"type": "keyDown", "value": held}, *steps, {"type": "keyUp", "value": held}]
        self.wire.send("PerformActions", {"actions": [{"type": "key", "id": "keys", "actions": steps}]})

    def type(self, selector: str, words: str) -> None:
        """Writes into a field."""
        self.wire.send("ElementSendKeys", {"id": self.find(selector)[ELEMENT], "text": words})

    def resize(self, width: int, height: int) -> None:
        """Gives the page its size in CSS pixels."""
        self.wire.resize(width, height)
        self.until("[innerWidth, innerHeight]", [width, height])

    def shot(self, path: Path) -> None:
        """Keeps what is seen."""
        path.write_bytes(base64.b64decode(self.wire.send("TakeScreenshot", {"full": False})))
