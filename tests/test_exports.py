"""The exports, each held to a reader or a schema that is not ours."""

from __future__ import annotations

import copy
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import arguebuf
import convert
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator, FormatChecker
from rdflib.namespace import DCTERMS, RDF, SKOS

import export
import tiny
from edition.load import load
from edition.read.bibliography import read_references
from edition.render.argdown import comment, title, words
from edition.render.data import FILES
from edition.render.exports import EXPORTS, exports
from edition.render.iri import NAMESPACE, capture_iri, record_iri
from edition.resolve.joined import Joined
from edition.text import Document, fold

HERE = Path(__file__).parent
ORACLES = HERE / "oracles"
SCHEMA = json.loads((ORACLES / "annotation.schema.json").read_text(encoding="utf-8"))
SMALL = HERE / "fixtures" / "small"


@pytest.fixture(scope="module", params=["real", "small"])
def edition(request: pytest.FixtureRequest) -> Joined:
    """The real edition and the small one."""
    joined, problems = load(tiny.ROOT if request.param == "real" else SMALL)
    assert [problem.message for problem in problems if problem.severity == "error"] == []
    return joined


@pytest.fixture(scope="module")
def files(edition: Joined) -> dict[str, str]:
    return exports(edition)


def argdown(texts: list[str]) -> list[dict[str, Any]]:
    """What the parser of @argdown/core finds in each text."""
    assert shutil.which("node"), "the Argdown parser needs Node.js"
    assert (ORACLES / "node_modules").is_dir(), "run `make test`, which installs the Argdown parser (npm ci)"
    ran = subprocess.run(
        ["node", ORACLES / "argdown.js"],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


# Web annotations


def validator() -> Draft4Validator:
    checker = FormatChecker()
    assert {"uri", "date-time"} <= checker.checkers.keys()
    return Draft4Validator(SCHEMA, format_checker=checker)


def test_annotations_are_valid(files: dict[str, str]) -> None:
    assert [error.message for error in validator().iter_errors(json.loads(files["annotations.jsonld"]))] == []


def breaks() -> dict[str, Callable[[dict[str, Any]], None]]:
    """Ways to break a collection, each of which the schema must see."""

    def first(collection: dict[str, Any]) -> dict[str, Any]:
        return collection["first"]["items"][0]

    def quote(collection: dict[str, Any]) -> dict[str, Any]:
        return first(collection)["target"][0]["selector"][0]

    def place(collection: dict[str, Any]) -> dict[str, Any]:
        return first(collection)["target"][0]["selector"][1]

    return {
        "no context": lambda c: c.pop("@context"),
        "another context": lambda c: c.update({"@context": "http://www.w3.org/ns/oa.jsonld"}),
        "a collection that is none": lambda c: c.update(type="Collection"),
        "an id that is no address": lambda c: c.update(id="notes"),
        "a total below zero": lambda c: c.update(total=-1),
        "a total that is a word": lambda c: c.update(total="3"),
        "no first page": lambda c: c.pop("first"),
        "a page without items": lambda c: c["first"].pop("items"),
        "a page of another type": lambda c: c["first"].update(type="Page"),
        "an annotation without id": lambda c: first(c).pop("id"),
        "an annotation whose id is no address": lambda c: first(c).update(id="no address"),
        "an annotation of another type": lambda c: first(c).update(type="Note"),
        "no target": lambda c: first(c).pop("target"),
        "an empty target": lambda c: first(c).update(target=[]),
        "a motivation of one's own": lambda c: first(c).update(motivation="musing"),
        "a day without time": lambda c: first(c).update(created="2026-11-21"),
        "a moment without zone": lambda c: first(c).update(created="2026-11-21T00:00:00"),
        "a month that is none": lambda c: first(c).update(created="2026-13-21T00:00:00Z"),
        "a body value beside bodies": lambda c: first(c).update(bodyValue="x"),
        "no creator": lambda c: first(c).pop("creator"),
        "a creator of no kind": lambda c: first(c)["creator"].pop("type"),
        "a body without value": lambda c: first(c)["body"][0].pop("value"),
        "a body in no format": lambda c: first(c)["body"][0].update(format="markdown"),
        "a body in no language": lambda c: first(c)["body"][0].update(language="English"),
        "a purpose of one's own": lambda c: first(c)["body"][0].update(purpose="musing"),
        "a target without source": lambda c: first(c)["target"][0].pop("source"),
        "a source that is no address": lambda c: first(c)["target"][0].update(source="thread"),
        "a target without selector": lambda c: first(c)["target"][0].pop("selector"),
        "a quotation without words": lambda c: quote(c).pop("exact"),
        "a quotation of nothing": lambda c: quote(c).update(exact=""),
        "a selector of no type": lambda c: quote(c).pop("type"),
        "a place without end": lambda c: place(c).pop("end"),
        "a place before the text": lambda c: place(c).update(start=-1),
        "a place between characters": lambda c: place(c).update(start=1.5),
    }


@pytest.mark.parametrize("how", breaks())
def test_the_schema_sees_what_is_broken(how: str) -> None:
    joined, _ = load(SMALL)
    collection = json.loads(exports(joined)["annotations.jsonld"])
    broken = copy.deepcopy(collection)
    breaks()[how](broken)
    assert list(validator().iter_errors(broken))


def test_each_note_is_there_with_its_words_at_its_place(edition: Joined, files: dict[str, str]) -> None:
    collection = json.loads(files["annotations.jsonld"])
    items = collection["first"]["items"]
    assert collection["total"] == len(items) == len(edition.edition.annotations)
    assert len({item["id"] for item in items}) == len(items)
    captures = {capture_iri(source): source.capture.text for source in edition.edition.sources.values()}
    by_id = {item["id"]: item for item in items}
    for note in edition.edition.annotations.values():
        item = by_id[record_iri(edition.edition, "annotation", note.id)]
        assert item["motivation"] == note.motivation
        assert item["created"].startswith(note.created)
        assert note.body.paragraphs[0].split()[0] in item["body"][0]["value"]
        assert len(item["target"]) >= len(note.targets)
        for target in item["target"]:
            text = captures[target["source"]]
            quote, place = target["selector"]
            assert text[place["start"] : place["end"]] == quote["exact"]
            assert text[: place["start"]].endswith(quote["prefix"])
            assert text[place["end"] :].startswith(quote["suffix"])
        # Whoever copies across a footnote mark or a link marker quotes the words without it.
        told = re.sub(r"\[(?:\d+|\w+ · GW)\]", "", " ".join(one["selector"][0]["exact"] for one in item["target"]))
        wanted = re.sub(r"\[(?:\d+|\w+ · GW)\]", "", " ".join(one.exact for one in note.targets))
        assert "".join(told.split()) == "".join(wanted.split())
        linked = [body["source"] for body in item["body"] if body["type"] == "SpecificResource"]
        wanted = [record_iri(edition.edition, "claim", str(claim)) for _, claim in note.stances]
        wanted += [record_iri(edition.edition, "argument", str(note.argues))] if note.argues else []
        assert linked == wanted


def test_a_captures_name_is_that_of_its_bytes(edition: Joined) -> None:
    """RFC 6920: the SHA-256 that source.yml pins, in base64url."""
    import base64

    for source in edition.edition.sources.values():
        pinned = next(
            line.partition(":")[2].strip().strip('"')
            for line in source.document.text.splitlines()
            if line.startswith("sha256:")
        )
        name = capture_iri(source).removeprefix("ni:///sha-256;")
        assert base64.urlsafe_b64decode(name + "=").hex() == pinned


def test_a_records_name_never_changes() -> None:
    """A published name is for good: this one was computed when the first was given."""
    from edition.model.edition import Edition

    assert str(NAMESPACE) == "6f1d9c1e-3a0b-4d0e-9b57-2f8c6a1e4b90"
    one = Edition(Path(), name="Behind the Mask")
    assert record_iri(one, "annotation", "actor-in-three-senses") == "urn:uuid:919e3d83-418c-5a0e-ae44-a2d436e5bb8a"
    assert record_iri(one, "claim", "a") != record_iri(one, "argument", "a")
    assert record_iri(Edition(Path(), name="Another"), "claim", "a") != record_iri(one, "claim", "a")


# Argdown


def wanted_relations(edition: Joined) -> list[tuple[str, str, str]]:
    kinds = {"supports": "support", "attacks": "attack", "undercuts": "undercut"}
    found = []
    for argument in edition.edition.arguments.values():
        found += [("support", str(premise), argument.id) for premise in dict.fromkeys(argument.premises)]
        found.append((kinds[argument.relation], argument.id, argument.conclusion))
    return found


def test_argdown_parses_with_every_claim_argument_and_relation(edition: Joined, files: dict[str, str]) -> None:
    (found,) = argdown([files["arguments.argdown"]])
    assert found["errors"] == []
    assert found["title"] == edition.edition.name
    claims = {claim.id: fold(claim.sentence) for claim in edition.edition.claims.values()}
    assert {title: fold(text) for title, text in found["statements"]} == claims
    names = {argument.id: fold(argument.name) for argument in edition.edition.arguments.values()}
    assert {title: fold(text) for title, text in found["arguments"]} == names
    assert sorted(map(tuple, found["relations"])) == sorted(wanted_relations(edition))


HOSTILE = [
    "[a]: b", "<a>: b", "# A heading", "+> [x]", "-> <x>", "_> <x>", "(1) [p]", "----", "===", "@[x]", "{a: 1}",
    "// c", "/* c */", "<!-- c -->", "a #tag b #(a tag)", "a *b* _c_ **d** __e__", "a [link](https://example.org) b",
    "a | b ~ c ^ d", "\\", "ends with \\", "$x$", "a :smile: b", "“curly” — dash", "עברית العربية 🎭", "1. item",
    "> quote", "p.v.q", "x.->.y", "1.{1.", "e.g. i.e. U.S.A.", "two\nlines", "a\n\n[x]: b",
    "'quoted' \"twice\"", "====",
]  # fmt: skip


def hostile() -> list[str]:
    """Texts that mean something to Argdown, joined as Hypothesis likes, and any other characters."""
    made: list[str] = []
    anything = st.text(st.characters(min_codepoint=32, exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)

    @settings(max_examples=400, derandomize=True, database=None)
    @given(st.one_of(anything, st.lists(st.sampled_from([*HOSTILE, ".", " ", "\n", "a"]), min_size=2).map("".join)))
    def gather(text: str) -> None:
        if text.strip():
            made.append(text)

    gather()
    return [*HOSTILE, *made]


def test_words_remarks_and_titles_are_no_syntax_to_argdown() -> None:
    """Nothing is added, lost or altered, wherever a contributor's words stand in the file."""
    made = hostile()
    texts = [
        f"===\ntitle: {title(text)}\n===\n\n# Claims\n\n{comment(text)}\n[c]: {words(text)}\n\n"
        f"{comment('X: “' + text + '”')}\n<a>: {words(text)}\n  +> [c]\n"
        for text in made
    ]
    for text, found in zip(made, argdown(texts), strict=True):
        line = " ".join(text.split())
        assert found["errors"] == [], repr(text)
        assert found["title"] == text
        assert found["statements"] == [["c", line]]
        assert found["arguments"] == [["a", line]]
        assert found["relations"] == [["support", "a", "c"]], repr(text)


# AIF


def test_arguebuf_loads_every_claim_and_inference(edition: Joined, files: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "arguments.aif.json"
    path.write_text(files["arguments.aif.json"], encoding="utf-8")
    graph = arguebuf.load.file(path)
    records = edition.edition
    assert {node.id: str(node.text) for node in graph.atom_nodes.values()} == {
        f"claim:{claim.id}": str(claim.sentence) for claim in records.claims.values()
    }
    kinds = {"supports": arguebuf.Support, "attacks": arguebuf.Attack, "undercuts": arguebuf.Attack}
    inferences = {node.id: type(node.scheme) for node in graph.scheme_nodes.values() if node.id.startswith("argument:")}
    assert inferences == {f"argument:{one.id}": kinds[one.relation] for one in records.arguments.values()}
    wanted = set()
    for argument in records.arguments.values():
        node = f"argument:{argument.id}"
        aim = "argument" if argument.relation == "undercuts" else "claim"
        wanted.add((node, f"{aim}:{argument.conclusion}"))
        wanted |= {(f"claim:{premise}", node) for premise in argument.premises}
    assert {(edge.source.id, edge.target.id) for edge in graph.edges.values()} == wanted


def test_aif_has_the_shape_that_its_ontology_demands(edition: Joined, files: dict[str, str]) -> None:
    graph = json.loads(files["arguments.aif.json"])
    kinds = {node["nodeID"]: node["type"] for node in graph["nodes"]}
    assert len(kinds) == len(graph["nodes"])
    assert set(kinds.values()) <= {"I", "RA", "CA", "YA", "L"}
    into: dict[str, list[str]] = {node: [] for node in kinds}
    out: dict[str, list[str]] = {node: [] for node in kinds}
    for edge in graph["edges"]:
        out[edge["fromID"]].append(edge["toID"])
        into[edge["toID"]].append(edge["fromID"])
    assert len({edge["edgeID"] for edge in graph["edges"]}) == len(graph["edges"])
    for node, kind in kinds.items():
        after = {kinds[other] for other in out[node]}
        if kind in ("I", "L"):
            assert not after & {"I", "L"}, "no information leads straight to information"
        if kind in ("RA", "CA"):
            assert any(kinds[other] == "I" for other in into[node])
            assert after <= {"I", "RA", "CA"}
            assert after
        if kind == "YA":
            assert [kinds[other] for other in into[node]] == ["L"]
            assert after <= {"I", "RA", "CA"}
            assert after
    people = {one["participantID"]: one["firstname"] for one in graph["participants"]}
    located = [one["nodeID"] for one in graph["locutions"]]
    assert sorted(located) == sorted(node for node, kind in kinds.items() if kind == "L")
    texts = {node["nodeID"]: node["text"] for node in graph["nodes"]}
    for one in graph["locutions"]:
        assert texts[one["nodeID"]].startswith(people[one["personID"]] + " : ")
    told = sum(1 for one in edition.positions if one.note) + sum(map(len, edition.argumentation.making.values()))
    assert len(located) == told


# SKOS


def test_the_glossary_is_skos_and_keeps_its_conditions(edition: Joined, files: dict[str, str]) -> None:
    graph = rdflib.Graph().parse(data=files["glossary.jsonld"], format="json-ld")
    entries = edition.edition.entries
    senses = [(entry, sense) for entry in entries.values() for sense in entry.senses]
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) == len(entries) + len(senses)
    (scheme,) = graph.subjects(RDF.type, SKOS.ConceptScheme)
    assert scheme not in concepts  # S9
    for concept in concepts:
        preferred = list(graph.objects(concept, SKOS.prefLabel))
        assert len(preferred) == 1  # S14: one a language, and there is one language
        assert preferred[0].language == "en"
        assert preferred[0] not in set(graph.objects(concept, SKOS.altLabel))  # S13
        assert (concept, SKOS.inScheme, scheme) in graph
        wider = set(graph.transitive_objects(concept, SKOS.broader)) - {concept}
        assert concept not in set(graph.objects(concept, SKOS.broader))
        assert not wider & set(graph.objects(concept, SKOS.related))  # S27
        for other in graph.objects(concept, SKOS.related):
            assert (other, SKOS.related, concept) in graph  # S23
        for narrower in graph.objects(concept, SKOS.narrower):
            assert (narrower, SKOS.broader, concept) in graph  # S25
    tops = set(graph.objects(scheme, SKOS.hasTopConcept))
    assert tops == set(graph.subjects(SKOS.topConceptOf, scheme))
    assert len(tops) == len(entries)
    definitions = {str(value) for value in graph.objects(None, SKOS.definition)}
    assert definitions == {str(sense.definition) for _, sense in senses}
    quoted = sorted(str(value) for value in graph.objects(None, RDF.value))
    assert quoted == sorted(anchor.words for anchors in edition.attestations.values() for anchor in anchors)
    assert {str(label) for top in tops for label in graph.objects(top, SKOS.prefLabel)} == {
        str(entry.lemma) for entry in entries.values()
    }
    sources = {str(source) for source in graph.objects(None, DCTERMS.source)}
    assert sources <= {capture_iri(source) for source in edition.edition.sources.values()}


# References


def test_references_come_back_from_bibtex_as_they_were(edition: Joined, files: dict[str, str]) -> None:
    read, problems = read_references(Document("references.bib", files["references.bib"]))
    assert [problem.message for problem in problems] == []
    assert {key: one.csl for key, one in read.items()} == {
        key: one.csl for key, one in edition.edition.references.items()
    }
    assert json.loads(files["references.csl.json"]) == [
        one.csl for _, one in sorted(edition.edition.references.items())
    ]


def test_what_could_not_be_verified_is_not_passed_on(files: dict[str, str]) -> None:
    assert "x-unverified" not in files["references.bib"]


HARD = r"""
@string{lw = {LessWrong}}
@article{braces2020, title = {{{GPT-4} and the {Mask}} of {É}ste},
  author = {{GiveWell Team} and van der Berg, Jo and Müller, {\"U}we},
  journal = lw, year = {2020}, month = mar, pages = {5--7}, doi = {10.1000/x_y(z)}}
@misc{signs2021, title = "Costs \& 100\% of \#1 \_ \$5",
  howpublished = {Blog}, year = 2021, url = {https://example.org/a_b?c=d&e=f#g},
  x-evidence = {seen}, x-unverified-author = {Nobody}}
@inproceedings{eprint2022, title = {On {Næss}}, author = {de la Cruz, Ana Mar{\'i}a},
  booktitle = {Proc.}, year = {2022},
  eprint = {2201.00001}, archiveprefix = {arXiv}}
"""


def test_a_brace_without_its_partner_loses_no_record(tmp_path: Path) -> None:
    """Between quotation marks it can be read; between braces it would swallow what follows."""
    odd = "".join(
        f'@misc{{odd{number}, title = "{value}", year = 2020, url = {{https://example.org/}}}}\n'
        for number, value in enumerate(["a } b", "a { b", "} a {", "a \\{ b } c", "{a} } {b}"])
    )
    joined, _ = load(tiny.edition(tmp_path, {"sources/references.bib": tiny.BIB + odd}))
    read, problems = read_references(Document("references.bib", exports(joined)["references.bib"]))
    assert [problem.message for problem in problems] == []
    assert {f"odd{number}" for number in range(5)} <= read.keys()
    assert {key: one.csl for key, one in read.items()} == {
        key: one.csl for key, one in joined.edition.references.items()
    }


def test_hard_records_come_back_too(tmp_path: Path) -> None:
    root = tiny.edition(tmp_path, {"sources/references.bib": tiny.BIB + HARD})
    joined, _ = load(root)
    assert {"braces2020", "signs2021", "eprint2022"} <= joined.edition.references.keys()
    read, problems = read_references(Document("references.bib", exports(joined)["references.bib"]))
    assert [problem.message for problem in problems] == []
    assert {key: one.csl for key, one in read.items()} == {
        key: one.csl for key, one in joined.edition.references.items()
    }


# The command


def test_the_command_writes_every_file_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "mine.txt").write_text("stays", encoding="utf-8")
    assert export.main(["--root", str(SMALL), "--to", str(folder), "--only", *EXPORTS]) == 0
    assert sorted(path.name for path in folder.iterdir()) == sorted([*EXPORTS, "mine.txt"])
    joined, _ = load(SMALL)
    for name, text in exports(joined).items():
        assert (folder / name).read_text(encoding="utf-8") == text
        assert text.endswith("\n")


def test_the_command_writes_nothing_of_a_broken_edition(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tiny.edition(
        tmp_path / "edition", tiny.DEBATE | {"docs/debates/goals.md": "---\ndebate: {question: x}\n---\n"}
    )
    assert export.main(["--root", str(root), "--to", str(tmp_path / "data")]) == 1
    assert "nothing was written" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


def test_the_command_refuses_a_file_for_a_folder(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("", encoding="utf-8")
    with pytest.raises(SystemExit) as stopped:
        export.main(["--root", str(SMALL), "--to", str(tmp_path / "data")])
    assert stopped.value.code == 2


def test_the_site_and_the_written_folder_hold_the_same_files(joined: Joined, site: Path, tmp_path: Path) -> None:
    assert convert.main(["--to", str(tmp_path / "folder")]) == 0
    for name, text in exports(joined).items():
        assert (site / "data" / name).read_text(encoding="utf-8") == text
        assert (tmp_path / "folder" / "docs" / "data" / name).read_text(encoding="utf-8") == text


def test_the_page_of_data_tells_of_every_file() -> None:
    assert [name for name, *_ in FILES] == list(EXPORTS)


def test_an_edition_without_notes_arguments_and_references_is_exported_too(tmp_path: Path) -> None:
    root = tiny.edition(tmp_path, {"docs/annotations/thread/under.md": None, "docs/glossary/mask.md": None,
                                   "docs/index.md": "# Home\n", "sources/references.bib": None})  # fmt: skip
    joined, problems = load(root)
    assert problems == []
    files = exports(joined)
    assert [error.message for error in validator().iter_errors(json.loads(files["annotations.jsonld"]))] == []
    assert json.loads(files["annotations.jsonld"])["total"] == 0
    (found,) = argdown([files["arguments.argdown"]])
    assert [found[part] for part in ("errors", "statements", "arguments", "relations")] == [[], [], [], []]
    assert json.loads(files["references.csl.json"]) == []
    assert json.loads(files["arguments.aif.json"])["nodes"] == []
