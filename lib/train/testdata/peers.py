"""Training steps a second: this project's engines beside PyTorch and JAX.

    python3 lib/train/testdata/peers.py            from the project's root

With --csv figures/speed.csv it also writes the table that README shows, and
`go test ./lib/train -run Speed -update` then puts it there.

Everything takes the same step: LeNet-5 (tanh, average pooling, 60,941 weights),
cross-entropy, Adam, batches of 32 images of 32x32 pixels out of 320 that stay in
memory, in a new order each epoch. PyTorch runs eagerly, as most people run it, and
compiled (torch.compile with inductor, fused Adam), each in one process and in as many
as there are cores (one thread each, as for several seeds), and under torch.func.vmap
over R networks; JAX under vmap over R networks and scan over steps. All take turns for
some rounds; a round in which something else used more than 5 % of the CPU is run again.
What counts is the median, and its ratio to PyTorch's best way.

PyTorch, JAX and XLA's plugin for the CPU come from PyPI into an environment of their
own, which the first run makes (--env, by default in the temporary folder); nothing of
the project depends on it. torch.compile needs a C++ compiler. With --device=cuda the GPU's ways take turns instead: GoMLX on XLA,
and vmap of PyTorch and JAX.
"""
import argparse
import csv
import os
import pathlib
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import venv

ROOT = pathlib.Path(__file__).resolve().parents[3]
BATCH, SAMPLES, SIDE = 32, 320, 32
CORES = len(os.sched_getaffinity(0))
DEVICE = "cuda" if "--device=cuda" in sys.argv else "cpu"
PACKAGES = ["torch==2.15.0", "jax[cuda13]==0.10.2" if DEVICE == "cuda" else "jax==0.10.2", "numpy", "lammps-jax-pjrt-cpu==0.11.2"]
PLUGIN = "pjrt_c_api_cpu_plugin.so"


# --- one peer, in a process of its own -------------------------------------------

def rate(epoch, networks, seconds):
    """Steps a second over all networks; the first epoch warms up."""
    epoch()
    steps, start = 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        epoch()
        steps += networks * SAMPLES // BATCH
    return steps / (time.perf_counter() - start)


def arrays():
    import numpy as np
    rng = np.random.default_rng(0)
    return rng.random((SAMPLES, 1, SIDE, SIDE), np.float32), (np.arange(SAMPLES) % 2).astype(np.float32), rng


def torch_network():
    from torch import nn
    return nn.Sequential(nn.Conv2d(1, 6, 5), nn.Tanh(), nn.AvgPool2d(2), nn.Conv2d(6, 16, 5), nn.Tanh(), nn.AvgPool2d(2),
                         nn.Flatten(), nn.Linear(400, 120), nn.Tanh(), nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, 1))


def torch_one(seconds, compiled):
    """One network on one thread: eagerly, or through torch.compile (inductor) with fused Adam."""
    import torch
    torch.set_num_threads(1)
    x, y, rng = arrays()
    x, y, network = torch.tensor(x), torch.tensor(y), torch_network()
    adam = torch.optim.Adam(network.parameters(), 1e-4, fused=compiled)
    loss = torch.nn.BCEWithLogitsLoss()

    def cost(xb, yb):
        return loss(network(xb)[:, 0], yb)
    cost = torch.compile(cost) if compiled else cost

    def epoch():
        order = torch.tensor(rng.permutation(SAMPLES))
        for i in range(0, SAMPLES, BATCH):
            b = order[i:i + BATCH]
            adam.zero_grad()
            cost(x[b], y[b]).backward()
            adam.step()
    return rate(epoch, 1, seconds)


def torch_eager(seconds):
    return torch_one(seconds, compiled=False)


def torch_compiled(seconds):
    return torch_one(seconds, compiled=True)


def torch_vmap(seconds, networks):
    import torch
    from torch.func import functional_call, grad, stack_module_state, vmap
    if DEVICE == "cuda":
        torch.set_default_device(DEVICE)
    x, y, _ = arrays()
    x, y = torch.tensor(x), torch.tensor(y)
    model = torch_network()
    parameters, _ = stack_module_state([torch_network() for _ in range(networks)])
    leaves = [p.detach().requires_grad_() for p in parameters.values()]
    parameters = dict(zip(parameters, leaves))
    adam = torch.optim.Adam(leaves, 1e-4)
    loss = torch.nn.BCEWithLogitsLoss()
    gradient = vmap(grad(lambda p, xb, yb: loss(functional_call(model, p, (xb,))[:, 0], yb)))

    def epoch():
        orders = torch.stack([torch.randperm(SAMPLES) for _ in range(networks)])
        for i in range(0, SAMPLES, BATCH):
            b = orders[:, i:i + BATCH]
            g = gradient({k: v.detach() for k, v in parameters.items()}, x[b], y[b])
            for k, v in parameters.items():
                v.grad = g[k]
            adam.step()
        if DEVICE == "cuda":
            torch.cuda.synchronize()
    return rate(epoch, networks, seconds)


