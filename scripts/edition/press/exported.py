"""Files of an edition by the names that export.py gives them, the zip of its site included."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Collection
from pathlib import Path

from ..read.edition import configuration
from ..render.exports import EXPORTS, exports
from ..resolve.joined import Joined
from .editions import EDITIONS, ZIP
from .imprint import imprint
from .printing import printed


def exported(joined: Joined, names: Collection[str]) -> dict[str, bytes]:
    """The files of these names, which may be those of exports, of editions, and of the PDF of a text or debate.

    Raises RuntimeError where one could not be made.
    """
    texts = exports(joined) if any(name in EXPORTS for name in names) else {}
    made = {name: texts[name].encode("utf-8") for name in names if name in texts}
    paths = {one.name: one.path for one in EDITIONS}
    wanted = {name: paths.get(name, name) for name in names if name not in texts}
    if ZIP in wanted.values():
        files = _of_the_site(joined.edition.root, wanted.values())  # which holds the others too
    else:
        files = printed(joined, imprint(joined.edition.root), wanted.values()) if wanted else {}
    return made | {name: files[path] for name, path in wanted.items()}


def lacks_site(root: Path) -> str:
    """What an edition lacks to build a site with, in words; empty if it can build one."""
    if not (root / "mkdocs.yml").is_file():
        return f"{root} has no mkdocs.yml to build one with"
    hooks = configuration(root).get("hooks")
    if not isinstance(hooks, list) or not any(Path(str(hook)).name == "hooks.py" for hook in hooks):
        return f"{root / 'mkdocs.yml'} does not name scripts/hooks.py among its hooks"
    return ""


def _of_the_site(root: Path, paths: Collection[str]) -> dict[str, bytes]:
    """Files of the site, which MkDocs builds in a process and a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="edition-") as folder:
        config = ["-f", root.resolve() / "mkdocs.yml", "-d", folder]
        done = subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--strict", *config],
            cwd=folder, capture_output=True, encoding="utf-8", errors="replace", check=False,
            env=os.environ | {"DOWNLOADS": "all", "NO_MKDOCS_2_WARNING": "1"},
        )  # fmt: skip
        if done.returncode:
            said = [line for line in (done.stderr or done.stdout).splitlines() if not line.startswith("INFO")]
            raise RuntimeError("\n".join(["The site does not build:", *said]).strip())
        lacking = [path for path in paths if not (Path(folder) / path).is_file()]
        if lacking:
            raise RuntimeError(f"The site that {root / 'mkdocs.yml'} builds holds no {', '.join(lacking)}.")
        return {path: (Path(folder) / path).read_bytes() for path in paths}
