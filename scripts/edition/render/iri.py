"""Permanent names for what the exports speak of: they depend on no address at which a site happens to stand.

A capture is named by its bytes (RFC 6920: `ni:///sha-256;…`). A record of ours has a UUID of version 5 (RFC 9562), made
of the edition's name, the kind and the id; ids are never reused, so neither are these.
"""

from __future__ import annotations

import base64
import hashlib
import uuid

from ..model.edition import Edition
from ..model.source import Source

NAMESPACE = uuid.UUID("6f1d9c1e-3a0b-4d0e-9b57-2f8c6a1e4b90")  # drawn at random, once


def capture_iri(source: Source) -> str:
    """The name of a text's frozen bytes."""
    digest = hashlib.sha256(source.capture.text.encode("utf-8")).digest()
    return f"ni:///sha-256;{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"


def record_iri(edition: Edition, kind: str, name: str) -> str:
    """The name of a record of a kind: `annotation`, `claim`, `argument`, `entry`, `sense` (entry#sense) and others."""
    return uuid.uuid5(uuid.uuid5(NAMESPACE, edition.name), f"{kind}/{name}").urn
