"""The network and the files of the usual tutorial, by PyTorch itself:
import-export.py FOLDER. Prints the logits for FOLDER/x.idx as JSON."""
import collections, json, os, pickle, sys
import numpy
import torch
from torch import nn

folder = sys.argv[1]
torch.manual_seed(3)


class LeNet5(nn.Module):
    def __init__(self):
        super().__init__()
        layers = collections.OrderedDict
        self.convnet = nn.Sequential(layers([
            ("c1", nn.Conv2d(1, 6, 5)), ("relu1", nn.ReLU()), ("s2", nn.MaxPool2d(2, 2)),
            ("c3", nn.Conv2d(6, 16, 5)), ("relu3", nn.ReLU()), ("s4", nn.MaxPool2d(2, 2)),
            ("c5", nn.Conv2d(16, 120, 5)), ("relu5", nn.ReLU())]))
        self.fc = nn.Sequential(layers([("f6", nn.Linear(120, 84)), ("relu6", nn.ReLU()), ("f7", nn.Linear(84, 10))]))

    def forward(self, picture):
        return self.fc(self.convnet(picture).flatten(1))


class Evil:
    def __reduce__(self):
        return os.system, ("touch '%s/run'" % folder,)


def at(name):
    return os.path.join(folder, name)


model = LeNet5()
for parameter in model.parameters():
    parameter.data *= 2
state = {name: value.clone() for name, value in model.state_dict().items()}
arrays = {name: value.numpy() for name, value in state.items()}
optimiser = torch.optim.Adam(model.parameters())
model(torch.rand(4, 1, 32, 32)).sum().backward()
optimiser.step()
model.load_state_dict(state)
state = model.state_dict()

for protocol in range(2, 6):
    torch.save(state, at(f"zip{protocol}.pt"), pickle_protocol=protocol)
    torch.save(state, at(f"legacy{protocol}.pt"), pickle_protocol=protocol, _use_new_zipfile_serialization=False)
for protocol in range(6):
    pickle.dump(state, open(at(f"state{protocol}.pkl"), "wb"), protocol)
    pickle.dump(arrays, open(at(f"numpy{protocol}.pkl"), "wb"), protocol)
torch.save(state, at("params.pkl"))
torch.save({name: value.half() for name, value in state.items()}, at("f16.pt"))
torch.save({name: value.bfloat16() for name, value in state.items()}, at("bf16.pt"))
torch.save({name: value.double() for name, value in state.items()}, at("f64.pt"))
torch.save(dict(model.named_parameters()), at("parameters.pt"))
torch.save({"module." + name: value for name, value in state.items()}, at("parallel.pt"))
torch.save({"epoch": 3, "model_state_dict": state, "optimizer_state_dict": optimiser.state_dict(), "loss": numpy.float64(0.5),
            "losses": [0.1] * 5000}, at("checkpoint.pt"))
torch.save({"run": {"state_dict": state}, "optimizer": optimiser.state_dict()}, at("nested.pt"))
transposed = {name: value.t() if value.ndim == 2 else value for name, value in state.items()}
torch.save(transposed, at("strides.pt"))
numpy.savez(at("plain.npz"), **arrays)
numpy.savez_compressed(at("packed.npz"), **arrays)
numpy.savez(at("fortran.npz"), **{name: numpy.asfortranarray(value) for name, value in arrays.items()})
torch.onnx.export(model, torch.rand(1, 1, 32, 32), at("model.onnx"), opset_version=13)

torch.save(model, at("bad-module.pt"))
torch.save(model, at("bad-module-legacy.pt"), _use_new_zipfile_serialization=False)
torch.jit.script(model).save(at("bad-script.pt"))
torch.save({"a": Evil()}, at("bad-evil.pt"))
pickle.dump({"a": Evil()}, open(at("bad-evil.pkl"), "wb"))

picture = numpy.frombuffer(open(at("x.idx"), "rb").read()[16:], numpy.uint8).reshape(1, 1, 28, 28)
tensor = nn.functional.pad(torch.tensor(picture.astype("float32") / 255), (2, 2, 2, 2))
with torch.no_grad():
    print(json.dumps(model(tensor)[0].tolist()))
