"""What was added lately: a page of the newest notes by day, and the same as an Atom feed (RFC 4287)."""

from __future__ import annotations

from itertools import groupby
from xml.sax.saxutils import escape as xml
from xml.sax.saxutils import quoteattr

from ..model.annotation import Annotation
from ..resolve.address import Goal, text_page
from ..resolve.joined import Joined
from ..resolve.site_address import note_address
from ..text import number_of, shorten
from .body import in_words
from .citations import Typeset
from .iri import record_iri
from .markdown import escape, front_matter
from .names import day, link_to

LATEST = "latest.md"
FEED = "feed.xml"
_MOST = 100  # notes of the page and the feed: the list of all notes is another page


def latest(joined: Joined) -> list[Annotation]:
    """The newest notes, newest day first; those of one day in the order of their texts' words."""
    places = {}
    for number, source in enumerate(joined.edition.sources):
        for name in joined.notes_on[source]:
            first = joined.anchors[name][0]
            places.setdefault(name, (number, first.segments[0].start))
    notes = [note for name, note in joined.edition.annotations.items() if name in places]
    notes.sort(key=lambda note: places[note.id])
    notes.sort(key=lambda note: str(note.created), reverse=True)
    return notes[:_MOST]


def latest_page(joined: Joined, typeset: Typeset) -> str:
    """The page of the newest notes."""
    rows = [
        front_matter(title="Latest notes", description="What has been added to the edition, newest first."),
        "# Latest notes",
        f"The newest notes by the day on which they were written. They can also be followed as [a feed]({FEED}); "
        "[all notes](notes.md) stand in the order of the texts.",
    ]
    for created, notes in groupby(latest(joined), lambda note: str(note.created)):
        items = []
        for note in notes:
            goal = Goal("", text_page(joined.anchors[note.id][0].source.id), f"note-{note.id}")
            words = link_to(LATEST, goal, f"“{shorten(note.targets[0].exact, 70)}”")
            items.append(f"- {words} ({escape(str(note.by))}, {escape(note.motivation)}): {_told(note, typeset)}")
        rows.append(f"## {day(created)} {{ #d{created} }}")
        rows.append(number_of(len(items), "note") + ".")
        rows.append('<div class="note-list" markdown="1">\n\n' + "\n".join(items) + "\n\n</div>")
    return "\n\n".join(rows) + "\n"


def _told(note: Annotation, typeset: Typeset) -> str:
    first = note.body.paragraphs[0] if note.body.paragraphs else ""
    return escape(shorten(in_words(first, typeset), 150))


def feed(joined: Joined, typeset: Typeset, site: str | None) -> str:
    """The feed; its links are absolute where the site's address is known, and relative to the feed where it is not."""
    edition = joined.edition
    notes = latest(joined)
    start = site.rstrip("/") + "/" if site else ""
    updated = max((str(note.created) for note in notes), default="1970-01-01")
    rows = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">',
        f"<title>{xml(edition.name)}: latest notes</title>",
        f"<id>{record_iri(edition, 'feed', 'notes')}</id>",
        f"<updated>{updated}T00:00:00Z</updated>",
        f"<author><name>{xml(edition.name)}</name></author>",
        f'<link rel="self" href={quoteattr(start + FEED)}/>',
        f"<link href={quoteattr(start + 'latest.html')}/>",
    ]
    for note in notes:
        address = start + note_address(joined.anchors[note.id][0].source.id, note.id)
        first = note.body.paragraphs[0] if note.body.paragraphs else ""
        rows += [
            "<entry>",
            f"<title>{xml('“' + shorten(note.targets[0].exact, 90) + '”')}</title>",
            f"<id>{record_iri(edition, 'annotation', note.id)}</id>",
            f"<updated>{note.created}T00:00:00Z</updated>",
            f"<author><name>{xml(str(note.by))}</name></author>",
            f"<link href={quoteattr(address)}/>",
            f"<summary>{xml(shorten(in_words(first, typeset), 300))}</summary>",
            "</entry>",
        ]
    return "\n".join([*rows, "</feed>"]) + "\n"
