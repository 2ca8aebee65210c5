"""Asks the Go kernel to complete and to document code.

Reads a JSON list of {"do": "complete" or "inspect", "code": text} from stdin, with the
cursor at the character | of the code, and writes the list of the replies' contents.
"""

import json
import sys

from jupyter_client.manager import start_new_kernel

manager, client = start_new_kernel(kernel_name="gonb", startup_timeout=60)
replies = []
for request in json.load(sys.stdin):
    ask = client.complete if request["do"] == "complete" else client.inspect
    code = request["code"]
    reply = ask(code.replace("|", ""), code.index("|"), reply=True, timeout=120)
    replies.append(reply["content"])
manager.shutdown_kernel(now=True)
json.dump(replies, sys.stdout)
