"""The other lists: texts, notes and the bibliography."""

from __future__ import annotations

from collections import defaultdict

from ..resolve.address import Goal, text_page
from ..resolve.joined import Joined
from ..text import number_of, shorten
from .backlinks import mentioned
from .body import in_words
from .citations import Typeset
from .markdown import escape, front_matter
from .names import Names, day, link_to

TEXTS = "texts/index.md"
NOTES = "notes.md"
BIBLIOGRAPHY = "bibliography.md"


def texts(joined: Joined, page: str, *, brief: bool = False) -> str:
    """The texts as a Markdown list, for a page; `brief` leaves out what each capture is and lost."""
    items = []
    notes: dict[str, int] = defaultdict(int)
    for anchors in joined.anchors.values():
        for name in {anchor.source.id for anchor in anchors}:
            notes[name] += 1
    for source in joined.edition.sources.values():
        label = link_to(page, Goal("", text_page(source.id)), source.title)
        comments = sum(1 for unit in source.units if unit.kind == "comment")
        facts = [
            ", ".join(source.authors),
            day(source.published),
            number_of(comments, "comment"),
            number_of(source.words, "word"),
            number_of(notes[source.id], "note"),
        ]
        told = escape(" · ".join(fact for fact in facts if fact))
        about = "" if brief or not source.about else f"<br>\n    {escape(source.about)}"
        items.append(f'- **{label}**<br>\n    <span class="facts">{told}</span>{about}')
    return '<div class="texts" markdown="1">\n\n' + "\n".join(items) + "\n\n</div>"


def texts_page(joined: Joined) -> str:
    """The list of all texts: it may grow, so texts stand here and not in the navigation."""
    rows = [front_matter(title="Texts"), "# Texts", texts(joined, TEXTS)]
    return "\n\n".join(rows) + "\n"


def notes_page(joined: Joined, typeset: Typeset) -> str:
    """Every note, by text, in the order of the words."""
    rows = [front_matter(title="Notes"), "# Notes"]
    count = len(joined.edition.annotations)
    rows.append(f"{number_of(count, 'note')}, each tied to exact words.")
    for source in joined.edition.sources.values():
        names = Names(source)
        here = [
            (anchors[0].segments[0].start, name)
            for name in joined.notes_on[source.id]
            if (anchors := joined.anchors[name])[0].source.id == source.id
        ]
        if not here:
            continue
        items = []
        for _, name in sorted(here):
            note = joined.edition.annotations[name]
            anchor = joined.anchors[name][0]
            goal = Goal("", text_page(source.id), f"note-{name}")
            label = link_to(NOTES, goal, f"“{shorten(note.targets[0].exact, 70)}”")
            first = note.body.paragraphs[0] if note.body.paragraphs else ""
            items.append(
                f"- {label} ({escape(names.of[anchor.unit.id])}; {escape(note.motivation)}): "
                f"{escape(shorten(in_words(first, typeset), 150))}"
            )
        # The notes are found where they stand: a second time here they would crowd the results.
        heading = f"## {escape(source.title, starts_block=True)}"
        rows += [heading, '<div class="note-list" markdown="1">\n\n' + "\n".join(items) + "\n\n</div>"]
    return "\n\n".join(rows) + "\n"


def bibliography_page(joined: Joined, typeset: Typeset) -> str:
    """Every reference in the order of the style, what its record rests on, and who cites it."""
    rows = [
        front_matter(title="Bibliography"),
        "# Bibliography",
        "Works that the texts and notes refer to, in the Chicago author-date style. A field that could not be "
        "verified is left out rather than filled from memory; under each work stands what its record rests on.",
    ]
    lost: dict[str, list[str]] = defaultdict(list)
    for source in joined.edition.sources.values():
        for one in source.links:
            if one.target in joined.edition.references:
                goal = Goal("", text_page(source.id), f"lost-{one.number}")
                words = source.capture.text[one.anchor[0] : one.anchor[1]]
                lost[str(one.target)].append(f"{link_to(BIBLIOGRAPHY, goal, f'“{words}”')} ({escape(one.confidence)})")
    for key, entry in typeset.entries.items():
        reference = joined.edition.references[key]
        # A heading for each work gives search a place to land on, and shows how the notes cite it.
        label = escape(typeset.labels[key, None], starts_block=True)
        rows.append('<div class="reference" markdown="1">')
        rows += [f"## {label} {{ #ref-{key} .ref-label }}", entry]
        facts = [f"<code>@{escape(key)}</code>"]
        if reference.evidence:
            facts.append(f"rests on: {escape(reference.evidence)}")
        if lost[key]:
            facts.append("resolves lost links: " + ", ".join(lost[key]))
        rows.append('<div class="evidence" markdown="1">\n\n' + " · ".join(facts) + "\n\n</div>")
        mentions = joined.mentions.get(f"reference:{key}", [])
        if mentions:
            rows.append(mentioned(joined, typeset, BIBLIOGRAPHY, mentions))
        rows.append("</div>")
    return "\n\n".join(rows) + "\n"
