"""What many tests share: the real edition, loaded once; its site, built once; a browser, started once."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from pdf_books import Printed
from playwright.sync_api import Browser, Error, Page, sync_playwright
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

import tiny
from browse import on_phone
from edition.load import load
from edition.problem import Problem, errors, render
from edition.resolve.joined import Joined

settings.register_profile("edition", deadline=None, print_blob=True)  # the machine may be busy; examples are small
settings.load_profile("edition")

# Files whose tests open what the site offers. To print that takes minutes, so they share a process.
PRINTING = ("test_offline.py", "test_pdf.py", "test_pdf_access.py", "test_pdf_layout.py")
# What takes longest is begun first, so that no process is left with it at the end.
FIRST = (*PRINTING, "test_accessibility_browser.py", "test_beside_browser.py", "test_build.py")


class Together(LoadFileScheduling):
    """Sends the tests of a file to one process, and those of all files that print to the same one.

    The groups of pytest-xdist do not work with pytest 9.2 (https://github.com/pytest-dev/pytest-xdist/issues/1386).
    """

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return "printing" if Path(file).name in PRINTING else file


@pytest.hookimpl(optionalhook=True)  # of pytest-xdist
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Together | None:
    return Together(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Brings the tests into the order of FIRST."""
    printing = {item.path.name for item in items if "published" in getattr(item, "fixturenames", ())}
    assert printing <= {*PRINTING}, "a file that prints has to be named in PRINTING"
    items.sort(key=lambda item: FIRST.index(item.path.name) if item.path.name in FIRST else len(FIRST))


@pytest.fixture(scope="session")
def loaded() -> tuple[Joined, list[Problem]]:
    """The real edition and everything that is said of it."""
    return load(tiny.ROOT)


@pytest.fixture(scope="session")
def joined(loaded: tuple[Joined, list[Problem]]) -> Joined:
    """The real edition, which holds no error."""
    joined, problems = loaded
    assert not errors(problems), render(errors(problems), "text", {})
    return joined


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real edition's site, built as `make site` builds it where the repository's address is known."""
    return tiny.built(tiny.ROOT, tmp_path_factory.mktemp("site") / "site", REPOSITORY_URL=tiny.REPOSITORY)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real edition's site with all that it offers, as `make site` builds it."""
    return tiny.built(tiny.ROOT, tmp_path_factory.mktemp("published") / "site", DOWNLOADS="all")


@pytest.fixture(scope="session")
def printed(joined: Joined, published: Path) -> Iterator[Printed]:
    """The real edition's PDFs."""
    books = Printed(joined, published)
    yield books
    books.close()


def executable() -> str | None:
    """The browser to start; None is Playwright's own."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium: the one that CHROMIUM names, or the system's, or Playwright's own."""
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=executable(), args=quiet)
        except Error as error:
            pytest.fail(f"The browser tests need Chromium: install it, or name it in CHROMIUM.\n{error}")
        yield browser
        browser.close()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """A page of a reader on a phone."""
    with on_phone(chromium) as page:
        yield page


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page of a fresh reader, off line; whatever it asks for must lie on this disk, and no script may fail."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, offline=True)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert [address for address in asked if not re.match("file:|data:|blob:|about:", address)] == []
    assert faults == []
