"""What the readers make of the four captures, line by line, and of threads printed as the viewer prints them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from edition.model.source import Source, Unit
from edition.problem import Problem
from edition.read.blocks import Carried
from edition.read.record import Reader
from edition.read.source import SOURCE
from edition.read.thread_witnesses import collate
from edition.read.viewer_thread import read
from edition.read.yaml import read_yaml
from edition.resolve.joined import Joined
from edition.text import Document, fold
from facts import (
    COMMENTS,
    DAVIDW,
    DAVIDW_QUOTATIONS,
    DAVIDW_UNITS,
    FOOTNOTES,
    FORMULAS,
    ITEMS,
    MARK,
    PAYOR,
    PAYOR_UNITS,
    PERSONAS,
    PERSONAS_REPLIES,
    PERSONAS_UNITS,
    POST,
    SOURCES,
)


def span(unit: Unit) -> tuple[int, int]:
    return unit.blocks[0].lines[0], unit.blocks[-1].lines[1]


def comments(source: Source) -> list[Unit]:
    return [unit for unit in source.units if unit.kind == "comment"]


# The post and its thread


def test_the_thread_has_36_comments_of_37_announced_11_of_them_answering_the_post(joined: Joined) -> None:
    source = joined.edition.sources[POST]
    assert "37 comments" in source.capture.line(2)
    assert len(comments(source)) == 36
    assert sum(unit.reply_to == "post" for unit in source.units) == 11
    assert [unit.kind for unit in source.units if unit.kind == "post"] == ["post"]


@pytest.mark.parametrize("row", COMMENTS.strip().splitlines(), ids=lambda row: f"header-{row.split()[0]}")
def test_each_comment_has_its_header_lines_author_time_parent_and_level(joined: Joined, row: str) -> None:
    lines, author, time, answers, level = (cell.strip() for cell in row.split("|"))
    header, first, last = map(int, lines.split())
    source = joined.edition.sources[POST]
    headers = {_header(source, unit): unit for unit in source.units}
    unit = headers[header]
    assert span(unit) == (first, last)
    assert unit.author == author
    assert unit.published is not None
    assert unit.published[:19].replace("T", " ") == time
    assert unit.reply_to == headers[int(answers)].id
    assert source.depths[unit.id] == int(level)


def _header(source: Source, unit: Unit) -> int:
    """The line that names a unit's author and time."""
    named = [
        n
        for n in range(1, source.capture.line_count + 1)
        if f" by {unit.author} " in source.capture.line(n) and f" {unit.published} " in source.capture.line(n)
    ]
    assert len(named) == 1
    return named[0]


def test_comments_stand_in_the_order_of_the_capture_and_are_numbered_by_it(joined: Joined) -> None:
    source = joined.edition.sources[POST]
    headers = [_header(source, unit) for unit in source.units]
    assert headers == sorted(headers)
    assert [unit.id for unit in comments(source)] == [f"c{n:02}" for n in range(1, 37)]


def test_fifteen_people_speak_in_the_thread(joined: Joined) -> None:
    said = [unit.author for unit in comments(joined.edition.sources[POST])]
    counts = {author: said.count(author) for author in said}
    assert len(counts) == 15
    assert {author: n for author, n in counts.items() if n > 1} == {
        "simon": 15, "dxu": 4, "Roman Leventov": 3, "Vladimir_Nesov": 2, "Ben Amitay": 2}  # fmt: skip


def test_the_post_has_four_headings(joined: Joined) -> None:
    source = joined.edition.sources[POST]
    headings = [block for block in source.unit["post"].blocks if block.kind == "heading"]
    assert [source.text(block) for block in headings] == [
        "No, really, it predicts next tokens.",
        "Masks (can) have goals. The model predicts next tokens.",
        "No, really, it predicts next tokens.",
        "Yes, really, it predicts next tokens. For now.",
    ]
    first, second, third, fourth = (block.lines[0] for block in headings)
    assert first in (11, 14)  # the facts leave open which
    assert second == 17
    assert third in (19, 25)  # likewise
    assert fourth == 33


