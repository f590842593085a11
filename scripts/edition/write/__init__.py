"""From what a person wants to add to files that `check` accepts: flags, questions, drafts, and their writing."""
