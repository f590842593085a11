"""Tries the site in Firefox and in WebKitGTK, whichever are installed: `make browsers`.

The browser tests proper run in Chromium and say far more. These are the things that engines do each in their own way,
from a server and from disk; a screenshot of whatever fails is left in build/browsers.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests")]

from browse import server  # noqa: E402
from engines import firefox, looks, notes, previews, searching, threads, webkit, writing  # noqa: E402
from engines.session import Refused, Session  # noqa: E402

Check = Callable[[Session, str], None]

CHECKS: tuple[Check, ...] = (
    looks.no_page_reports_a_fault,
    looks.links_in_the_words_have_a_line_under_them,
    looks.contents_that_fit_have_no_scroll_bar,
    looks.no_page_is_cut_off_on_a_phone,
    looks.the_night_is_chosen_and_kept,
    looks.a_map_is_zoomed_and_a_claim_rejected,
    notes.notes_stand_beside_their_words_and_never_over_one_another,
    notes.words_light_their_note_and_the_note_its_words,
    notes.words_open_their_note_and_escape_leads_back,
    notes.on_a_phone_a_note_stands_at_the_foot,
    notes.an_address_shows_its_note,
    notes.layers_are_hidden_kept_and_in_the_address,
    notes.keys_go_through_the_notes_and_are_listed,
    threads.a_branch_folds_and_opens_for_what_leads_into_it,
    threads.one_exchange_is_followed_and_left,
    threads.comments_stand_in_the_order_of_time,
    threads.keys_go_through_the_thread,
    threads.the_bar_opens_the_list_of_comments,
    threads.the_way_back_leads_to_the_very_place,
    threads.what_was_read_is_kept_and_offered,
    previews.a_term_says_what_its_writer_means,
    previews.by_keyboard_a_preview_is_entered_and_closed,
    previews.two_places_are_kept_and_compared,
    searching.slash_words_and_enter_lead_to_lit_words,
    searching.a_result_far_below_or_hidden_is_landed_on,
    searching.filters_stand_in_the_address_and_back_undoes_them,
    writing.selected_words_become_a_file,
)
# From disk a page may do less: what keeps, loads and searches is tried there again.
ON_DISK = (
    looks.no_page_reports_a_fault,
    notes.notes_stand_beside_their_words_and_never_over_one_another,
    notes.layers_are_hidden_kept_and_in_the_address,
    threads.one_exchange_is_followed_and_left,
    previews.a_term_says_what_its_writer_means,
    previews.two_places_are_kept_and_compared,
    searching.slash_words_and_enter_lead_to_lit_words,
    searching.a_result_far_below_or_hidden_is_landed_on,
    writing.selected_words_become_a_file,
)
ENGINES = {
    "firefox": (firefox.browser, firefox.Firefox, "Firefox: install firefox or firefox-esr"),
    "webkit": (webkit.browser, webkit.WebKit, "WebKitGTK: install webkit2gtk-driver and, without a screen, xvfb"),
}
# Comes first on every page of the copy, so that it hears whatever goes wrong from then on.
RECORDER = """(() => {
window.recorded = [];
const record = (told) => recorded.push(String(told));
addEventListener("error", ({ message, target }) => record(message || `${target.src || target.href} is missing`), true);
addEventListener("unhandledrejection", ({ reason }) => record(reason));
addEventListener("securitypolicyviolation", (event) => record(`${event.violatedDirective} ${event.blockedURI}`));
const { error } = console;
console.error = (...said) => { record(said.join(" ")); error.apply(console, said); };
})();
"""


def copied(site: Path, to: Path) -> Path:
    """A copy of the site that writes down its own faults."""
    shutil.copytree(site, to)
    (to / "recorder.js").write_text(RECORDER)
    for page in to.rglob("*.html"):
        way = "../" * (len(page.relative_to(to).parts) - 1)
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace("<head>", f'<head><script src="{way}recorder.js"></script>', 1), encoding="utf-8")
    return to


def tried(page: Session, check: Check, where: str, address: str, shots: Path) -> bool:
    """Whether a check holds; says so in a line."""
    began = time.monotonic()
    try:
        check(page, address)
        told = ""
    except (AssertionError, Refused) as error:
        told = str(error) or "does not hold"
        shots.mkdir(parents=True, exist_ok=True)
        page.shot(shots / f"{page.wire.name}-{where.replace(' ', '-')}-{check.__name__}.png")
    name = check.__name__.replace("_", " ")
    print(f"{'ok  ' if not told else 'FAIL'} {where:11} {name} ({time.monotonic() - began:.1f} s)", flush=True)
    if told:
        print(f"     {told}", flush=True)
    return not told


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="the built site (site)")
    parser.add_argument("--engine", choices=[*ENGINES], action="append", help="only this one")
    parser.add_argument("--only", default="", help="only checks whose names hold this")
    given = parser.parse_args()
    if not (given.site / "index.html").exists():
        parser.error(f"there is no site in {given.site}: run make site first")
    failed, absent = 0, []
    with tempfile.TemporaryDirectory(prefix="browsers-") as folder:
        site = copied(given.site, Path(folder) / "site")
        with server(site) as (address, _):
            for installed, start, how in (ENGINES[name] for name in given.engine or ENGINES):
                if not installed():
                    absent.append(how)
                    continue
                wire = start()
                print(f"{wire.name} {wire.version}", flush=True)
                try:
                    page = Session(wire)
                    plan = [(one, "on a server", f"{address}/") for one in CHECKS]
                    plan += [(one, "from disk", f"{site.as_uri()}/") for one in ON_DISK]
                    for check, where, base in plan:
                        if given.only.replace(" ", "_") in check.__name__:
                            failed += not tried(page, check, where, base, ROOT / "build/browsers")
                finally:
                    wire.close()
    for how in absent:
        print(f"not tried, for it is not installed: {how}")
    print(f"{failed} failed" if failed else "nothing failed")
    return 1 if failed or len(absent) == len(given.engine or ENGINES) else 0


if __name__ == "__main__":
    sys.exit(main())
