"""The tags of a YAML file, `!!python/name:…` and the like: where a program obeys them, they run code."""

from __future__ import annotations

from collections.abc import Iterator

import yaml


def tags(data: bytes) -> Iterator[tuple[str, int]]:
    """The tags of a YAML file and its directives, which can disguise one, each with its offset.

    An empty tag stands where the file is no YAML any more.
    """
    source = data.decode("utf-8", "replace")
    try:
        for token in yaml.scan(source, Loader=yaml.SafeLoader):
            if isinstance(token, (yaml.TagToken, yaml.DirectiveToken)):
                start = token.start_mark.index
                yield source[start : token.end_mark.index].strip(), start
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        yield "", mark.index if mark else 0