def test_the_post_has_six_footnotes_with_their_calls(joined: Joined) -> None:
    source = joined.edition.sources[POST]
    calls = {call.number: call for call in source.calls}
    assert sorted(calls) == sorted(FOOTNOTES)
    for number, (called, first, last) in FOOTNOTES.items():
        call = calls[number]
        assert source.capture.text[call.start : call.end] == f"[{number}]"
        assert source.capture.position(call.start)[0] == called
        lines = [block.lines for block in source.unit["post"].blocks if block.footnote == number]
        assert (lines[0][0], lines[-1][1]) == (first, last)
    assert [call.start for call in source.calls] == sorted(call.start for call in source.calls)


def test_the_reply_that_was_announced_and_never_captured_is_a_lacuna_of_the_first_comment(joined: Joined) -> None:
    source = joined.edition.sources[POST]
    lost = [lacuna for lacuna in source.lacunae if lacuna.kind == "reply"]
    assert [(lacuna.unit, lacuna.block) for lacuna in lost] == [("c01", None)]
    assert "simon" in lost[0].note
    assert source.capture.line(64).startswith("Replies from: simoncomment by ")


def test_the_comment_whose_announcement_was_swallowed_by_a_list_answers_the_one_before_it(joined: Joined) -> None:
    source = joined.edition.sources[POST]
    assert source.capture.line(125).startswith("↑ comment by simon")  # no "Replies from:" before it
    headers = {_header(source, unit): unit for unit in source.units}
    assert headers[113].blocks[-1].kind == "list item"
    assert headers[125].reply_to == headers[113].id


def test_the_contents_of_three_tweets_are_lacunae(joined: Joined) -> None:
    lost = [lacuna.block for lacuna in joined.edition.sources[POST].lacunae if lacuna.kind == "embed"]
    assert lost == ["p5", "p12", "p18"]


# The other three texts


def test_james_payor_wrote_eighteen_comments_and_a_profile_given_twice(joined: Joined) -> None:
    source = joined.edition.sources[PAYOR]
    assert [span(unit) for unit in comments(source)] == PAYOR_UNITS
    assert {unit.author for unit in source.units} == {"James Payor"}
    assert [span(unit) for unit in source.units if unit.kind == "post"] == [(1, 2), (98, 98)]
    assert [(o.lines, o.reason, o.of) for o in source.omissions] == [(((3, 4),), "duplicate", ((1, 2),))]
    assert all(unit.published is None and unit.reply_to is None for unit in source.units)


def test_the_formulas_that_payors_comments_lost_are_lacunae_at_their_gaps(joined: Joined) -> None:
    source = joined.edition.sources[PAYOR]
    gaps = [lacuna for lacuna in source.lacunae if lacuna.kind == "formula"]
    assert [source.capture.position(lacuna.offset or 0)[0] for lacuna in gaps] == FORMULAS
    for lacuna in gaps:
        assert lacuna.offset is not None
        assert lacuna.block == f"p{source.capture.position(lacuna.offset)[0]}"


def test_davidw_wrote_ten_comments_of_twelve(joined: Joined) -> None:
    source = joined.edition.sources[DAVIDW]
    assert [span(unit) for unit in source.units] == DAVIDW_UNITS
    assert {unit.author for unit in source.units} == {"DavidW"}
    assert {reason for reason in (omission.reason for omission in source.omissions)} == {"interface"}
    assert any("two further comments" in lacuna.note for lacuna in source.lacunae)


def test_davidw_quotes_fifteen_passages_without_marks(joined: Joined) -> None:
    source = joined.edition.sources[DAVIDW]
    assert [source.passages[q.block][1].lines[0] for q in source.quotations] == DAVIDW_QUOTATIONS
    assert {str(q.quotes) for q in source.quotations if q.block == "p92"} == {"hubinger2022likely"}


