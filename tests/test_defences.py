"""Each defence told apart: with it an attack is told, at its file; with the very lines of it taken out, it is not.

A defence is some words of a module of ours and what stands there instead when it is gone. The edited scripts run in a
process of their own, so what is tried is the whole of `check` and no part of it. Where a line of the table no longer
stands in its module, the test says so.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import editions
import tiny

NOTE = "docs/annotations/thread/under.md"
PAGE = "docs/how-to-read.md"
BIB = "sources/references.bib"
LINES = "sources/lines/capture.txt"
LINES_YML = "sources/lines/source.yml"
Files = dict[str, str | None]


@dataclass(frozen=True)
class Defence:
    """What an attacker adds to the small edition, what is told at which path, and the lines that see to it."""

    files: Callable[[], Files]
    path: str
    told: str
    edits: tuple[tuple[str, str, str], ...]
    hand: Callable[[Path], None] = lambda root: None  # what can't be written as text


def of(text: str) -> Callable[[], Files]:
    return lambda: {PAGE: f"# How to read\n\n{text}\n"}


def note(words: str, **fields: str) -> Callable[[], Files]:
    head = tiny.NOTE.rpartition("---\n")[0]
    return lambda: {NOTE: head + f"---\n{words}\n"}


def field(line: str) -> Callable[[], Files]:
    return lambda: {NOTE: tiny.NOTE.replace("by: ed", line)}


def quoting(number: int, exact: str, text: list[str]) -> Files:
    """Notes on words of a text of lines."""
    one = tiny.NOTE.replace("thread, exact", "lines, exact").replace("under the mask", exact)
    return tiny.as_list("lines", text) | {f"docs/annotations/lines/n{n}.md": one for n in range(number)}


def decided(lines: int, **structure: list[dict[str, object]]) -> Callable[[], Files]:
    """A text of equal lines with these decisions about it."""
    reader = "thread-witnesses" if "witnesses" in structure else "comment-list"
    return lambda: tiny.source("lines", "a\n" * lines, reader=reader, structure=structure)


UNITS = [{"id": f"c{n}", "author": "A", "lines": "1-100", "basis": "so"} for n in range(30)]
HALVES = [{"lines": "1-5001"}, {"lines": "5002-9999"}]
WHOLE = [{"id": "c1", "author": "A", "lines": "1-5001", "basis": "so"}]
READ, RULES = "edition/read", "edition/rules"
CLEAN = (f"{READ}/files.py", "else _clean(document)", "else (document, [])")
NAMING = (f"{RULES}/markup.py", "    for name in names.split():", "    for name in ():")
NO_ASSET = (f"{READ}/assets.py", "            yield from _asset(root, name)", "            pass")


def pipe(root: Path) -> None:
    (root / "docs/assets").mkdir()
    os.mkfifo(root / "docs/assets/pipe.css")


def link(root: Path) -> None:
    (root / NOTE).parent.mkdir(parents=True)
    (root / NOTE).symlink_to(tiny.ROOT / "docs/about.md")


DEFENCES: dict[str, Defence] = {
    # Files
    "a note above its size": Defence(
        note("a" * 20_000), NOTE, "larger than 20,000 bytes",
        ((f"{READ}/files.py", "NOTE_LIMIT = 20_000", "NOTE_LIMIT = 20_000_000"),)),
    "a page above its size": Defence(
        of("a\n\n" * 40_000), PAGE, "larger than 100,000 bytes",
        ((f"{READ}/files.py", "PAGE_LIMIT = 100_000", "PAGE_LIMIT = 100_000_000"),)),
    "a line above its length": Defence(
        of("a" * 20_001), PAGE, "longer than 20,000", ((f"{READ}/files.py", "LINE_LIMIT = 20_000", "LINE_LIMIT = 0"),)),
    "a capture of too many lines": Defence(
        lambda: tiny.as_list("lines", ["a"] * 10_001), LINES, "more than 10,000 lines",
        ((f"{READ}/files.py", "CAPTURE_LINES = 10_000", "CAPTURE_LINES = 0"),)),
    "no UTF-8": Defence(
        note("caf\udce9"), NOTE, "is not UTF-8",
        ((f"{READ}/files.py", 'decode("utf-8")\n    except', 'decode("latin-1")\n    except'),)),
    "a byte order mark": Defence(
        lambda: {PAGE: "\ufeff# How to read\n"}, PAGE, "byte order mark", (CLEAN,)),
    "line ends of Windows": Defence(of("a\r\nb"), PAGE, "carriage return", (CLEAN,)),
    "NUL": Defence(of("a\x00b"), PAGE, "U+0000", (CLEAN,)),
    "an escape that steers a terminal": Defence(of("a\x1b[2Jb"), PAGE, "U+001B", (CLEAN,)),
    "words turned around": Defence(of("a\u202eb"), PAGE, "U+202E", (CLEAN,)),
    "a letter of no width": Defence(of("a\u200bb"), PAGE, "U+200B", (CLEAN,)),
    "hidden letters spelt in tags": Defence(of("a\U000e0041b"), PAGE, "U+E0041", (CLEAN,)),
    "hidden letters behind a flag": Defence(
        of("🏴\U000e0041\U000e0042\U000e007f"), PAGE, "U+E0041", (CLEAN,)),
    "a link to a file": Defence(
        lambda: {NOTE: None}, NOTE, "symbolic link",
        ((f"{READ}/files.py", "if stat.S_ISLNK(kind):",
          "if False:"), (f"{READ}/files.py", "and not stat.S_ISREG(kind)", "and False"),
         (f"{READ}/assets.py", "if found.link:", "if False:")), link),
    "a pipe among the assets": Defence(
        lambda: {}, "docs/assets/pipe.css", "no plain file",
        ((f"{READ}/assets.py", "elif not found.file and not found.folder:", "elif False:"),),
        pipe),
    "a page of HTML among the assets": Defence(
        lambda: {"docs/assets/page.html": "<script>alert(1)</script>"}, "docs/assets/page.html", "no use", (NO_ASSET,)),
    "a drawing with a script": Defence(
        lambda: {"docs/assets/a.svg": "<svg onload='alert(1)'></svg>"}, "docs/assets/a.svg", "more than be seen",
        ((f"{READ}/assets.py", 'or b"\\x00" in text or _ACTIVE.search(text)', ""),)),
    "too many files": Defence(
        lambda: {f"docs/annotations/thread/n{n}/x.txt": "x" for n in range(10_000)}, "docs", "More than 20,000 files",
        ((f"{READ}/listing.py", "FILES_LIMIT = 20_000", "FILES_LIMIT = 2_000_000"),)),
    "a path that no archive holds": Defence(
        lambda: {f"docs/assets/{'a' * 200}/{'b' * 50}.css": "a{}"},
        f"docs/assets/{'a' * 200}/{'b' * 50}.css", "too long",
        ((f"{READ}/listing.py", "PATH_LIMIT = 240", "PATH_LIMIT = 2_400"),)),
    "a name that Windows keeps for a device": Defence(
        lambda: {"docs/annotations/thread/con.md": tiny.NOTE}, "docs/annotations/thread/con.md", "device",
        ((f"{READ}/listing.py", "return _DEVICE.match(name) is not None", "return False"),)),
    "two names that are one elsewhere": Defence(
        lambda: {"docs/assets/a.css": "a{}", "docs/assets/A.css": "a{}"}, "docs/assets/a.css", "can't tell",
        ((f"{READ}/assets.py", "        if other != name:", "        if False:"),)),
    "a page whose name looks like another's": Defence(
        lambda: {"docs/\u0430bout.md": "# About\n"}, "docs/\u0430bout.md", "named in lower-case letters",
        ((f"{READ}/edition.py", 'if not all(map(is_id, name.removesuffix(".md").split("/"))):', "if False:"),)),
    "a note whose id is none": Defence(
        lambda: {"docs/annotations/thread/{{ 7 }}.md": tiny.NOTE}, "docs/annotations/thread/{{ 7 }}.md", "it is the id",
        ((f"{READ}/edition.py", 'if f"{id_}.md" != file:', "if False:"),)),
    "a note in the place of another": Defence(
        lambda: {"docs/annotations/lines/under.md": tiny.NOTE}, NOTE, "exists already",
        ((f"{READ}/edition.py", "if id_ in into:", "if False:"),)),
    "a page in the place of one of ours": Defence(
        lambda: {"docs/texts/thread.md": "# A\n"}, "docs/texts/thread.md", "makes docs/texts/thread.md itself",
        ((f"{RULES}/name.py", "if path.lower().startswith(RESERVED):", "if False:"),)),
    "a file that is served as it is": Defence(
        lambda: {"docs/evil.html": "<script>alert(1)</script>"}, "docs/evil.html", "Only Markdown",
        ((f"{READ}/assets.py", 'elif found.file and not name.startswith("docs/.")', "elif False"),)),
    # YAML
    "an anchor": Defence(
        lambda: {PAGE: "---\ntitle: &a b\n---\n# A\n"}, PAGE, "anchors and aliases",
        ((f"{READ}/yaml.py", 'or getattr(event, "anchor", None)', ""),)),
    "an object of Python": Defence(
        lambda: {PAGE: "---\ntags: !!python/object/apply:os.system [id]\n---\n# A\n"}, PAGE, "YAML tags",
        ((f"{READ}/yaml.py", 'if getattr(event, "tag", None):', "if False:"),)),
    "a field twice": Defence(
        field("by: ed\nby: somebody"), NOTE, "stands here twice",
        ((f"{READ}/yaml.py", "if key in items:", "if False:"),)),
    "values in values without end": Defence(
        lambda: {PAGE: f"---\na: {'[' * 60}{']' * 60}\n---\n# A\n"}, PAGE, "nested more than",
        ((f"{READ}/yaml.py", "DEPTH = 12", "DEPTH = 1_200"),)),
    "an escape for what turns words around": Defence(
        lambda: {PAGE: '---\ntitle: "a\\u202eb"\n---\n# A\n'}, PAGE, "An escape makes",
        ((f"{READ}/yaml.py", "if smuggled:", "if False:"),)),
    "an escape for a hidden letter": Defence(
        lambda: {PAGE: '---\ntitle: "a\\U000e0041b"\n---\n# A\n'}, PAGE, "U+E0041",
        ((f"{READ}/yaml.py", "else next(tags, None)", "else None"),)),
    "a value of the wrong kind": Defence(
        field("by: [a, b]"), NOTE, "must be one value",
        ((f"{READ}/record.py", "if not isinstance(node, Located):",
          "if not isinstance(node, Located):\n            return None\n        if False:"),)),
    "a lemma with a tag": Defence(
        lambda: {"docs/glossary/mask.md": tiny.ENTRY.replace("lemma: mask", "lemma: <img src=x>")},
        "docs/glossary/mask.md", "angle bracket",
        ((f"{READ}/scalar.py", 'if "<" in node or ">" in node:', "if False:"),)),
    "an address of a text that runs": Defence(
        lambda: tiny.source("lines", tiny.CAPTURE, url="javascript:alert(1)"), LINES_YML, "must be a web address",
        ((f"{READ}/forms.py", 'f.Url: Form(r"""https?://', 'f.Url: Form(r"""\\w+:'),)),
    "fields that MkDocs alone would read": Defence(
        lambda: {PAGE: "template: sitemap.xml\n\n# A\n"}, PAGE, "MkDocs would take",
        ((f"{READ}/page.py", "*_unfenced(document, span), ", ""),)),
    "a title that ends the page's head": Defence(
        lambda: {PAGE: "---\ntitle: </title><b>\n---\n# A\n"}, PAGE, "can’t carry safely",
        ((f"{READ}/page.py", "*_unsafe(node), ", ""),)),
    # Notes
    "an address that runs, in a note": Defence(
        note("[x](javascript:alert(1))"), NOTE, "can't begin with `javascript:`",
        (("edition/resolve/address.py", "    if colon and scheme.isalpha():",
          "    return Goal(target, None, url=target)\n    if 0:"),)),
    "an address with signs that end an attribute": Defence(
        note('[x](<https://a.b/"onclick=>)'), NOTE, "can't have",
        ((f"{RULES}/link.py", "elif target.lower().startswith(WEB) and not _ADDRESS.fullmatch(target):",
          "elif False:"),)),
    "a reference for what turns words around": Defence(
        note("a&#x202e;b"), NOTE, "U+202E, is spelt",
        ((f"{READ}/body.py", "    for at in hidden(words):", "    for at in ():"),)),
    "lists in lists without end": Defence(
        note("> " * 40 + "a"), NOTE, "nested too deep", ((f"{READ}/body.py", "token.level >= NESTING - 1", "False"),)),
    "links without end": Defence(
        note("[a](term:b)" * 401), NOTE, "at most 400 links",
        ((f"{READ}/body.py", "USES_LIMIT = 400", "USES_LIMIT = 400_000"),)),
    "a citation of nothing": Defence(
        note("[@nothing]"), NOTE, "no reference `nothing`",
        ((f"{RULES}/citation.py", "yield Problem(", "0 and Problem("),)),
    # Pages
    "an element that runs": Defence(
        of("<script>alert(1)</script>"), PAGE, "can’t hold <script>",
        ((f"{RULES}/markup.py", "elif name not in TAGS:", "elif False:"),)),
    "a handler": Defence(
        of("<em onclick='alert(1)'>a</em>"), PAGE, "attribute `onclick`",
        ((f"{RULES}/markup.py", "if name.lower() not in ATTRIBUTES", "if False and name.lower() not in ATTRIBUTES"),)),
    "a style": Defence(
        of("a{: style=position:fixed }"), PAGE, "attribute `style`",
        ((f"{RULES}/markup.py", "if name.lower() not in ATTRIBUTES", "if False and name.lower() not in ATTRIBUTES"),)),
    "an address that runs, spelt in references": Defence(
        of("[x](&#106;avascript&colon;alert(1))"), PAGE, "can’t begin with `javascript:`",
        ((f"{RULES}/markup.py", "html.unescape(written)", "written"),)),
    "a picture from elsewhere": Defence(
        of("![x](https://evil.example/x.png)"), PAGE, "fetched from another site",
        ((f"{RULES}/markup.py", "elif image and (", "elif False and ("),)),
    "a tag without end": Defence(
        of("<a " * 10), PAGE, "has no end",
        ((f"{RULES}/markup.py", 'elif not match.group().endswith(">"):', "elif False:"),)),
    "an element in the place of the theme's settings": Defence(
        of('<p id="__config">{}</p>'), PAGE, "no id `__config`", (NAMING,)),
    "a heading in the place of the search": Defence(of("## A { #__search }"), PAGE, "no id `__search`", (NAMING,)),
    "a class that covers the page": Defence(
        of('<div class="md-overlay">a</div>'), PAGE, "no class `md-overlay`", (NAMING,)),
    "a class of ours that floats": Defence(of("a{: .definition }"), PAGE, "no class `definition`", (NAMING,)),
    "a class in a list of attributes": Defence(
        of("a{: class='md-overlay' }"), PAGE, "no class `md-overlay`", (NAMING,)),
    "an id in a list of attributes": Defence(of("a{: id=__config }"), PAGE, "no id `__config`", (NAMING,)),
    "a link of ours that would lead nowhere": Defence(
        of('[a](term:mask "b")'), PAGE, "is not written like this",
        ((f"{RULES}/markup.py", "    if scheme in OURS:", "    if False:"),)),
    "a reference for what turns words around, on a page": Defence(
        of("a&#8238;b"), PAGE, "invisible character",
        ((f"{RULES}/markup.py", "if next(hidden(meant), None) is not None", "if False"),)),
    "brackets without end": Defence(
        of("[a" * 9_000), PAGE, "too many brackets",
        ((f"{READ}/page.py", "BRACKETS_LIMIT = 4_000_000", "BRACKETS_LIMIT = 4_000_000_000"),)),
    "headings without end": Defence(
        of("# a\n" * 301), PAGE, "at most 300 headings",
        ((f"{READ}/page.py", "HEADINGS_LIMIT = 300", "HEADINGS_LIMIT = 300_000"),)),
    "elements in elements without end": Defence(
        of("<ul><li>\n" * 501), PAGE, "at most 1,000 tags",
        ((f"{READ}/page.py", "TAGS_LIMIT = 1_000", "TAGS_LIMIT = 1_000_000"),)),
    "a template on a page that runs macros": Defence(
        lambda: {"docs/index.md": "# Home\n\n{{ cycler.__init__ }}\n"}, "docs/index.md", "",
        (("edition/rules/macro.py", "def check(joined: Joined) -> Iterator[Problem]:",
          "def check(joined):\n    return iter(())\n\n\ndef _gone(joined):"),)),
    # Quotations
    "words that stand nowhere": Defence(
        lambda: {NOTE: tiny.NOTE.replace("under the mask", "over the mask")}, NOTE, "do not stand in thread",
        (("edition/resolve/anchor.py", "return None, [not_found(reading, target)]", "return None, []"),)),
    "words that stand twice": Defence(
        lambda: {NOTE: tiny.NOTE.replace("under the mask", "The actor is fully")}, NOTE, "stand 2 times",
        (("edition/resolve/anchor.py", "return None, [not_unique(reading, text, found, target)]",
          "return None, []"),)),
    "words that stand everywhere": Defence(
        lambda: quoting(1, "a", ["a" * 19_000] * 2), "docs/annotations/lines/n0.md", "more than 20,000 times",
        (("edition/resolve/search_text.py", "PLACES_LIMIT = 20_000", "PLACES_LIMIT = 20_000_000"),)),
    "more notes on a passage than it can bear": Defence(
        lambda: quoting(501, "under the mask", ["What is under the mask"]), "docs/annotations/lines/n",
        "More than 500 notes",
        ((f"{RULES}/anchor.py", "NOTES_LIMIT = 500", "NOTES_LIMIT = 50_000"),)),
    # Texts
    "a capture that was changed": Defence(
        lambda: {"sources/thread/capture.txt": tiny.CAPTURE.replace("an actor", "a tractor")},
        "sources/thread/capture.txt", "[capture]", ((f"{READ}/source.py", "problems += check_pins(", "check_pins("),)),
    "a line that is carried nowhere": Defence(
        decided(3, units=[{"id": "c1", "author": "A", "lines": "1-2", "basis": "so"}]), LINES, "[account]",
        ((f"{READ}/source.py", "problems += account_problems(", "account_problems("),)),
    "decisions that name each line over and over": Defence(
        decided(100, units=UNITS), LINES_YML, "more than 20 times",
        ((f"{READ}/source.py", "LINES_NAMED = 20 ", "LINES_NAMED = 20_000 "),)),
    "witnesses that take hours to collate": Defence(
        decided(9_999, witnesses=HALVES, units=WHOLE), LINES_YML, "can't be collated",
        ((f"{READ}/thread_witnesses.py", "WITNESS_LINES = 5_000", "WITNESS_LINES = 50_000"),)),
    # BibTeX
    "a value without end": Defence(
        lambda: {BIB: f"{tiny.BIB}@misc{{x, title = {{{'a ' * 5_001}}}}}\n"}, BIB, "the limit is 10,000",
        ((f"{READ}/bibtex_faults.py", "VALUE_LIMIT = 10_000", "VALUE_LIMIT = 10_000_000"),)),
    "records without end": Defence(
        lambda: {BIB: tiny.BIB + "".join(f"@misc{{x{n}, title = {{a}}}}\n" for n in range(1_000))},
        BIB, "More than 1,000 records",
        ((f"{READ}/bibliography.py", "RECORDS_LIMIT = 1_000", "RECORDS_LIMIT = 1_000_000"),)),
    "faults without end": Defence(
        lambda: {BIB: tiny.BIB + "@misc{x, title = {a}}\n" * 1_003}, BIB, "More faults follow",
        ((f"{READ}/bibliography.py", "FAULTS_LIMIT = 1_000", "FAULTS_LIMIT = 1_000_000"),)),
    "a macro that nobody defined": Defence(
        lambda: {BIB: tiny.BIB + "@misc{x, title = evil}\n"}, BIB, "names the macro",
        ((f"{READ}/bibtex_faults.py", "    if not bare:\n        return None", "    return None"),)),
    "macros joined into a bomb": Defence(
        lambda: {BIB: tiny.BIB + "@string{a = {a}}\n@misc{x, title = a # a # a}\n"}, BIB, "joined with `#`",
        ((f"{READ}/bibtex_faults.py", 'if "#" in written:', "return None\n    if False:"),)),
    "code of TeX": Defence(
        lambda: {BIB: tiny.BIB + '@preamble{"\\write18{id}"}\n'}, BIB, "never run",
        ((f"{READ}/bibtex_faults.py", "if isinstance(block, Preamble):", "if False:"),)),
    "a command of TeX": Defence(
        lambda: {BIB: tiny.BIB + "@misc{x, title = {\\input{/etc/passwd}}}\n"}, BIB, "which is not run",
        ((f"{READ}/bibtex_values.py", "for left in decoded.leftovers[:LEFTOVERS]:", "for left in ():"),)),
    "a tag in a title": Defence(
        lambda: {BIB: tiny.BIB + "@misc{x, title = {<img src=x onerror=alert(1)>}}\n"}, BIB, "HTML tag",
        ((f"{READ}/bibtex_values.py", "if tag := _TAG.search(value):", "if tag := None:"),)),
    "an address that runs, in a record": Defence(
        lambda: {BIB: tiny.BIB + "@misc{x, title = {a}, url = {javascript:alert(1)}}\n"}, BIB, "must be a web address",
        ((f"{READ}/bibtex_values.py", 'rf"https?://(?!/)', 'rf"\\w+:'),)),
    "a DOI that is none": Defence(
        lambda: {BIB: tiny.BIB + "@misc{x, title = {a}, doi = {data:text/html,x}}\n"}, BIB, "is no DOI",
        ((f"{READ}/bibtex_values.py", "if match is None:\n            self.fault(value.place",
          "if match is None:\n            return None\n            self.fault(value.place"),)),
    "a key twice": Defence(
        lambda: {BIB: tiny.BIB + "@misc{SMITH2020tokens, title = {a}}\n"}, BIB, "in its capitals only",
        ((f"{READ}/bibliography.py", "elif twin is not None:", "elif False:"),)),
}  # fmt: skip


