"""Fuzzing for a moment: what must hold of any text, with what Hypothesis comes upon; `make fuzz` takes longer."""

from __future__ import annotations

import pytest
from fuzz.properties import PROPERTIES
from fuzz.seeds import seeds, texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


@pytest.mark.parametrize("name", PROPERTIES)
@settings(suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_a_text_holds(name: str, data: st.DataObject) -> None:
    PROPERTIES[name](data.draw(texts(name)))


@pytest.mark.parametrize("name", PROPERTIES)
def test_true_files_pass(name: str) -> None:
    for text in seeds(name):
        PROPERTIES[name](text.encode("utf-8") if name == "bytes" else text)