@pytest.mark.parametrize("name", [DAVIDW, POST])
def test_list_marks_give_depth_and_number_and_are_no_words(joined: Joined, name: str) -> None:
    source = joined.edition.sources[name]
    items = [block for unit in source.units for block in unit.blocks if block.kind == "list item"]
    assert {block.lines[0]: (block.level, block.number) for block in items} == ITEMS[name]
    for block in items:
        if source.capture.line(block.lines[0]) != "-":
            assert MARK.match(source.capture.line(block.lines[0]))
        assert not MARK.match(source.text(block))


def test_a_dash_on_a_line_of_its_own_belongs_to_the_item_below(joined: Joined) -> None:
    source = joined.edition.sources[POST]
    assert [source.capture.line(line) for line in (121, 123)] == ["-", "-"]
    assert [source.passages[block][1].lines for block in ("p121", "p123")] == [(121, 122), (123, 124)]


def test_personas_is_one_thread_read_from_two_witnesses(joined: Joined) -> None:
    source = joined.edition.sources[PERSONAS]
    assert {unit.id: [b.lines[0] for b in unit.blocks] for unit in source.units} == PERSONAS_UNITS
    assert {unit.id: unit.reply_to for unit in source.units} == PERSONAS_REPLIES
    assert [unit.author for unit in source.units].count("Roger Dearnaley") == 2


def test_the_collation_finds_34_equal_lines_9_of_the_first_pass_only_and_1_of_the_second(joined: Joined) -> None:
    capture = joined.edition.sources[PERSONAS].capture
    order, equal = collate(capture, list(range(1, 44)), list(range(44, 79)))
    assert len(equal) == 34
    assert set(range(1, 44)) - set(equal.values()) == {2, 5, 11, 13, 15, 18, 20, 33, 42}
    assert set(range(44, 79)) - set(equal) == {56}
    assert order == [*range(1, 18), 56, *range(18, 44)]
    assert all(capture.line(second) == capture.line(first) for second, first in equal.items())


def test_what_only_the_second_witness_has_is_carried_and_what_it_repeats_is_not(joined: Joined) -> None:
    source = joined.edition.sources[PERSONAS]
    assert source.text(source.passages["p56"][1]) == "Let's start from the bottom:".replace("'", "’")
    omitted = {line for o in source.omissions for first, last in o.lines for line in range(first, last + 1)}
    assert omitted == set(range(44, 79)) - {56}
    for omission in source.omissions:
        here = [line for first, last in omission.lines for line in range(first, last + 1)]
        there = [line for first, last in omission.of for line in range(first, last + 1)]
        assert [source.capture.line(a) for a in here] == [source.capture.line(b) for b in there]


# The account


@pytest.mark.parametrize("name", SOURCES)
def test_the_account_closes(joined: Joined, name: str) -> None:
    source = joined.edition.sources[name]
    account = source.account
    assert account.unaccounted == ()
    assert account.lines == len(source.capture.text.removesuffix("\n").split("\n"))
    assert account.carried + account.omitted == account.lines


@pytest.mark.parametrize("name", SOURCES)
def test_the_words_of_every_line_stand_in_one_block_or_one_header_or_are_omitted(joined: Joined, name: str) -> None:
    source = joined.edition.sources[name]
    used: dict[int, list[str]] = {n: [] for n in range(1, source.account.lines + 1)}
    for unit in source.units:
        for block in unit.blocks:
            words = " ".join(source.capture.line(n) for n in range(block.lines[0], block.lines[1] + 1))
            words = MARK.sub("", words, count=1) if block.kind == "list item" else words
            assert fold(source.text(block)) == fold(words)
            for line in range(block.lines[0], block.lines[1] + 1):
                used[line].append(block.id)
    for omission in source.omissions:
        for first, last in omission.lines:
            for line in range(first, last + 1):
                used[line].append(omission.reason)
    if source.reader == "viewer-thread":
        used[1].append("title")
        for unit in source.units:
            used[_header(source, unit)].append("header")
        for line in used:
            used[line] += ["footnote mark"] * (source.capture.line(line) == "- ^")
    for line, uses in used.items():
        assert len(uses) == 1 or (not uses and not source.capture.line(line).strip()), (line, uses)


