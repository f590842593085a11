"""Which editions there are to print and to keep: a hand-written table of files, and a PDF for each text and debate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..render.data import FOLDER
from ..render.offered import Offered
from ..resolve.address import debate_page, text_page
from ..resolve.joined import Joined
from .rounds import Paper


@dataclass(frozen=True)
class Edition:
    """A file that holds the whole edition: what it is, what it is for, and how it is set if it is a PDF."""

    path: str
    kind: str
    about: str
    paper: Paper | None = None
    plain: bool = False

    @property
    def name(self) -> str:
        """The file's name, without its folder."""
        return self.path.rpartition("/")[2]


EPUB, ZIP = f"{FOLDER}/edition.epub", f"{FOLDER}/edition-offline.zip"
EDITIONS = (
    Edition(
        f"{FOLDER}/edition.pdf",
        "PDF, A4",
        "The whole edition as a book, to print or to read: texts with their notes at the foot of the page, debates "
        "with their maps, claims, arguments, glossary, people, bibliography, and an index with page numbers.",
        "a4",
    ),
    Edition(f"{FOLDER}/edition-letter.pdf", "PDF, US Letter", "The same book on North American paper.", "letter"),
    Edition(
        f"{FOLDER}/edition-plain.pdf",
        "PDF, A5",
        "The texts alone, without notes. The number of its pages is a multiple of four: printed as a booklet, two "
        "of them stand on each side of a sheet of A4.",
        "a5",
        plain=True,
    ),
    Edition(EPUB, "EPUB", "The whole edition for an e-reader or a telephone. Notes open where they are marked."),
    Edition(
        ZIP,
        "ZIP",
        "This site as a folder, with its search, its maps and the files above. Unpack it and open `index.html`: "
        "it works without a network.",
    ),
)


def pages(joined: Joined) -> dict[str, tuple[str, str]]:
    """The PDF of each text and each debate, by its path on the site: the path of its page, and its title."""
    edition = joined.edition
    titles = {text_page(one.id): one.title for one in edition.sources.values()}
    titles |= {debate_page(one.id): one.name for one in edition.debates.values()}
    return {page.removesuffix(".md") + ".pdf": (page, title) for page, title in titles.items()}


def paths(joined: Joined) -> list[str]:
    """The paths on the site of all editions; of them the zip can only be made once the site is there."""
    return [*(one.path for one in EDITIONS), *pages(joined)]


def offered(joined: Joined, made: Mapping[str, bytes]) -> dict[str, Offered]:
    """What the site's pages tell of the editions made, by path; of the zip too, whose size nobody knows by then."""
    if not made:
        return {}
    rows = [Offered(one.path, one.name, one.kind, one.about) for one in EDITIONS]
    rows += [Offered(path, title, "PDF, A4") for path, (_, title) in pages(joined).items()]
    return {one.path: one.of(made[one.path]) if one.path in made else one for one in rows}
