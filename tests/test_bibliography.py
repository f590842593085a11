"""Reading references.bib, and setting it: what is said of a fault, and what the reader of the edition sees."""

from __future__ import annotations

import re
import time
from html import unescape
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from edition.model.reference import Reference
from edition.problem import as_text, in_order
from edition.read.bibliography import read_references
from edition.read.latex import decode
from edition.read.names import read_names
from edition.render.citations import typeset
from edition.render.pandoc import markdown, plain, words
from edition.text import Document, Place

HERE = Path(__file__).parent
SPECIFIED = yaml.safe_load((HERE / "bibliography.yml").read_text(encoding="utf-8"))
SHIPPED = HERE.parent / "sources" / "references.bib"

INLINE = MarkdownIt("commonmark")


def read(bib: str) -> tuple[dict[str, Reference], list[str]]:
    references, problems = read_references(Document("references.bib", bib))
    return references, [as_text(problem) for problem in in_order(problems)]


def one(bib: str) -> Reference:
    references, problems = read(bib)
    assert problems == []
    return next(iter(references.values()))


def made(**csl: object) -> Reference:
    """A reference straight from CSL, as the renderer gets it."""
    return Reference(str(csl["id"]), Place(Document("references.bib", ""), 0, 1), csl, None, "")


def seen(entry: str) -> str:
    """What a reader sees of a Markdown paragraph."""
    return unescape(re.sub(r"<[^>]+>", "", INLINE.render(entry))).strip()


@pytest.fixture(scope="module")
def shipped() -> dict[str, Reference]:
    references, problems = read(SHIPPED.read_text(encoding="utf-8"))
    assert problems == []
    return references


@pytest.fixture(scope="module")
def entries(shipped: dict[str, Reference]) -> dict[str, str]:
    return typeset(shipped, []).entries


# What is said of a fault


@pytest.mark.parametrize("case", SPECIFIED["problems"], ids=lambda case: case["sentence"])
def test_each_fault_is_told_with_its_place_and_what_to_type(case: dict[str, str]) -> None:
    _, problems = read(case["bib"])
    assert "".join(f"{problem}\n" for problem in problems) == case["problems"]


BIBTEX = st.lists(
    st.sampled_from(
        [
            "@misc{", "@article(", "@string{", "@preamble{", "@comment{", "a", "b,", "title", " = ", "{", "}", ")", '"',
            ",", "#", "\n", "\\", "\\'", "\\input", "``", "and ", "others", "$", "<b>", "%", "~", "é", "🦑", "\r\n",
            "\x00", "author = {", "date = {2023", "-01", "x-unverified", "url = {https://", "month = jan",
            "doi = {10.1000/", "eprint = {",
        ]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.one_of(BIBTEX, st.text(max_size=200)))
def test_no_file_whatever_makes_reading_fail(bib: str) -> None:
    document = Document("references.bib", bib)
    references, problems = read_references(document)
    for problem in problems:
        assert 0 <= problem.place.start < problem.place.end
        assert problem.place.start <= len(bib)
        assert problem.rule == "bibliography"
        assert problem.hint
        as_text(problem)
    for key, reference in references.items():
        assert reference.csl["id"] == key


@given(st.text(alphabet="{}ab🦑é -`'\n", max_size=40))
def test_decoding_loses_no_letter_and_leaves_no_brace(value: str) -> None:
    decoded = decode(value)
    assert re.sub(r"[^ab🦑é]", "", decoded.text) == re.sub(r"[^ab🦑é]", "", value)
    assert not {"{", "}"} & set(decoded.text)
    assert decoded.leftovers == ()


@given(st.text(max_size=40))
def test_what_decoding_leaves_stands_in_the_value(value: str) -> None:
    for left in decode(value).leftovers:
        assert 0 <= left.start < left.end <= len(value)


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"L{\"o}b", "Löb"),
        (r"L\"{o}b", "Löb"),
        (r"Garc{\'\i}a", "García"),
        (r"{\v S}koda, \c{c}, \o, {\ss}", "Škoda, ç, ø, ß"),
        (r"Robert\_AIZI", "Robert_AIZI"),
        (r"{\textless}1\%", "<1%"),
        ("``We're All Gonna Die''", "“We’re All Gonna Die”"),
        ("pages 1--3 --- and", "pages 1–3 — and"),
        (r"\emph{ab initio} \& \textbf{more}", "ab initio & more"),
    ],
)
def test_latex_is_decoded(latex: str, text: str) -> None:
    assert decode(latex).text == text
    assert decode(latex).leftovers == ()


