"""The namespaces of Office Open XML: the address of each, and the `{…}` that stands before its
tags in lxml.
"""

from __future__ import annotations

_FORMATS = "http://schemas.openxmlformats.org"
_OFFICE = f"{_FORMATS}/officeDocument/2006"
_PACKAGE = f"{_FORMATS}/package/2006"
_DRAWINGS = f"{_FORMATS}/drawingml/2006"

WORD = f"{_FORMATS}/wordprocessingml/2006/main"
SHEET = f"{_FORMATS}/spreadsheetml/2006/main"
DRAWING = f"{_DRAWINGS}/main"
CHART = f"{_DRAWINGS}/chart"
PICTURE = f"{_DRAWINGS}/picture"
WORD_DRAWING = f"{_DRAWINGS}/wordprocessingDrawing"
MATH = f"{_OFFICE}/math"
COMPATIBILITY = f"{_FORMATS}/markup-compatibility/2006"

RELATIONSHIPS = f"{_OFFICE}/relationships"
"""Of the attributes `r:id`, `r:embed` …; also what the kinds of relations begin with."""
PACKAGE_RELATIONSHIPS = f"{_PACKAGE}/relationships"
"""Of the parts `_rels/*.rels`."""
CONTENT_TYPES = f"{_PACKAGE}/content-types"
CORE_PROPERTIES = f"{_PACKAGE}/metadata/core-properties"
EXTENDED_PROPERTIES = f"{_OFFICE}/extended-properties"

VML = "urn:schemas-microsoft-com:vml"
VML_OFFICE = "urn:schemas-microsoft-com:office:office"
VML_EXCEL = "urn:schemas-microsoft-com:office:excel"

W = f"{{{WORD}}}"
S = f"{{{SHEET}}}"
A = f"{{{DRAWING}}}"
WP = f"{{{WORD_DRAWING}}}"
MC = f"{{{COMPATIBILITY}}}"
R = f"{{{RELATIONSHIPS}}}"
PR = f"{{{PACKAGE_RELATIONSHIPS}}}"
CT = f"{{{CONTENT_TYPES}}}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
