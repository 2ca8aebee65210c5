"""Serves JupyterLab with the project's settings, to those only who have the token.

Arguments: JupyterLab's own; a first one, "user-settings", lets the user's and the
machine's settings in. Environment: JUPYTER_TOKEN, the token, which is not passed as an
argument because every user of the machine can read those.

What protects the server is given on JupyterLab's command line, which no configuration
file overrides. So is what this program adds: a file browser that shows the notebooks and
what is for their readers, notebooks that are saved as they are committed, errors in the
lines of cells. Package cells has describe, readable_error, readable_trace, program_of
and CRASH.
"""

import json
import os
import re
import sys

from jupyter_core import paths

token = os.environ.pop("JUPYTER_TOKEN")
arguments = sys.argv[1:]
if arguments and arguments[0] == "user-settings":
    arguments = arguments[1:]
else:
    paths.SYSTEM_CONFIG_PATH.clear()
    paths.SYSTEM_JUPYTER_PATH.clear()

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyterlab.labapp import LabApp  # after the paths: it reads them when it is imported


LIVE_FRAME = re.compile(r'<iframe class="nodulelab-live"[^>]*></iframe>')


def as_committed(model, **_):
    """Is called before a file is saved. JupyterLab takes a notebook's metadata from the
    running kernel; saved, an unchanged notebook has the committed metadata. Live pages,
    which this server alone has, are left out: their figures stay."""
    if model["type"] != "notebook":
        return
    for cell in model["content"]["cells"]:
        for output in cell.get("outputs", []):
            html = output.get("data", {}).get("text/html")
            if html:
                output["data"]["text/html"] = LIVE_FRAME.sub("", "".join(html))
    metadata = model["content"]["metadata"]
    if metadata.get("kernelspec", {}).get("name") == KERNEL["name"]:
        describe(metadata)


class Connection(ZMQChannelsWebsocketConnection):
    """Passes a kernel's messages to a browser, with readable errors. What a program
    writes to stderr from the word panic on is held back until the program has ended."""

    crash = None  # the messages that are held back
    source = ""  # of the cell that runs

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.sources = {}  # of the cells that ran, by their numbers

    def handle_outgoing_message(self, stream, outgoing_msg):
        _, parts = self.session.feed_identities(outgoing_msg)
        kind = json.loads(parts[1])["msg_type"]
        content = json.loads(parts[4]) if kind in ("error", "stream", "status", "execute_input") else {}
        if kind == "execute_input":
            self.source = self.sources[content["execution_count"]] = content["code"]
        if kind == "stream" and content["name"] == "stderr" and (self.crash or CRASH.search(content["text"])):
            self.crash = (self.crash or []) + [(stream, outgoing_msg, content["text"])]
            return
        if self.crash and (kind == "error" or content.get("execution_state") == "idle"):
            self.tell_crash()
        if kind == "error":
            readable_error(content, self.source)
            outgoing_msg = self.rewritten(outgoing_msg, content)
        super().handle_outgoing_message(stream, outgoing_msg)

    def tell_crash(self):
        """Passes what was held back, as one message."""
        stream, message, _ = self.crash[0]
        text = "".join(part for _, _, part in self.crash)
        text = readable_trace(text, self.sources, program_of(text))
        self.crash = None
        super().handle_outgoing_message(stream, self.rewritten(message, {"name": "stderr", "text": text}))

    def rewritten(self, message, content):
        """A message with another content, signed."""
        _, parts = self.session.feed_identities(message)
        parts = [*parts[:4], self.session.pack(content), *parts[5:]]
        parts[0] = self.session.sign(parts[1:5])
        return [*message[:len(message) - len(parts)], *parts]


hidden = [
    "__pycache__", "*.pyc", "*.pyo", ".DS_Store", "*~",  # Jupyter's own list
    "main.go", "commands.go", "paths.go", "stored.go", "*_test.go", "internal", "image", "cluster", "requirements*.txt", "gopls.mod", "gopls.sum",
]
additions = {
    "ContentsManager.pre_save_hook": "__main__.as_committed",
    "ServerApp.kernel_websocket_connection_class": "__main__.Connection",
}
protection = {
    "IdentityProvider.token": token,
    "ServerApp.identity_provider_class": "jupyter_server.auth.identity.PasswordIdentityProvider",
    "ServerApp.authorizer_class": "jupyter_server.auth.authorizer.AllowAllAuthorizer",
    "ServerApp.allow_unauthenticated_access": "False",
    "ServerApp.disable_check_xsrf": "False",
    "ServerApp.allow_origin": "",
    "ServerApp.allow_origin_pat": "",
    "ServerApp.base_url": "/",
    "ServerApp.certfile": "",
    "ServerApp.keyfile": "",
    "ServerApp.sock": "",
}
LabApp.launch_instance(
    arguments
    + [f"--{name}={value}" for name, value in (protection | additions).items()]
    + [f"--ContentsManager.hide_globs={name}" for name in hidden])
