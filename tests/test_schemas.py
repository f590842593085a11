"""What editors are given agrees with what the readers do: the schemas, and that they are wired and up to date."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import jsonschema
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

import editions
import schemas
from edition.model import fields as f
from edition.read.forms import FORMS
from edition.read.record import Reader
from edition.read.yaml import read_yaml
from edition.render.guide import FILES
from edition.render.schema import file_schema
from edition.text import CONTROL, HIDDEN, Document

ROOT = editions.HERE.parent
EDITOR = ROOT / ".vscode"


# --- the files ---------------------------------------------------------------------------------------------------


def test_the_files_are_those_that_the_tables_make(tmp_path: Path) -> None:
    """`UPDATE_GOLDEN=1` writes them anew, as scripts/schemas.py does."""
    if os.environ.get("UPDATE_GOLDEN"):
        assert schemas.main([]) == 0
    assert schemas.main(["--to", str(tmp_path)]) == 0
    made = {path.relative_to(tmp_path): path for path in tmp_path.rglob("*.*")}
    assert set(made) == {Path(path) for path in schemas.contents()}
    for path, fresh in made.items():
        assert (EDITOR / path).read_text(encoding="utf-8") == fresh.read_text(encoding="utf-8"), path
    assert {path.name for path in (EDITOR / "schemas").iterdir()} == {path.name for path in made if path.parent.name}


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        schemas.main(["--to", str(tmp_path / "file")])
    assert ended.value.code == 2
    assert str(tmp_path / "file") in capsys.readouterr().err


@pytest.mark.parametrize(("title", "path", "table"), FILES, ids=[title for title, _, _ in FILES])
def test_a_schema_is_one_of_draft_7(title: str, path: str, table: tuple[f.Field, ...]) -> None:
    schema = file_schema(title, table)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    jsonschema.Draft7Validator.check_schema(schema)
    assert set(schema["properties"]) == {field.name for field in table}


@pytest.mark.parametrize("kind", FORMS, ids=lambda kind: kind.__name__)
def test_an_expression_means_the_same_to_every_reader(kind: type) -> None:
    assert not re.search(r"\\[dwbAZ]|\(\?[P<i]", FORMS[kind].pattern)


def test_every_source_is_wired_to_its_schema() -> None:
    ((schema, files),) = json.loads((EDITOR / "settings.json").read_text(encoding="utf-8"))["yaml.schemas"].items()
    sources = sorted(ROOT.glob("sources/*/source.yml"))
    assert sorted(ROOT.glob(files)) == sources
    for source in sources:
        named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", source.read_text(encoding="utf-8"))
        assert named, source
        assert (source.parent / named[1]).resolve() == (ROOT / schema).resolve()


@pytest.mark.parametrize("path", sorted(ROOT.glob("sources/*/source.yml")), ids=lambda path: path.parent.name)
def test_the_sources_fit_their_schema(path: Path) -> None:
    assert schema_accepts(f.SOURCE, path.read_text(encoding="utf-8"))


# --- schema and reader agree -------------------------------------------------------------------------------------


class _Core(yaml.SafeLoader):
    """YAML 1.2's core schema, by which the YAML language server tells numbers and truths from words."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


