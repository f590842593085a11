"""Decodes the LaTeX of a bibliography's values: accents, symbols and quotation marks from a closed table.

A command that isn't in the table is never dropped or run: it is handed back with its place in the value.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ..text import fold

ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331",
}  # fmt: skip
SYMBOLS = {
    "i": "ı", "j": "ȷ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
    "aa": "å", "AA": "Å", "ss": "ß", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ",
    "S": "§", "P": "¶", "copyright": "©", "pounds": "£", "euro": "€", "texteuro": "€", "dots": "…", "ldots": "…",
    "textellipsis": "…", "textless": "<", "textgreater": ">", "textbackslash": "\\", "textasciitilde": "~",
    "textasciicircum": "^", "textunderscore": "_", "textbar": "|", "textendash": "–", "textemdash": "—",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”",
    "guillemotleft": "«", "guillemotright": "»", "textdegree": "°", "textregistered": "®", "texttrademark": "™",
    "TeX": "TeX", "LaTeX": "LaTeX", "slash": "/", "textdollar": "$", "textbraceleft": "{", "textbraceright": "}",
}  # fmt: skip
ESCAPED = {**{mark: mark for mark in "_%&#${}"}, " ": " ", "\n": " ", "-": "", "/": "", ",": " ", "@": ""}
# Commands that only set their argument in another face: the words stay, the face goes.
FACES = frozenset(
    ["emph", "textit", "textbf", "textsc", "textrm", "textsf", "texttt", "textsl", "textup", "textnormal", "mbox",
     "url", "path"]
)  # fmt: skip
LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "`": "‘", "'": "’", "~": "\u00a0"}

_TOKEN = re.compile(
    r"\\(?P<name>[a-zA-Z]+)(?:[ \t]*\n?[ \t]*)|\\(?P<mark>(?s:.))|(?P<brace>[{}])|(?P<ligature>---?|``|''|[`'~])"
    r"|(?P<text>[^\\{}\-`'~$]+|-)|(?P<math>\$[^$]*\$?)|(?P<stray>\\)"
)


@dataclass(frozen=True)
class Leftover:
    """What decoding doesn't know: a command (or `$` and a formula), and where in the value it stands."""

    start: int
    end: int
    command: str


@dataclass(frozen=True)
class Decoded:
    """The plain text, white space folded, and the commands that were not understood."""

    text: str
    leftovers: tuple[Leftover, ...]


def decode(value: str) -> Decoded:
    """The plain text of a LaTeX value."""
    parts: list[str] = []
    leftovers: list[Leftover] = []
    accents: list[re.Match[str]] = []  # waiting for the letter after them
    for match in _TOKEN.finditer(value):
        piece = _piece(match)
        if match["brace"]:
            continue
        if (match["name"] or match["mark"]) in ACCENTS:
            accents.append(match)
        elif piece is None:
            leftovers.append(Leftover(match.start(), match.end(), match.group().strip()))
        elif accents and piece.strip():
            letter = piece.lstrip()
            if letter[0].isalpha():
                parts.append(_accented(letter, [ACCENTS[accent["name"] or accent["mark"]] for accent in accents]))
                accents.clear()
            else:
                parts.append(piece)
        else:
            parts.append(piece)
    leftovers += [Leftover(accent.start(), accent.end(), accent.group().strip()) for accent in accents]
    return Decoded(fold("".join(parts)), tuple(leftovers))


def _piece(match: re.Match[str]) -> str | None:
    """The text of one token; None where it isn't known."""
    if match["text"]:
        return match["text"]
    if match["ligature"]:
        return LIGATURES[match["ligature"]]
    if match["name"]:
        return "" if match["name"] in FACES else SYMBOLS.get(match["name"])
    return ESCAPED.get(match["mark"]) if match["mark"] else None


def _accented(text: str, accents: list[str]) -> str:
    """The text with the accents on its first letter; a dotless i or j gets its plain letter back."""
    first = {"ı": "i", "ȷ": "j"}.get(text[0], text[0])
    return unicodedata.normalize("NFC", first + "".join(reversed(accents))) + text[1:]
