"""A map cut for paper: on one sheet a large map can't be read, so it is cut between its boxes into several."""

from __future__ import annotations

SHEET = (1040, 640)  # what a map may fill of a sheet of A4 or Letter that lies on its side, in pixels at full size


def sheets(width: int, height: int, spans: list[tuple[float, float]]) -> list[tuple[int, int]]:
    """From where to where each sheet reaches, in pixels: as low as paper allows, cutting as few boxes as can be.

    `spans` say from where to where each box reaches.
    """
    most = int(SHEET[1] * max(1.0, width / SHEET[0]))
    found: list[tuple[int, int]] = []
    top, end = -2, height - 2
    while end - top > most:
        lows = range(top + most, top + most // 2, -4)
        cut = min(lows, key=lambda low: (sum(start < low < stop for start, stop in spans), -low))
        found.append((top, cut))
        top = cut
    return [*found, (top, end)]
