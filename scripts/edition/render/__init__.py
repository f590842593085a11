"""From the joined edition to pages: `{path: Markdown}`, the same for every consumer."""
