#!/bin/sh
# What the image runs: JupyterLab, the report, another command of the project's
# program, or any other program.
set -eu
cd /opt/nodulelab

if ! [ -w "$HOME" ]; then # someone else's, or a volume
	HOME=$(mktemp -d)
	export HOME
fi
[ $# -gt 0 ] || set -- lab

case $1 in
lab)
	shift
	exec nodulelab lab -no-browser -ip 0.0.0.0 "$@"
	;;
report)
	shift
	exec nodulelab reproduce -out /report "$@"
	;;
train | doctor | setup)
	exec nodulelab "$@"
	;;
*)
	exec "$@"
	;;
esac
