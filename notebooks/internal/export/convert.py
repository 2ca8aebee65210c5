"""Renders executed notebooks to HTML bodies with nbconvert.

Reads one JSON object from stdin: {"templates": folder, "notebooks": [path, …]} and
writes one to stdout: {"pages": [{"title", "summary", "body", "sections", "math"}, …],
"highlight": {"light": css, "dark": css}, "mathjax": script}.
"""

import html
import importlib.util
import json
import pathlib
import re
import sys

import nbformat
from nbconvert import HTMLExporter
from pygments.formatters import HtmlFormatter
from traitlets.config import Config

STYLES = {"light": "default", "dark": "github-dark"}
HEADING = re.compile(r'<h2 id="([^"]*)">(.*?)</h2>', re.S)
ANCHOR = re.compile(r'<a class="anchor-link"[^>]*>.*?</a>', re.S)
MATH = re.compile(r"\$[^$]|\\\(|\\\[")


def exporter(templates):
    config = Config()
    config.HTMLExporter.extra_template_basedirs = [templates]
    config.HTMLExporter.template_name = "nodulelab"
    return HTMLExporter(config=config)


def title(notebook):
    """The text of the first heading, and of the paragraph below it."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and cell.source.startswith("# "):
            heading, _, rest = cell.source.partition("\n")
            return heading[2:].strip(), rest.strip().partition("\n\n")[0]
    raise ValueError("no heading '# …' at the start of a cell")


def plain(markdown):
    """Markdown without its marks."""
    text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", markdown)
    return re.sub(r"[*`]", "", text).replace("\n", " ")


def page(path, export):
    notebook = nbformat.read(path, as_version=4)
    heading, summary = title(notebook)
    body, _ = export.from_notebook_node(notebook)
    body = ANCHOR.sub("", body)
    sections = [{"id": html.unescape(i), "name": html.unescape(re.sub("<[^>]*>", "", name))} for i, name in HEADING.findall(body)]
    math = any(c.cell_type == "markdown" and MATH.search(c.source) for c in notebook.cells)
    return {"title": heading, "summary": plain(summary).removeprefix("The question. "), "body": body, "sections": sections, "math": math}


def mathjax():
    spec = importlib.util.find_spec("mathjax")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("the Python environment has no MathJax: set up again")
    package = pathlib.Path(list(spec.submodule_search_locations)[0])
    return (package / "static" / "mathjax" / "es5" / "tex-svg-full.js").read_text(encoding="utf-8")


def highlight(style):
    return HtmlFormatter(style=style).get_style_defs(".highlight")


def main():
    job = json.load(sys.stdin)
    export = exporter(job["templates"])
    pages = []
    for path in job["notebooks"]:
        try:
            pages.append(page(path, export))
        except Exception as error:
            sys.exit(f"{path}: {type(error).__name__}: {error}")
    json.dump({"pages": pages, "mathjax": mathjax(),
               "highlight": {mode: highlight(style) for mode, style in STYLES.items()}}, sys.stdout)


if __name__ == "__main__":
    main()
