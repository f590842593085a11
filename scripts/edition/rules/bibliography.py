"""References can be read: no syntax error, no key twice (nor twice but for case), plain values.

Bad (sources/references.bib):
    @misc{Smith2020tokens,
      title = {{Tokens}},
      author = {Smith, Jo},
    }
    @misc{smith2020tokens,
      title = {{More Tokens}},
Good (sources/references.bib):
    @misc{smith2020tokens,
      title = {{Tokens}},
"""

from .reading import found_in_reading

ID = "bibliography"
check = found_in_reading(ID)
