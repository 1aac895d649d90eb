"""What is counted again in a part that was filled, as docxtpl does: cells of rows, numbers of pictures."""

from __future__ import annotations

from docxtpl import DocxTemplate
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from roadmap_engine.documents.word.column_widths import fit_columns

__all__ = ["count_again"]


def count_again(xml: str, first_picture: int) -> str:
    """Give a part whose tables say how many cells they have, and whose pictures have numbers of their own.

    Args:
        xml: of the part.
        first_picture: the number of its first picture; two pictures of one number upset Word.
    """
    tree = DocxTemplate.fix_tables(None, xml)
    fit_columns(tree)
    pictures = [e for e in tree.iter() if isinstance(e.tag, str) and e.tag.endswith("}docPr")]
    for number, picture in enumerate(pictures, first_picture):
        picture.set("id", str(number))
    return str(etree.tostring(tree, encoding="unicode"))
