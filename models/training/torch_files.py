"""Files of torch.save() in all its forms, for the tests of the program's reader: `python3 -m models.training.torch_files DIR`."""

import argparse
import collections
import os
import pickle
import sys
from pathlib import Path

import numpy as np
import torch

from models.training import safetensors_file

_MARK = "attnscope-ran-a-pickle"  # what the hostile files would leave behind


def _numbers(*shape: int) -> torch.Tensor:
    count = int(np.prod(shape))
    return torch.arange(1, count + 1, dtype=torch.float32).reshape(shape)


def _state() -> "collections.OrderedDict[str, torch.Tensor]":
    """Every way in which a tensor can lie in its storage, and every type that can be read."""
    shared = _numbers(4, 3)
    return collections.OrderedDict([
        ("plain.weight", _numbers(2, 3)),
        ("half.weight", _numbers(2, 3).half()),
        ("bfloat.weight", _numbers(2, 3).bfloat16()),
        ("double.weight", _numbers(2, 3).double()),
        ("parameter.weight", torch.nn.Parameter(_numbers(2, 3))),
        ("transposed.weight", _numbers(3, 2).t()),
        ("expanded.weight", _numbers(3, 1).expand(3, 4)),
        ("column.weight", _numbers(3, 4)[:, 1:3]),
        ("shared.weight", shared),
        ("tied.weight", shared),
        ("rows.weight", shared[1:3]),
        ("scalar.value", torch.tensor(7.0)),
        ("empty.weight", torch.zeros(0, 5)),
        ("position.ids", torch.arange(5)),
    ])


def _training(state: dict[str, torch.Tensor]) -> dict[str, object]:
    weight = torch.nn.Parameter(_numbers(2, 2))
    optimizer = torch.optim.AdamW([weight])
    weight.sum().backward()
    optimizer.step()
    return {"epoch": 3, "model_state_dict": state, "optimizer": optimizer.state_dict(), "loss": torch.tensor(0.5),
            "accuracy": 0.75, "labels": ["negative", "positive"], "shape": torch.Size([2, 3]), "best": None,
            "seed": 2**70, "device": torch.device("cpu"), "dtype": torch.float32, "done": True}


class _Call:
    """Pickled as a call of a function, which an ordinary reader of pickles makes."""

    def __init__(self, function: object, *arguments: object) -> None:
        self._call = (function, arguments)

    def __reduce__(self) -> tuple[object, ...]:
        return self._call


def _hostile() -> dict[str, object]:
    code = f"open({_MARK!r}, 'w')"
    return {"system": _Call(os.system, f"touch {_MARK}"), "eval": _Call(eval, code), "exec": _Call(exec, code),
            "getattr": _Call(getattr, "text", "format"), "open": _Call(open, _MARK, "w")}


def _quantized() -> torch.Tensor:
    return torch.quantize_per_tensor(_numbers(2, 3), 0.1, 0, torch.qint8)


def _write_hostile(folder: Path) -> None:
    for name, call in _hostile().items():
        torch.save({"plain.weight": _numbers(2, 3), "extra": call}, folder / f"hostile-{name}.pt")
    system = _hostile()["system"]
    torch.save({"state_dict": {"plain.weight": _numbers(2, 3)}, "extra": system}, folder / "hostile-legacy.pt",
               _use_new_zipfile_serialization=False)
    for protocol in range(6):
        (folder / f"hostile-{protocol}.bin").write_bytes(pickle.dumps(system, protocol=protocol))


def _write_refused(folder: Path) -> None:
    state = {"plain.weight": _numbers(2, 3)}
    torch.save({"model": state, "ema": {"plain.weight": _numbers(2, 3) + 1}}, folder / "two-dictionaries.pt")
    torch.save(_numbers(2, 3), folder / "tensor.pt")
    torch.save({"loss": torch.tensor(0.5)}, folder / "no-model.pt")
    torch.save(torch.nn.Linear(3, 2), folder / "module.pt")
    torch.save({"state_dict": state, "args": argparse.Namespace(seed=1)}, folder / "namespace.pt")
    torch.save({"state_dict": state, "best": np.float64(0.5)}, folder / "numpy-scalar.pt")
    torch.jit.script(torch.nn.Linear(3, 2)).save(str(folder / "script.pt"))


def _write_read(folder: Path) -> None:
    state = _state()
    torch.save(state, folder / "zip.pt")
    for protocol in (1, 3, 4, 5):
        torch.save(state, folder / f"zip-{protocol}.pt", pickle_protocol=protocol)
    torch.save(state, folder / "legacy.pt", _use_new_zipfile_serialization=False)
    torch.save(state, folder / "legacy-4.pt", _use_new_zipfile_serialization=False, pickle_protocol=4)
    torch.save(_training(state), folder / "training.ckpt")
    torch.save({"pytorch-lightning_version": "1.9", "epoch": 1, "state_dict": {f"model.{n}": t for n, t in state.items()},
                "optimizer_states": [_training(state)["optimizer"]], "callbacks": {"ModelCheckpoint": {"best": torch.tensor(1.0)}},
                "hyper_parameters": {"lr": 1e-3}}, folder / "lightning.ckpt")
    torch.save({"plain.weight": _numbers(2, 3), "quantized.weight": _quantized(), "sparse.weight": _numbers(2, 3).to_sparse(),
                "complex.weight": torch.complex(_numbers(2, 3), _numbers(2, 3))}, folder / "other-kinds.pt")
    module = torch.nn.Linear(3, 2)
    torch.nn.init.constant_(module.weight, 2.0)
    torch.nn.init.constant_(module.bias, 1.0)
    torch.save(torch.nn.Sequential(module).state_dict(), folder / "of-a-module.pt")  # with _metadata


def _write_model(folder: Path, model: Path) -> None:
    """The tiny BERT as PyTorch saves it."""
    tensors = {name: torch.from_numpy(np.array(values)) for name, values in safetensors_file.read(model)[0].items()}
    torch.save(tensors, folder / "bert-classifier.bin")
    torch.save(tensors, folder / "bert-classifier-legacy.bin", _use_new_zipfile_serialization=False)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    _write_read(folder)
    _write_refused(folder)
    _write_hostile(folder)
    _write_model(folder, folder.parent / "tiny" / "bert-classifier" / "model.safetensors")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
