"""Reads and writes the safetensors format by hand, with NumPy alone.

A file is an 8-byte little-endian header size, a JSON header (name -> dtype, shape, data_offsets) and the raw
little-endian data. Offsets count from the end of the header.
"""

import json
import struct
from pathlib import Path
from typing import Mapping

import numpy as np

_ALIGNMENT = 8


def write(path: Path, tensors: Mapping[str, np.ndarray], dtype: str = "F32",
          metadata: Mapping[str, str] | None = None) -> None:
    """Writes all tensors as `dtype` (F32, F16 or BF16), laid out in the order of the mapping."""
    header: dict[str, object] = {"__metadata__": dict(metadata)} if metadata else {}
    chunks: list[bytes] = []
    offset = 0
    for name, values in tensors.items():
        chunk = _encode(name, values, dtype)
        header[name] = {"dtype": dtype, "shape": list(values.shape), "data_offsets": [offset, offset + len(chunk)]}
        chunks.append(chunk)
        offset += len(chunk)
    with open(path, "wb") as file:
        file.write(_encode_header(header))
        file.writelines(chunks)


def read(path: Path) -> tuple[dict[str, np.ndarray], dict[str, str]]:
    """Returns the tensors, widened to float32, and the metadata."""
    content = path.read_bytes()
    (header_size,) = struct.unpack_from("<Q", content)
    header = json.loads(content[8:8 + header_size])
    metadata = header.pop("__metadata__", {})
    data = memoryview(content)[8 + header_size:]
    return {name: _decode(entry, data) for name, entry in header.items()}, metadata


def _encode_header(header: Mapping[str, object]) -> bytes:
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
    text += b" " * (-len(text) % _ALIGNMENT)
    return struct.pack("<Q", len(text)) + text


def _encode(name: str, values: np.ndarray, dtype: str) -> bytes:
    single = np.ascontiguousarray(values, dtype="<f4")
    if dtype == "F32":
        return single.tobytes()
    if dtype == "BF16":
        return _round_to_bfloat16(single).tobytes()
    if dtype == "F16":
        largest = np.abs(single).max(initial=0.0)
        if largest > np.finfo("<f2").max:
            raise ValueError(f"{name}: {largest} does not fit F16")
        return single.astype("<f2").tobytes()
    raise ValueError(f"dtype {dtype} is not one of F32, F16, BF16")


def _decode(entry: Mapping[str, object], data: memoryview) -> np.ndarray:
    begin, end = entry["data_offsets"]
    raw = data[begin:end]
    if entry["dtype"] == "F32":
        values = np.frombuffer(raw, "<f4")
    elif entry["dtype"] == "F16":
        values = np.frombuffer(raw, "<f2").astype("<f4")
    elif entry["dtype"] == "BF16":
        values = (np.frombuffer(raw, "<u2").astype("<u4") << 16).view("<f4")
    else:
        raise ValueError(f"dtype {entry['dtype']} is not one of F32, F16, BF16")
    return values.reshape(entry["shape"])


def _round_to_bfloat16(single: np.ndarray) -> np.ndarray:
    """BF16 is the upper half of a float32; ties go to the even neighbor. NaN is not expected in weights."""
    bits = single.view("<u4")
    rounding = 0x7FFF + ((bits >> 16) & 1)
    return ((bits + rounding) >> 16).astype("<u2")
