"""Renders executed notebooks to HTML bodies with nbconvert.

Reads one JSON object from stdin: {"templates": folder, "notebooks": [path, …]} and
writes one to stdout: {"pages": [{"title", "summary", "body", "sections", "font"}, …],
"highlight": {"light": css, "dark": css}}. Formulas become MathML; font is what a page's
formulas need of a mathematical font, as WOFF in base64.
"""

import base64
import html
import importlib.util
import io
import json
import pathlib
import re
import sys

import nbformat
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from math_core import LatexError, LatexToMathML
from nbconvert.exporters import html as nbconvert_html
from nbconvert.filters.markdown_mistune import IPythonRenderer
from pygments.formatters import HtmlFormatter
from traitlets.config import Config

STYLES = {"light": "default", "dark": "github-dark"}
HEADING = re.compile(r'<h([23]) id="([^"]*)">(.*?)</h\1>', re.S)
MATH = re.compile(r"<math.*?</math>", re.S)
RAISED = re.compile(r"(<ms(?:ub|up|ubsup)>)(<mo minsize[^>]*>.</mo>)")  # a large bracket; bare, Chromium sets it too low
ANCHOR = re.compile(r'<a class="anchor-link"[^>]*>.*?</a>', re.S)
ITALIC = "ℎ" + "".join(map(chr, [*range(0x1D434, 0x1D468), *range(0x1D6E2, 0x1D71C)]))  # what browsers show for letters
FONT = "STIXTwoMath-Regular.ttf"  # under the SIL Open Font License


class Renderer(IPythonRenderer):
    """Markdown to HTML, with formulas as MathML."""

    tex = LatexToMathML(fancy_error=False)

    def mathml(self, formula, display):
        numbered = r"\begin{equation}" + formula + r"\end{equation}" if r"\tag" in formula else formula
        try:
            mathml = self.tex.convert_with_local_state(numbered, displaystyle=display)
        except LatexError as error:
            raise ValueError(f"the formula {formula.strip()}: {error}") from None
        return RAISED.sub(r"\1<mrow>\2</mrow>", mathml)

    def inline_math(self, body):
        return self.mathml(body, display=False)

    def block_math(self, body):
        return f'<span class="formula">{self.mathml(body, display=True)}</span>'

    def latex_environment(self, name, body):
        return self.block_math(f"\\begin{{{name}}}{body}\\end{{{name}}}")


def exporter(templates):
    config = Config()
    config.HTMLExporter.extra_template_basedirs = [templates]
    config.HTMLExporter.template_name = "nodulelab"
    nbconvert_html.IPythonRenderer = Renderer
    return nbconvert_html.HTMLExporter(config=config)


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


def sections(body):
    """The headings of levels 2 and 3, those of level 3 within those of level 2."""
    tree = []
    for level, identity, name in HEADING.findall(body):
        section = {"id": html.unescape(identity), "name": html.unescape(re.sub("<[^>]*>", "", name)), "sections": []}
        (tree[-1]["sections"] if level == "3" and tree else tree).append(section)
    return tree


def page(path, export):
    notebook = nbformat.read(path, as_version=4)
    heading, summary = title(notebook)
    body, _ = export.from_notebook_node(notebook)
    body = ANCHOR.sub("", body)
    formulas = "".join(MATH.findall(body))
    return {"title": heading, "summary": plain(summary).removeprefix("The question. "), "body": body,
            "sections": sections(body), "font": font(formulas) if formulas else ""}


def font(formulas):
    """The glyphs that formulas need, with the larger ones that brackets and roots grow by."""
    (package,) = importlib.util.find_spec("ziamath").submodule_search_locations
    whole = TTFont(pathlib.Path(package) / "fonts" / FONT, recalcTimestamp=False)
    options = Options()
    options.layout_features = ["ssty"]  # primes, and letters in small sizes
    options.flavor = "woff"
    part = Subsetter(options)
    part.populate(text=html.unescape(re.sub("<[^>]*>", "", formulas)) + ITALIC + "√" * ("<msqrt" in formulas or "<mroot" in formulas))
    part.subset(whole)
    whole.flavor = options.flavor
    out = io.BytesIO()
    whole.save(out)
    return base64.b64encode(out.getvalue()).decode()


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
    json.dump({"pages": pages, "highlight": {mode: highlight(style) for mode, style in STYLES.items()}}, sys.stdout)


if __name__ == "__main__":
    main()