@pytest.mark.parametrize(
    ("bibtex", "names"),
    [
        ("{GiveWell Team}", [{"literal": "GiveWell Team"}]),
        (r"{Robert\_AIZI} and janus", [{"literal": "Robert_AIZI"}, {"family": "janus"}]),
        ("{Barnes and Noble} and others", [{"literal": "Barnes and Noble"}, {"literal": "others"}]),
        ("John R. Searle", [{"family": "Searle", "given": "John R."}]),
        ("van Merwijk, Chris", [{"family": "Merwijk", "given": "Chris", "non-dropping-particle": "van"}]),
        (r"L{\"o}b, M. H.", [{"family": "Löb", "given": "M. H."}]),
        ("King, Jr., Martin Luther", [{"family": "King", "given": "Martin Luther", "suffix": "Jr."}]),
    ],
)
def test_names_are_split_before_latex_is_decoded(bibtex: str, names: list[dict[str, str]]) -> None:
    assert read_names(bibtex) == names


# What becomes of a record


def test_what_is_unverified_reaches_nothing() -> None:
    reference = one("@misc{a, title = {A}, x-evidence = {the page itself}, x-unverified = {Author Kevin}}")
    assert "Kevin" not in repr(reference.csl) + reference.evidence
    assert reference.evidence == "the page itself"


def test_a_preprint_is_an_article_with_its_number() -> None:
    reference = one(
        "@article{a, title = {A}, journal = {arXiv}, eprint = {1906.01820}, archiveprefix = {arXiv}, date = {2019-06}}"
    )
    assert reference.csl == {
        "id": "a",
        "type": "article",
        "title": "A",
        "issued": {"date-parts": [[2019, 6]]},
        "publisher": "arXiv",
        "number": "arXiv:1906.01820",
    }


def test_a_faulty_value_is_left_out_and_its_record_stays() -> None:
    references, problems = read("@misc{a, title = {A}, url = {javascript:x}, year = {soon}}")
    assert len(problems) == 2
    assert references["a"].csl == {"id": "a", "type": "document", "title": "A"}
    assert references["a"].url is None


def test_a_doi_is_an_address_where_there_is_no_other() -> None:
    assert one("@article{a, title = {A}, doi = {https://doi.org/10.1000/x_y}}").url == "https://doi.org/10.1000/x_y"


# What the reader of the edition sees


def test_the_shipped_bibliography_is_whole(shipped: dict[str, Reference], entries: dict[str, str]) -> None:
    assert len(shipped) >= 94  # it may grow, and must not shrink
    assert entries.keys() == shipped.keys()
    for key, reference in shipped.items():
        shown = seen(entries[key])
        title = str(reference.csl.get("title", "")).replace("“", "‘").replace("”", "’")
        assert title.rstrip(".") in shown.replace(".’", "’"), key
        assert reference.url is None or "http" in shown, key
        assert not re.search(r"\.\.|\?\.|,,| ,|\(\)|\s\s|none|null", shown), key


def test_the_difficult_entries_read_well(shipped: dict[str, Reference]) -> None:
    expected = SPECIFIED["entries"]
    # These alone are set, so that a new reference can't change a letter after a year.
    entries = typeset({key: shipped[key] for key in expected}, []).entries
    assert {key: seen(entry) for key, entry in entries.items()} == expected


def test_titles_of_books_and_journals_stand_in_italics_and_addresses_are_links(entries: dict[str, str]) -> None:
    assert INLINE.render(entries["searle1980"]) == (
        "<p>Searle, John R. 1980. “Minds, Brains, and Programs.” <em>Behavioral and Brain Sciences</em> 3 (3): 417–24. "
        '<a href="https://doi.org/10.1017/S0140525X00005756">https://doi.org/10.1017/S0140525X00005756</a>.</p>\n'
    )
    assert "<em>Superintelligence: Paths, Dangers, Strategies</em>" in INLINE.render(
        entries["bostrom2014superintelligence"]
    )


def test_entries_stand_in_the_order_of_the_style(shipped: dict[str, Reference]) -> None:
    keys = ["searle1980", "davidw2023order", "dawkins1982", "davidw2023deceptive", "kulveit2023cave"]
    ordered = ["davidw2023deceptive", "davidw2023order", "dawkins1982", "searle1980", "kulveit2023cave"]
    # By author and year; what has no author stands under its title, "The …".
    assert list(typeset({key: shipped[key] for key in keys}, []).entries) == ordered


