"""What is used of pyarrow.parquet 26."""

from typing import BinaryIO

from pyarrow import Table

def write_table(table: Table, where: BinaryIO, *, compression: str = "snappy") -> None: ...
def read_table(source: str) -> Table: ...
