"""Firefox, by Marionette, the wire that is built into it and that geckodriver speaks as well."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from .session import Refused

NAMES = ("firefox", "firefox-esr")
# A fresh reader who is off line: nothing is asked of Mozilla, nothing offered at the start.
PREFERENCES = {
    "marionette.port": 0,
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.server": "data:,",
}
SIZE = """
const [width, height] = arguments;
const size = `width: ${width}px; height: ${height}px;`;
const bounds = ["min", "max"].map((one) => size.replaceAll(/width|height/g, `${one}-$&`));
gBrowser.selectedBrowser.style.cssText = [size, ...bounds].join(" ");
"""


def browser() -> str | None:
    """Firefox, if it is installed."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Firefox:
    """A Firefox with a profile of its own, without a window."""

    name = "Firefox"

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="firefox-"))
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items()]
        (self.folder / "user.js").write_text("".join(lines))
        self.program = subprocess.Popen(
            [str(browser()), "--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile",
             str(self.folder)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.socket = socket.create_connection(("127.0.0.1", self._port()), timeout=90)
        self.wire = self.socket.makefile("rb")
        self._message()  # it says who it is
        self.number = 0
        self.version = self._command("WebDriver:NewSession", {})["capabilities"]["browserVersion"]

    def _port(self) -> int:
        """The port that it chose, which it writes down when it listens."""
        file = self.folder / "MarionetteActivePort"
        for _ in range(600):
            if file.exists() and file.read_text():
                return int(file.read_text())
            time.sleep(0.1)
        raise Refused("Firefox has not started within a minute")

    def _message(self) -> Any:
        """One message: its length in bytes, a colon, JSON."""
        digits = b""
        while not digits.endswith(b":"):
            digits += self.wire.read(1)
        return json.loads(self.wire.read(int(digits[:-1])))

    def _command(self, name: str, given: dict[str, Any]) -> Any:
        self.number += 1
        body = json.dumps([0, self.number, name, given]).encode()
        self.socket.sendall(b"%d:%b" % (len(body), body))
        _, _, error, result = self._message()
        if error:
            raise Refused(error["message"])
        return result

    def send(self, command: str, given: dict[str, Any]) -> Any:
        result = self._command(f"WebDriver:{command}", given)
        return result["value"] if isinstance(result, dict) and [*result] == ["value"] else result

    def resize(self, width: int, height: int) -> None:
        """Gives the page its size; its window can't be as narrow as a phone."""
        self._inside(SIZE, [width, height])

    def _inside(self, script: str, given: list[object]) -> Any:
        """Runs a script of the browser's own."""
        self._command("Marionette:SetContext", {"value": "chrome"})
        try:
            return self.send("ExecuteScript", {"script": script, "args": given})
        finally:
            self._command("Marionette:SetContext", {"value": "content"})

    def close(self) -> None:
        try:
            self._command("Marionette:Quit", {"flags": ["eForceQuit"]})
            self.program.wait(timeout=20)
        except (OSError, subprocess.TimeoutExpired, Refused):
            self.program.kill()
            self.program.wait()
        finally:
            self.socket.close()
            shutil.rmtree(self.folder, ignore_errors=True)
