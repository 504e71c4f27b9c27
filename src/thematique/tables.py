"""Records to bytes and back: the only module that knows how tables lie on disk.

A table is a folder with one Parquet file a source, or a single Parquet file for a table of the whole corpus. Arrays lie
beside it as `.npy`, in the order of the rows. Files are written under a temporary name, flushed to the disk, renamed.
"""

import hashlib
import io
import os
import types
import typing
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, fields
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from thematique.records import File, Vector

if TYPE_CHECKING:
    import pyarrow as pa

T = TypeVar("T")

_VARIABLES = "variables"
_VECTORS = "vectors"
# file systems stop at 255 bytes a name, of which suffixes take their part
_LONGEST_NAME = 200


def encode(records: Sequence[Any], kind: type) -> Mapping[str, bytes]:
    """The files of a table: suffix (".parquet", ".npy") to content; for `File` records, name to content.

    The field `variables` becomes one text column a variable, in alphabetical order.
    """
    if kind is File:
        return {file.name: file.content for file in records}
    files = {".parquet": _parquet(records, kind)}
    if kind is Vector:
        files[".npy"] = _npy([vector.values for vector in records])
    return files


def decode(files: Mapping[str, bytes], kind: type[T]) -> list[T]:
    """The records of a table, from the files that `encode` made."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    if kind is File:
        return typing.cast(list[T], [File(name=name, content=content) for name, content in files.items()])
    # threads cost more than they save on tables of one document
    table = pq.ParquetFile(pa.BufferReader(files[".parquet"])).read(use_threads=False)
    columns: dict[str, Sequence[Any]] = {name: table.column(name).to_pylist() for name in table.column_names}
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]  # kind is a record
    # a table that an earlier version of thematique wrote lacks the fields added since
    columns |= {
        field.name: [field.default] * table.num_rows
        for field in fields(kind)  # type: ignore[arg-type]  # kind is a record
        if field.name not in columns and field.default is not MISSING
    }
    if kind is Vector:
        import numpy as np

        columns["values"] = np.load(io.BytesIO(files[".npy"]), allow_pickle=False)
    if _VARIABLES in names:
        extra = [name for name in columns if name not in names or name == _VARIABLES]
        columns[_VARIABLES] = [
            {name: columns[name][row] for name in extra if columns[name][row] is not None}
            for row in range(table.num_rows)
        ]
    for field, enum in _enums(kind).items():
        columns[field] = [None if value is None else enum(value) for value in columns[field]]
    return [kind(**dict(zip(names, row, strict=True))) for row in zip(*(columns[n] for n in names), strict=True)]


def to_arrow(records: Sequence[Any], kind: type) -> "pa.Table":
    """The table as Arrow columns, in the order of the contract; arrays are left out.

    A variable that bears the name of a field is followed by an underscore.
    """
    import pyarrow as pa

    hints = _hints(kind)
    columns = {
        name: pa.array([getattr(item, name) for item in records], type=_arrow_type(hint))
        for name, hint in hints.items()
        if name != _VARIABLES and not (kind is Vector and name == "values")
    }
    if _VARIABLES in hints:
        for name in sorted({name for item in records for name in item.variables}):
            column = f"{name}_" if name in columns else name
            columns[column] = pa.array([item.variables.get(name) for item in records], type=pa.string())
    return pa.table(columns)


def place(table: str, unit: str, kind: type, *, private: bool) -> str:
    """Where a table lies in the study's folder, without the suffix of its files.

    `unit` is the source that it comes from, empty for the whole corpus. Whole files lie in a folder of their own.
    """
    if kind is File:
        return f"{table}/"
    if len(unit.encode()) > _LONGEST_NAME:
        unit = f"{unit[:40]}-{hashlib.sha256(unit.encode()).hexdigest()[:16]}"
    if kind is Vector:
        # vectors of anything but segments lie with what was learnt
        stem = table if table == _VECTORS else f"models/{table}"
    else:
        stem = f"{'private' if private else 'tables'}/{table}"
    return f"{stem}/{unit}" if unit else stem


def write(path: Path, content: bytes, *, private: bool = False) -> None:
    """Put `content` at `path` so that a reader sees the old file or the whole new one, even after a power cut."""
    prepare(path, content, private=private)
    temporary(path).replace(path)


def prepare(path: Path, content: bytes, *, private: bool = False) -> None:
    """Put `content` on the disk beside `path`, under the temporary name."""
    missing = [folder for folder in path.parents if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir(exist_ok=True, mode=0o700 if private else 0o777)
    # what a killed run left may be open to others: the mode only counts for a new file
    temporary(path).unlink(missing_ok=True)
    descriptor = os.open(temporary(path), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o666)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def temporary(path: Path) -> Path:
    """The name under which a file is written before it takes that of `path`."""
    return path.with_name(f".{path.name}.part")


def _parquet(records: Sequence[Any], kind: type) -> bytes:
    import pyarrow.parquet as pq

    buffer = io.BytesIO()
    # zstd is deterministic for one library version, which the ledger's key of a stage records through pyarrow
    pq.write_table(to_arrow(records, kind), buffer, compression="zstd")
    return buffer.getvalue()


def _npy(rows: Iterable[Sequence[float]]) -> bytes:
    import numpy as np

    arrays = [np.asarray(row, dtype=np.float32) for row in rows]
    buffer = io.BytesIO()
    np.save(buffer, np.stack(arrays) if arrays else np.zeros((0, 0), dtype=np.float32), allow_pickle=False)
    return buffer.getvalue()


def _hints(kind: type[Any]) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _enums(kind: type[Any]) -> dict[str, type[StrEnum]]:
    plain = {name: _without_none(hint) for name, hint in _hints(kind).items()}
    return {name: hint for name, hint in plain.items() if isinstance(hint, type) and issubclass(hint, StrEnum)}


def _without_none(hint: Any) -> Any:
    """The type of a field that may be missing, when it is there."""
    if typing.get_origin(hint) in {types.UnionType, typing.Union}:
        return next(option for option in typing.get_args(hint) if option is not types.NoneType)
    return hint


def _arrow_type(hint: Any) -> "pa.DataType":
    import pyarrow as pa

    hint = _without_none(hint)
    if typing.get_origin(hint) is not None:
        return pa.list_(_arrow_type(typing.get_args(hint)[0]))
    if isinstance(hint, type) and issubclass(hint, str):
        return pa.string()
    simple: dict[type, pa.DataType] = {bool: pa.bool_(), int: pa.int64(), float: pa.float64()}
    return simple[hint]
