"""Reads a thread as the viewer of lw2.issarice.com prints it: post, footnotes, then comments depth first.

Each comment opens with a line `comment by NAME · TIME · LW(p) · GW(p)`, an arrow before it where it answers a
comment. A comment with replies ends in `Replies from: NAMES`, and that line runs into the next header. Replies are
printed inside what they answer, so the lists give the thread back; what they announce and no header fulfils is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..model.source import Call, Unit
from ..problem import Problem
from ..text import Document, Place
from .blocks import Carried, Decisions, last_line, read_blocks
from .record import Values
from .replies import Heard, place

_TIME = r"(?P<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)"
_POST = re.compile(
    rf"post by (?P<author>.+?) · {_TIME} · LW · GW · (?P<count>\d{{1,6}}) comments(?P<contents>Contents)?"
)
_COMMENT = re.compile(
    r"(?:Replies from: (?P<names>.*?))?(?P<arrow>↑ )?comment by "
    rf"(?P<author>.+?)(?: \((?P<handle>[\w-]+)\))? · {_TIME} · LW\(p\) · GW\(p\)"
)
_COUNT = re.compile(r"\d{1,6} comments")
_CALL = re.compile(r"\[(\d{1,3})\]")


@dataclass
class _Comment:
    """One comment while the thread is being put together."""

    id: str
    header: int
    author: str
    handle: str | None
    time: str
    arrow: bool
    announced_before: list[str]  # names in a `Replies from:` that runs into this header
    lines: list[int] = field(default_factory=list)


def read(document: Document, structure: Values | None) -> tuple[Carried, list[Call]]:
    """Units, account and footnote calls of a capture in this form; problems of rules `structure` and `thread`."""
    carried = Carried()
    decisions = Decisions.read(document, structure)
    total = last_line(document)
    post = _POST.fullmatch(document.line(2)) if total >= 2 else None
    if post is None:
        carried.problems.append(
            _problem(
                document,
                min(2, max(total, 1)),
                "structure",
                "This is no post header of the viewer.",
                "Line 2 should read: post by NAME · TIME · LW · GW · N comments",
            )
        )
        return carried, []
    carried.use(1, "title")
    carried.use(2, "header")
    body_from = 3
    if post["contents"]:
        carried.omit(document, ((3, 3),), "boilerplate", "The viewer's table of contents: it repeats the headings.")
        body_from = 4
    count = next((n for n in range(body_from, total) if _COUNT.fullmatch(document.line(n))), total + 1)
    if count <= total:
        carried.omit(
            document, ((count, min(count + 1, total)),), "boilerplate", "The viewer's count and order of comments."
        )
    calls = _read_post(document, range(body_from, min(count, total + 1)), post, decisions, carried)
    comments = _split(document, range(count + 2, total + 1), carried)
    _thread(document, comments, int(post["count"]), decisions, structure, carried)
    _check_count(document, int(post["count"]), comments, carried)
    _check_contents(document, post, carried)
    return carried, calls


def _problem(document: Document, line: int, rule: str, message: str, hint: str) -> Problem:
    span = document.line_span(line)
    return Problem(rule, Place(document, span.start, max(span.end, span.start + 1)), message, hint)


def _read_post(
    document: Document, lines: range, post: re.Match[str], decisions: Decisions, carried: Carried
) -> list[Call]:
    body: list[int] = []
    notes: list[list[int]] = []
    marks: list[int] = []
    for line in lines:
        if document.line(line).strip() == "- ^":
            carried.use(line, "footnote mark")
            notes.append([])
            marks.append(line)
            continue
        if document.line(line).strip():
            carried.use(line, "post")
        (notes[-1] if notes else body).append(line)
    blocks = read_blocks(document, body, decisions)
    calls = []
    for block in blocks:
        for match in _CALL.finditer(document.text, block.start, block.end):
            if int(match[1]) == len(calls) + 1 <= len(notes):
                calls.append(Call(match.start(), match.end(), int(match[1])))
    if len(calls) < len(notes):
        message = f"Footnote {len(calls) + 1} is called nowhere in the post."
        hint = f"The text has a mark such as [1] for each note; look for [{len(calls) + 1}]."
        carried.problems.append(_problem(document, marks[len(calls)], "structure", message, hint))
    for number, note in enumerate(notes, 1):
        blocks += read_blocks(document, note, decisions, footnote=number)
    carried.units.append(Unit("post", "post", post["author"], post["time"], None, tuple(blocks)))
    return calls


def _split(document: Document, lines: range, carried: Carried) -> list[_Comment]:
    comments: list[_Comment] = []
    for line in lines:
        text = document.line(line)
        header = _COMMENT.fullmatch(text)
        if header:
            names = [name.strip() for name in (header["names"] or "").split(",") if name.strip()]
            comments.append(
                _Comment(
                    f"c{len(comments) + 1:02}",
                    line,
                    header["author"],
                    header["handle"],
                    header["time"],
                    bool(header["arrow"]),
                    names,
                )
            )
            carried.use(line, "comment header")
        elif comments:
            comments[-1].lines.append(line)
            if text.strip():
                carried.use(line, "comment")
    return comments


def _thread(
    document: Document,
    comments: list[_Comment],
    announced: int,
    decisions: Decisions,
    structure: Values | None,
    carried: Carried,
) -> None:
    """Makes the units, and gives each comment what it answers."""
    decided = _decided(comments, structure, carried)
    blocks = [read_blocks(document, comment.lines, decisions) for comment in comments]
    heard = []
    for number, comment in enumerate(comments):
        announces = tuple(comments[number + 1].announced_before) if number + 1 < len(comments) else ()
        # A comment that ends in a list swallows the viewer's list of replies: the arrow of the first reply is left.
        swallows = not announces and bool(blocks[number]) and blocks[number][-1].kind == "list item"
        keys = tuple(filter(None, (comment.handle, comment.author)))
        heard.append(Heard(comment.id, keys, comment.arrow, announces, swallows))
    thread = place(heard, decided, announced - len(comments))
    for comment, own in zip(comments, blocks, strict=True):
        carried.units.append(
            Unit(comment.id, "comment", comment.author, comment.time, thread.parents[comment.id], tuple(own))
        )
        if comment.id in thread.unplaced:
            carried.problems.append(_unplaced(document, comment, thread.unplaced[comment.id]))
    for unit, name in thread.lost:
        carried.lacunae.append(("reply", unit, f"A reply by {name} is announced here; the capture does not hold it."))


def _decided(comments: list[_Comment], structure: Values | None, carried: Carried) -> dict[str, str]:
    """The editor's decisions about who answers whom; a comment answers what stands before it."""
    order = {"post": 0} | {comment.id: number for number, comment in enumerate(comments, 1)}
    decided: dict[str, str] = {}
    for reply in (structure or {}).get("replies", ()):
        unit, to = reply.get("unit"), reply.get("to")
        if unit not in order or to not in order:
            continue  # a unit that does not exist is a fault of rule `structure`
        if order[to] < order[unit]:
            decided[str(unit)] = str(to)
        else:
            message = f"The unit `{unit}` can't answer `{to}`, which does not stand before it."
            hint = "Name the post or an earlier comment."
            carried.problems.append(Problem("thread", reply.places["to"], message, hint))
    return decided


