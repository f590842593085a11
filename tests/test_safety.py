"""Contributed and captured text is data: wherever it stands, nothing in it is run, loaded or taken for a template.

What is refused is told by `check`. Everything else is built, three times: with nothing hostile in it, for comparison;
with every payload in every place; and, from the folder that convert.py writes, by a generator that has macros and
snippets turned on for every page.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser

import dom
import tiny
from edition.load import load
from edition.render.html import clean
from edition.text import fold

RUN = "window.PWNED=1"
TEMPLATES = [
    "{{ cycler.__init__.__globals__.os.popen('touch PWNED').read() }}",
    "{{ lipsum.__globals__['os'].system('touch PWNED') }}",
    "{{ config.hooks }}{{ 191 * 7 }}",
    "{% for x in [].__class__.__base__.__subclasses__() %}{{ 191 * 7 }}{% endfor %}",
    "{% endraw %}{{ 191 * 7 }}{% raw %}",
    "{% include 'mkdocs.yml' %}",
    "{# a comment #}",
    "{{ texts() }}",
]
SNIPPETS = [
    '--8<-- "/etc/hostname"',
    '--8<-- "secret.txt"',
    '-8<- "mkdocs.yml"',
    ";--8<--",
    '--8<-- "https://evil.example/x.md"',
]
SECRET = "4711 was pulled in"
ELEMENTS = [
    f"<script>{RUN}</script>",
    f"<ScRiPt\n>{RUN}</sCrIpT>",
    "<script src=//evil.example/x.js></script>",
    f"<img src=x onerror={RUN}>",
    f"<img/src='x'/onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    "<iframe src=https://evil.example></iframe>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    "<style>@import '//evil.example/x.css';</style>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href=//evil.example/>",
    "<object data=//evil.example/x></object>",
    "<embed src=//evil.example/x>",
    "<form action=//evil.example><button>x</button></form>",
    "<button formaction=//evil.example>x</button>",
    f"<video><source onerror={RUN}></video>",
    "<img src=https://evil.example/x.png>",
    "<img src=//evil.example/x.png>",
    "<img src='\\\\evil.example/x.png'>",
    "<img src='/\t/evil.example/x.png'>",
    "<img src='ht\ntps://evil.example/x.png'>",
    "<img src=data:image/svg+xml,x>",
    "<img srcset='https://evil.example/x.png 1x'>",
    "<picture><source srcset=https://evil.example/x.png><img></picture>",
    "<video poster=https://evil.example/x.png></video>",
    "<audio src=https://evil.example/x.mp3 autoplay></audio>",
    "<p style='background:url(//evil.example/x.png)'>x</p>",
    "<table background=//evil.example/x.png></table>",
    f"<details open ontoggle={RUN}><summary>x</summary></details>",
    f"<input autofocus onfocus={RUN}>",
    "<input type=image src=//evil.example/x.png>",
    f"<body onload={RUN}>",
    f"<a href=javascript:{RUN}>x</a>",
    f"<a href='java\nscript:{RUN}'>x</a>",
    f"<a href='&#106;avascript&colon;{RUN}'>x</a>",
    f"<a href=' JaVaScRiPt:{RUN}'>x</a>",
    "<a href='data:text/html,<script>x</script>'>x</a>",
    "<a href=vbscript:x>x</a>",
    f"<math href=javascript:{RUN}>x</math>",
    f"<svg><a xlink:href=javascript:{RUN}><text>x</text></a></svg>",
    f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror={RUN}&gt;">',
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
    f"<!--><img src=x onerror={RUN}>-->",
    f"<![CDATA[<img src=x onerror={RUN}>]]>",
    f"<?php <img src=x onerror={RUN}> ?>",
    f"</title></style></textarea></script><img src=x onerror={RUN}>",
    f"<div markdown=1 onclick={RUN}>x</div>",
    f'"><img src=x onerror={RUN}>',
    f"x{{: onclick={RUN} style=color:red }}",
    f"{{ onclick={RUN} }}",
]
URLS = [
    f"javascript:{RUN}", f"JaVaScRiPt:{RUN}", f"&#106;avascript:{RUN}", f"javascript&colon;{RUN}",
    f"java&Tab;script:{RUN}", f"java&NewLine;script:{RUN}", f"\\javascript:{RUN}", f"%6Aavascript:{RUN}",
    "data:text/html,x", "DATA:text/html;base64,eA", "vbscript:x", "VBScript:x", "file:///etc/hostname",
    "//evil.example/x", "/\\evil.example", "ftp://evil.example/x", "blob:x", "view-source:x", "https:evil.example",
    "about.md", "../../etc/passwd",
]  # fmt: skip
EVERYTHING = [*TEMPLATES, *SNIPPETS, *ELEMENTS]


def one_line(payload: str) -> str:
    return re.sub(r"[\n\t]", " ", payload)


# What is refused


def refused(tmp_path: Path, files: dict[str, str | None]) -> list[tuple[str, str]]:
    """Rules and paths of the problems of the small edition with these files."""
    _, problems = load(tiny.edition(tmp_path / "edition", files))
    return [(problem.rule, problem.place.document.path) for problem in problems if problem.severity == "error"]


NOTE_PATH = "docs/annotations/thread/under.md"


@pytest.mark.parametrize("url", URLS)
def test_an_address_that_is_no_web_address_is_refused_in_a_note(tmp_path: Path, url: str) -> None:
    for written in (f"[x]({url})", f"[x](<{url}>)", f'[x]({url} "title")'):
        note = tiny.NOTE.replace("A note on", f"{written} on")
        assert refused(tmp_path, {NOTE_PATH: note}) == [("link", NOTE_PATH)], written


def test_an_address_with_signs_that_no_address_has_is_refused_in_a_note(tmp_path: Path) -> None:
    for url in ('https://x.y/"onclick=', "https://x.y/`a`", "https://x.y/{{7}}"):
        assert refused(tmp_path, {NOTE_PATH: tiny.NOTE.replace("A note on", f"[x](<{url}>) on")})[0][0] == "link"


def test_a_file_that_is_no_record_is_refused(tmp_path: Path) -> None:
    for number, (path, rule) in enumerate([
        ("docs/annotations/thread/<img src=x onerror=alert(1)>.md", "name"),
        ("docs/annotations/thread/{{ 191 * 7 }}.md", "name"),
        ("docs/glossary/.._.._x.md", "name"),
        ("docs/evil.html", "name"),
        ("docs/glossary/evil.svg", "name"),
        ("docs/evil.js", "name"),
        ("docs/evil.xml", "name"),
    ]):  # fmt: skip
        text = tiny.NOTE if path.endswith(".md") else "<script>alert(1)</script>"
        assert (rule, path) in refused(tmp_path / str(number), {path: text})


@pytest.mark.parametrize("link", ["docs/leak.txt", "docs/assets/leak.txt", "docs/leak", NOTE_PATH, "docs/leak.md"])
def test_a_symbolic_link_is_refused(tmp_path: Path, link: str) -> None:
    root = tiny.edition(tmp_path / "edition", {link: None})
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/key.md").write_text("# Secret\n")
    (root / link).parent.mkdir(parents=True, exist_ok=True)
    (root / link).symlink_to(tmp_path / ("secret" if link == "docs/leak" else "secret/key.md"))
    _, problems = load(root)
    told = [(problem.rule, problem.place.document.path, problem.message) for problem in problems]
    assert told == [("file", link, "This is a symbolic link.")]
    done = tiny.mkdocs(root, tmp_path / "site")
    assert done.returncode == 1
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("field", ["lemma: <img src=x>", "lemma: '</script>'"])
def test_a_lemma_with_a_tag_is_refused(tmp_path: Path, field: str) -> None:
    entry = tiny.ENTRY.replace("lemma: mask", field)
    assert ("field", "docs/glossary/mask.md") in refused(tmp_path, {"docs/glossary/mask.md": entry})


@pytest.mark.parametrize("head", [
    "title: </title><script>alert(1)</script>", "description: '\"><script>alert(1)</script>'",
    "title: &a x", "a: *b", "tags: !!python/object/apply:os.system ['touch PWNED']", f"a: {'[' * 15}x{']' * 15}",
])  # fmt: skip
def test_a_pages_fields_hold_no_markup_no_alias_and_no_object(tmp_path: Path, head: str) -> None:
    page = f"---\n{head}\n---\n# How to read\n"
    assert {path for _, path in refused(tmp_path, {"docs/how-to-read.md": page})} == {"docs/how-to-read.md"}


# What is built


ACTIVE = frozenset(
    "script style iframe object embed applet base form frame frameset link meta svg math video audio source picture "
    "template noscript button input marquee portal textarea select body".split()
)
LOADING = ("style", "srcdoc", "srcset", "formaction", "background", "poster", "ping")


def dangers(page: dom.Node) -> set[str]:
    """Everything on a page that runs, embeds, loads, submits, styles or leads to another scheme."""
    found = set()
    for node in page.all():
        if node.tag in ACTIVE:
            shown = " ".join(f'{name}="{value}"' for name, value in sorted(node.attributes.items()))
            found.add(f"<{node.tag} {shown}>{fold(node.text()) if node.tag in ('script', 'style') else ''}")
        for name, value in node.attributes.items():
            address = re.sub(r"[\x00-\x20]", "", value).replace("\\", "/")
            away = re.match(r"[a-z+.-]+:|//", address, re.I)
            leads = name in ("href", "xlink:href") and away and not re.match(r"https?:|mailto:|//", address, re.I)
            loads = name in ("src", "data", "action") and away
            if name.startswith("on") or name in LOADING or leads or loads:
                found.add(f"{node.tag} {name}={value}")
    return found


def site_dangers(site: Path) -> set[str]:
    """Those of every page, with the depth of the page taken out, its name and its words."""
    found: set[str] = set()
    for path, page in dom.pages(site).items():
        for one in dangers(page):
            if one.startswith(("<meta name=", '<meta content="')) and 'name="description"' in one:
                assert "<" not in one[1:], one
                continue  # the page's own description, as one attribute
            if path == "404.html":
                one = one.replace("/assets/", "assets/").replace('"/search', '"search').replace('"/"', '"."')
            found.add(re.sub(r'\.\./|"\.\."|"\."|/\.', "", one))
    return found


# What a browser takes for the end of a comment, and Python's parser does not: left to the browser below.
SEEN_BY_A_BROWSER = ("<!-->", "<?php", "<![CDATA[")


@pytest.mark.parametrize("element", [x for x in ELEMENTS if x[0] == "<" and not x.startswith(SEEN_BY_A_BROWSER)])
def test_the_checks_of_this_file_would_see_each_payload(element: str) -> None:
    assert dangers(dom.parse(element))


@pytest.mark.parametrize("element", ELEMENTS)
def test_the_last_fence_leaves_nothing_dangerous_of_any_payload(element: str) -> None:
    assert dangers(dom.parse(clean(f"<p>{element}</p>"))) == set()


FIELDS = """\
render_macros: true
force_render_paths: '*'
ignore_macros: true
template: sitemap.xml
icon: ../../x
status: x
hide: 5
search: 5
"""


def hostile(root: Path) -> Path:
    """An edition with every payload in every place that takes text."""
    lines = [one_line(payload) for payload in EVERYTHING]
    prose = " ".join(lines)
    label = re.sub("[<>]", "", " ".join(TEMPLATES[:2] + SNIPPETS[:1]))[:290]
    inside = "".join(f"{line}\n" for line in [*lines, "- {{ 191 * 7 }}", "1. <script>x</script>"])
    capture = tiny.CAPTURE.replace("It does, for now.\n", f"It does, for now.\n{inside}")
    capture = capture.replace("What is under", f"{inside}What is under")
    author = f"{{{{ 191 * 7 }}}} <img src=x onerror={RUN}>"
    files: dict[str, str | None] = {
        **tiny.source("thread", capture.replace("Bob", author), title=label, about=prose[:3900], rights=prose[:3900],
                      authors=["Ann", label[:90]]),
        **tiny.as_list("lines", lines, structure={"headings": [
            {"line": n, "level": 2, "basis": line} for n, line in enumerate(lines, 1) if n % 7 == 0]}),
        "docs/glossary/mask.md": tiny.ENTRY.replace("[ann, bob]", "[ann]").replace("thread/post/p3", "thread/c02")
        .replace("definition: The character whose words the model writes.", f"definition: {json.dumps(prose[:390])}")
        .replace("lemma: mask", f"lemma: {json.dumps(label[:90])}").replace("forms: [masks]", "forms: [mask]")
        + _body(lines),
        NOTE_PATH: tiny.NOTE.replace("[a reply](passage:thread/c01/p9)", "a reply"),
        "sources/references.bib": tiny.BIB + _bib(lines),
        # A page that is not named in mkdocs.yml asks for macros; its HTML is markup, and passes the last fence only.
        "docs/how-to-read.md": f"---\n{FIELDS}---\n# How {{{{ 191 * 7 }}}}\n\n"
        + "\n\n".join([*(p for p in EVERYTHING if "{% include" not in p), *(f"[x]({url})" for url in URLS[:12])])
        + f"\n\n# H {{: onclick={RUN} data-toc-label=\"<img src=x onerror={RUN}>\" }}\n",
    }  # fmt: skip
    fields = tiny.NOTE.rpartition("---\n")[0].replace("under the mask", "an actor")
    for number, line in enumerate(lines):
        body = f"{line}\n\nSee {line} `{line}`\n\n```\n{line}\n```\n"
        files[f"docs/annotations/thread/n{number}.md"] = f"{fields}---\n{body}"
    shutil.copytree(tiny.ROOT / "docs/assets/javascripts", root / "docs/assets/javascripts")
    return tiny.edition(root, files)


def _body(lines: list[str]) -> str:
    return "\n" + "\n\n".join(lines) + "\n"


LATEX = {"\\": "\\textbackslash{}", "<": "{\\textless}", ">": "{\\textgreater}", "~": "\\textasciitilde{}",
         "^": "\\textasciicircum{}", **{sign: "\\" + sign for sign in "{}%&#$_"}}  # fmt: skip


def _bib(lines: list[str]) -> str:
    """A record for each payload, written as BibTeX writes such signs."""
    records = []
    for number, line in enumerate(lines):
        text = "".join(LATEX.get(sign, sign) for sign in line)
        fields = {"title": f"{{{text}}}", "author": f"{{{text}}}", "howpublished": f"X {text}", "year": "2020",
                  "url": "https://example.org/x?a=b&c=%22%3Cscript%3E"}  # fmt: skip
        values = ", ".join(f"{name} = {{{value}}}" for name, value in fields.items())
        records.append(f"@misc{{evil{number}, {values}}}\n")
    return "\n".join(records)


# Takes the rule away that refuses a hand-written page its HTML.
NO_RULE = "from edition.rules import markup; markup.check = lambda joined: iter(())"


def weaken(root: Path, line: str) -> None:
    """Gives an edition a hook that runs a line of Python before it goes on as ours."""
    (root / "weak.py").write_text(
        f"import sys\nsys.path.insert(0, {str(tiny.ROOT / 'scripts')!r})\nimport hooks\n{line}\n"
        "on_config, on_files, on_page_markdown, on_page_content = (\n"
        "    hooks.on_config, hooks.on_files, hooks.on_page_markdown, hooks.on_page_content)\n"
    )
    config = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    (root / "mkdocs.yml").write_text(yaml.safe_dump({**config, "hooks": ["weak.py"]}))


@pytest.mark.parametrize("element", ELEMENTS)
def test_a_page_can_hold_no_element_that_runs_or_loads(tmp_path: Path, element: str) -> None:
    page = f"# How to read\n\n{element}\n"
    rules = {rule for rule, _ in refused(tmp_path, {"docs/how-to-read.md": page})}
    assert rules & {"markup", "file"}


@pytest.fixture(scope="module")
def benign(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What the theme itself runs, loads and embeds, with our hook and without."""
    folder = tmp_path_factory.mktemp("benign")
    site = tiny.built(tiny.edition(folder / "edition"), folder / "site")
    return site_dangers(site) | site_dangers(plain_site(folder / "edition", folder))


