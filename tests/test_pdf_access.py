"""The PDF, opened for whoever hears it, searches it or keeps it: PDF/UA-1, metadata, fonts, and nothing that acts."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from lxml import etree
from pdf_books import Opened, Printed
from pdf_expected import fold
from pdf_reader import Element, Pdf
from pikepdf import Name

BOOKS = pytest.mark.parametrize("name", ["edition", "text", "debate", "plain"])
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
# The structure types of ISO 32000-1 that a book of ours is made of: PDF/UA-1 knows no others unless they are mapped.
TAGS = frozenset((*HEADINGS, *"""Document P Span Link Lbl Note L LI LBody TOC TOCI Reference Figure Div Code Table THead
    TBody TR TH TD BlockQuote Em Strong""".split()))  # fmt: skip
# What could act, fetch or carry: as names, wherever they stand.
FORBIDDEN = frozenset(b"""/OpenAction /AA /AcroForm /XFA /Collection /JS /JavaScript /Launch /GoToR /GoToE /SubmitForm
    /ImportData /Rendition /RichMedia /Sound /Movie /Thread /EF /EmbeddedFile /EmbeddedFiles /Filespec /AF /Ref
    /Encrypt""".split())  # fmt: skip
FREE = ("LibertinusSerif", "EditionSans", "DejaVuSansMono", "NewCMMath")


def opened(printed: Printed, name: str) -> Pdf:
    one: Opened | Pdf = getattr(printed, name)
    return one if isinstance(one, Pdf) else one.pdf


def program(name: str, package: str) -> str:
    return shutil.which(name) or pytest.fail(f"This needs {name}: install {package}.")


# ---- PDF/UA-1


@BOOKS
def test_the_file_says_that_it_is_tagged_and_in_which_language(printed: Printed, name: str) -> None:
    root = opened(printed, name).file.Root
    assert bool(root.MarkInfo.Marked)
    assert not root.MarkInfo.get("/Suspects", False)
    assert str(root.Lang) == "en-GB"
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert {str(sort)[1:] for sort in root.StructTreeRoot.get("/RoleMap", {}).values()} <= TAGS | {"Part"}


@BOOKS
def test_the_metadata_are_complete_and_say_the_same_twice(printed: Printed, name: str) -> None:
    file = opened(printed, name).file
    xmp = etree.fromstring(file.Root.Metadata.read_bytes())
    told = {re.sub(r"\{.*/([^/}#]+)[/#]?\}", r"\1:", one.tag): fold("".join(one.itertext())) for one in xmp.iter()}
    assert told["id:part"] == "1"
    assert told["1.1:title"] == file.docinfo.Title == title(printed, name)
    assert told["1.1:language"] == "en-GB"
    assert told["1.1:description"] == file.docinfo.Subject != ""
    assert str(file.docinfo.get("/Author", "")) == ", ".join(authors(printed, name))
    assert printed.imprint.date
    assert str(file.docinfo.CreationDate).startswith(printed.imprint.date.strftime("D:%Y%m%d%H%M%S"))


def authors(printed: Printed, name: str) -> tuple[str, ...]:
    """Who wrote what the book holds; of a debate the edition is no author."""
    return (printed.edition if name == "plain" else getattr(printed, name)).book.authors


def title(printed: Printed, name: str) -> str:
    if name == "plain":
        return f"{printed.edition.book.title} (the texts alone, without notes)"
    return getattr(printed, name).book.title


@BOOKS
def test_every_element_is_of_a_known_sort_and_headings_skip_no_level(printed: Printed, name: str) -> None:
    root = opened(printed, name).root
    assert {one.tag for one in root.all()} <= TAGS
    level = 0
    for one in root.all(*HEADINGS):
        assert int(one.tag[1]) <= level + 1, one.text()
        level = int(one.tag[1])
        assert fold(one.text())


@BOOKS
def test_everything_that_is_set_is_tagged_or_marked_as_decoration(printed: Printed, name: str) -> None:
    """`Pdf.root` fails for content that no element holds; here none may stand outside both."""
    pdf = opened(printed, name)
    assert pdf.root.tag == "Document"
    assert [run for runs in pdf.runs.values() for run in runs if run.mark is None and not run.artifact] == []


@BOOKS
def test_pictures_have_words_and_tables_have_heads(printed: Printed, name: str) -> None:
    root = opened(printed, name).root
    for figure in root.all("Figure"):
        assert str(figure.given.get("/Alt", "")).startswith("Map of the debate: ")
    for table in root.all("Table"):
        heads = list(table.all("TH"))
        assert all(one.attribute("Scope") in ("/Column", "/Row", "/Both") for one in heads)
        assert heads or len({len(row.kids) for row in table.all("TR")}) == 1
    for item in root.all("LI"):
        assert item.parent is not None
        assert item.parent.tag == "L"
        assert [kid.tag for kid in item.kids if isinstance(kid, Element)][-1] == "LBody"


@BOOKS
def test_every_link_is_in_the_structure_and_says_in_words_where_it_leads(printed: Printed, name: str) -> None:
    pdf = opened(printed, name)
    held = [one for element in pdf.root.all("Link") for one in element.annotations]
    assert len(held) == len(pdf.annotations)
    assert {id(one) for one in held} == {id(one) for one in pdf.annotations}
    for one in pdf.annotations:
        assert str(one.given.get("/Contents", "")).strip(), one
        assert "/StructParent" in one.given
        assert int(one.given.get("/F", 0)) & 2 == 0, "a hidden link"
    for page in pdf.pages:
        if "/Annots" in page:
            assert page.get("/Tabs") == Name.S


@BOOKS
def test_every_note_has_an_id_of_its_own(printed: Printed, name: str) -> None:
    ids = [str(note.given.get("/ID", "")) for note in opened(printed, name).root.all("Note")]
    assert all(ids)
    assert len(ids) == len(set(ids))


# ---- fonts, pictures


@BOOKS
def test_fonts_are_embedded_free_and_tell_their_letters(printed: Printed, name: str) -> None:
    pdf = opened(printed, name)
    assert pdf.runs
    assert pdf.fonts
    for number, font in pdf.fonts.items():
        given = pdf.file.get_object(number)
        assert given.Subtype == Name.Type0, "a font of another sort, such as Type 3"
        (inner,) = given.DescendantFonts
        assert {"/FontFile2", "/FontFile3"} & set(inner.FontDescriptor.keys()), font.name
        assert "/ToUnicode" in given
        assert font.name.startswith(FREE), font.name
    assert not [run for runs in pdf.runs.values() for run in runs if "\ufffd" in run.text]


@BOOKS
def test_poppler_agrees_about_the_fonts(printed: Printed, name: str, tmp_path: Path) -> None:
    (tmp_path / "book.pdf").write_bytes(opened(printed, name).data)
    done = run(program("pdffonts", "poppler-utils"), tmp_path / "book.pdf")
    rows = done.splitlines()[2:]
    assert rows
    for row in rows:
        assert re.search(r" yes yes yes +\d+ +0$", row), row  # embedded, a subset, with ToUnicode


@BOOKS
def test_maps_are_drawn_in_lines_and_nothing_is_a_picture_of_dots(printed: Printed, name: str) -> None:
    pdf = opened(printed, name)
    assert b"/Image" not in names(pdf)
    assert [page for page in pdf.pages if "/XObject" in page.Resources] == []


# ---- soundness


@BOOKS
def test_qpdf_finds_nothing_wrong(printed: Printed, name: str, tmp_path: Path) -> None:
    (tmp_path / "book.pdf").write_bytes(opened(printed, name).data)
    told = run(program("qpdf", "qpdf"), "--check", tmp_path / "book.pdf")
    assert "No syntax or stream encoding errors found" in told
    assert "WARNING" not in told


@BOOKS
def test_nothing_is_attached_and_nothing_acts(printed: Printed, name: str, tmp_path: Path) -> None:
    pdf = opened(printed, name)
    (tmp_path / "book.pdf").write_bytes(pdf.data)
    assert run(program("pdfdetach", "poppler-utils"), "-list", tmp_path / "book.pdf").strip() == "0 embedded files"
    assert {str(one.given.A.S) for one in pdf.annotations if "/A" in one.given} <= {"/URI", "/GoTo"}
    assert names(pdf) & FORBIDDEN == set()


def names(pdf: Pdf) -> set[bytes]:
    """Every name that stands in a file, outside its streams."""
    out = BytesIO()
    pdf.file.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return set(re.findall(rb"/[A-Za-z0-9]+", re.sub(rb"(?s)stream\r?\n.*?endstream", b"", out.getvalue())))


def run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr
