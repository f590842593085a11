"""Fuzzing of every reader: the same properties for Hypothesis, in a moment, and for atheris, as long as one likes."""
