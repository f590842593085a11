"""From files to records: every reader returns what it could read and the problems it met."""
