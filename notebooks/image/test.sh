#!/usr/bin/env bash
# Builds the image from the Dockerfile as it is and tries it, without a container
# engine's daemon and without an image registry: debootstrap and this machine's Go
# stand in for the two base images. It runs as root on Debian, fetches packages, and
# takes a quarter of an hour and 10 GB.
#
#   notebooks/image/test.sh         the target cpu
#   notebooks/image/test.sh cuda    and the target cuda, without a GPU
#
# What it makes lies in the folder that NODULELAB_IMAGE_STORE names, by default
# /var/tmp/nodulelab-image, and speeds up the next test.
set -euo pipefail
cd "$(dirname "$0")/../.."

store=${NODULELAB_IMAGE_STORE:-/var/tmp/nodulelab-image}
image=localhost/nodulelab
stranger=4321:4321 # a user of whom the image knows nothing
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$store"

failures=0
# check NAME COMMAND... says whether a command succeeds, and after how long.
check() {
	local name=$1 start=$SECONDS verdict=ok
	shift
	"$@" >"$work/said" 2>&1 || verdict=FAILS
	printf '%-5s %s (%d s)\n' $verdict "$name" $((SECONDS - start))
	if [ $verdict = FAILS ]; then
		sed 's/^/      /' "$work/said"
		failures=$((failures + 1))
	fi
}

# tell PATTERN prints what the last command said and matters.
tell() { grep -e "$1" "$work/said" | sed 's/^/      /' || true; }

# engine ARGUMENTS... is podman as it runs where there is no systemd.
engine() { podman --runtime runc --cgroup-manager=cgroupfs --events-backend=none "$@"; }

# contained ARGUMENTS... runs a container without a network.
contained() {
	engine run --rm --network none --no-healthcheck --pull=never \
		--ulimit nofile=4096:4096 --ulimit nproc=4096:4096 "$@"
}

inside() { engine exec "$@"; }

size() { podman image inspect --format '{{.Size}}' "$1" | awk '{printf "%.0f MB", $1 / 1e6}'; }

tools() {
	local missing=()
	local tool
	for tool in buildah podman runc debootstrap; do
		command -v $tool >/dev/null || missing+=("$tool")
	done
	if [ ${#missing[@]} -gt 0 ]; then
		apt-get update -qq
		apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
	fi
	cat >"$store/storage.conf" <<-END
		[storage]
		driver = "overlay"
		graphroot = "$store/images"
		runroot = "$store/run"
	END
	export CONTAINERS_STORAGE_CONF=$store/storage.conf
}

# base NAME FOLDERS... commits an image of Debian and of folders of this machine.
base() {
	local name=$1 container
	shift
	if podman image exists "$name"; then
		return
	fi
	container=$(buildah from scratch)
	buildah add -q "$container" "$store/debian" / >/dev/null
	local folder
	for folder in "$@"; do
		buildah add -q "$container" "$folder" "$folder" >/dev/null
	done
	buildah commit -q --rm "$container" "$name" >/dev/null
}

bases() {
	if ! [ -e "$store/debian/etc/debian_version" ]; then
		debootstrap --variant=minbase bookworm "$store/debian" >/dev/null
		# Where a proxy signs what this machine reads, so it does in the build.
		mkdir -p "$store/debian/usr/local/share/ca-certificates"
		find /usr/local/share/ca-certificates -name '*.crt' -exec cp {} "$store/debian/usr/local/share/ca-certificates" \;
		printf '[global]\ncert = /etc/ssl/certs/ca-certificates.crt\n' >"$store/debian/etc/pip.conf"
	fi
	local go debian
	go=$(sed -n 's/^ARG GO_IMAGE=//p' Dockerfile)
	debian=$(sed -n 's/^ARG BASE_IMAGE=//p' Dockerfile)
	case $go in
	*golang:"$(go env GOVERSION | sed s/go//)"-*) ;;
	*) echo "note: $(go env GOVERSION) of this machine stands in for $go" ;;
	esac
	base "$debian"
	base "$go" "$(go env GOROOT)"
}

build() {
	buildah bud --isolation chroot --pull-never --format docker --layers --target "$1" -t "$2" .
}

