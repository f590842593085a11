"""WebKitGTK, the engine of Safari on Linux: its driver, and its small browser on a screen that nobody sees."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from .session import Refused

# The commands that are used, as HTTP has them.
PATHS = {
    "Navigate": ("POST", "url"),
    "ExecuteScript": ("POST", "execute/sync"),
    "PerformActions": ("POST", "actions"),
    "ElementSendKeys": ("POST", "element/{id}/value"),
    "SetWindowRect": ("POST", "window/rect"),
    "TakeScreenshot": ("GET", "screenshot"),
    "DeleteSession": ("DELETE", ""),
}
# The bar of the window would not let it be as narrow as a phone.
NARROW = "* { min-width: 0; padding-left: 0; padding-right: 0; margin: 0; font-size: 2px; }"
BROWSERS = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser"


def browser() -> Path | None:
    """WebKitGTK's own small browser, if it is installed with the driver, and there is a screen to be had for it."""
    found = sorted(Path("/").glob(BROWSERS[1:]))
    able = shutil.which("WebKitWebDriver") and (has_screen() or shutil.which("Xvfb"))
    return found[-1] if found and able else None


def has_screen() -> bool:
    """Whether windows can be seen here."""
    return "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ


class WebKit:
    """A MiniBrowser and the driver that started it."""

    name = "WebKitGTK"

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="webkit-"))
        self.screen: subprocess.Popen[bytes] | None = None
        homes = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"), str(self.folder))
        environment = {**os.environ, **homes}
        (self.folder / "gtk-3.0").mkdir()
        (self.folder / "gtk-3.0/gtk.css").write_text(NARROW)
        if not has_screen():
            environment["DISPLAY"] = self._screen()
        port = free_port()
        self.driver = subprocess.Popen(
            ["WebKitWebDriver", f"--port={port}"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        self.base = f"http://127.0.0.1:{port}/session"
        asked = {"binary": str(browser()), "args": ["--automation"]}
        made = self._ask("POST", "", {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": asked}}}, 30)
        self.version = made["capabilities"]["browserVersion"]
        self.base += f"/{made['sessionId']}/"
        self.bar = 0

    def _screen(self) -> str:
        """A display of its own, which Xvfb gives the first free number."""
        reads, writes = os.pipe()
        command = ["Xvfb", "-displayfd", str(writes), "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
        self.screen = subprocess.Popen(command, pass_fds=[writes], stderr=subprocess.DEVNULL)
        os.close(writes)
        with os.fdopen(reads) as number:
            return f":{number.readline().strip()}"

    def _ask(self, method: str, path: str, given: dict[str, Any] | None, patience: float = 0) -> Any:
        body = None if given is None else json.dumps(given).encode()
        request = urllib.request.Request(self.base + path, body, {"Content-Type": "application/json"}, method=method)
        ends = time.monotonic() + patience
        while True:
            try:
                with urllib.request.urlopen(request, timeout=60) as answer:
                    return json.load(answer)["value"]
            except urllib.error.HTTPError as error:
                raise Refused(json.load(error)["value"]["message"] or error.reason) from error
            except OSError:
                if time.monotonic() > ends:  # the driver is still on its way at first
                    raise
                time.sleep(0.1)

    def send(self, command: str, given: dict[str, Any]) -> Any:
        method, path = PATHS[command]
        return self._ask(method, path.format(**given), given if method == "POST" else None)

    def resize(self, width: int, height: int) -> None:
        """Gives the page its size: its window is larger by a bar."""
        for _ in range(3):
            self.send("SetWindowRect", {"width": width, "height": height + self.bar})
            time.sleep(0.3)  # the window is drawn anew by another program
            is_high = self.send("ExecuteScript", {"script": "return innerHeight", "args": []})
            self.bar += height - is_high

    def close(self) -> None:
        try:
            self._ask("DELETE", "", None)
        finally:
            for one in (self.driver, self.screen):
                if one:
                    one.terminate()
                    one.wait()
            shutil.rmtree(self.folder, ignore_errors=True)


def free_port() -> int:
    """A port that nobody listens to just now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
