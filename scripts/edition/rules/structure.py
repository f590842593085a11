"""Every decision in source.yml fits the capture.

The lines exist, the words stand in them, a duplicate repeats what it is said to repeat, the headings are those of the
table of contents, the header's count of comments comes out.

Bad (sources/thread/source.yml):
        - {line: 6, anchor: "this coment", marker: "[LW(p) · GW(p)]",
Good (sources/thread/source.yml):
        - {line: 6, anchor: "this comment", marker: "[LW(p) · GW(p)]",
"""

from .reading import found_in_reading

ID = "structure"
check = found_in_reading(ID)
