"""Runs a command and tells what it cost: time by the clock and of the processor, and the peak of its memory.

The kernel's own figures (`wait4`) know the largest of several processes only, and of a browser's not even all of
them. So the whole family is looked at as well while it runs, where there is a /proc, and the larger figure counts.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

_EVERY = 0.2  # seconds between two looks
_PATIENCE = 4  # by the clock a run may take this many times longer: others work on the machine too
_TICKS = os.sysconf("SC_CLK_TCK")
_PROC = Path("/proc")


@dataclass(frozen=True)
class Limits:
    """What a run may take before it is stopped: seconds of the processor (of the clock, four times as many), memory."""

    seconds: float = 600
    megabytes: float = 8000


@dataclass(frozen=True)
class Run:
    """One run: seconds by the clock and of the processor, peak megabytes, what it said, and why it failed, if so."""

    seconds: float
    processor: float
    megabytes: float
    said: str = ""
    fault: str | None = None


def run(
    command: Sequence[str | Path], limits: Limits, cwd: Path | None = None, environment: Mapping[str, str] = {}
) -> Run:
    """Runs a command to its end or its limits; a program that is not there is a fault like any other."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
        try:
            process = subprocess.Popen(
                list(map(str, command)), stdin=subprocess.DEVNULL, stdout=said, stderr=complained, cwd=cwd,
                start_new_session=True, env=os.environ | dict(environment),
            )  # fmt: skip
        except OSError as error:
            return Run(0, 0, 0, fault=f"{command[0]}: {error.strerror}")
        watch = _Watch(process.pid, start, limits)
        watching = threading.Thread(target=watch.until_ended)
        watching.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        watch.ended.set()
        watching.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0), complained.seek(0)
        out, errors = said.read().decode(errors="replace"), complained.read().decode(errors="replace")
    fault = watch.stopped
    if fault is None and process.returncode < 0:
        fault = f"ended by signal {-process.returncode}"
    elif fault is None and process.returncode:
        last = (errors.strip().splitlines() or [f"it ended with status {process.returncode}"])[-1]
        fault = last[:160]
    scale = 1e6 if sys.platform == "darwin" else 1e3  # ru_maxrss: bytes there, kilobytes here
    processor = max(usage.ru_utime + usage.ru_stime, sum(watch.spent.values()))
    return Run(seconds, processor, max(usage.ru_maxrss / scale, watch.peak), out, fault)


@dataclass
class _Watch:
    """Looks at a process and its descendants until it has ended, and stops them all if they take too much."""

    pid: int
    since: float
    limits: Limits
    ended: threading.Event = field(default_factory=threading.Event)
    spent: dict[int, float] = field(default_factory=dict)
    peak: float = 0
    stopped: str | None = None

    def until_ended(self) -> None:
        while not self.ended.wait(_EVERY):
            family = _family(self.pid)
            now = 0.0
            for pid in family:
                now += _megabytes(pid)
                with suppress(OSError, IndexError, ValueError):
                    self.spent[pid] = sum(map(int, _fields(pid)[11:13])) / _TICKS
            self.peak = max(self.peak, now)
            if now > self.limits.megabytes:
                self.stop(family, f"stopped: it took more than {self.limits.megabytes / 1000:g} GB")
            elif max(sum(self.spent.values()), (time.perf_counter() - self.since) / _PATIENCE) > self.limits.seconds:
                self.stop(family, f"stopped after {self.limits.seconds / 60:g} minutes of the processor")

    def stop(self, family: list[int], why: str) -> None:
        self.stopped = why
        for pid in reversed(family):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def _fields(pid: int) -> list[str]:
    """What /proc/PID/stat says after the name, which may hold anything: state, parent, …"""
    return (_PROC / str(pid) / "stat").read_text(errors="replace").rpartition(")")[2].split()


def _family(pid: int) -> list[int]:
    """A process and its descendants, parents first."""
    children: dict[int, list[int]] = {}
    for entry in _PROC.glob("[0-9]*"):
        with suppress(OSError, IndexError, ValueError):
            children.setdefault(int(_fields(int(entry.name))[1]), []).append(int(entry.name))
    family = [pid]
    for one in family:
        family += children.get(one, [])
    return family


def _megabytes(pid: int) -> float:
    """The memory of a process, of what it shares with others only its share."""
    with suppress(OSError):
        for line in (_PROC / str(pid) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1e3
    return 0.0
