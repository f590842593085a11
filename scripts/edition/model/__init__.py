"""Immutable records, and the one table of the fields that each kind of file may have."""
