"""How notebooks are written: their metadata, and errors in the lines of their cells.

The kernel compiles a cell as part of a file main.go in a temporary folder. What it tells
of errors names that file, shows code around the cell's own, and dumps goroutines.
"""

import re

KERNEL = {"name": "gonb", "display_name": "Go (gonb)", "language": "go"}
LANGUAGE = {"name": "go", "file_extension": ".go", "mimetype": "text/x-go",
            "pygments_lexer": "go", "codemirror_mode": "go", "nbconvert_exporter": ""}


def describe(metadata):
    """Gives a notebook's metadata the kernel and the language that are committed: the
    kernel itself names no lexer, and a Go version that changes."""
    metadata["kernelspec"] = dict(KERNEL)
    metadata["language_info"] = dict(LANGUAGE)


COLOUR = re.compile("\x1b\\[[0-9;]*m")
CELL = re.compile(r"Cell(?:\[(\d+)\]:)? Line (\d+)$")
UNKNOWN = re.compile(r"cannot find module providing package ([^\s:]+)|package (\S+) is not in std")


def readable_error(content, source):
    """Rewrites the content of an error of a cell, in place."""
    trace = [COLOUR.sub("", entry) for entry in content.get("traceback", [])]
    missing = UNKNOWN.search("\n".join(trace))
    if missing:
        shown = [unknown_package(missing[1] or missing[2])]
    else:
        shown = [compiler_error(entry, source) for entry in trace if entry.strip() and not entry.startswith("# gonb")]
    if not shown:
        return
    content["traceback"] = ["\x1b[31m" + first + "\x1b[0m" + rest for first, rest in map(cut, shown)]
    if len(trace) > 1 or "main.go" in content.get("evalue", ""):
        content["evalue"] = "\n".join(cut(entry)[0] for entry in shown)


def cut(text):
    """The first line and the rest."""
    first, newline, rest = text.partition("\n")
    return first, newline + rest


def unknown_package(path):
    """The error for a package that is in no module of the project."""
    if "." not in path.split("/")[0]:
        return f"there is no package {path}"
    return (f"the package {path} is in no module that the project uses\n"
            "Cells may import other modules in a JupyterLab that is started by\n"
            "    go run ./notebooks lab -modules")


def compiler_error(entry, source):
    """One error of the compiler in the lines of its cell. The kernel shows where it is,
    unless the cell cannot be parsed, some lines of code, a mark under one of them, and
    the message."""
    lines = entry.split("\n")
    marks = [i for i, line in enumerate(lines) if i > 0 and line.strip() == "^"]
    if not marks:
        return entry
    code, column, message = lines[marks[0] - 1], len(lines[marks[0]]) - 1, lines[-1]
    place = CELL.match(lines[0])
    if "found 'EOF'" in message:
        return f"the cell ends too early: {message}"
    where = cell_line(place[1], place[2]) if place else only_line(code, source)
    indent = re.sub("[^\t]", " ", code.encode()[:column].decode(errors="ignore"))
    return f"{where}: {message}\n    {code}\n    {indent}^"


def cell_line(cell, line):
    """A line of a cell, whose number is None in a cell that was not executed."""
    return f"Cell[{cell}] line {line}" if cell else f"line {line}"


def only_line(code, source):
    """The line of a cell that has some code, if one line alone has."""
    found = [i for i, line in enumerate(source.split("\n"), 1) if line.strip() == code.strip()]
    return cell_line(None, found[0]) if len(found) == 1 else "the cell"


CRASH = re.compile(r"^(?:panic|fatal error): ", re.MULTILINE)
GOROUTINE = re.compile(r"^goroutine \d+ .*\[.*\]:\n", re.MULTILINE)
SIGNAL = re.compile(r"^\[signal .*\]\n", re.MULTILINE)
FRAME = re.compile(r"^\s+(?:\[\[ Cell (?:\[(\d+)\] )?Line (\d+) \]\] )?(\S+?:(\d+))(?: \+0x[0-9a-f]+)?$")
PROGRAM = re.compile(r"\S*/gonb_[0-9a-f]{8}/main\.go")
STATUS = re.compile(r"^(?:exit status \d+|signal: .*)$", re.MULTILINE)


def program_of(text):
    """The lines of the program that a trace names, while its kernel runs."""
    named = PROGRAM.search(text)
    try:
        with open(named[0], encoding="utf-8") as f:
            return f.read().split("\n")
    except (OSError, TypeError):
        return []


def readable_trace(text, sources, program):
    """What a program wrote to stderr, with the trace of a crash reduced to the lines of
    cells and of packages that led to it. Sources are those of cells, by their numbers."""
    crash = CRASH.search(text)
    start = crash and GOROUTINE.search(text, crash.start())
    if not start:
        return text
    head = SIGNAL.sub("", text[:start.start()])
    frames = COLOUR.sub("", text[start.end():]).split("\n\n")[0].split("\n")
    shown = [frame(call, place, sources, program) for call, place in zip(frames[0::2], frames[1::2])]
    status = STATUS.findall(text, start.end())
    return head + "".join(line + "\n" for line in [s for s in shown if s] + status[-1:])


def frame(call, place, sources, program):
    """One frame of a trace, and nothing for frames of the runtime and the wrapper."""
    at = FRAME.match(place)
    name = re.sub(r"\([^()]*\)$", "", call)
    if not at or name == "panic" or name.startswith(("runtime.", "runtime/", "created by ")):
        return ""
    if not name.startswith("main."):
        return f"{at[3]}, in {name}"
    if at[2] == "0":
        return ""
    where = cell_line(at[1], at[2]) if at[2] else any_line(int(at[4]), sources, program)
    return where if name == "main.main" else f"{where}, in {name.removeprefix('main.')}"


def any_line(number, sources, program):
    """The line of a cell that became a line of the program: the kernel leaves out some."""
    code = program[number - 1].strip() if number <= len(program) else ""
    found = [(cell, i) for cell, source in sources.items() for i, line in enumerate(source.split("\n"), 1) if line.strip() == code]
    if code and len(found) == 1:
        return cell_line(*found[0])
    return f"the line {code}" if code else f"line {number} of the program"


def readable_outputs(outputs, source, sources, program):
    """Rewrites the errors among a cell's outputs, in place."""
    for output in outputs:
        if output.get("output_type") == "error":
            readable_error(output, source)
        elif output.get("output_type") == "stream" and output.get("name") == "stderr":
            output["text"] = readable_trace(output["text"], sources, program)
