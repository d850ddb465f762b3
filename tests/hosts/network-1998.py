"""The network of 1998 in PyTorch, for network-1998.test.js: its distances for a picture.

argv: the safetensors file. stdin: pictures of 28x28 bytes. stdout: for each picture the outputs of c1, s2, c3, s4, c5, f6
and the ten distances, as float32.
"""

import json
import struct
import sys

import torch
import torch.nn.functional as F

TABLE = ["X...XXX..XXXX.XX", "XX...XXX..XXXX.X", "XXX...XXX..X.XXX", ".XXX..XXXX..X.XX", "..XXX..XXXX.XX.X", "...XXX..XXXX.XXX"]


def tensors_of(path):
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    return {
        name: torch.tensor(struct.unpack(f"<{(end - begin) // 4}f", data[begin:end])).reshape(entry["shape"])
        for name, entry in header.items()
        if name != "__metadata__"
        for begin, end in [entry["data_offsets"]]
    }


def squash(x):
    return 1.7159 * torch.tanh(2 / 3 * x)


def subsample(x, coefficient, bias):
    four = 4 * F.avg_pool2d(x, 2)
    return squash(four * coefficient.reshape(1, -1, 1, 1) + bias.reshape(1, -1, 1, 1))


def c3_kernels(of_connections):
    whole = torch.zeros(16, 6, 5, 5)
    joined = [(row, column) for column in range(16) for row in range(6) if TABLE[row][column] == "X"]
    for kernel, (row, column) in zip(of_connections, joined, strict=True):
        whole[column, row] = kernel
    return whole


def main():
    t = tensors_of(sys.argv[1])
    codes = torch.tensor(json.loads(sys.argv[2]))
    pictures = torch.frombuffer(bytearray(sys.stdin.buffer.read()), dtype=torch.uint8).reshape(-1, 1, 28, 28)
    x = F.pad(pictures / 255, (2, 2, 2, 2)) * 1.275 - 0.1
    c1 = squash(F.conv2d(x, t["c1.weight"], t["c1.bias"]))
    s2 = subsample(c1, t["s2.coefficient"], t["s2.bias"])
    c3 = squash(F.conv2d(s2, c3_kernels(t["c3.weight"]), t["c3.bias"]))
    s4 = subsample(c3, t["s4.coefficient"], t["s4.bias"])
    c5 = squash(F.conv2d(s4, t["c5.weight"], t["c5.bias"])).flatten(1)
    f6 = squash(F.linear(c5, t["f6.weight"], t["f6.bias"]))
    distances = ((f6[:, None] - codes[None]) ** 2).sum(2)
    for i in range(len(pictures)):
        for layer in (c1, s2, c3, s4, c5, f6, distances):
            values = layer[i].flatten().tolist()
            sys.stdout.buffer.write(struct.pack(f"<{len(values)}f", *values))


main()
