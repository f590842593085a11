"""A quotation stands in its text once, or its prefix and suffix say which place is meant.

Comments quote one another, so the same words often stand twice.

Bad (docs/annotations/thread/role.md):
      exact: "the role"
Good (docs/annotations/thread/role.md):
      exact: "fully committed to the role"
"""

from .reading import found_in_reading

ID = "anchor-unique"
check = found_in_reading(ID)
