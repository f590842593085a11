"""A claim is one sentence that can be true or false.

It begins with a capital and ends with a full stop. A question can't be true or false; two sentences are two claims.

Bad (docs/claims/no-goal-behind-the-mask.md):
    claim: No goal stands behind the mask. The mask is all there is.
Good (docs/claims/no-goal-behind-the-mask.md):
    claim: No goal stands behind the mask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..problem import Problem
from ..resolve.joined import Joined
from ..text import Place, fold

ID = "sentence"

_CLOSING = "\"'”’»)\\]"
# Marks after which another sentence may begin: after white space, or at once in scripts that set none.
_END = re.compile(rf"(?:(?<!\.)\.(?!\.)|[!?]+)[{_CLOSING}]*(?=\s)|[。।۔．！？؟]+(?=\s*[^\s」』{_CLOSING}])")
_QUOTED = re.compile(r"“[^“”]+”|«[^«»]+»|「[^「」]+」|\"[^\"]+\"")
# A full stop after these ends no sentence: abbreviations, initials, and words that shorten the number after them.
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|[A-Za-z]\.[A-Za-z]|[Cc]f|vs|etc|et al|ca|viz|resp|approx|Dr|Prof|Mrs?|Ms|St|Jr|Sr|Inc)\.$"
)
_NUMBERED = re.compile(r"\b(?:no|nos|vol|pp?|figs?|ch|sec|eq|art|ver)\.$", re.IGNORECASE)
_OPENING = "\"'“‘«(["
_LAST = re.compile(rf"[」』{_CLOSING}\s]*$")
_LETTER = re.compile(r"[^\W\d_]")
_SENTENCE = "Keep one sentence here; put the rest below the second `---`, or into another claim."


def check(joined: Joined) -> Iterator[Problem]:
    """Several sentences, a single word, a question, no full stop, no capital."""
    names = joined.edition.names  # some people write theirs without a capital
    for claim in joined.edition.claims.values():
        text, place = str(claim.sentence), claim.sentence.place
        bare = _LAST.sub("", text)
        begins = _second(text)
        if begins:
            yield Problem(ID, _at(place, text, begins), "A claim is one sentence; another begins here.", _SENTENCE)
        elif not _LETTER.search(text) or (len(text.split()) == 1 and text.lower() != text.upper()):
            hint = "Write a sentence with a subject and a verb."  # scripts without capitals may set no spaces
            yield Problem(ID, place, "One word can't be true or false.", hint)
        elif re.search(r"[?？؟][!?！？]*$", bare):
            hint = "Say it as a statement that somebody could deny; a question is a debate's."
            yield Problem(ID, place, "A question can't be true or false.", hint)
        elif not re.search(r"(?<!\.)\.$|[。।۔．]$", bare):
            hint = f"Write: {fold(text).rstrip('.!…‥:;,-–— ')}."
            yield Problem(ID, place, "A claim is a sentence, and ends with a full stop.", hint)
        elif text[0].islower() and re.split(r"['’]s?\b|\s", text)[0] not in names:
            hint = f"Write: {fold(text[0].upper() + text[1:])}"
            yield Problem(ID, place, "A claim is a sentence, and begins with a capital.", hint)


def _second(text: str) -> int:
    """Where a second sentence begins; 0 where there is none. What quotation marks hold is one piece, whatever it is."""
    plain = _QUOTED.sub(lambda quoted: "“" + "x" * (len(quoted[0]) - 3) + quoted[0][-2:], text)
    for end in _END.finditer(plain):
        start = len(plain) - len(plain[end.end() :].lstrip())
        first = text[start:].lstrip(_OPENING)[:1]
        before = plain[: end.start() + 1]
        if _ABBREVIATION.search(before) or (first.isdigit() and _NUMBERED.search(before)):
            continue
        if first and not first.islower():
            return start
    return 0


def _at(place: Place, text: str, offset: int) -> Place:
    """The rest of the sentence's place from an offset in its text on, where the file spells it letter for letter."""
    start = place.document.text.find(text, place.start, place.end)
    return place if start < 0 else Place(place.document, start + offset, place.end)
