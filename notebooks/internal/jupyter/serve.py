"""Serves JupyterLab with the project's settings, to those only who have the token.

Arguments: JupyterLab's own; a first one, "user-settings", lets the user's and the
machine's settings in. Environment: NODULELAB_TOKEN, the token, which is not passed as an
argument because every user of the machine can read those.

What protects the server is given on JupyterLab's command line, which no configuration
file overrides.
"""

import os
import sys

from jupyter_core import paths

token = os.environ.pop("NODULELAB_TOKEN")
arguments = sys.argv[1:]
if arguments and arguments[0] == "user-settings":
    arguments = arguments[1:]
else:
    paths.SYSTEM_CONFIG_PATH.clear()
    paths.SYSTEM_JUPYTER_PATH.clear()

from jupyterlab.labapp import LabApp  # after the paths: it reads them when it is imported

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
LabApp.launch_instance(arguments + [f"--{name}={value}" for name, value in protection.items()])
