"""The names of the macros that a hand-written page may call; what they write is in render/macros.py."""

from __future__ import annotations

MACROS = (
    "texts",
    "debates",
    "count_debates",
    "count_claims",
    "count_arguments",
    "count_stances",
    "count_texts",
    "count_notes",
    "count_entries",
    "count_senses",
    "count_people",
    "count_references",
    "count_lines",
    "count_unaccounted",
    "count_quotations",
)