def jax_vmap(seconds, networks):
    import jax
    import jax.numpy as jnp
    x, y, rng = arrays()
    x, y = jnp.asarray(x), jnp.asarray(y)
    shapes = [(6, 1, 5, 5), (6,), (16, 6, 5, 5), (16,), (120, 400), (120,), (84, 120), (84,), (1, 84), (1,)]
    w = [jnp.asarray(rng.uniform(-.1, .1, (networks, *s)).astype("float32")) for s in shapes]

    def layer(x, k, b):
        c = jax.lax.conv_general_dilated(x, k, (1, 1), "VALID") + b[:, None, None]
        return jax.lax.reduce_window(jnp.tanh(c), 0., jax.lax.add, (1, 1, 2, 2), (1, 1, 2, 2), "VALID") / 4

    def cost(w, x, y):
        x = layer(layer(x, w[0], w[1]), w[2], w[3]).reshape(x.shape[0], -1)
        x = jnp.tanh(x @ w[4].T + w[5])
        x = jnp.tanh(x @ w[6].T + w[7])
        logit = (x @ w[8].T + w[9])[:, 0]
        return jnp.mean(jax.nn.softplus(logit) - y * logit)

    def step(state, b):
        w, m, v, t = state
        g = jax.grad(cost)(w, x[b], y[b])
        t = t + 1
        m = [.9 * a + .1 * c for a, c in zip(m, g)]
        v = [.999 * a + .001 * c * c for a, c in zip(v, g)]
        w = [p - 1e-4 * (a / (1 - .9 ** t)) / (jnp.sqrt(c / (1 - .999 ** t)) + 1e-8) for p, a, c in zip(w, m, v)]
        return (w, m, v, t), None

    run = jax.jit(jax.vmap(lambda state, order: jax.lax.scan(step, state, order)[0]))
    zeros = [jnp.zeros_like(a) for a in w]
    state = [(w, zeros, zeros, jnp.zeros(networks))]

    def epoch():
        order = jnp.asarray([rng.permutation(SAMPLES).reshape(-1, BATCH) for _ in range(networks)])
        state[0] = jax.block_until_ready(run(state[0], order))
    return rate(epoch, networks, seconds)


PEERS = {"torch-eager": torch_eager, "torch-compiled": torch_compiled, "torch-vmap": torch_vmap, "jax-vmap": jax_vmap}


# --- all of them in turn -----------------------------------------------------------

def environment(path):
    """An interpreter with PyTorch and JAX, and beside it XLA's plugin."""
    python = path / "bin" / "python"
    if not python.exists() or not plugin(path) or subprocess.run([python, "-c", "import torch, jax"], capture_output=True).returncode:
        print(f"making {path} with {', '.join(PACKAGES)} (some gigabytes) ...", file=sys.stderr)
        venv.create(path, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    return python


def plugin(path):
    """XLA's plugin for the CPU in the environment, or None."""
    return next(path.rglob(PLUGIN), None)


def build():
    """The Go benchmark as a program."""
    program = pathlib.Path(tempfile.mkdtemp()) / "gomlx.test"
    subprocess.run(["go", "test", "-c", *(["-tags=gpu"] if DEVICE == "cuda" else []), "-o", program, "./lib/train/gomlx"], cwd=ROOT, check=True,
                   env={**os.environ, "GOEXPERIMENT": "simd"})
    return program


def go_rate(program, name, seconds, benchmark="BenchmarkSteps", xla=None):
    pattern = "/".join(f"^{re.escape(part)}$" for part in [benchmark, *name.split("/")])
    out = subprocess.run([program, "-test.run=^$", f"-test.bench={pattern}", f"-test.benchtime={seconds}s"],
                         cwd=ROOT / "lib" / "train" / "gomlx", check=True, capture_output=True, text=True,
                         env={**os.environ, "PJRT_PLUGIN_LIBRARY_PATH": str(xla.parent)} if xla else None).stdout
    rates = [float(r) for r in re.findall(r"([\d.]+) replica-steps/s", out)]
    return rates[-1] if rates else None


def peer_rate(python, name, networks, processes, seconds):
    command = [python, __file__, "--peer", name, "--networks", str(networks), "--seconds", str(seconds), f"--device={DEVICE}"]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) for _ in range(processes)]
    return sum(float(p.communicate()[0]) for p in running)


