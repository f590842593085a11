"""llms.txt: what the site holds, as a short list of links for language models (https://llmstxt.org)."""

from __future__ import annotations

from ..resolve.address import debate_page, text_page
from ..resolve.joined import Joined
from ..resolve.site_address import built_page
from ..text import number_of, shorten
from .exports import EXPORTS

LLMS = "llms.txt"
_EXPORTS = {
    "annotations.jsonld": "every note as a W3C Web Annotation, with the exact words that it is about",
    "arguments.argdown": "claims and arguments as Argdown",
    "arguments.aif.json": "claims and arguments as AIF",
    "glossary.jsonld": "terms and their senses as SKOS",
    "references.bib": "works cited, as BibTeX",
    "references.csl.json": "works cited, as CSL-JSON",
}


def llms(joined: Joined, site: str | None) -> str:
    """The file; its links are absolute where the site's address is known."""
    edition = joined.edition
    start = site.rstrip("/") + "/" if site else ""

    def link(name: str, page: str, about: str) -> str:
        built = built_page(page)
        return f"- [{_plain(name)}]({start}{built}): {about}"

    texts = [
        link(source.title, text_page(source.id), f"{number_of(source.words, 'word')}. {shorten(source.about, 160)}")
        for source in edition.sources.values()
    ]
    debates = [link(one.name, debate_page(one.id), shorten(one.question, 200)) for one in edition.debates.values()]
    lists = [
        link("Claims", "claims.md", "every claim, who asserts and who denies it, in which words"),
        link("Arguments", "arguments.md", "every argument with its premises and what answers it"),
        link("Glossary", "glossary/index.md", "what each person means by a word"),
        link("Notes", "notes.md", "every note of the edition, tied to exact words"),
        link("Bibliography", "bibliography.md", "works that texts and notes refer to"),
    ]
    data = [link(name, f"data/{name}", _EXPORTS[name]) for name in EXPORTS]
    rows = [
        f"# {_plain(edition.name)}",
        "> An annotated edition of captured texts. The words of the texts are their authors’, kept to the letter; "
        "what a page marks as lost was lost in the capture. Notes, claims and senses are the edition’s.",
        "Cite a passage by its address, such as `texts/<text>.html#p159`: it never changes. "
        "Who holds which claim is derived from quoted words and is never typed by hand.",
        "## Texts\n\n" + "\n".join(texts),
        "## Debates\n\n" + "\n".join(debates),
        "## Lists\n\n" + "\n".join(lists),
        "## Data\n\n" + "\n".join(data),
    ]
    return "\n\n".join(rows) + "\n"


def _plain(words: str) -> str:
    return words.replace("[", "(").replace("]", ")")
