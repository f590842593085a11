"""One round of rounds.py in a process of its own: what the compiler has laid out it keeps until its process ends."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from .rounds import lay_out

if __name__ == "__main__":
    root, paper, date = sys.argv[1:]
    try:
        lay_out(Path(root), paper, datetime.fromisoformat(date))
    except RuntimeError as error:
        sys.exit(str(error))
