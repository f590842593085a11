"""A note has something to say below its fields.

Bad (docs/annotations/thread/role.md):
    (nothing)
Good (docs/annotations/thread/role.md):
    A note: compare [mask](term:mask).
"""

from .reading import found_in_reading

ID = "body"
check = found_in_reading(ID)