def plain_site(root: Path, folder: Path) -> Path:
    """The folder that `convert.py` writes, with the styles and scripts, built by a generator without our hook."""
    assert tiny.run(tiny.ROOT / "scripts/convert.py", "--root", root, "--to", folder / "plain").returncode == 0
    assets = shutil.ignore_patterns("find", "previews", "*.txt")
    shutil.copytree(tiny.ROOT / "docs/assets", folder / "plain/docs/assets", dirs_exist_ok=True, ignore=assets)
    config = yaml.safe_load((folder / "plain/mkdocs.yml").read_text(encoding="utf-8").replace(f"{tiny.ROOT}/docs/", ""))
    config["plugins"].append({"macros": {"render_by_default": True}})
    config["markdown_extensions"] += [
        {"pymdownx.snippets": {"base_path": [str(folder), "/"], "check_paths": True}},
        "admonition", "footnotes", "abbr", "def_list", "pymdownx.emoji", "pymdownx.keys", "pymdownx.critic",
        "pymdownx.magiclink", "pymdownx.blocks.html",
    ]  # fmt: skip
    (folder / "plain/mkdocs.yml").write_text(yaml.safe_dump(config))
    return tiny.built(folder / "plain", folder / "plain-site")


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile edition, its site, and the plain folder built by a generator with everything turned on."""
    folder = tmp_path_factory.mktemp("attacked")
    root = hostile(folder / "edition")
    weaken(root, NO_RULE)  # so that what passes the rule `markup` one day still meets the last fence
    tiny.built(root, folder / "site")
    # The written folder has no fence behind the rule, so it is written with the rule in force.
    (root / "docs/how-to-read.md").write_text("# How to read\n\nSlowly. {{ 191 * 7 }}\n")
    (folder / "secret.txt").write_text(f"{SECRET}\n")
    plain_site(root, folder)
    return folder


LIVE = r"""[...document.querySelectorAll("*")].flatMap(node => [...node.attributes]).filter(one =>
    /^on/.test(one.name) || (/^(href|src|action)$/.test(one.name) && /^\s*(java|vb)script:|^\s*data:/i.test(one.value)))
    .map(one => one.name + "=" + one.value)"""
SITES = ["site", "plain-site"]


@pytest.mark.parametrize("site", SITES)
def test_nothing_is_on_a_page_that_runs_or_loads_but_what_the_theme_brings(
    attacked: Path, benign: set[str], site: str
) -> None:
    assert site_dangers(attacked / site) - benign == set()


@pytest.mark.parametrize("site", SITES)
def test_no_template_ran_and_no_file_was_pulled_in(attacked: Path, site: str) -> None:
    assert [*attacked.rglob("PWNED"), *tiny.ROOT.glob("PWNED"), *Path.cwd().glob("PWNED")] == []
    for path, page in dom.pages(attacked / site).items():
        text = page.text()
        assert "1337" not in text, path
        assert SECRET not in text, path
        assert "Traceback" not in text, path


@pytest.mark.parametrize("site", SITES)
def test_every_payload_is_shown_as_it_was_written(attacked: Path, site: str) -> None:
    lines = [one_line(payload) for payload in EVERYTHING]
    pages = {path: fold(page.text()) for path, page in dom.pages(attacked / site).items()}
    for line in lines:
        words = fold(line)
        assert words in pages["texts/lines.html"], line
        assert words in pages["texts/thread.html"], line
    assert fold(" ".join(lines)[:3900]) in pages["texts/thread.html"]  # about, rights
    assert fold(" ".join(lines)[:390]) in pages["glossary/mask.html"]  # the definition


@pytest.mark.parametrize("site", SITES)
def test_in_a_browser_nothing_runs_and_nothing_is_fetched_from_elsewhere(
    attacked: Path, chromium: Browser, site: str
) -> None:
    context = chromium.new_context()
    asked: list[str] = []
    context.route(re.compile("^https?:"), lambda route: (asked.append(route.request.url), route.abort()))
    page = context.new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for path in ("texts/thread.html", "texts/lines.html", "glossary/mask.html", "how-to-read.html", "bibliography.html",
                 "notes.html", "texts/index.html", "people/index.html"):  # fmt: skip
        page.goto((attacked / site / path).as_uri(), wait_until="load")
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        assert page.evaluate("window.PWNED") is None, path
        assert page.evaluate(LIVE) == [], path
    page.keyboard.press("/")
    page.keyboard.type("onerror")
    page.locator("a.found").first.wait_for()
    assert page.evaluate("window.PWNED") is None
    assert page.evaluate(LIVE) == []
    context.close()
    assert asked == []
    assert dialogs == []


# The checks notice when a defence is gone


WITHOUT = {
    "the last fence": ("hooks.clean = lambda html, **how: html", "dangerous"),
    "the guard of macros": ("hooks.on_page_markdown = lambda markdown, **rest: markdown", "ran"),
    "escaping": ("import edition.render.markdown as module; module._inert = lambda text: text", "altered"),
}


@pytest.mark.parametrize("defence", WITHOUT)
def test_without_a_defence_the_checks_fail(tmp_path: Path, benign: set[str], defence: str) -> None:
    """A hook with one defence taken away builds a page that the checks above would not pass."""
    line, how = WITHOUT[defence]
    page = f"---\nrender_macros: true\n---\n# How\n\n<script>{RUN}</script>\n\n{{{{ 191 * 7 }}}}\n"
    lines = tiny.as_list("lines", [f"A <i>word</i> and __init__ and <script>{RUN}</script>"])
    root = tiny.edition(tmp_path / "edition", {"docs/how-to-read.md": page, **lines})
    weaken(root, f"{NO_RULE}\n{line}")
    site = tiny.built(root, tmp_path / "site")
    seen = {
        "dangerous": site_dangers(site) - benign != set(),
        "ran": "1337" in dom.page(site, "how-to-read.html").text(),
        "altered": "A <i>word</i> and __init__ and" not in dom.page(site, "texts/lines.html").text(),
    }
    assert [name for name, bad in seen.items() if bad] == [how]
