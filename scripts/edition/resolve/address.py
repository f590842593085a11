"""Addresses: what `term:`, `passage:`, `claim:`, `argument:` and `debate:` links point at, and on which page."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from ..model.edition import Edition
from ..model.source import Block, Source, Unit
from ..read.nearest import did_you_mean

SCHEMES = ("term", "passage", "claim", "argument", "debate")
# Where generated pages stand: hand-written pages keep out of these.
RESERVED = (
    "texts/",
    "people/",
    "notes.md",
    "claims.md",
    "arguments.md",
    "positions.md",
    "cruxes.md",
    "open-questions.md",
    "data.md",
    "find.md",
    "latest.md",
    "timeline.md",
    "data/",
    "bibliography.md",
    "contributing/fields.md",
    "contributing/rules.md",
)
WEB = ("https://", "http://", "mailto:")


_STATEMENTS: dict[str, Callable[[Edition], Collection[str]]] = {
    "claim": lambda edition: edition.claims,
    "argument": lambda edition: edition.arguments,
    "debate": lambda edition: edition.debates,
}


@dataclass(frozen=True)
class Goal:
    """A page (relative to docs/) with a fragment, or an outside address; `key` names it for backlinks."""

    key: str
    page: str | None
    fragment: str = ""
    url: str = ""


@dataclass(frozen=True)
class Unresolved:
    """Why a target leads nowhere, and what to type."""

    message: str
    hint: str


def text_page(source: str) -> str:
    """The page of a source, as all these relative to docs/."""
    return f"texts/{source}.md"


def entry_page(entry: str) -> str:
    """The page of a glossary entry."""
    return f"glossary/{entry}.md"


def person_page(person: str) -> str:
    """The page of a person."""
    return f"people/{person}.md"


def is_reference(edition: Edition, key: str) -> bool:
    """Whether a key names a reference; one in a record that can't be read counts, for that is told already."""
    if key in edition.references:
        return True
    bib = edition.documents.get("sources/references.bib")
    if bib is None or not any(problem.rule == "bibliography" for problem in edition.problems):
        return False
    return re.search(r"@\w+\s*[{(]\s*" + re.escape(key) + r"\s*(?:,|$)", bib.text, re.MULTILINE) is not None


def claim_page(claim: str) -> str:
    """The page of a claim."""
    return f"claims/{claim}.md"


def argument_page(argument: str) -> str:
    """The page of an argument."""
    return f"arguments/{argument}.md"


def debate_page(debate: str) -> str:
    """The page of a debate."""
    return f"debates/{debate}.md"


def reference_goal(key: str) -> Goal:
    """Where a work of the bibliography stands."""
    return Goal(f"reference:{key}", "bibliography.md", f"ref-{key}")


def resolve(edition: Edition, target: str) -> Goal | Unresolved:
    """Where a link of a body or page leads; resolved exactly, with similarity only for the hint."""
    scheme, colon, rest = target.partition(":")
    if colon and scheme == "term":
        return _term(edition, rest)
    if colon and scheme == "passage":
        return _passage(edition, rest)
    if colon and scheme in _STATEMENTS:
        return _statement(edition, scheme, rest)
    if target.lower().startswith(WEB):
        return Goal(target, None, url=target)
    if colon and scheme.isalpha():
        return Unresolved(
            f"A link can't begin with `{scheme[:20]}:`.", "Use https://, term:, passage:, claim:, argument: or debate:."
        )
    return Unresolved(
        f"`{target[:60]}` is no address of this edition." if target else "The link has no address.",
        _meant(edition, target)
        or "Write (term:mask), (passage:source/unit/block), (claim:id), (argument:id), (debate:id) "
        "or a full https:// address.",
    )


def _meant(edition: Edition, target: str) -> str:
    """What a path such as `../glossary/mask.md`, a bare id or `www.…` was to lead to; empty where it can't be told."""
    if target.startswith("www."):
        return f"did you mean `https://{target}`?"
    path, _, fragment = target.partition("#")
    folder, _, name = path.removesuffix(".md").removesuffix(".html").rpartition("/")
    kinds = {"glossary": ("term", edition.entries)}
    kinds |= {f"{scheme}s": (scheme, known(edition)) for scheme, known in _STATEMENTS.items()}
    for kind, (scheme, records) in kinds.items():
        if name.lower() in records and folder.rpartition("/")[2] in ("", kind):
            return f"did you mean `{scheme}:{name.lower()}`?"
    source = edition.sources.get(name)
    at = source.passages.get(fragment) if source else None
    return f"did you mean `passage:{source.address(*at)}`?" if source and at else ""


