"""A file's name is its record's id: lower-case letters, digits and single hyphens, unique among its kind.

Ids are permanent addresses, so they must look the same on every file system and in every link.

Bad (docs/annotations/thread/The_Role.md):
    by: ana
Good (docs/annotations/thread/role.md):
    by: ana
"""

from .reading import found_in_reading

ID = "name"
check = found_in_reading(ID)
