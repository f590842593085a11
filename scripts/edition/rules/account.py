"""Every line of a capture is accounted for once: carried into the edition, or omitted with a reason.

Bad (sources/list/source.yml):
        - {id: c01, kind: comment, author: Ada, lines: 1-2, basis: "the first line greets"}
Good (sources/list/source.yml):
        - {id: c01, kind: comment, author: Ada, lines: 1-4, basis: "the first line greets"}
"""

from .reading import found_in_reading

ID = "account"
check = found_in_reading(ID)
