"""The pages of the argument layer: every stance, argument and answer is told, in words that stand where it says."""

from __future__ import annotations

import json
import posixpath
import re
from pathlib import Path

import pytest

import dom
from edition.render.map import MapDrawing
from edition.render.markdown import escape
from edition.render.positions import open_questions, questions
from edition.resolve.address import argument_page, claim_page, debate_page, person_page
from edition.resolve.grounded import framework, grounded
from edition.resolve.joined import Joined
from edition.resolve.positions import Position
from facts import POST


@pytest.fixture(scope="module")
def nodes(site: Path) -> dict[str, dom.Node]:
    return dom.pages(site)


def page_of(path: str) -> str:
    return path.removesuffix(".md") + ".html"


def target(path: str, link: dom.Node) -> str:
    """Where a link of a page leads, as a path of the site with its fragment."""
    address, mark, fragment = link.attributes.get("href", "").partition("#")
    page = posixpath.normpath(posixpath.join(posixpath.dirname(path), address)) if address else path
    return page + mark + fragment


def passage_of(position: Position) -> str:
    return f"texts/{position.anchor.source.id}.html#{position.anchor.segments[0].block.id}"


# What the issue asks of the content


def test_there_are_debates_claims_arguments_and_stances_enough_and_all_are_anchored(joined: Joined) -> None:
    edition = joined.edition
    assert len(edition.debates) >= 6
    assert len(edition.claims) >= 70
    assert len(edition.arguments) >= 60
    recorded = [(note.id, verb, claim) for note in edition.annotations.values() for verb, claim in note.stances]
    assert len(recorded) >= 120
    for name, anchors in [*joined.made.items(), *joined.anchors.items()]:
        assert anchors, name
    for position in joined.positions:
        assert position.anchor.words


def test_every_claim_and_argument_stands_on_some_map(joined: Joined) -> None:
    shown = joined.argumentation.debates_of
    assert [claim for claim in joined.edition.claims if not shown.get(f"claim:{claim}")] == []
    assert [argument for argument in joined.edition.arguments if not shown.get(f"argument:{argument}")] == []


def test_nobody_is_named_in_a_claim(joined: Joined) -> None:
    names = [name for name in joined.edition.people.values() if name not in ("simon",)] + [r"simon"]
    for claim in joined.edition.claims.values():
        for name in names:
            assert not re.search(rf"\b{re.escape(name)}\b", claim.sentence), (claim.id, name)


# Claims


def test_a_claims_page_holds_every_stance_with_its_words_linked_to_where_they_stand(
    joined: Joined, nodes: dict[str, dom.Node]
) -> None:
    for claim in joined.edition.claims:
        path = page_of(claim_page(claim))
        links = {(target(path, a), a.text()) for a in nodes[path].tagged("a")}
        for position in joined.argumentation.positions[claim]:
            told = [text for where, text in links if where == passage_of(position)]
            begins = position.anchor.words[:40]
            assert any(begins in text for text in told), (claim, position.holder.name, begins)


def test_the_quoted_words_are_the_captures(joined: Joined, nodes: dict[str, dom.Node]) -> None:
    for path, node in nodes.items():
        if not path.startswith(("claims/", "arguments/", "debates/")):
            continue
        for link in node.tagged("a"):
            if "words" in link.classes:
                where, _, fragment = target(path, link).partition("#")
                source = joined.edition.sources[Path(where).stem]
                words = link.text().strip("“”").removesuffix("…").rstrip()
                assert fragment in source.passages
                assert words in " ".join(source.capture.text.split()), words


def test_a_claims_page_tells_the_arguments_for_and_against_it(joined: Joined, nodes: dict[str, dom.Node]) -> None:
    for argument in joined.edition.arguments.values():
        if argument.relation == "undercuts":
            continue
        path = page_of(claim_page(argument.conclusion))
        targets = {target(path, a) for a in nodes[path].tagged("a")}
        assert page_of(argument_page(argument.id)) in targets


# Arguments


