"""The index that a search reads: small scripts, of which a query loads those that hold its words and its results.

All of it is in proportion to the words of the edition, and a query is not: ten thousand passages cost a reader the
same few scripts as five hundred. They are scripts because a page that is opened from disk may fetch nothing.

- `index.js`: kinds, people, texts, and by runs whose each thing is, in which text and of which day, and which thing
  it quotes (counted from 1); how long it is (the bits of its number of words) and its title (in words); where scripts
  begin
- `words-N.js`: words in order, each with the places at which it stands (`postings`)
- `things-N.js`: address, title, words and whoever quotes them, of things in their order
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby, pairwise
from typing import Any

from .find import KINDS, Findable
from .script import as_script

FOLDER = "assets/find"
WORDS_SIZE = 32_000  # characters of a script with words: some 12 kB as it is sent
THINGS_SIZE = 16_000  # fewer, since results lie apart
HEAD = 64  # the place of the first word below a title: what stands before it stands in the title
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
DIGITS36 = "0123456789abcdefghijklmnopqrstuvwxyz"

# Letters that are no letter with a mark upon it; what has one loses it by decomposition.
LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ς": "σ",
     "ﬁ": "fi", "ﬂ": "fl"}
)  # fmt: skip
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
# A word; where a writing sets no spaces, each sign is one.
_WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff]|[^\\W_\u3040-\u30ff\u3400-\u9fff]+")
# Words joined by a hyphen or an apostrophe stand apart, and once more as one: fine, tuning, finetuning.
_JOINED = re.compile("[-\u2010\u2011'\u2019]")


def folded(text: str) -> str:
    """Text in the letters that are searched: small, without marks. `find-words.js` does the same."""
    small = text.lower()
    if small.isascii():
        return small
    bare = _MARKS.sub("", unicodedata.normalize("NFD", small.translate(LETTERS)))
    return unicodedata.normalize("NFC", bare)  # what is left of marks makes other letters: が is not か


def words_of(text: str) -> Iterator[tuple[int, str]]:
    """The words of a text with their places, counted from 0; joined words once more as one, where they begin."""
    text = folded(text)
    run: list[str] = []
    end = begun = at = -1
    for at, match in enumerate(_WORD.finditer(text)):
        joined = run and match.start() == end + 1 and _JOINED.match(text, end)
        if not joined:
            if len(run) > 1:
                yield begun, "".join(run)
            run, begun = [], at
        run.append(match.group())
        end = match.end()
        yield at, match.group()
    if len(run) > 1:
        yield begun, "".join(run)


def places(thing: Findable) -> Iterator[tuple[int, str]]:
    """The words of a thing with their places: those of its title first, those below it from HEAD on."""
    yield from ((at, word) for at, word in words_of(thing.head) if at < HEAD - 1)
    yield from ((at + HEAD, word) for at, word in words_of(thing.words))


@cache
def number(value: int) -> str:
    """A number from 0 in digits of five bits, the lowest first; each but the last is marked by the sixth bit."""
    digits = ""
    while value > 31:
        digits += DIGITS[value & 31 | 32]
        value >>= 5
    return digits + DIGITS[value]


def postings(things: Iterable[Findable]) -> dict[str, str]:
    """Where each word stands: for each thing how far it is from the one before, how often, and each time how far."""
    written: dict[str, list[str]] = {}
    last: dict[str, int] = {}
    for thing_number, thing in enumerate(things):
        inside: dict[str, list[int]] = {}
        for at, word in places(thing):
            inside.setdefault(word, []).append(at)
        for word, ats in inside.items():
            steps = (at - before for before, at in pairwise([0, *sorted(ats)]))
            row = [thing_number - last.get(word, 0), len(ats), *steps]
            written.setdefault(word, []).append("".join(map(number, row)))
            last[word] = thing_number
    return {word: "".join(rows) for word, rows in written.items()}


def index(things: list[Findable], people: dict[str, str], texts: dict[str, str]) -> dict[str, str]:
    """The scripts by path relative to docs/; `people` and `texts` are names by id."""
    # In the order in which JavaScript compares strings: by units of UTF-16.
    ordered = sorted(postings(things).items(), key=lambda one: one[0].encode("utf-16-be"))
    words = list(_cut(ordered, WORDS_SIZE, lambda one: len(one[0]) + len(one[1])))
    shown = list(_cut(things, THINGS_SIZE, lambda one: len(one.words) + len(one.head) + len(one.address)))
    files = {}
    for at, some in enumerate(words):
        text = "\n".join(f"{word} {where}" for word, where in some)
        files[f"{FOLDER}/words-{at}.js"] = f"edition.find.put('words-{at}',{as_script(text)});\n"
    begins = [0]
    for at, part in enumerate(shown):
        rows = [_trimmed([one.address, one.head, one.words, one.said]) for one in part]
        files[f"{FOLDER}/things-{at}.js"] = f"edition.find.put('things-{at}',{as_script(rows)});\n"
        begins.append(begins[-1] + len(part))
    by = {one: place for place, one in enumerate(dict.fromkeys(["", *(one.by for one in things)]))}
    source = {one: place for place, one in enumerate(["", *texts])}
    number_at = {one.address: place for place, one in enumerate(things, 1)}
    sizes = Counter(one.kind for one in things)
    known: dict[str, Any] = {
        "kinds": [[kind, name, sizes[kind]] for kind, name in KINDS],
        "people": [[one, people.get(one, one.removeprefix("@"))] for one in by if one],
        "texts": [[one, title] for one, title in texts.items()],
        "by": _runs(by[one.by] for one in things),
        "in": _runs(source[one.source] for one in things),
        "day": _runs(one.day for one in things),
        "said": _runs(int(bool(one.said)) for one in things),
        "origin": _runs(number_at.get(one.origin, 0) for one in things),
        "long": "".join(DIGITS36[len(one.words.split()).bit_length()] for one in things),
        # Other forms of a term, in brackets, do not make its title longer.
        "head": "".join(DIGITS36[min(35, len(one.head.partition(" (")[0].split()))] for one in things),
        "words": [some[0][0] for some in words],
        "things": begins[:-1],
    }
    return files | {f"{FOLDER}/index.js": f"edition.find.put('index',{as_script(known)});\n"}


def _runs(values: Iterable[object]) -> list[object]:
    """Values of which many follow that are the same, as `[how many, which, …]`."""
    return [one for value, run in groupby(values) for one in (sum(1 for _ in run), value)]


def _cut(things: Iterable[Any], size: int, length: Any) -> Iterator[list[Any]]:
    """Things in parts of about a size; one that is larger is a part of its own."""
    part: list[Any] = []
    total = 0
    for thing in things:
        if part and total + length(thing) > size:
            yield part
            part, total = [], 0
        part.append(thing)
        total += length(thing)
    if part:
        yield part


def _trimmed(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row.pop()
    return row
