"""Each comment answers a unit that stands before it.

Bad (sources/list/source.yml):
        - {id: c02, kind: comment, author: Ada, lines: 5-6, reply_to: c09, basis: "a new greeting"}
Good (sources/list/source.yml):
        - {id: c02, kind: comment, author: Ada, lines: 5-6, reply_to: c01, basis: "a new greeting"}
"""

from .reading import found_in_reading

ID = "thread"
check = found_in_reading(ID)
