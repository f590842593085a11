"""The contributor's reference: fields and rules, written from the tables and docstrings that the code runs on."""

from __future__ import annotations

from ..model import fields as f
from ..read.body import read_body
from ..resolve.joined import Joined
from ..rules import RULES
from ..rules.example import Example, examples, prose
from ..text import HIDDEN, Document
from .body import BodyWriter
from .citations import Typeset
from .markdown import code_block, escape, front_matter
from .schema import told

FIELDS = "contributing/fields.md"
RULES_PAGE = "contributing/rules.md"

# Every kind of file with its title, where it stands, and its table.
FILES = (
    ("Annotation", "docs/annotations/<source>/<name>.md", f.ANNOTATION),
    ("Glossary entry", "docs/glossary/<lemma>.md", f.ENTRY),
    ("Source", "sources/<source>/source.yml", f.SOURCE),
    ("Claim", "docs/claims/<id>.md", f.CLAIM),
    ("Argument", "docs/arguments/<id>.md", f.ARGUMENT),
    ("Debate", "docs/debates/<id>.md", f.DEBATE),
)


class Guide:
    """Writes the two pages; the words are those of our own docstrings, parsed as a note's are."""

    def __init__(self, joined: Joined) -> None:
        self.writer = BodyWriter(joined.edition, Typeset({}, {}), RULES_PAGE)

    def write(self) -> dict[str, str]:
        """Pages by path."""
        return {FIELDS: self.fields(), RULES_PAGE: self.rules()}

    def words(self, text: str) -> str:
        """Words with code spans, as Markdown."""
        return self.writer.write(read_body(Document("", text), 0)[0])

    def fields(self) -> str:
        """The page of all fields, written from their tables."""
        rows = [
            front_matter(title="Fields"),
            "# Fields",
            "The fields that each kind of file may have, in YAML. A field that is marked <em>must</em> has to be "
            "there; any other name is an error. Text that holds a colon and a space, a hash sign, quotation marks or "
            "brackets goes between quotation marks.",
        ]
        anchors: dict[int, str] = {}  # the section of each table already written, by the table's identity
        for title, path, table in FILES:
            anchor = title.lower().replace(" ", "-")
            rows += [f"## {title} {{ #{anchor} }}", f"<code>{escape(path)}</code>"]
            rows += self.table(table, anchor, anchors)
        return "\n\n".join(rows) + "\n"

    def table(self, table: tuple[f.Field, ...], anchor: str, anchors: dict[int, str]) -> list[str]:
        """A table of fields, and below it those of the fields that have fields of their own."""
        anchors[id(table)] = anchor
        inner = [(field, nested) for field in table if (nested := _nested(field.kind)) and id(nested) not in anchors]
        for field, nested in inner:
            anchors[id(nested)] = f"{anchor}-{field.name.replace('_', '-')}"
        lines = ["| field | holds | what it is for |", "|---|---|---|"]
        for field in table:
            must = " <em>must</em>" if field.required else ""
            holds = self.holds(field.kind, anchors)
            lines.append(f"| <code>{escape(field.name)}</code>{must} | {holds} | {self.words(field.note)} |")
        rows = ["\n".join(lines)]
        for field, nested in inner:
            own = anchors[id(nested)]
            rows += [f"### <code>{escape(field.name)}</code> {{ #{own} }}", *self.table(nested, own, anchors)]
        return rows

    def holds(self, kind: f.Kind, anchors: dict[int, str]) -> str:
        """What a field of this kind holds, in words."""
        if isinstance(kind, f.ListOf):
            inside = self.holds(kind.kind, anchors)
            return f"one or a list: {inside}" if kind.alone else f"a list: {inside}"
        if isinstance(kind, f.Table):
            return f"[fields of its own](#{anchors[id(kind.fields)]})"
        if isinstance(kind, f.Choice):
            return "one of " + ", ".join(f"<code>{escape(word)}</code>" for word in kind.words)
        said = told(kind).rstrip(".")
        return self.words(said[0].lower() + said[1:])

    def rules(self) -> str:
        """The page of all rules, written from their docstrings."""
        rows = [
            front_matter(title="Rules"),
            "# Rules",
            f"What is checked before anything is built: {len(RULES)} rules. A problem’s message ends with the rule’s "
            "name in square brackets. The examples are run by the tests, on a small edition made for them.",
        ]
        for rule in RULES:
            documentation = rule.__doc__ or ""
            rows += [f"## {rule.ID} {{ #{rule.ID} }}", self.words(prose(documentation))]
            rows += [_example(example) for example in examples(documentation)]
        return "\n\n".join(rows) + "\n"


def _nested(kind: f.Kind) -> tuple[f.Field, ...] | None:
    """The table inside a kind, where there is one."""
    if isinstance(kind, f.ListOf):
        return _nested(kind.kind)
    return kind.fields if isinstance(kind, f.Table) else None


def _example(example: Example) -> str:
    head = f"{'Good' if example.good else 'Bad'}, in <code>{escape(example.path)}</code>:"
    shown = HIDDEN.sub(lambda match: f"⟨U+{ord(match.group()):04X}⟩", example.lines)
    return f"{head}\n\n{code_block(shown)}"
