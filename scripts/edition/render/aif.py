"""The argument layer in the Argument Interchange Format, as JSON (http://www.arg.tech/aif; Chesñevar et al., 2006).

Claims are information nodes (I); an argument is an inference (RA) or a conflict (CA) from its premises to the claim, or
to the inference that it undercuts. Who says so is a locution (L) with the words, joined by a node of illocution (YA).
"""

from __future__ import annotations

import json
from typing import Any

from ..model.anchor import Anchor
from ..resolve.joined import Joined
from ..resolve.positions import Holder
from .web_annotation import moment

SCHEMES = {
    "supports": ("RA", "Default Inference"),
    "attacks": ("CA", "Default Conflict"),
    "undercuts": ("CA", "Undercut"),
}
FORCE = {"asserts": "Asserting", "denies": "Disagreeing", "doubts": "Challenging", "concedes": "Conceding"}
ARGUING = "Arguing"
Json = dict[str, Any]


def arguments(joined: Joined) -> str:
    """`arguments.aif.json`: nodes, edges, locutions, participants; ids are the edition's, with the kind before them."""
    return json.dumps(_Graph(joined).as_json(), ensure_ascii=False, indent=2) + "\n"


class _Graph:
    def __init__(self, joined: Joined) -> None:
        self.joined = joined
        self.nodes: list[Json] = []
        self.edges: list[Json] = []
        self.locutions: list[Json] = []
        self.people: dict[str, Holder] = {}
        self._claims()
        self._arguments()
        self._said()

    def as_json(self) -> Json:
        people = [
            {"participantID": key, "firstname": holder.name, "surname": ""} for key, holder in self.people.items()
        ]
        return {"nodes": self.nodes, "edges": self.edges, "locutions": self.locutions, "participants": people}

    def _node(self, id_: str, text: str, kind: str, **more: str) -> None:
        self.nodes.append({"nodeID": id_, "text": text, "type": kind, **more})

    def _edge(self, source: str, target: str) -> None:
        self.edges.append({"edgeID": f"e{len(self.edges) + 1}", "fromID": source, "toID": target, "formEdgeID": None})

    def _claims(self) -> None:
        for claim in self.joined.edition.claims.values():
            self._node(f"claim:{claim.id}", str(claim.sentence), "I")

    def _arguments(self) -> None:
        edition = self.joined.edition
        for argument in edition.arguments.values():
            kind, scheme = SCHEMES[argument.relation]
            self._node(f"argument:{argument.id}", argument.name, kind, scheme=scheme)
        for argument in edition.arguments.values():
            node = f"argument:{argument.id}"
            for premise in dict.fromkeys(map(str, argument.premises)):
                self._edge(f"claim:{premise}", node)
            aim = "argument" if argument.relation == "undercuts" else "claim"
            self._edge(node, f"{aim}:{argument.conclusion}")

    def _said(self) -> None:
        """A locution for each stance that a note records, and for each place where an argument is made."""
        for one in self.joined.positions:
            if one.note is not None:
                self._locution(one.holder, one.anchor, one.published, FORCE[one.verb], f"claim:{one.claim}")
        for argument, makings in self.joined.argumentation.making.items():
            for making in makings:
                self._locution(making.holder, making.anchor, making.published, ARGUING, f"argument:{argument}")

    def _locution(self, holder: Holder, anchor: Anchor, published: str | None, force: str, about: str) -> None:
        number = len(self.locutions) + 1
        person = f"{holder.kind}:{holder.id}"
        self.people.setdefault(person, holder)
        self._node(f"L{number}", f"{holder.name} : {anchor.words}", "L")
        self._node(f"Y{number}", force, "YA", scheme=force)
        self._edge(f"L{number}", f"Y{number}")
        self._edge(f"Y{number}", about)
        passage = anchor.source.address(anchor.unit, anchor.segments[0].block)
        self.locutions.append(
            {
                "nodeID": f"L{number}",
                "personID": person,
                "timestamp": moment(published) if published else None,
                "start": None,
                "end": None,
                "source": passage,
            }
        )
