"""The levels of honours and of whoever gives them, the highest first."""

LEVELS = ("国家级", "省级", "市级", "县级", "乡镇级", "校级")
