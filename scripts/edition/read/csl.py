"""Makes a CSL-JSON record of a BibTeX record: its type, its variables, and where it appeared."""

from __future__ import annotations

from ..problem import Problem
from .bibtex import Record
from .bibtex_values import ValueReader, is_url

TYPES = {
    "article": "article-journal", "book": "book", "booklet": "pamphlet", "collection": "book", "conference":
    "paper-conference", "dataset": "dataset", "electronic": "webpage", "inbook": "chapter", "incollection": "chapter",
    "inproceedings": "paper-conference", "manual": "book", "mastersthesis": "thesis", "misc": "document", "online":
    "webpage", "phdthesis": "thesis", "proceedings": "book", "report": "report", "software": "software", "techreport":
    "report", "thesis": "thesis", "unpublished": "manuscript", "www": "webpage",
}  # fmt: skip
# Where two fields make one variable, the first one that the record has.
VARIABLES = {
    "title": "title", "journal": "container-title", "journaltitle": "container-title", "booktitle": "container-title",
    "howpublished": "container-title", "publisher": "publisher", "institution": "publisher", "school": "publisher",
    "organization": "publisher", "address": "publisher-place", "location": "publisher-place", "series":
    "collection-title", "edition": "edition", "volume": "volume", "number": "number", "issue": "issue",
    "pages": "page", "isbn": "ISBN", "version": "version", "type": "genre",
}  # fmt: skip
NAMES = ("author", "editor", "translator")
OWN = ("date", "year", "month", "doi", "url", "eprint", "archiveprefix", "eprinttype", "x-evidence")
FIELDS = (*VARIABLES, *NAMES, *OWN)

Csl = dict[str, object]


def read_csl(record: Record) -> tuple[Csl, str, list[Problem]]:
    """The record in CSL-JSON, what it rests on (`x-evidence`), and what is wrong with its values."""
    values = ValueReader(record)
    csl: Csl = {"id": str(record.key), "type": TYPES.get(record.type, "document")}
    for field in NAMES:
        if names := values.names(field):
            csl[field] = names
    for field, variable in VARIABLES.items():
        if text := values.text(field):
            csl.setdefault(variable, text)
    if issued := values.issued():
        csl["issued"] = {"date-parts": [issued]}
    for variable, value in (("DOI", values.doi()), ("URL", values.url())):
        if value:
            csl[variable] = value
    number = values.eprint()
    archive = values.text("archiveprefix") or values.text("eprinttype") or "arXiv"
    if record.type == "article" and "number" in csl:
        csl.setdefault("issue", csl.pop("number"))
    if number:
        _archived(csl, record.type, "arXiv" if archive.lower() == "arxiv" else archive, number)
    if record.type == "misc":
        _site_or_document(csl)
    return csl, values.text("x-evidence") or "", values.problems


def _archived(csl: Csl, kind: str, archive: str, number: str) -> None:
    """An article that appeared in no journal but the archive is a preprint; anything else is also in the archive."""
    if kind == "article" and str(csl.get("container-title", archive)).lower() == archive.lower():
        csl.pop("container-title", None)
        csl.update(type="article", publisher=archive, number=f"{archive}:{number}")
    else:
        csl.update({"archive": archive, "archive_location": number})


def _site_or_document(csl: Csl) -> None:
    """`howpublished` names a site with a capital (LessWrong), and describes the record without (personal site)."""
    place = str(csl.get("container-title", ""))
    if is_url(place):
        csl.setdefault("URL", csl.pop("container-title"))
    elif place[:1].islower():
        csl["genre"] = csl.pop("container-title")
        csl["type"] = "webpage" if "URL" in csl else "manuscript"
        return
    if "container-title" in csl or "URL" in csl:
        csl["type"] = "webpage" if "title" in csl else "post"
