"""The lists of debates, claims and arguments."""

from __future__ import annotations

from collections.abc import Callable

from ..resolve.address import Goal, debate_page
from ..resolve.joined import Joined
from ..text import number_of
from .debate import people_of
from .markdown import escape, front_matter
from .names import link_to
from .said import Said

DEBATES = "debates/index.md"
CLAIMS = "claims.md"
ARGUMENTS = "arguments.md"


def write_statements(joined: Joined) -> dict[str, str]:
    """The three lists by path."""
    return {DEBATES: debates_page(joined), CLAIMS: claims_page(joined), ARGUMENTS: arguments_page(joined)}


def debates(joined: Joined, page: str) -> str:
    """The debates as a Markdown list, for a page: question, people, size."""
    items = []
    for name, drawn in joined.argumentation.maps.items():
        label = link_to(page, Goal("", debate_page(name)), drawn.debate.name)
        people = ", ".join(holder.name for holder in people_of(joined, drawn))
        facts = f"{number_of(len(drawn.claims), 'claim')}, {number_of(len(drawn.arguments), 'argument')}"
        asked = "" if drawn.debate.question == drawn.debate.name else f"<br>\n    {escape(drawn.debate.question)}"
        items.append(f'- **{label}**{asked}<br>\n    <span class="facts">{escape(facts)} · {escape(people)}</span>')
    return '<div class="texts debates" markdown="1">\n\n' + "\n".join(items) + "\n\n</div>"


def debates_page(joined: Joined) -> str:
    """All debates, and the ways through them."""
    rows = [
        front_matter(title="Debates", description="What is argued about in these texts, mapped and tied to the words."),
        "# Debates",
        "What is argued about in these texts: who holds what, why, in which words, and what was never answered.",
        debates(joined, DEBATES),
        "## Across all of them { #across }",
        "- [Positions](../positions.md): who asserts, denies, doubts or concedes what\n"
        "- [Cruxes](../cruxes.md): the claims that divide them, and how much hangs on each\n"
        "- [Open questions](../open-questions.md): what nobody answered\n"
        f"- [Claims](../claims.md): all {len(joined.edition.claims)}\n"
        f"- [Arguments](../arguments.md): all {len(joined.edition.arguments)}",
    ]
    return "\n\n".join(rows) + "\n"


def claims_page(joined: Joined) -> str:
    """Every claim by debate, and who takes which stance."""
    said = Said(joined, CLAIMS)

    def item(claim: str) -> str:
        holders: dict[str, list[str]] = {}
        for holder, verb in joined.argumentation.latest(claim).items():
            holders.setdefault(verb, []).append(holder.name)
        told = "; ".join(f"{verb}: {', '.join(dict.fromkeys(names))}" for verb, names in holders.items())
        return f'- {said.claim(claim, whole=True)} <span class="facts">{escape(told)}</span>'

    about = "Sentences that are true or false, and that people here disagree about."
    return _list(joined, "claim", "Claims", about, list(joined.edition.claims), item)


def arguments_page(joined: Joined) -> str:
    """Every argument by debate, and who makes it."""
    said = Said(joined, ARGUMENTS)

    def item(name: str) -> str:
        argument = joined.edition.arguments[name]
        makers = ", ".join(dict.fromkeys(holder.name for holder in joined.argumentation.makers(name)))
        return f'- {said.argument(argument)} <span class="facts">{argument.relation} · {escape(makers)}</span>'

    about = "Steps from premises to something they support, attack or undercut."
    return _list(joined, "argument", "Arguments", about, list(joined.edition.arguments), item)


def _list(joined: Joined, kind: str, title: str, about: str, names: list[str], item: Callable[[str], str]) -> str:
    rows = [front_matter(title=title), f"# {title}", about]
    for heading, group in _groups(joined, kind, names):
        rows += [heading, '<div class="written" markdown="1">\n\n' + "\n".join(map(item, group)) + "\n\n</div>"]
    return "\n\n".join(rows) + "\n"


def _groups(joined: Joined, kind: str, names: list[str]) -> list[tuple[str, list[str]]]:
    """The names under the first debate that shows each, and those that no map shows."""
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(next(iter(joined.argumentation.debates_of.get(f"{kind}:{name}", ())), ""), []).append(name)
    titled = [
        (f"## {escape(debate.name, starts_block=True)}", groups[debate.id])
        for debate in (drawn.debate for drawn in joined.argumentation.maps.values())
        if debate.id in groups
    ]
    return titled + ([("## On no map", groups[""])] if "" in groups else [])