def attacked(root: Path, defence: Defence) -> Path:
    """The small edition with what an attacker adds to it."""
    files = defence.files()
    tiny.edition(root, dict.fromkeys(files))
    for path, text in files.items():
        if text is not None:
            editions.write(root / path, text)
    defence.hand(root)
    return root


def is_told(defence: Defence, output: str) -> bool:
    return any(
        problem["path"].startswith(defence.path) and defence.told in f"{problem['message']} [{problem['rule']}]"
        for problem in json.loads(output)
    )


@pytest.mark.parametrize("name", DEFENCES)
def test_an_attack_is_told_at_its_file(tmp_path: Path, name: str) -> None:
    root = attacked(tmp_path / "edition", DEFENCES[name])
    status, output = editions.checked(root, "--format", "json")
    assert status == 1
    assert is_told(DEFENCES[name], output), output[:2000]
    assert all(problem["hint"] for problem in json.loads(output))


@pytest.mark.parametrize("name", DEFENCES)
def test_without_its_defence_an_attack_is_not_told(tmp_path: Path, name: str) -> None:
    defence = DEFENCES[name]
    root = attacked(tmp_path / "edition", defence)
    scripts = Path(shutil.copytree(tiny.ROOT / "scripts", tmp_path / "scripts"))
    for module, find, put in defence.edits:
        text = (scripts / module).read_text(encoding="utf-8")
        assert find in text, f"{module} no longer holds {find!r}"
        (scripts / module).write_text(text.replace(find, put), encoding="utf-8")
    done = tiny.run(scripts / "check.py", "--root", root, "--format", "json")
    assert "Traceback" not in done.stderr, done.stderr[-500:]
    assert not is_told(defence, done.stdout)