def test_labels_are_plain_words_without_parentheses(shipped: dict[str, Reference]) -> None:
    uses = {
        ("searle1980", None): "Searle 1980",
        ("searle1980", "p. 417"): "Searle 1980, 417",
        ("searle1980", "pp. 417-420"): "Searle 1980, 417–20",
        ("searle1980", "§ 3"): "Searle 1980, sec. 3",
        ("searle1980", "sec. 3"): "Searle 1980, sec. 3",
        ("robertaizi2023masks", None): "Robert_AIZI, n.d.",
        ("hubinger2022likely", None): "Hubinger 2022a",
        ("hubinger2022monitoring", None): "Hubinger 2022b",
        ("hubinger2019deceptive", None): "“Deceptive Alignment,” n.d.",
        ("kulveit2023cave", None): "“The Cave Allegory Revisited” 2023",
        ("lw-freewill", None): "“Free will (solution),” n.d.",
        ("silver2018alphazero", None): "Silver et al. 2018",
        ("hubinger2019risks", None): "Hubinger et al. 2019",
    }
    references = {key: shipped[key] for key, _ in uses}
    assert typeset(references, uses).labels == uses


def test_a_use_of_an_unknown_key_has_no_label(shipped: dict[str, Reference]) -> None:
    assert typeset(shipped, [("nobody", None), ("searle1980", None)]).labels == {("searle1980", None): "Searle 1980"}


def test_without_references_nothing_is_run() -> None:
    assert typeset({}, [("a", None)]).entries == {}


def test_the_whole_bibliography_is_set_in_about_a_second(shipped: dict[str, Reference]) -> None:
    begin = time.perf_counter()
    typeset(shipped, [(key, "p. 1") for key in shipped])
    assert time.perf_counter() - begin < 3  # about 0.3 s; the rest is room for a loaded machine


HOSTILE = (
    "<script>alert(1)</script> {{ config }} {% raw %} *a* _b_ `c` [d](javascript:e) [@f] ![g](h) $i$ ^j^ ~~k~~ "
    '<span class="nocase">l</span> &lt; &amp;copy; --8<-- "m" :n: ==o== {.p #q} http://r.s/ \\t <!-- u --> # v'
)


def test_no_words_of_a_record_are_read_as_syntax() -> None:
    record = made(id="a", type="webpage", title=HOSTILE, author=[{"literal": HOSTILE}], publisher=HOSTILE)
    entry = typeset({"a": record}, []).entries["a"]
    rendered = INLINE.render(entry)
    assert set(re.findall(r"<[^>]+>", rendered)) == {"<p>", "</p>"}
    assert not re.search(r"\{\{|\{%|--8<|<script|\]\(", entry)
    assert seen(entry).count("<script>alert(1)</script>") == 3


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.text(max_size=20), st.text(max_size=12), st.sampled_from(["webpage", "book", "article", "post"])),
        min_size=1,
        max_size=12,
    )
)
def test_every_key_has_an_entry_whatever_the_record_holds(records: list[tuple[str, str, str]]) -> None:
    references = {}
    for number, (title, name, kind) in enumerate(records):
        csl: dict[str, object] = {"id": f"k{number}", "type": kind}
        if title.strip():
            csl["title"] = title
        if name.strip():
            csl["author"] = [{"literal": name}]
        references[f"k{number}"] = made(**csl)
    result = typeset(references, [(key, None) for key in references])
    assert result.entries.keys() == references.keys()
    assert len(result.labels) == len(references)
    for entry in result.entries.values():
        assert entry.strip()
        assert "\n" not in entry
        assert set(re.findall(r"<[^>]+>", INLINE.render(entry))) <= {"<p>", "</p>", "<em>", "</em>"}


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=60))
def test_words_written_as_markdown_come_back_as_they_were(text: str) -> None:
    inlines = words(text)
    assert " ".join(seen(markdown(inlines)).split()) == " ".join(plain(inlines).split())


def test_only_web_addresses_become_links() -> None:
    def shown(target: str) -> str:
        return INLINE.render(markdown([{"t": "Link", "c": [["", [], []], words("here"), [target, ""]]}]))

    assert shown("https://a.org/?x=1&lt;=2_3(4)") == '<p><a href="https://a.org/?x=1&amp;lt;=2_3%284%29">here</a></p>\n'
    assert shown("javascript:alert(1)") == "<p>here</p>\n"
    assert shown("http:///x") == "<p>here</p>\n"
