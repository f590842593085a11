"""What tests in a browser share: a phone, a plain server of a folder, and patterns of an address to wait for.

An address is waited for (`expect(page).to_have_url(…)`) and never compared as it happens to be: the browser tells
Playwright of it some time after a script has changed it.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Page, TimeoutError


def ending(words: str) -> re.Pattern[str]:
    """The pattern of an address that ends so."""
    return re.compile(f"{re.escape(words)}$")


def holding(words: str) -> re.Pattern[str]:
    """The pattern of an address in which the words stand."""
    return re.compile(re.escape(words))


@contextmanager
def reader(chromium: Browser, width: int, height: int, **given: bool) -> Iterator[Page]:
    """A page of a fresh reader who is off line; no script may fail. Sizes in CSS pixels."""
    context = chromium.new_context(viewport={"width": width, "height": height}, offline=True, **given)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []


def on_phone(chromium: Browser, width: int = 390, height: int = 844) -> AbstractContextManager[Page]:
    """The same on a phone, or a tablet, that is touched."""
    return reader(chromium, width, height, has_touch=True, is_mobile=True)


@contextmanager
def server(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """A plain server of a folder: its address, and the paths that it is asked for, in order."""
    paths: list[str] = []

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            paths.append(self.path)

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as one:
        threading.Thread(target=one.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{one.server_port}", paths
        one.shutdown()


def until(page: Page, expression: str, wanted: str | bool) -> None:
    """Waits until an expression of JavaScript has a value: what a key or a click sets off may come a little later.

    A function is handed over and not the bare expression: Playwright evaluates an expression anew at every look, and
    the site's own content security policy forbids that from the second look on.
    """
    with suppress(TimeoutError):
        page.wait_for_function(f"() => ({expression}) === {json.dumps(wanted)}", timeout=5000)
    assert page.evaluate(expression) == wanted