@pytest.mark.parametrize("name", SOURCES)
def test_a_blocks_text_is_cut_from_the_capture_and_its_id_names_its_first_line(joined: Joined, name: str) -> None:
    source = joined.edition.sources[name]
    ids = [block.id for unit in source.units for block in unit.blocks]
    assert len(ids) == len(set(ids))
    for unit in source.units:
        for block in unit.blocks:
            assert block.id == f"p{block.lines[0]}"
            assert source.capture.position(block.start)[0] == source.capture.position(block.end)[0] == block.lines[1]
            assert source.text(block).strip(" \t") == source.text(block) != ""


# Threads by hand


@dataclass(frozen=True)
class Said:
    """One comment as the viewer holds it, before it prints the thread."""

    author: str
    lines: tuple[str, ...]
    replies: tuple[Said, ...] = ()
    handle: str | None = None
    lost: bool = False  # announced, and then not captured, nor anything below it


def says(author: str, *replies: Said, lines: tuple[str, ...] = ("A word.",), lost: bool = False) -> Said:
    return Said(author, lines, replies, None, lost)


MOMENT = "2023-04-18T05:27:19.432Z"


def printed(roots: tuple[Said, ...], post: tuple[str, ...] = ("The post.",), count: int | None = None) -> str:
    """A thread as the viewer prints it: replies inside what they answer, announced where it ends, headers run on."""
    rows: list[str] = []
    pending = ""  # "Replies from: …", which runs into the next header

    def show(said: Said, top: bool) -> None:
        nonlocal pending
        handle = f" ({said.handle})" if said.handle else ""
        rows.append(f"{pending}{'' if top else '↑ '}comment by {said.author}{handle} · {MOMENT} · LW(p) · GW(p)")
        pending = ""
        rows.extend(said.lines)
        if said.replies and not said.lines[-1].startswith("- "):  # a list swallows the announcement
            pending = "Replies from: " + ", ".join(reply.handle or reply.author for reply in said.replies)
        for reply in said.replies:
            if not reply.lost:
                show(reply, False)

    for root in roots:
        show(root, True)
    total = sum(map(size, roots)) if count is None else count
    head = ["Title", f"post by simon · {MOMENT} · LW · GW · {total} comments", *post, f"{total} comments"]
    return "\n".join([*head, "Comments sorted by top scores.", *rows]) + "\n"


def size(said: Said) -> int:
    """How many comments the viewer counts; below a lost one nothing is known."""
    return 1 + sum(map(size, said.replies))


def told(text: str, structure: str = "") -> tuple[Carried, list[str]]:
    """What is read, and the problems without their places but for the line."""
    values = None
    if structure:
        document = Document("source.yml", f"{{structure: {structure}}}")
        node, _ = read_yaml(document, 0, len(document.text))
        assert node is not None
        table = tuple(one for one in SOURCE if one.name == "structure")
        values = (Reader().table(node, table, "A source") or {}).get("structure")
    carried, _ = read(Document("capture.txt", text), values)
    return carried, [_short(problem) for problem in carried.problems]


def _short(problem: Problem) -> str:
    return f"{problem.place.line}: {problem.message} [{problem.rule}] ({problem.hint})"


def parents(carried: Carried) -> dict[str, str | None]:
    return {unit.id: unit.reply_to for unit in carried.units if unit.kind == "comment"}


def test_a_reply_that_no_list_announces_is_a_problem_of_the_rule_thread() -> None:
    text = printed((says("ann", says("bob")),)).replace("Replies from: bob", "Replies from: ben")
    carried, problems = told(text, "")
    assert problems == [
        "8: It can't be told what this comment by bob answers: no list of replies announces it. [thread] "
        "(Decide it in source.yml: replies: [{unit: c02, to: …, basis: …}])",
        "2: The header announces 2 comments; 2 stand here and 1 are known to be lost. [structure] "
        "(Look for a comment header that the reader did not recognise.)",
    ]
    assert parents(carried) == {"c01": "post", "c02": "post"}


