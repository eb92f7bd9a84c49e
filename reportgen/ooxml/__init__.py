"""Office Open XML: packages, markup, fields, revisions, tables; knows neither reports nor
templates.
"""
