"""From records to joins: quotes to passages, words to senses, links to their targets."""