def test_the_editors_decision_places_a_comment_and_ends_the_problem() -> None:
    text = printed((says("ann", says("bob")),)).replace("Replies from: bob", "", 1)
    assert len(told(text)[1]) == 1
    carried, problems = told(text, '{replies: [{unit: c02, to: c01, basis: "it thanks her"}]}')
    assert problems == []
    assert parents(carried) == {"c01": "post", "c02": "c01"}


@pytest.mark.parametrize(("to", "problem"), [
    ("c02", "The unit `c02` can't answer `c02`, which does not stand before it."),
    ("c03", "The unit `c02` can't answer `c03`, which does not stand before it."),
])  # fmt: skip
def test_a_decision_that_turns_a_thread_in_a_circle_is_refused(to: str, problem: str) -> None:
    text = printed((says("ann", says("bob", says("cleo"))),))
    carried, problems = told(text, f"{{replies: [{{unit: c02, to: {to}, basis: made so}}]}}")
    assert [message.split(": ", 1)[1] for message in problems] == [
        f"{problem} [thread] (Name the post or an earlier comment.)"]  # fmt: skip
    assert parents(carried) == {"c01": "post", "c02": "c01", "c03": "c02"}


def test_replies_lost_at_several_depths_are_lacunae_where_they_were_announced() -> None:
    lost = says("dora", lost=True)
    thread = (
        says("ann", says("bob", says("cleo", lost), lost), says("ed", lost)),
        says("fay", lost),
        says("gus", says("hal")),
    )
    carried, problems = told(printed(thread))
    assert problems == []
    assert [unit for _, unit, _ in carried.lacunae] == ["c03", "c02", "c04", "c05"]
    assert all("dora" in note for _, _, note in carried.lacunae)
    assert list(parents(carried).values()) == ["post", "c01", "c02", "c01", "post", "post", "c06"]


def test_where_a_loss_leaves_two_readings_nothing_is_guessed() -> None:
    thread = (says("ann", says("bob", says("simon", lost=True)), says("simon")),)
    carried, problems = told(printed(thread))
    assert [problem.partition(" [")[0] for problem in problems] == [
        "10: It can't be told what this comment by simon answers: it could be c02 or c01."]  # fmt: skip
    carried, problems = told(printed(thread), '{replies: [{unit: c03, to: c01, basis: "it answers her"}]}')
    assert problems == []
    assert parents(carried) == {"c01": "post", "c02": "c01", "c03": "c01"}
    assert [(kind, unit) for kind, unit, _ in carried.lacunae] == [("reply", "c02")]


def test_a_header_that_announces_more_than_stands_there_is_a_problem() -> None:
    _, problems = told(printed((says("ann"),), count=3))
    assert problems == [
        "2: The header announces 3 comments; 1 stand here and 0 are known to be lost. [structure] "
        "(Look for a comment header that the reader did not recognise.)"
    ]


def test_headings_that_contradict_the_contents_are_a_problem() -> None:
    text = printed((says("ann"),), post=("One", "Word.", "Two", "Word.")).replace(
        "1 comments\n", "1 commentsContents\nOne Two None 1 comments\n", 1)  # fmt: skip
    assert told(text, '{headings: [{line: 4, level: 2, basis: "b"}, {line: 6, level: 2, basis: "b"}]}')[1] == []
    assert told(text, '{headings: [{line: 4, level: 2, basis: "b"}]}')[1] == [
        "3: The headings decided in source.yml are not those of the table of contents. [structure] "
        "(With these headings, line 3 would read: One None 1 comments)"
    ]


def test_a_capture_without_the_viewers_header_is_a_problem_and_no_exception() -> None:
    for text in ("", "\n", "Title\n", "Title\nby simon\n", "Title\n\npost by simon"):
        carried, problems = told(text)
        assert [problem.rpartition(" [")[2][:9] for problem in problems] == ["structure"]
        assert carried.units == []


# Random threads

