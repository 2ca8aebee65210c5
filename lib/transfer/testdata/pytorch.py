"""The study of real outlines, trained in PyTorch on the very same images.

    go run ./notebooks transfer -sets /tmp/sets
    python3 lib/transfer/testdata/pytorch.py /tmp/sets > lib/transfer/results/pytorch.csv

It reads the sets that the first command writes (by default five seeds of the matched
outlines) and shares nothing else with this project: PyTorch's own layers, initial weights,
order of batches and optimiser. It writes the accuracy of every network on every test set,
with the digest of the training set and the version of PyTorch.
Needs torch and numpy.
"""
import csv
import pathlib
import sys

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

EPOCHS, BATCH = 400, 32
SCENARIOS = ("2", "4")  # brightness misleads; the control
ENCODER_RATE, CLASSIFIER_RATE = 1e-4, 1e-2


class Encoder(nn.Module):
    """LeNet-5 with tanh and average pooling: an image of 32x32 pixels to 84 numbers."""

    def __init__(self):
        super().__init__()
        self.conv1, self.conv2 = nn.Conv2d(1, 6, 5), nn.Conv2d(6, 16, 5)
        self.dense1, self.dense2 = nn.Linear(400, 120), nn.Linear(120, 84)

    def forward(self, images):
        maps = F.avg_pool2d(torch.tanh(self.conv1(images)), 2)
        maps = F.avg_pool2d(torch.tanh(self.conv2(maps)), 2)
        return torch.tanh(self.dense2(torch.tanh(self.dense1(maps.flatten(1)))))


def contrastive(embeddings, classes, margin=1.0):
    """Eq. 2 and 3 of the paper, the mean over all pairs of a batch."""
    first, second = torch.triu_indices(len(embeddings), len(embeddings), 1)
    squared = ((embeddings[first] - embeddings[second]) ** 2).sum(1)
    same = classes[first] == classes[second]
    apart = F.relu(margin - (squared + 1e-12).sqrt()) ** 2
    return torch.where(same, squared, apart).mean()


def cross_entropy(logits, classes):
    return F.binary_cross_entropy_with_logits(logits[:, 0], classes)


def fit(parameters, loss, samples, rate, order):
    """Adam over all samples, in a new order each epoch."""
    optimiser = torch.optim.Adam(parameters, rate)
    for _ in range(EPOCHS):
        shuffled = torch.as_tensor(order.permutation(samples))
        for batch in shuffled.split(BATCH):
            optimiser.zero_grad()
            loss(batch).backward()
            optimiser.step()


def train(loss, images, classes, seed):
    """A network that was trained with cross-entropy at once, or with the contrastive loss and
    then, on its embeddings, a classifier with cross-entropy."""
    torch.manual_seed(seed)
    order = np.random.default_rng(seed)
    encoder, classifier, n = Encoder(), nn.Linear(84, 1), len(images)
    if loss == "CE":
        every = [*encoder.parameters(), *classifier.parameters()]
        fit(every, lambda b: cross_entropy(classifier(encoder(images[b])), classes[b]), n, ENCODER_RATE, order)
        return nn.Sequential(encoder, classifier)
    fit(encoder.parameters(), lambda b: contrastive(encoder(images[b]), classes[b]), n, ENCODER_RATE, order)
    with torch.no_grad():
        embeddings = encoder(images)
    fit(classifier.parameters(), lambda b: cross_entropy(classifier(embeddings[b]), classes[b]), n, CLASSIFIER_RATE, order)
    return nn.Sequential(encoder, classifier)


def read(path):
    """Images from 0 to 1, and classes, 1 for spiculated."""
    with np.load(path) as arrays:
        return torch.tensor(arrays["images"] / 255)[:, None], torch.tensor(arrays["classes"])


def accuracy(network, images, classes):
    with torch.no_grad():
        return float(((network(images)[:, 0] > 0) == (classes > 0)).float().mean())


def main(folder):
    torch.set_num_threads(1)
    groups = {}
    with open(folder / "sets.csv", newline="") as listing:
        for line in csv.DictReader(listing):
            groups.setdefault((line["scenario"], line["seed"]), []).append(line)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["scenario", "loss", "seed", "test", "accuracy", "digest", "torch"])
    for (scenario, seed), lines in groups.items():
        if scenario not in SCENARIOS:
            continue
        sets = {line["set"]: read(folder / line["file"]) for line in lines}
        digest = next(line["digest"] for line in lines if line["set"] == "training")
        for loss in ("CE", "Contrast"):
            network = train(loss, *sets["training"], int(seed))
            for name in sets:
                if name not in ("training", "validation"):
                    out.writerow([scenario, loss, seed, name, f"{accuracy(network, *sets[name]):.4f}", digest, torch.__version__])
            sys.stdout.flush()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
