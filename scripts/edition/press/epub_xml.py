"""XHTML and its kin as lxml trees: names of the namespaces, elements in one call, documents as bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from lxml import etree
from lxml.etree import _Element as Element

XHTML, OPS = "http://www.w3.org/1999/xhtml", "http://www.idpf.org/2007/ops"
SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_PREFIXES = {"epub": OPS, "xlink": XLINK, "xml": "http://www.w3.org/XML/1998/namespace"}
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Content = str | Element | None


def legal(words: str) -> str:
    """The words with every character that XML forbids as the sign for what cannot be shown."""
    return _NO_XML.sub("\ufffd", words)


def element(tag: str, attributes: Mapping[str, str | None], *content: Content, space: str = XHTML) -> Element:
    """An element; attributes may be called `epub:type`, and one that is None is left out, as is such content."""
    nsmap = {None: SVG, "xlink": XLINK} if space == SVG and tag == "svg" else None
    one = etree.Element(f"{{{space}}}{tag}", nsmap=nsmap)
    for name, value in attributes.items():
        if value is not None:
            prefix, colon, local = name.rpartition(":")
            one.set(f"{{{_PREFIXES[prefix]}}}{local}" if colon else name, legal(value))
    for piece in content:
        if isinstance(piece, str):
            add(one, piece)
        elif piece is not None:
            one.append(piece)
    return one


def add(one: Element, words: str | None) -> None:
    """Adds words behind whatever an element holds."""
    if not words:
        return
    if len(one):
        one[-1].tail = (one[-1].tail or "") + legal(words)
    else:
        one.text = (one.text or "") + legal(words)


def document(title: str, language: str, body: Iterable[Element]) -> bytes:
    """A content document."""
    root = etree.Element(f"{{{XHTML}}}html", nsmap={None: XHTML, "epub": OPS})
    root.set("lang", language)
    root.set(f"{{{_PREFIXES['xml']}}}lang", language)
    sheet = element("link", {"rel": "stylesheet", "type": "text/css", "href": "book.css"})
    root.append(element("head", {}, element("title", {}, title), sheet))
    root.append(element("body", {}, *body))
    return _written(root, "<!DOCTYPE html>")


def package_file(root: Element) -> bytes:
    """A file of the container, indented."""
    etree.indent(root)
    return _written(root, None)


def _written(root: Element, doctype: str | None) -> bytes:
    etree.cleanup_namespaces(root, keep_ns_prefixes=["epub"])
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", doctype=doctype) + b"\n"