def test_an_arguments_page_tells_its_premises_its_words_and_what_meets_it(
    joined: Joined, nodes: dict[str, dom.Node]
) -> None:
    layer = joined.argumentation
    for argument in joined.edition.arguments.values():
        path = page_of(argument_page(argument.id))
        targets = {target(path, a) for a in nodes[path].tagged("a")}
        wanted = {page_of(claim_page(str(premise))) for premise in argument.premises}
        wanted |= {
            f"texts/{m.anchor.source.id}.html#{m.anchor.segments[0].block.id}" for m in layer.making[argument.id]
        }
        answers = layer.answers(argument)
        wanted |= {page_of(argument_page(answer.argument)) for answer in answers if answer.argument}
        assert wanted <= targets, argument.id
        assert answers or "Nobody in these texts answers it" in nodes[path].text(), argument.id


# Debates


def test_a_map_holds_a_linked_box_for_each_claim_and_argument_and_the_outline_tells_the_same(
    joined: Joined, nodes: dict[str, dom.Node]
) -> None:
    for name, drawn in joined.argumentation.maps.items():
        path = page_of(debate_page(name))
        boxes = {a.attributes.get("data-node", ""): a for a in nodes[path].tagged("a") if "node" in a.classes}
        wanted = {f"claim:{claim}" for claim in drawn.claims} | {f"argument:{step.id}" for step in drawn.arguments}
        assert boxes.keys() == wanted
        for node, box in boxes.items():
            kind, _, id_ = node.partition(":")
            goal = claim_page(id_) if kind == "claim" else argument_page(id_)
            assert target(path, box) == page_of(goal)
            assert page_of(goal) in nodes
        outline = {target(path, a) for a in nodes[path].tagged("a") if "node" not in a.classes}
        assert {page_of(argument_page(step.id)) for step in drawn.arguments} <= outline
        assert {page_of(claim_page(claim)) for claim in drawn.claims} <= outline


def test_where_nothing_is_assumed_the_page_shows_the_grounded_labels(
    joined: Joined, nodes: dict[str, dom.Node]
) -> None:
    words = {"in": "stands", "out": "falls", "undecided": "open"}
    for name, drawn in joined.argumentation.maps.items():
        labels = grounded(framework(drawn.claims, drawn.arguments))
        node = nodes[page_of(debate_page(name))]
        shown = {s.attributes["data-node"]: s.text() for s in node.tagged("span") if "label-of" in s.classes}
        assert shown == {box: words[label] for box, label in labels.items() if not box.startswith("not:")}


def test_the_graph_on_the_page_is_the_maps(joined: Joined, nodes: dict[str, dom.Node]) -> None:
    for name, drawn in joined.argumentation.maps.items():
        holder = next(d for d in nodes[page_of(debate_page(name))].tagged("div") if "what-if" in d.classes)
        graph = json.loads(holder.attributes["data-graph"])
        assert graph["claims"] == list(drawn.claims)
        assert [(a["id"], a["relation"], a["aim"]) for a in graph["arguments"]] == [
            (step.id, step.relation, step.conclusion) for step in drawn.arguments
        ]


def test_what_simon_and_dxu_disagree_about_stands_on_one_page(joined: Joined, nodes: dict[str, dom.Node]) -> None:
    """The measure of the issue: the disagreement, dxu's arguments, whether simon answered, and in which words."""
    layer = joined.argumentation
    name = "goal-behind-the-mask"
    drawn = layer.maps[name]
    opposed = [
        claim
        for claim in drawn.claims
        if {"simon", "dxu"} <= {h.id for h in layer.latest(claim)}
        and any(
            {p.holder.id, q.holder.id} == {"simon", "dxu"}
            for p in layer.opposed(claim)[0]
            for q in layer.opposed(claim)[1]
        )
    ]
    assert opposed
    theirs = [step for step in drawn.arguments if "dxu" in {holder.id for holder in layer.makers(step.id)}]
    met = [
        (step, answer)
        for step in theirs
        for answer in layer.answers(step)
        if answer.argument and "simon" in {holder.id for holder in layer.makers(answer.argument)}
    ]
    assert theirs
    assert met
    told = nodes[page_of(debate_page(name))].text()
    for step, answer in met:
        assert step.name in told
        for making in layer.making[str(answer.argument)]:
            assert making.anchor.words[:60] in told
    page = nodes[page_of(debate_page(name))]
    lead = " ".join(p.text() for p in page.tagged("p"))[:2500]
    assert "simon" in lead
    assert "dxu" in lead