_CORE: dict[str, tuple[str, Callable[[str], Any]]] = {
    "null": (r"~|null|Null|NULL|", lambda word: None),
    "bool": (r"true|True|TRUE|false|False|FALSE", lambda word: word.lower() == "true"),
    "int": (r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", lambda word: int(word, 0 if word[:2] in ("0o", "0x") else 10)),
    "float": (r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", float),
}
for _tag, (_expression, _) in _CORE.items():
    _Core.add_implicit_resolver(_tag, re.compile(rf"(?:{_expression})\Z"), None)


def as_an_editor_sees(text: str) -> Any:
    """The values that an editor's YAML parser makes of a text."""

    def value(node: yaml.Node) -> Any:
        if isinstance(node, yaml.MappingNode):
            return {key.value: value(item) for key, item in node.value}
        if isinstance(node, yaml.SequenceNode):
            return [value(item) for item in node.value]
        return _CORE[node.tag][1](node.value) if node.tag in _CORE else node.value

    return value(yaml.compose(text, Loader=_Core))


def _pattern(validator: Any, pattern: str, instance: Any, schema: Any) -> Any:
    """ECMAScript's `$` stands at the end alone; Python's would stand before a last line end too."""
    if isinstance(instance, str) and not re.search(re.sub(r"\$$", r"\\Z", pattern), instance):
        yield jsonschema.ValidationError("does not match")


_Validator = jsonschema.validators.extend(jsonschema.Draft7Validator, {"pattern": _pattern})
_CALENDAR = jsonschema.FormatChecker(["date", "date-time"])


def schema_accepts(table: tuple[f.Field, ...], text: str) -> bool:
    return _Validator(file_schema("", table), format_checker=_CALENDAR).is_valid(as_an_editor_sees(text))


def reader_accepts(table: tuple[f.Field, ...], text: str) -> bool:
    node, problems = read_yaml(Document("file", text), 0, len(text))
    assert node is not None
    assert not problems
    reader = Reader()
    reader.table(node, table, "It")
    return not reader.problems


# What a person may write as one value: words as they are, as long as YAML takes them for one value, or in quotes.
PLAIN = (
    "12", "0", "007", "5-11", "11-5", "2026-11-21", "2026-02-30", "21/11/2026", "2023-04-18T03:47:21.797Z",
    "2023-04-18T25:00:00Z", "true", "True", "false", "yes", "null", "~", "1.5", "-3", "+5", "0x10", "1e3", "an-id",
    "An id", "a--b", "commenting", "Commenting", "post", "https://example.org/a", "ftp://example.org", "a<b>",
    "two words", "9999999999", "7", "1000000", "1000001",
)  # fmt: skip
LETTERS = st.characters(exclude_categories=["Cs"]).filter(lambda c: not CONTROL.match(c) and not HIDDEN.match(c))
QUOTED = st.text(LETTERS, max_size=12) | st.sampled_from(
    [*PLAIN, "", " ", "null\n", "\nan-id", "an-id\n", " 12", "a\nb"]
)
MANY = st.integers(1, 5000).map(lambda length: "a" * length)
SCALARS = st.sampled_from(PLAIN) | (QUOTED | MANY).map(lambda words: json.dumps(words, ensure_ascii=False))


def beyond_a_schema(kind: f.Kind, written: str) -> bool:
    """What the reader refuses and no schema can: an editor has values and not their spelling, and can't compare."""
    seen = as_an_editor_sees(written)
    if isinstance(seen, (bool, int, float)) and json.dumps(seen) != written:
        return True  # True, 0x10, 007, 1e3
    if isinstance(kind, f.LineRanges):
        return any("-" in part or not int(part) for part in re.findall("[0-9]+(?:-[0-9]+)?", str(seen)))
    return isinstance(kind, f.Number) and isinstance(seen, str)  # between quotation marks


def kinds_of(table: tuple[f.Field, ...]) -> list[f.Kind]:
    """Every kind of single value in a table and in the tables inside it."""
    found: list[f.Kind] = []
    for field in table:
        kind = field.kind.kind if isinstance(field.kind, f.ListOf) else field.kind
        found += kinds_of(kind.fields) if isinstance(kind, f.Table) else [kind]
    return found


KINDS = list(dict.fromkeys(kind for _, _, table in FILES for kind in kinds_of(table)))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: repr(kind)[:40])
@given(written=SCALARS)
@settings(max_examples=200)
@example(written='"2026-11-21\\n"')
@example(written='"0000-01-01"')
def test_schema_and_reader_agree_on_every_value(kind: f.Kind, written: str) -> None:
    table, text = (f.Field("it", kind, "", True),), f"it: {written}"
    if not beyond_a_schema(kind, written):
        assert schema_accepts(table, text) == reader_accepts(table, text)
    elif reader_accepts(table, text):
        assert schema_accepts(table, text), "a schema may know less than the reader, and refuses nothing that is right"


RIGHT = {
    f.Id: "an-id", f.Word: "a-word", f.Date: "2026-11-21", f.Url: "https://example.org", f.Number: "3", f.Truth: "true",
    f.LineRanges: "5-11", f.Text: '"Some: words"', f.Label: "A label",
}  # fmt: skip
WRONG = st.sampled_from(["[]", "{}", "[[a]]", "{a: b}", "null", '""', "Some words", "12", "an-id", "[an-id, 12]"])


@st.composite
def tables(draw: st.DrawFn, table: tuple[f.Field, ...], wrong: int = 8) -> str:
    """A mapping, written in YAML's flow style, that mostly holds what the table asks for: one in `wrong` slips."""
    rows = []
    for field in table:
        slip = draw(st.integers(1, wrong)) == 1
        if (slip and draw(st.booleans())) or (not field.required and draw(st.booleans())):
            continue
        rows.append(f"{field.name}: {draw(WRONG if slip else values(field.kind, wrong))}")
    if draw(st.integers(1, 4 * wrong)) == 1:
        rows.append("unheard-of: an-id")
    return "{" + ", ".join(rows) + "}"


def values(kind: f.Kind, wrong: int) -> st.SearchStrategy[str]:
    """What fits a kind, written in flow style."""
    if isinstance(kind, f.Table):
        return tables(kind.fields, wrong)
    if isinstance(kind, f.ListOf):
        several = st.lists(values(kind.kind, wrong), max_size=2).map(lambda items: f"[{', '.join(items)}]")
        return several | values(kind.kind, wrong) if kind.alone else several
    return st.sampled_from(kind.words) if isinstance(kind, f.Choice) else st.just(RIGHT[type(kind)])


@pytest.mark.parametrize(("title", "path", "table"), FILES, ids=[title for title, _, _ in FILES])
@given(data=st.data())
@settings(max_examples=150)
def test_schema_and_reader_agree_on_every_file(title: str, path: str, table: tuple[f.Field, ...], data: Any) -> None:
    text = data.draw(tables(table, wrong=data.draw(st.sampled_from([8, 40]))))
    assert schema_accepts(table, text) == reader_accepts(table, text)
