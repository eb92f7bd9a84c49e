"""Where the nodes of a YAML text begin and end, as characters of the text."""

from __future__ import annotations

from itertools import accumulate

import yaml


class Spans:
    """The places of a text's nodes."""

    def __init__(self, text: str) -> None:
        self.text = text
        lines = text.split("\n")
        self._begins = (0, *accumulate(len(line) + 1 for line in lines))

    def begin(self, node: yaml.Node) -> int:
        """Its first character, the mark of a block of text (`|`) among them."""
        return self._offset(node.start_mark)

    def end(self, node: yaml.Node) -> int:
        """Behind its last character: blank lines and comments that follow are not its own."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            key, value = last if isinstance(last, tuple) else (last, last)
            return self._end_of_value(key, value)
        begin = self.begin(node)
        return begin + len(self.text[begin : self._offset(node.end_mark)].rstrip())

    def line_begin(self, at: int) -> int:
        """The first character of the line that the place is on."""
        return self.text.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        """Behind the line's last character, before its line feed."""
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end

    def column(self, node: yaml.Node) -> int:
        """How far its first character is indented."""
        column: int = node.start_mark.column
        return column

    def _end_of_value(self, key: yaml.Node, value: yaml.Node) -> int:
        end = self.end(value)
        # An empty value stands behind the colon of its key, wherever its marks say.
        return end if end > self.end(key) or key is value else self.colon(key) + 1

    def colon(self, key: yaml.Node) -> int:
        """The colon behind a key."""
        return self.text.index(":", self.end(key))

    def _offset(self, mark: yaml.Mark) -> int:
        return self._begins[min(mark.line, len(self._begins) - 1)] + mark.column
