"""Sets one PDF in a process of its own, for printing.py: its source comes in as JSON, and the PDF goes out."""

from __future__ import annotations

import json
import sys
from datetime import datetime

from .imprint import Imprint
from .pdf import compiled

if __name__ == "__main__":
    given = json.load(sys.stdin.buffer)
    date = given["date"] and datetime.fromisoformat(given["date"])
    sys.stdout.buffer.write(compiled(given["source"], Imprint("", date), given["paper"]))
