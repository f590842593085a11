"""Front matter is plain YAML: fields, lists and values.

No field twice, no anchors, aliases or tags, no escapes that make hidden characters, nothing nested beyond reason. Text
that holds `: `, `#`, quotes or brackets goes between quotation marks.

Bad (docs/annotations/thread/role.md):
    by: ana
    by: ben
Good (docs/annotations/thread/role.md):
    by: ana
"""

from .reading import found_in_reading

ID = "yaml"
check = found_in_reading(ID)
