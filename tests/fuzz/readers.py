"""Feeds every reader with bytes that nobody would write, for as long as one likes: `make fuzz`.

    python tests/fuzz/readers.py [--seconds N] [--target NAME …] [--found DIR]

What must hold is in properties.py; `make test` tries the same for a moment (tests/test_fuzz.py). With atheris the bytes
follow the branches of the code that runs, in a process for each target; without it they are mutations of real files.
What fails is left in DIR (build/fuzz), and the exit status is 1.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests")]

try:
    import atheris
except ImportError:  # no wheel for this platform
    atheris = None

from fuzz.seeds import DICTIONARY, NAMES, seeds  # noqa: E402

LENGTH = 20_000  # bytes of an input


def feeds() -> dict[str, Callable[[bytes], None]]:
    """The properties by name, fed with bytes; imported late, so that atheris can watch what they run."""
    from fuzz.properties import PROPERTIES

    def fed(name: str) -> Callable[[bytes], None]:
        return lambda data: PROPERTIES[name](data if name == "bytes" else data.decode("utf-8", "ignore"))

    return {name: fed(name) for name in NAMES}


def mutated(chance: random.Random, seed: bytes, others: list[bytes]) -> bytes:
    """A seed with some of its bytes cut, repeated, exchanged or put in from another."""
    data = bytearray(seed)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.randint(0, 40))
        way = chance.randrange(5)
        if way == 0:
            del data[at:end]
        elif way == 1:
            data[at:at] = chance.choice(DICTIONARY).encode() * chance.choice((1, 1, 1, 2, 50))
        elif way == 2:
            data[at:at] = data[at:end] * chance.randint(1, 30)
        elif way == 3:
            other = chance.choice(others)
            start = chance.randrange(len(other) + 1)
            data[at:end] = other[start : start + 60]
        elif at < len(data):
            data[at] = chance.randrange(256)
    return bytes(data[:LENGTH])


def by_mutation(name: str, feed: Callable[[bytes], None], seconds: float, found: Path) -> bool:
    """Feeds mutations until the time is over; whether none failed."""
    chance = random.Random(name)
    known = [seed.encode() for seed in seeds(name)]
    end, count = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        data = mutated(chance, chance.choice(known), known)
        count += 1
        try:
            feed(data)
        except Exception:
            keep(name, data, found)
            print(f"{name}: failed after {count} inputs\n{traceback.format_exc()}")
            return False
    print(f"{name}: {count:,} inputs, none failed (by mutation)")
    return True


def keep(name: str, data: bytes, found: Path) -> None:
    found.mkdir(parents=True, exist_ok=True)
    (found / f"{name}-failed").write_bytes(data)


def by_branches(name: str, seconds: int, found: Path) -> bool:
    """Runs libFuzzer over one target in a process of its own; whether it found nothing."""
    corpus = found / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(name)):
        (corpus / f"seed-{number}").write_bytes(seed.encode())
    words = found / f"{name}.dict"
    words.write_text("".join(f'"{_spelt(word)}"\n' for word in DICTIONARY), encoding="ascii")
    limits = [f"-max_len={LENGTH}", "-rss_limit_mb=2048", "-timeout=20", f"-max_total_time={seconds}"]
    command = [sys.executable, __file__, "--feed", name, *limits, f"-dict={words}"]
    command += [f"-artifact_prefix={found}/{name}-", str(corpus)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    runs = [line for line in done.stderr.splitlines() if line.startswith("Done ")]
    print(f"{name}: {runs[-1] if runs else 'stopped'}")
    if done.returncode:
        print("\n".join((done.stdout + done.stderr).splitlines()[-40:]))
    return done.returncode == 0


def _spelt(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


def feed_forever(name: str, options: list[str]) -> None:
    """The process of `by_branches`."""
    with atheris.instrument_imports(include=["edition", "yaml", "markdown", "markdown_it", "bibtexparser"]):
        feed = feeds()[name]
    atheris.Setup([sys.argv[0], *options], feed)
    atheris.Fuzz()


def main() -> int:
    """Exit status: 0 nothing found, 1 something."""
    if sys.argv[1:2] == ["--feed"]:
        feed_forever(sys.argv[2], sys.argv[3:])
        return 0
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--target", action="append", choices=NAMES)
    parser.add_argument("--found", type=Path, default=ROOT / "build" / "fuzz", metavar="DIR")
    given = parser.parse_args()
    known = {} if atheris else feeds()
    good = True
    for name in given.target or NAMES:
        if atheris:
            good &= by_branches(name, given.seconds, given.found)
        else:
            good &= by_mutation(name, known[name], given.seconds, given.found)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
