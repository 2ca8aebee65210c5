"""Executes a notebook and says so in JSON lines on stdout.

Reads one JSON object from stdin: {"kernel": name, "folder": working folder,
"notebook": {"source": path, "target": path}}. Writes {"cell": 3, "cells": 9} after each
code cell, and {"error": text, "cell": 3, "shown": …} when a cell, or its kernel, fails;
the notebook is kept as far as it came. Package cells has
describe, program_of and readable_outputs.
"""

import json
import os
import re
import sys

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError


def tell(**event):
    print(json.dumps(event), flush=True)


def normalise(notebook, programs):
    """Removes what differs from run to run, and shows errors in the lines of cells."""
    describe(notebook.metadata)
    sources = {cell.execution_count: cell.source for cell in notebook.cells if cell.get("execution_count")}
    for index, cell in enumerate(notebook.cells):
        if "outputs" in cell:
            cell.outputs = [output for output in cell.outputs if not emptied(output)]
        readable_outputs(cell.get("outputs", []), cell.source, sources, programs.get(index, []))
        for output in cell.get("outputs", []):
            output.get("metadata", {}).pop("gonb", None)
            for field in ("text", "evalue"):
                if field in output:
                    output[field] = plain(output[field])
            if "traceback" in output:
                output["traceback"] = [plain(line) for line in output["traceback"]]


def emptied(output):
    """Tells whether an output is a display that the cell has cleared, as a progress line."""
    return output.output_type == "display_data" and not any(output.data.values())


def plain(text):
    return re.sub(r"gonb_[0-9a-f]{8}", "gonb", text)


def write(notebook, path):
    beside = path + ".new"
    with open(beside, "w", encoding="utf-8") as f:
        nbformat.write(notebook, f)
        f.flush()
        os.fsync(f.fileno())
    os.replace(beside, path)


def run(job, kernel, folder):
    """Executes a notebook; returns whether all of it ran."""
    notebook = nbformat.read(job["source"], as_version=4)
    code = [i for i, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    at = 0
    programs = {}  # of cells that crashed, by their indices

    def started(cell, cell_index):
        nonlocal at
        at = cell_index

    def done(cell, cell_index, execute_reply=None):
        programs[cell_index] = program_of("".join(o.get("text", "") for o in cell.outputs if o.get("name") == "stderr"))
        tell(cell=code.index(cell_index) + 1, cells=len(code))

    for index in code:
        notebook.cells[index].outputs = []
        notebook.cells[index].execution_count = None
    client = NotebookClient(
        notebook, kernel_name=kernel, timeout=None, startup_timeout=120,
        coalesce_streams=True, record_timing=False, shutdown_kernel="immediate",
        resources={"metadata": {"path": folder}},
        on_cell_execute=started, on_cell_executed=done)
    failure, shown = "", False  # shown: the cell's outputs tell of it
    try:
        client.execute()
    except CellExecutionError as error:
        failure, shown = f"{error.ename}: {error.evalue}", True
    except DeadKernelError:
        failure = "the kernel died"
    except Exception as error:  # a kernel that does not start
        failure = f"{type(error).__name__}: {error}"
    normalise(notebook, programs)
    write(notebook, job["target"])
    if failure:
        tell(cell=at, error=plain(failure), shown=shown)
    return not failure


def main():
    work = json.load(sys.stdin)
    if not run(work["notebook"], work["kernel"], work["folder"]):
        sys.exit(1)


if __name__ == "__main__":
    main()
