"""A quotation stands in its text, character for character.

Quotation marks, dashes, slips and letter case are those of the capture; only runs of white space count as one space.
A prefix or suffix that does not fit is the same fault. Similarity is used for the hint and never to anchor.

Bad (docs/annotations/thread/role.md):
      exact: "fully comitted to the role"
Good (docs/annotations/thread/role.md):
      exact: "fully committed to the role"
"""

from .reading import found_in_reading

ID = "anchor"
check = found_in_reading(ID)
