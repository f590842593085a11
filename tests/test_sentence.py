"""The rule `sentence`: where one sentence ends and another begins, in what people really write."""

from __future__ import annotations

import pytest

import tiny
from edition.problem import Problem
from edition.rules import sentence
from edition.text import Document, Located, Place
from maps import layer

# One sentence each
GOOD = """
No goal stands behind the mask.
Models, e.g. those of 2020, i.e. the old ones, predict tokens.
Dr. Smith and Mr. Jones wear masks, as St. Paul says.
Masks, roles etc. slip, cf. Smith et al. 2020, vol. 3, pp. 5-7, no. 2.
About 3.5 of 10 masks slip, and GPT-3.5 is one.
Masks slip in the U.S. and elsewhere.
J. S. Mill holds that masks slip.
By 3 p.m. the mask slips.
The model says … I am not here.
The model says ... I am not here.
The model says "I am a mask. I have goals." and means it.
The model says “No! Never.” and is wrong.
The question "Is it real?" has no answer.
Masks slip (as ann says).
(Masks slip.)
Masks slip: the actor shows; so does the role.
Masks slip.
“Masks slip.”
"mask" names a role.
simon is right.
simon's argument rests on a premise.
1,000 masks slip.
面具没有目标。
他说“不。”然后走了。
彼は「いいえ。」と言った。
मुखौटा गिरता है।
Löb holds, über alles.
"""
# (what is said, the claim, where a second sentence begins)
BAD = [
    ("another begins here", "It costs 3.5. It is cheap.", "It is cheap."),
    ("another begins here", "The answer is no. It has none.", "It has none."),
    ("another begins here", 'The model says "No." It is wrong.', "It is wrong."),
    ("another begins here", "Masks slip (always). They do.", "They do."),
    ("another begins here", "Who wears it? “Nobody,” says ann.", "“Nobody,” says ann."),
    ("another begins here", "Masks slip! (They do.)", "(They do.)"),
    ("another begins here", "Masks slip. 10 of them do.", "10 of them do."),
    ("another begins here", "Löb holds. Über alles steht er.", "Über alles steht er."),
    ("another begins here", "面具没有目标。它没有。", "它没有。"),
    ("another begins here", "彼は「いいえ。」と言った。次。", "次。"),
    ("another begins here", "मुखौटा गिरता है। अभिनेता खेलता है।", "अभिनेता खेलता है।"),
    ("another begins here", "القناع يسقط. الممثل يلعب.", "الممثل يلعب."),
    ("A question", "Is it real?", ""),
    ("A question", "Is it real?!", ""),
    ("A question", 'The model says "is it real?"', ""),
    ("A question", "面具有目标吗？", ""),
    ("full stop", "Masks slip!", ""),
    ("full stop", "Masks slip", ""),
    ("full stop", "Masks slip…", ""),
    ("full stop", "Masks slip...", ""),
    ("full stop", "Masks slip:", ""),
    ("full stop", "Masks slip?.!", ""),
    ("a capital", "masks slip.", ""),
    ("a capital", "simony is wrong.", ""),
    ("One word", "Masks.", ""),
    ("One word", "...", ""),
    ("One word", "?", ""),
    ("One word", '""', ""),
]


def problems(text: str, written: str | None = None) -> list[Problem]:
    """What is said of a claim with this sentence, as its file writes it; simon and ann speak in the texts."""
    written = text if written is None else written
    joined = layer(tiny.text("Yes.\n\nNo."), claims="c")
    claim = joined.edition.claims["c"]
    document = Document("docs/claims/c.md", f"---\nclaim: {written}\n---\n")
    located = Located(text, Place(document, 11, 11 + len(written)))
    joined.edition.claims["c"] = type(claim)("c", claim.place, located, None, claim.body)
    joined.edition.__dict__["names"] = frozenset({"simon", "ann"})
    return list(sentence.check(joined))


@pytest.mark.parametrize("text", GOOD.strip().split("\n"))
def test_one_sentence(text: str) -> None:
    assert problems(text) == []


@pytest.mark.parametrize(("said", "text", "second"), BAD, ids=[text for _, text, _ in BAD])
def test_no_sentence_or_more_than_one(said: str, text: str, second: str) -> None:
    (problem,) = problems(text)
    assert said in problem.message
    place = problem.place
    assert place.document.text[place.start : place.end] == (second or text)


def test_lines_and_paragraphs_end_no_sentence_and_a_sentence_may_end_before_them() -> None:
    assert problems("Masks slip,\n\nsays ann.\n", "|\n  Masks slip,\n\n  says ann.") == []
    (problem,) = problems("Masks slip.\n\nThey do.\n", "|\n  Masks slip.\n\n  They do.")
    assert problem.message == "A claim is one sentence; another begins here."
    assert problem.place.column == 8  # letter for letter the file spells it nowhere: the whole of it is meant


@pytest.mark.parametrize("text", ["Masks slip!", "Masks slip…", "Masks slip:", "masks slip.", "Masks\n slip"])
def test_a_hint_spells_a_sentence_that_passes(text: str) -> None:
    (problem,) = problems(text)
    assert problem.hint == "Write: Masks slip."
    assert problems(problem.hint.removeprefix("Write: ")) == []
