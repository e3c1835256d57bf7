"""Files, folders, rows and standard input go in; reports come out, with their segments."""

from dragoman.intake.readers import count_inputs, read_inputs, read_whole
from dragoman.intake.rows import parse_day

__all__ = ["count_inputs", "parse_day", "read_inputs", "read_whole"]