def _term(edition: Edition, rest: str) -> Goal | Unresolved:
    name, mark, sense = rest.partition("#")
    entry = edition.entries.get(name)
    if entry is None and edition.has_file(f"docs/glossary/{name}.md"):
        return Goal(f"term:{name}", entry_page(name))
    if entry is None:
        otherwise = f"Add docs/glossary/{name or 'mask'}.md, or choose one that exists."
        return Unresolved(
            f"There is no glossary entry `{name}`.", did_you_mean(name, edition.entries, otherwise, "term:")
        )
    if not mark:
        return Goal(f"term:{name}", entry_page(name))
    senses = [str(one.id) for one in entry.senses]
    if sense not in senses:
        hint = did_you_mean(sense, senses, f"Its senses are: {', '.join(senses)}.", f"term:{name}#")
        return Unresolved(f"The entry `{name}` has no sense `{sense}`.", hint)
    return Goal(f"term:{name}#{sense}", entry_page(name), sense)


def _passage(edition: Edition, rest: str) -> Goal | Unresolved:
    name, slash, inside = rest.partition("/")
    source = edition.sources.get(name)
    if source is None and edition.has_file(f"sources/{name}/source.yml"):
        return Goal(f"passage:{name}", text_page(name))
    if source is None:
        hint = did_you_mean(
            name, edition.sources, f"The texts are: {', '.join(edition.sources)}.", "passage:", slash + inside
        )
        return Unresolved(f"There is no text `{name}`.", hint)
    if not inside:
        return Goal(f"passage:{name}", text_page(name))
    unit_id, slash, block_id = inside.partition("/")
    unit = source.unit.get(unit_id)
    if unit is None:
        units = f"Its units are: {', '.join(source.unit)}."
        hint = did_you_mean(unit_id, source.unit, units, f"passage:{name}/", slash + block_id)
        return Unresolved(f"`{name}` has no unit `{unit_id}`.", hint)
    if not block_id:
        return Goal(f"passage:{name}/{unit_id}", text_page(name), unit_id)
    if block_id not in {block.id for block in unit.blocks}:
        owner = source.passages.get(block_id) or _carrying(source, block_id)
        if owner:
            hint = f"did you mean `passage:{source.address(*owner)}`?"
        else:
            ids = [block.id for block in unit.blocks]
            more = " …" if len(ids) > 12 else ""
            hint = f"Its passages are named by the line they begin in: {', '.join(ids[:12])}{more}"
        return Unresolved(f"`{name}/{unit_id}` has no passage `{block_id}`.", hint)
    return Goal(f"passage:{name}/{unit_id}/{block_id}", text_page(name), block_id)


def _carrying(source: Source, block_id: str) -> tuple[Unit, Block] | None:
    """The passage that carries the line an address names, for a hint."""
    line = int(block_id[1:]) if re.fullmatch(r"p\d{1,7}", block_id) else 0
    spans = ((at, at[1].lines) for at in source.passages.values())
    return next((at for at, (first, last) in spans if first <= line <= last), None)


def _statement(edition: Edition, scheme: str, rest: str) -> Goal | Unresolved:
    known = _STATEMENTS[scheme](edition)
    if rest not in known and not edition.has_file(f"docs/{scheme}s/{rest}.md"):
        otherwise = f"Add docs/{scheme}s/{rest or 'an-id'}.md, or choose one that exists."
        for other, named in _STATEMENTS.items():
            if rest in named(edition):
                otherwise = f"`{rest}` is {'an' if other == 'argument' else 'a'} {other}."
        return Unresolved(f"There is no {scheme} `{rest}`.", did_you_mean(rest, known, otherwise, f"{scheme}:"))
    return Goal(f"{scheme}:{rest}", f"{scheme}s/{rest}.md")
