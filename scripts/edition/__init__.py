"""The edition: captured texts, notes and glossary read into records, joined, checked and written as Markdown.

Imports point one way: text < problem < model < read < resolve < rules < render < the thin entry points in scripts/.
"""

from .installed import require

require()
