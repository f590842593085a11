"""A capture is frozen: its SHA-256 is the one that source.yml pins.

Nothing in a captured text is ever corrected. What it lost is marked as a lacuna, slips stay as they stand.

Bad (sources/thread/capture.txt):
    That-Which-Predicts is fully comitted to the role.
Good (sources/thread/capture.txt):
    That-Which-Predicts is fully committed to the role.
"""

from .reading import found_in_reading

ID = "capture"
check = found_in_reading(ID)
