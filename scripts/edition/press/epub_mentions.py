"""What a list of mentions in a text is about, which the page tells by where it stands: a passage, a run, a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from .epub_plan import Plan


@dataclass(frozen=True)
class Mentions:
    """A list of mentions, what it is about (`p12`, `p12–p15`, `c03`), and the element that can bear its mark."""

    list: HtmlElement
    name: str
    at: HtmlElement


def mentions(article: HtmlElement, plan: Plan) -> Iterator[Mentions]:
    """The lists in a comment or post, but for those about a post, which has no heading that could bear a mark."""
    for one in article.iter("div"):
        if not _is_list(one):
            continue
        run = _run(one)
        if run and not _about_all(one, article, run, plan):
            names = [passage_of(passage) for passage in run]
            yield Mentions(one, names[0] if len(names) == 1 else f"{names[0]}–{names[-1]}", run[-1])
        elif len(article) and "unit-name" in article[0].get("class", ""):
            yield Mentions(one, article[0].get("id", "").rpartition("#")[2], article[0])


def passage_of(one: HtmlElement) -> str:
    """The address of the passage that an element is, or nothing; a heading has it in its id."""
    fragment = (one.get("id") or "").rpartition("#")[2]
    heading = isinstance(one.tag, str) and re.fullmatch("h[1-6]", one.tag) and re.fullmatch(r"p\d+", fragment)
    return one.get("data-pid") or (fragment if heading else "")


def _is_list(one: HtmlElement) -> bool:
    return "mentioned" in one.get("class", "").split()


def _run(one: HtmlElement) -> list[HtmlElement]:
    """The passages that a list of mentions follows: of one paragraph, or of a list or some quotations in a row."""
    found: list[HtmlElement] = []
    for before in one.itersiblings(preceding=True):
        passages = [each for each in before.iter() if passage_of(each)]
        if found and (before.tag != "blockquote" or not passages):
            break
        found = passages + found
        if found and before.tag != "blockquote":
            break
    return found


def _about_all(one: HtmlElement, article: HtmlElement, run: list[HtmlElement], plan: Plan) -> bool:
    """Whether the last list of a comment is about all of it: none of those that it lists leads to the run before it."""
    if one.getnext() is not None or one.getparent() is not article:
        return False
    before = one.getprevious()
    keys = {passage.get("id") for passage in run}
    told = {key for link in one.iter("a") for key in plan.led_from(link.get("data-to"))}
    return (before is not None and _is_list(before)) or not keys & told
