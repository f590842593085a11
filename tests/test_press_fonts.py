"""The typefaces of the PDF: that Edition Sans is Source Sans 3 and nothing else, under a name that we may use."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).parent.parent
PRESS = ROOT / "scripts/edition/press/fonts"
SITE = ROOT / "docs/assets/fonts"
CUTS = {"regular": ("source-sans-3", 400), "semibold": ("source-sans-3", 600), "italic": ("source-sans-3-italic", 400)}


def outline(font: TTFont, glyph: str) -> tuple[list[tuple[int, int]], list[int]]:
    """The points of a glyph, composites resolved, and where its contours end."""
    points, ends, _ = font["glyf"][glyph].getCoordinates(font["glyf"])
    return list(points), list(ends)


@pytest.mark.parametrize("style", CUTS)
def test_each_weight_is_cut_from_the_typeface_of_the_site(style: str) -> None:
    name, weight = CUTS[style]
    variable = TTFont(SITE / f"{name}.woff2")
    variable.flavor = None
    file = BytesIO()
    instantiateVariableFont(variable, {"wght": weight}).save(file)
    cut, ours = TTFont(file), TTFont(PRESS / f"edition-sans-{style}.ttf")
    assert ours.getBestCmap() == cut.getBestCmap()
    for glyph in ours.getGlyphOrder():
        assert outline(ours, glyph) == outline(cut, glyph), glyph
        assert ours["hmtx"][glyph] == cut["hmtx"][glyph], glyph
    assert ours["OS/2"].usWeightClass == weight


@pytest.mark.parametrize("style", CUTS)
def test_no_cut_bears_the_reserved_name_or_forbids_embedding(style: str) -> None:
    ours = TTFont(PRESS / f"edition-sans-{style}.ttf")
    names = {record.nameID: str(record) for record in ours["name"].names}
    assert all("Source" not in names[number] for number in (1, 4, 6, 16) if number in names)
    assert names[16] == "Edition Sans"
    assert ours["OS/2"].fsType == 0
    assert "Open Font License" in (PRESS / "LICENSE.txt").read_text(encoding="utf-8")