def test_a_map_of_forty_boxes_is_read_at_full_size_on_a_screen_of_1366_pixels(joined: Joined) -> None:
    largest = max(joined.argumentation.maps.values(), key=lambda one: len(one.claims) + len(one.arguments))
    assert len(largest.claims) + len(largest.arguments) >= 40
    width, _ = MapDrawing(joined.argumentation, largest, debate_page(largest.debate.id)).size
    assert width * 0.8 < 1215, "it is shown at four fifths of its size at least, or scrolls"


# Ledger, cruxes, open questions, people, texts


def test_the_ledger_leads_from_every_stance_of_every_map_to_its_words(
    joined: Joined, nodes: dict[str, dom.Node]
) -> None:
    targets = [target("positions.html", a) for a in nodes["positions.html"].tagged("a")]
    for drawn in joined.argumentation.maps.values():
        for claim in drawn.claims:
            for position in joined.argumentation.positions[claim]:
                assert passage_of(position) in targets


def test_the_cruxes_are_the_claims_on_which_people_stand_against_each_other(
    joined: Joined, nodes: dict[str, dom.Node]
) -> None:
    layer = joined.argumentation
    listed = [
        target("cruxes.html", a).removeprefix("claims/").removesuffix(".html")
        for li in nodes["cruxes.html"].tagged("li")
        for a in li.tagged("a")[:1]
        if target("cruxes.html", a).startswith("claims/")
    ]
    opposed = {claim for claim in joined.edition.claims if all(layer.opposed(claim))}
    assert set(listed) == opposed
    denied = [c for c in listed if any(p.verb == "denies" for p in layer.opposed(c)[1])]
    weights = [sum(map(len, layer.hanging(claim))) for claim in denied]
    assert weights == sorted(weights, reverse=True)


def test_the_open_arguments_are_those_to_which_nobody_else_says_anything(joined: Joined) -> None:
    unanswered, _, rest = open_questions(joined).partition("## Arguments met only from the other side")
    countered = rest.partition("## Questions")[0]
    for argument in joined.edition.arguments.values():
        kinds = {answer.kind for answer in joined.argumentation.answers(argument)}
        link = f"**[{escape(argument.name)}](arguments/{argument.id}.md)"
        assert (link in unanswered) == (not kinds), argument.id
        assert (link in countered) == (kinds == {"countered"}), argument.id


def test_questions_without_a_reply_are_the_authors_own_in_comments_nobody_answered(joined: Joined) -> None:
    source = joined.edition.sources[POST]
    found = list(questions(joined, source))
    assert found
    for unit, question in found:
        assert not source.replies[unit.id]
        assert question.endswith("?")
        own = [source.text(b) for b in unit.blocks if b.id not in joined.quotations[POST]]
        assert any(question in " ".join(text.split()) for text in own)


def test_a_persons_page_tells_all_that_they_hold(joined: Joined, nodes: dict[str, dom.Node]) -> None:
    for claim, positions in joined.argumentation.positions.items():
        for position in positions:
            if position.holder.kind == "person":
                path = page_of(person_page(position.holder.id))
                targets = {target(path, a) for a in nodes[path].tagged("a")}
                assert page_of(claim_page(claim)) in targets
                assert passage_of(position) in targets


def test_words_that_carry_a_stance_or_an_argument_lead_from_the_margin_to_the_map(
    joined: Joined, nodes: dict[str, dom.Node]
) -> None:
    marks = {
        (path, target(path, a))
        for path, node in nodes.items()
        if path.startswith("texts/")
        for div in node.tagged("div")
        if "margin" in div.classes
        for a in div.tagged("a")
    }
    for position in joined.positions:
        kind, id_ = ("claim", position.claim) if position.note else ("argument", str(position.argument))
        debate = joined.argumentation.debates_of[f"{kind}:{id_}"][0]
        where = f"texts/{position.anchor.source.id}.html"
        assert (where, f"{page_of(debate_page(debate))}#map-{kind}-{id_}") in marks
