"""Finds the files that can bear on what is told of a few others, so that the rest of an edition need not be read.

A record that is not read is known by name and says nothing. So, to leave nothing untold, whatever could be told of a
file because of what others say must be found here beforehand (`of`). What is told because others seem to say nothing
is found out afterwards: what its words depend on is read as well (`told`), until they depend on nothing unread.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from ..model.argument import Argument
from ..problem import Problem
from ..text import Document
from .argument import read_argument
from .edition import BIBLIOGRAPHY
from .files import NOTE_LIMIT, read_text
from .glossary import read_entry
from .shelf import Shelf, head, ids, own_id

_LINKED = re.compile(r"\b(?:term|passage|claim|argument|debate):([a-z0-9-]+)")
_WORD = re.compile(r"[^\W_]+")


class Neighbours:
    """The neighbours of an edition's files, as sets of paths; a text is `sources/<id>`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.shelf = Shelf(root)
        self._argument = cache(self._read_argument)

    def of(self, path: str) -> set[str] | None:
        """What to read for all that is to be said of a file; None where that is everything."""
        text = self.shelf.text(path)
        folder, _, rest = path.partition("/")
        if text is None or not path.endswith({"docs": ".md", "sources": "/source.yml"}.get(folder, "/")):
            return None
        if folder == "sources":
            return {path.removesuffix("/source.yml"), BIBLIOGRAPHY} | self.shelf.named(ids(text), ("sources",))
        kind = rest.partition("/")[0]
        own = own_id(path)
        names = set(ids(head(text)))
        wanted = {path} | self.shelf.named([*names, *_LINKED.findall(text)])
        if "@" in text:
            wanted.add(BIBLIOGRAPHY)
        if kind == "glossary":
            return wanted | self._alike(own, Document(path, text))
        claims = {own} if kind == "claims" else names & self.shelf.paths["claims"].keys()
        if kind == "arguments":
            return wanted | self._speaking_of(claims, {own}) | self._onward(path)
        return wanted | self._speaking_of(claims, set()) if kind in ("claims", "annotations") else wanted

    def told(self, problem: Problem) -> set[str]:
        """What to read before a problem can be told: what its words name, list or compare."""
        words = f"{problem.message} {problem.hint}"
        wanted = self.shelf.named(ids(words))
        if problem.rule in ("contradiction", "person", "sentence") or "There is no text" in words:
            wanted |= self.shelf.all("sources")  # it depends on who speaks in any text, or on which texts there are
        if problem.rule in ("unheld", "unmade"):  # what is missed may stand in a file that can't be read whole
            own = own_id(problem.place.document.path)
            for path in self.shelf.all("annotations") | self.shelf.all("arguments"):
                document, _ = read_text(self.root / path, path, NOTE_LIMIT)
                if not document.text or own in document.text:
                    wanted |= self.shelf.named([own_id(path)])
        return wanted

    def _speaking_of(self, claims: set[str], arguments: set[str]) -> set[str]:
        """Arguments with one of these claims, notes on these claims or on any of these arguments, and their texts."""
        arguments = arguments | {own_id(path) for path in self.shelf.naming("arguments", claims)}
        notes = {own_id(path) for path in self.shelf.naming("annotations", claims | arguments)}
        found = self.shelf.named(arguments, ("arguments",)) | self.shelf.named(notes, ("annotations",))
        texts: set[str] = set()
        for path in found:
            fields = self.shelf.fields(path.split("/")[1])[path]
            texts |= self.shelf.all("sources") if fields is None else self.shelf.named(ids(fields), ("sources",))
        return found | texts

    def _onward(self, path: str) -> set[str]:
        """The arguments to which one leads through the claims that it and they support: any circle is among them."""
        found, waiting = {path}, [path]
        while waiting:
            step = self._argument(waiting.pop())
            if step is None or step.relation != "supports":
                continue
            for onward in self.shelf.naming("arguments", {step.conclusion}) - found:
                then = self._argument(onward)
                if then is not None and step.conclusion in then.premises:
                    found.add(onward)
                    waiting.append(onward)
        return self.shelf.named(map(own_id, found), ("arguments",))

    def _read_argument(self, path: str) -> Argument | None:
        return read_argument(own_id(path), read_text(self.root / path, path, NOTE_LIMIT)[0])[0]

    def _alike(self, own: str, document: Document) -> set[str]:
        """Entries that may share a form with one, and texts in which its people seem to speak."""
        entry, _ = read_entry(own, document)
        if entry is None:
            return set()
        forms = [set(_words(form)) for form in entry.all_forms]
        # Outside of ASCII the small letters of a word and of a text that holds it can differ.
        plain = all(word.isascii() for form in forms for word in form)
        found: set[str] = set()
        for path, fields in self.shelf.fields("glossary").items():
            words = set(_words(fields)) if fields is not None and plain else None
            if words is None or any(form and form <= words for form in forms):
                found |= self.shelf.named([own_id(path)], ("glossary",))
        return found | self.shelf.speaking(person for sense in entry.senses for person in sense.people)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
