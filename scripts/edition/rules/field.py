"""A record has the fields of its kind, and each holds what it should.

No field is unknown or missing, a date is a date, a choice is one of its words. The fields of every kind of file are
listed in the contributor's guide.

Bad (docs/annotations/thread/role.md):
    motivation: comenting
Good (docs/annotations/thread/role.md):
    motivation: commenting
"""

from .reading import found_in_reading

ID = "field"
check = found_in_reading(ID)