# first executes the first two code cells of a notebook, of which one imports and the
# other shows something, and measures how long a reader waits for each.
first() {
	contained -i --user "$stranger" --tmpfs /home/nodulelab "$1" python3 - <<-'END'
		import json, time
		from jupyter_client.manager import start_new_kernel
		cells = json.load(open("notebooks/00-data.ipynb"))["cells"]
		sources = ["".join(c["source"]) for c in cells if c["cell_type"] == "code"][:2]
		manager, client = start_new_kernel(kernel_name="gonb", cwd="notebooks", startup_timeout=60)
		times, kinds = [], []
		for source in sources:
		    start = time.time()
		    reply = client.execute_interactive(source, timeout=60, output_hook=lambda m: kinds.append(m["msg_type"]))
		    times.append(time.time() - start)
		    assert reply["content"]["status"] == "ok", reply
		manager.shutdown_kernel(now=True)
		print(f"the first cell takes {times[0]:.2f} s, the second {times[1]:.2f} s")
		assert max(times) < 3, "want less than 3 s"
		assert "display_data" in kinds, kinds
	END
}

offline() { test "$(contained "$1" ls /sys/class/net)" = lo; }

# loads tells whether the plugin and its libraries can be loaded, which takes no GPU.
loads() {
	contained "$1" python3 -c \
		'import ctypes; ctypes.CDLL("/usr/local/lib/go-xla/nvidia/pjrt_c_api_cuda_plugin.so").GetPjrtApi'
}

# folder NAME makes a folder into which any user may write.
folder() {
	mkdir -p "$work/$1"
	chmod 0777 "$work/$1"
	echo "$work/$1"
}

# report IMAGE USER OPTIONS... executes a notebook into a mounted folder.
report() {
	local into
	into=$(mktemp -d -p "$work")
	chmod 0777 "$into"
	contained --user "$2" "${@:3}" -v "$into:/report" "$1" report -only 00 &&
		test -s "$into/index.html" && test -s "$into/00-data.html" &&
		test "$(stat -c %u "$into/index.html")" = "${2%:*}"
}

# whole IMAGE USER does the main job as lib/device/README.md says: it trains all
# networks, executes all notebooks and writes the report.
whole() {
	contained --user "$2" -v "$(folder whole):/report" -v "$(folder runs):/opt/nodulelab/runs" "$1" report
}

# part IMAGE trains the last part of five as the pods of a cluster do, with their own
# command line.
part() {
	local script
	script=$(sed -n 's/^ *- \(exec nodulelab .*\)/\1/p' notebooks/cluster/job.yaml)
	contained -e JOB_COMPLETION_INDEX=4 -e NODULELAB_RUNS=/runs -v "$(folder part):/runs" "$1" sh -c "$script" &&
		test "$(find "$work/part" -name weights.npz | wc -l)" = 20
}

# refuses PATTERN COMMAND... tells whether a command fails and says why.
refuses() {
	local pattern=$1 said
	shift
	if said=$("$@" 2>&1); then
		echo "it succeeds: $said"
		return 1
	fi
	echo "$said"
	grep -q -e "$pattern" <<<"$said"
}

# pages IMAGE tells whether the report has a page for each of the image's notebooks,
# and prints their sizes.
pages() {
	local name missing=0
	for name in $(contained "$1" sh -c 'cd notebooks && ls [0-9][0-9]-*.ipynb'); do
		name=${name%.ipynb}
		test -s "$work/whole/$name.html" && test -s "$work/whole/notebooks/$name.ipynb" || missing=1
		(cd "$work/whole" && du -k --apparent-size "$name.html" 2>&1 | sed 's/^/kB /')
	done
	du -sk --apparent-size "$work/whole" "$work/runs" | sed "s/^/kB /; s,$work/,all of ,"
	test -s "$work/whole/index.html" && test $missing = 0
}

# page ARGUMENTS... asks JupyterLab in the running container.
page() { inside "$server" python3 -c "$ask" "$@"; }
ask='
import sys, urllib.error, urllib.request
path, status, text = sys.argv[1:]
try:
    answer = urllib.request.urlopen("http://127.0.0.1:8888" + path)
except urllib.error.HTTPError as e:
    answer = e
