"""The table of a list, drawn in Python: fifty rows of five cells are too many for a template each.

The markup is that of the other components. Everything from outside is escaped here.
"""

from html import escape

from django.utils.safestring import SafeString

from rourou.foundation.ui.parts import Cell, Table
from rourou.foundation.ui.words import Tag


def drawn(table: Table) -> SafeString:
    """Columns and rows; below 768 px each cell carries its column's name (`data-l`)."""
    columns = [escape(column) for column in table.columns]
    head = "".join(f'<th scope="col" role="columnheader">{column}</th>' for column in columns)
    body = "".join(_row(row, columns) for row in table.rows)
    css, caption = " compact" if table.compact else "", "" if table.show_caption else ' class="hide"'
    return SafeString(
        f'<table class="list{css}" role="table"><caption{caption}>{escape(table.caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table>'
    )


def _row(row: tuple[Cell, ...], columns: list[str]) -> str:
    cells = "".join(_cell(cell, column) for cell, column in zip(row[1:], columns[1:], strict=True))
    return f'<tr role="row"><th scope="row" role="rowheader">{_said(row[0])}</th>{cells}</tr>\n'


def _cell(cell: Cell, column: str) -> str:
    number = ' class="num"' if cell.number else ""
    return f'<td role="cell" data-l="{column}"{number}>{_tag(cell.tag)}{_said(cell)}</td>'


def _said(cell: Cell) -> str:
    text = escape(cell.text)
    words = f'<a href="{escape(cell.url)}">{text}</a>' if cell.url else text
    return f'{words}<span class="sub">{escape(cell.sub)}</span>' if cell.sub else words


def _tag(tag: Tag | None) -> str:
    if tag is None:
        return ""
    mark = f'<span aria-hidden="true">{escape(tag.mark)}</span> ' if tag.mark else ""
    return f'<span class="tag{" " + tag.css if tag.css else ""}">{mark}{escape(tag.text)}</span>'