def cpu_seconds():
    """CPU time that this machine has spent on anything, and on our children."""
    fields = [int(f) for f in open("/proc/stat").readline().split()[1:9]]
    busy = sum(fields) - fields[3] - fields[4]
    own = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return busy / os.sysconf("SC_CLK_TCK"), sum(u.ru_utime + u.ru_stime for u in own)


def quiet(measure):
    """Measures, and tells what share of the CPU others used meanwhile."""
    (busy, own), start = cpu_seconds(), time.time()
    value = measure()
    busy_after, own_after = cpu_seconds()
    return value, max(0., (busy_after - busy - own_after + own) / (time.time() - start) / CORES)


def rows(python, xla, program, seconds):
    """Names and measurements, in the order of a round."""
    if DEVICE == "cuda":
        return [row for r in (1, 20, 100, 500) for row in (
            (f"gomlx/xla:cuda, R = {r}", lambda r=r: go_rate(program, f"gomlx/xla:cuda/R={r}", seconds, "BenchmarkGPU")),
            (f"PyTorch vmap, R = {r}", lambda r=r: peer_rate(python, "torch-vmap", r, 1, seconds)),
            (f"JAX vmap, R = {r}", lambda r=r: peer_rate(python, "jax-vmap", r, 1, seconds)))]
    table = [(f"{engine}, R = {r}", lambda name=f"{engine}/R={r}": go_rate(program, name, seconds, xla=xla))
             for engine in ("native", "gomlx/go", "gomlx/xla:cpu") for r in (1, 4, 8, 20)]
    table += [(f"PyTorch {way}, {n} process{'es' if n > 1 else ''}", lambda way=way, n=n: peer_rate(python, f"torch-{way}", 1, n, seconds))
              for way in ("eager", "compiled") for n in sorted({1, CORES})]
    return table + [(f"{label} vmap, R = {r}", lambda peer=peer, r=r: peer_rate(python, peer, r, 1, seconds))
                    for label, peer in (("PyTorch", "torch-vmap"), ("JAX", "jax-vmap")) for r in (1, 8, 20)]


def compare(rounds, seconds, path):
    table = rows(environment(path), plugin(path), build(), seconds)
    found = {name: [] for name, _ in table}
    for turn in range(rounds):
        for name, measure in table:
            for _ in range(5):
                value, others = quiet(measure)
                if value is None:
                    print(f"round {turn + 1}  {name:32} not installed", file=sys.stderr)
                    break
                kept = others <= .05
                print(f"round {turn + 1}  {name:32} {value:9.0f} steps/s, others used {others:.1%}{'' if kept else '  discarded'}", file=sys.stderr)
                if kept:
                    found[name].append(value)
                    break
    return found


def machine():
    model = re.search(r"model name\s*: (.*)", open("/proc/cpuinfo").read())
    return f"{CORES} cores, {model[1] if model else 'unknown processor'}"


def report(found):
    """Rows of name, rounds, median, lowest, highest, ratio to PyTorch's best way; without numbers
    where something is not installed."""
    middle = {name: statistics.median(values) for name, values in found.items() if values}
    base = max(value for name, value in middle.items() if name.startswith("PyTorch"))
    return [(name, len(values), *(f"{v:.0f}" for v in (middle[name], min(values), max(values))), f"{middle[name] / base:.2f}")
            if values else (name, 0, *["not installed"] * 4) for name, values in found.items()]


def write(path, table):
    with open(path, "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["what", "rounds", "median", "lowest", "highest", "ratio", "machine"])
        out.writerows((*row, machine()) for row in table if row[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=5, help="of each measurement")
    parser.add_argument("--env", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "nodulelab-peers")
    parser.add_argument("--csv", type=pathlib.Path, help="write the table here")
    parser.add_argument("--device", choices=["cpu", "cuda"], default="cpu")
    parser.add_argument("--peer", choices=PEERS, help=argparse.SUPPRESS)
    parser.add_argument("--networks", type=int, default=1, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.device != DEVICE:
        parser.error(f"write --device={options.device}, in one word")
    if options.peer:
        more = [] if options.peer in ("torch-eager", "torch-compiled") else [options.networks]
        print(PEERS[options.peer](options.seconds, *more))
        return
    table = report(compare(options.rounds, options.seconds, options.env))
    print(f"\nreplica-steps a second on {machine()}: median of the rounds, lowest to highest, ratio to PyTorch's best way")
    for name, rounds, middle, low, high, ratio in table:
        print(f"{name:32} {rounds} rounds  {middle:>6}  {low:>6} to {high:>6}  {ratio:>6}")
    if options.csv:
        write(options.csv, table)


if __name__ == "__main__":
    main()
