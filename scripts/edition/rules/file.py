"""Every file is plain text.

UTF-8 without a byte order mark, Unix line ends, no control or invisible characters (joiners and direction marks that
scripts need are fine), no symbolic links, no empty file, and none above its limit: 20 kB for a note, 200 kB for a page.

Bad (docs/annotations/thread/role.md):
    A note with a\u200b hidden character: compare [mask](term:mask).
Good (docs/annotations/thread/role.md):
    A note: compare [mask](term:mask).
"""

from .reading import found_in_reading

ID = "file"
check = found_in_reading(ID)