def _unplaced(document: Document, comment: _Comment, choice: list[str]) -> Problem:
    why = f"it could be {' or '.join(choice)}" if choice else "no list of replies announces it"
    message = f"It can't be told what this comment by {comment.author} answers: {why}."
    hint = f"Decide it in source.yml: replies: [{{unit: {comment.id}, to: {choice[0] if choice else '…'}, basis: …}}]"
    return _problem(document, comment.header, "thread", message, hint)


def _check_count(document: Document, announced: int, comments: list[_Comment], carried: Carried) -> None:
    lost = sum(1 for kind, _, _ in carried.lacunae if kind == "reply")
    if announced != len(comments) + lost:
        message = (
            f"The header announces {announced} comments; {len(comments)} stand here and {lost} are known to be lost."
        )
        hint = "Look for a comment header that the reader did not recognise."
        carried.problems.append(_problem(document, 2, "structure", message, hint))


def _check_contents(document: Document, post: re.Match[str], carried: Carried) -> None:
    if not post["contents"] or last_line(document) < 3:
        return
    headings = [document.text[b.start : b.end] for b in carried.units[0].blocks if b.kind == "heading"]
    expected = " ".join([*headings, "None", f"{post['count']} comments"])
    if document.line(3) != expected:
        message = "The headings decided in source.yml are not those of the table of contents."
        hint = f"With these headings, line 3 would read: {expected}"
        carried.problems.append(_problem(document, 3, "structure", message, hint))
