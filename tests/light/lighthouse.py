"""Lighthouse on pages of the site as built, three times each, as a phone and as a desktop: `make lighthouse`.

The site is served on this machine as hosts of static sites do: compressed, and cached for an hour. The figures are
Lighthouse's own (https://developer.chrome.com/docs/lighthouse): a phone is a processor four times slower on a slow
The site is served on this machine as hosts of static sites do: compressed, cached for an hour. The figures are
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HERE = Path(__file__).resolve().parent
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FACTS = {
    "first-contentful-paint": "first words",
    "largest-contentful-paint": "largest",
    "total-blocking-time": "blocked",
    "cumulative-layout-shift": "shift",
}
FLAGS = "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-sync"
PACKED = {".html", ".css", ".js", ".svg", ".json", ".txt", ".xml"}


class _Host(SimpleHTTPRequestHandler):
    """A host of static files: text is compressed, and may be kept for an hour."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing: the figures are what is printed."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        body = _packed(path) if path.suffix in PACKED else path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in PACKED:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=3600")
        self.end_headers()
        self.wfile.write(body)


@cache
def _packed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes())


def measured(url: str, device: str, folder: Path) -> tuple[dict[str, int], dict[str, str], list[str]]:
    """One run: the categories from 0 to 100, some timings in words, and the audits that were not passed."""
    report = folder / "report.json"
    command = ["node", str(HERE / "node_modules/lighthouse/cli/index.js"), url, "--quiet", "--output=json"]
    command += [f"--output-path={report}", f"--chrome-flags={FLAGS}"] + (
        ["--preset=desktop"] if device == "desktop" else []
    )
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    told = json.loads(report.read_text(encoding="utf-8"))
    points = {name: round(100 * (told["categories"][name]["score"] or 0)) for name in CATEGORIES}
    facts = {words: told["audits"][name].get("displayValue", "–") for name, words in FACTS.items()}
    weighed = [ref["id"] for name in CATEGORIES[1:] for ref in told["categories"][name]["auditRefs"] if ref["weight"]]
    failed = [
        name
        for name in weighed
        if (told["audits"][name]["score"] or 0) < 1 and told["audits"][name]["score"] is not None
    ]
    return points, facts, failed


def main() -> int:
    """Measures and prints a table in Markdown; the status is 1 where a page stays below what is asked of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--site", type=Path, default=HERE.parent.parent / "site")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("pages", nargs="*", default=["texts/no-really-it-predicts-next-tokens.html", "index.html"])
    given = parser.parse_args()
    os.environ["CHROME_PATH"] = (
        os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
    )
    below = False
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(given.site))) as host:
        threading.Thread(target=host.serve_forever, daemon=True).start()
        print("| page | as | " + " | ".join([*CATEGORIES, *FACTS.values()]) + " |")
        print("|---" * (2 + len(CATEGORIES) + len(FACTS)) + "|")
        for page in given.pages:
            for device, least in (("phone", 90), ("desktop", 95)):
                with tempfile.TemporaryDirectory() as folder:
                    url = f"http://127.0.0.1:{host.server_port}/{page}"
                    runs = [measured(url, device, Path(folder)) for _ in range(given.runs)]
                points, facts, failed = sorted(runs, key=lambda run: run[0]["performance"])[len(runs) // 2]
                print(
                    f"| {page} | {device} | " + " | ".join([*map(str, points.values()), *facts.values()]) + " |",
                    flush=True,
                )
                if failed:
                    print(f"not passed: {', '.join(failed)}", file=sys.stderr)
                below |= points["performance"] < least or any(points[name] < 100 for name in CATEGORIES[1:])
        host.shutdown()
    return int(below)


if __name__ == "__main__":
    sys.exit(main())