# Names as they occur: with spaces, underscores, letters beyond ASCII, and one that is another's handle.
PEOPLE = [("simon", None), ("dxu", None), ("Vladimir_Nesov", None), ("David Bolin", "david-bolin"),
          ("Zoë Ålund", "zoe"), ("zoe", None), ("mako yass", "MakoYass")]  # fmt: skip
WORDS = st.text("ab Z09-*._'\"[]()·:↑–\u00a0#>", min_size=1, max_size=20).map(lambda text: "w" + text)
LISTS = st.one_of(WORDS, WORDS.map(lambda text: "- " + text))


@st.composite
def threads(draw: st.DrawFn, lines: st.SearchStrategy[str], depth: int = 4) -> Said:
    author, handle = draw(st.sampled_from(PEOPLE))
    said = tuple(draw(st.lists(lines, min_size=1, max_size=3)))
    replies = tuple(draw(st.lists(threads(lines, depth - 1), max_size=3))) if depth else ()
    return Said(author, said, replies, handle)


@dataclass
class Flat:
    """A thread as its comments in print: author, parent's number (0: the post), lines; and what is lost below each."""

    rows: list[tuple[str, int, tuple[str, ...]]] = field(default_factory=list)
    lost: list[tuple[int, str]] = field(default_factory=list)


def flat(roots: tuple[Said, ...]) -> Flat:
    made = Flat()

    def walk(said: Said, parent: int) -> None:
        made.rows.append((said.author, parent, said.lines))
        number = len(made.rows)
        for reply in said.replies:
            if reply.lost:
                made.lost.append((number, reply.handle or reply.author))
            else:
                walk(reply, number)

    for root in roots:
        walk(root, 0)
    return made


def read_flat(carried: Carried, text: str) -> Flat:
    units = [unit for unit in carried.units if unit.kind == "comment"]
    number = {"post": 0} | {unit.id: n for n, unit in enumerate(units, 1)}
    made = Flat()
    for unit in units:
        lines = tuple(text.split("\n")[b.lines[0] - 1] for b in unit.blocks)
        made.rows.append((unit.author, number[unit.reply_to or ""], lines))
    made.lost = [(number[unit], note.split(" by ")[1].split(" is ")[0]) for _, unit, note in carried.lacunae]
    return made


@given(st.lists(threads(WORDS), max_size=4).map(tuple))
def test_any_thread_the_viewer_prints_is_read_back(roots: tuple[Said, ...]) -> None:
    text = printed(roots)
    carried, problems = told(text)
    assert problems == []
    assert read_flat(carried, text) == flat(roots)


def _lose(said: Said, draw: st.DrawFn) -> Said:
    if draw(st.integers(0, 5)) == 0:
        return replace(said, lost=True, replies=())
    return replace(said, replies=tuple(_lose(reply, draw) for reply in said.replies))


@given(st.data())
def test_where_replies_are_lost_or_announcements_swallowed_the_thread_is_read_back_or_left_to_the_editor(
    data: st.DataObject,
) -> None:
    roots = tuple(data.draw(st.lists(threads(LISTS, 3), min_size=1, max_size=2)))
    roots = tuple(replace(root, replies=tuple(_lose(reply, data.draw) for reply in root.replies)) for root in roots)
    text = printed(roots)
    carried, problems = told(text)
    assume(not problems)  # it could not be told, and was said so
    expected, found = flat(roots), read_flat(carried, text)
    assert found.rows == expected.rows
    assert sorted(found.lost) == sorted(expected.lost)


@given(st.lists(threads(LISTS, 3), min_size=1, max_size=2).map(tuple))
def test_the_editors_decisions_can_always_place_every_comment(roots: tuple[Said, ...]) -> None:
    text = printed(roots)
    rows = flat(roots).rows
    name = ["post"] + [f"c{n:02}" for n in range(1, len(rows) + 1)]
    decisions = ", ".join(f"{{unit: {name[n]}, to: {name[row[1]]}, basis: b}}" for n, row in enumerate(rows, 1))
    carried, problems = told(text, f"{{replies: [{decisions}]}}")
    assert problems == []
    assert read_flat(carried, text) == flat(roots)
