"""Prints what python-docx reads in a file: headings, tables, and the lines at both ends of pages."""
import json
import sys

from docx import Document

document = Document(sys.argv[1])
section = document.sections[0]


def lines(part):
    return [paragraph.text for paragraph in part.paragraphs]


print(json.dumps({
    'title': document.core_properties.title,
    'headings': [[p.style.name, p.text] for p in document.paragraphs if p.style.name.startswith('Heading')],
    'tables': [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables],
    'pictures': len(document.inline_shapes),
    'header': lines(section.header),
    'footer': lines(section.footer),
}))