body = answer.read().decode()
sys.exit(f"{answer.status} {body}" if answer.status != int(status) or text not in body else 0)
'

# completes asks JupyterLab's kernel in the running container to complete and to document
# code: the language server works without a network.
completes() {
	engine exec -i -e JUPYTER_PATH=/opt/nodulelab/.venv/lab/offline "$server" python3 - <<-'END'
		from jupyter_client.manager import start_new_kernel
		manager, client = start_new_kernel(kernel_name="gonb", cwd="notebooks", startup_timeout=60)
		code = 'import "nodulelab/lib/exhibit"\n\n%%\nexhibit.PCA'
		offered = client.complete(code, len(code), reply=True, timeout=120)["content"]["matches"]
		shown = client.inspect(code + "Figure", len(code), reply=True, timeout=120)["content"]["data"]
		manager.shutdown_kernel()
		assert "PCAFigure" in offered and "PCAFigure draws" in str(shown), (offered, shown)
	END
}

healthy() {
	podman image inspect --format '{{range .HealthCheck.Test}}{{println .}}{{end}}' "$image" | sed '/^$/d;1d' >"$work/health"
	mapfile -t command <"$work/health"
	inside "$server" "${command[@]}"
}

lab() {
	server=nodulelab-test
	contained -d --name $server --user "$stranger" --tmpfs /home/nodulelab "$image" >/dev/null
	local token='' start=$SECONDS
	while [ -z "$token" ] && [ $((SECONDS - start)) -lt 120 ]; do
		sleep 1
		token=$(podman logs $server 2>&1 | sed -n 's/.*token=//p' | tr -d '\r')
	done
	echo "      JupyterLab answers after $((SECONDS - start)) s"
	check "JupyterLab's page, with the token" page "/lab?token=$token" 200 jupyter-config-data
	check "without the token there is a form to log in" page /lab 200 'name="password"'
	check "without the token the files are refused" page /api/contents 403 Forbidden
	check "the health check passes" healthy
	check "cells are completed and documented" completes
	check "it listens to the container's network" inside $server grep -qi ' 00000000:22B8 ' /proc/net/tcp
	check "it ends when it is asked to" engine stop -t 25 $server
}

cpu() {
	check "the target cpu is built" build cpu "$image"
	echo "      $(size "$image"), of it:"
	contained "$image" du -sm /opt/go/cache /opt/go/pkg /opt/nodulelab/.venv /usr/local/go /usr | sed 's/^/      MB /'
	check "its user is not root" test "$(contained "$image" id -u)" = 1000
	check "without a network there is none" offline "$image"
	check "the doctor finds nothing missing" contained "$image" doctor
	tell .
	check "the first cell, as a stranger with a mount over home" first "$image"
	tell takes
	check "the whole report, all notebooks, as the image's user" whole "$image" 1000:1000
	tell 'computing\|trained\|executed'
	check "the report has a page for each notebook" pages "$image"
	tell .
	check "a second report finds all done" whole "$image" 1000:1000
	tell unchanged
	check "a notebook, as a stranger with a mount over home" report "$image" $stranger --tmpfs /home/nodulelab
	check "a part of the training, as on a cluster" part "$image"
	tell trained
	lab
}

cuda() {
	check "the target cuda is built" build cuda "$image:cuda"
	echo "      $(size "$image:cuda")"
	check "the plugin finds its libraries" loads "$image:cuda"
	check "the doctor finds nothing missing" contained "$image:cuda" doctor
	tell .
	check "the first cell, as a stranger with a mount over home" first "$image:cuda"
	tell takes
	check "a notebook by the native engine, as a stranger" report "$image:cuda" $stranger
	tell computing
	check "CUDA that is asked for is refused" refuses 'is asked for, but no NVIDIA driver' \
		contained -e NODULELAB_BACKEND=xla:cuda "$image:cuda" report -only 00
	tell asked
}

main() {
	tools
	check "the bases are there" bases
	tell note:
	cpu
	if [ "${1-}" = cuda ]; then
		cuda
	fi
	if [ $failures != 0 ]; then
		echo "$failures checks failed"
		exit 1
	fi
	echo "all checks passed"
}

main "$@"
