# The project with all that it needs: Go, Python, Jupyter and its Go kernel,
# compiled and ready without a network. How to use it: lib/device/README.md.
#
#   docker build --target cpu  -t nodulelab .
#   docker build --target cuda -t nodulelab:cuda .
ARG GO_IMAGE=golang:1.26.8-bookworm
ARG BASE_IMAGE=debian:12.14-slim

# The set-up, by the project's own command, go run ./notebooks setup -lab, with a
# build cache of its own for the program itself. Any user may write what it made,
# since the kernel compiles cells and JupyterLab saves notebooks.
FROM ${GO_IMAGE} AS setup
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates python3 python3-venv \
 && rm -rf /var/lib/apt/lists/*
ENV PATH=/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    GOPATH=/opt/go GOMODCACHE=/opt/go/pkg/mod GOCACHE=/opt/go/cache GOTOOLCHAIN=local
WORKDIR /opt/nodulelab
COPY . .
RUN CGO_ENABLED=0 GOCACHE=/tmp/cache go build -ldflags=-s -o /opt/bin/nodulelab ./notebooks \
 && /opt/bin/nodulelab setup -lab \
 && find /opt/go/pkg/mod/cache/download -name '*.zip' -delete \
 && mkdir runs \
 && chmod -R a+rwX /opt

FROM ${BASE_IMAGE} AS cpu
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates python3 python3-venv tini \
 && rm -rf /var/lib/apt/lists/*
COPY --from=setup /usr/local/go /usr/local/go
COPY --from=setup /opt /opt
COPY notebooks/image/entrypoint.sh /usr/local/bin/nodulelab-entrypoint
ENV PATH=/opt/bin:/opt/nodulelab/.venv/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    GOPATH=/opt/go GOMODCACHE=/opt/go/pkg/mod GOCACHE=/opt/go/cache GOTOOLCHAIN=local \
    JUPYTER_PREFER_ENV_PATH=1 HOME=/home/nodulelab
# Its number is the build's to choose, and any other user will do: docker run --user.
ARG NODULELAB_UID=1000
RUN useradd --uid "${NODULELAB_UID}" --create-home nodulelab \
 && mkdir /report \
 && chmod 0777 /home/nodulelab /report
WORKDIR /opt/nodulelab
USER ${NODULELAB_UID}
EXPOSE 8888
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["python3", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8888/api', timeout=4)"]
LABEL org.opencontainers.image.title="nodulelab" org.opencontainers.image.licenses="Apache-2.0"
ENTRYPOINT ["tini", "--", "nodulelab-entrypoint"]
CMD ["lab"]

# XLA for NVIDIA GPUs: CUDA's libraries, and a C compiler, which cells with cgo take.
# The GPU's driver is the host's.
FROM cpu AS cuda
USER 0
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install -y --no-install-recommends gcc libc6-dev libstdc++6 \
 && rm -rf /var/lib/apt/lists/*
RUN pip install --no-cache-dir --require-hashes --no-deps --ignore-requires-python \
      --target /usr/local/lib/go-xla --requirement notebooks/requirements-cuda.txt \
 && mv /usr/local/lib/go-xla/jax_plugins/xla_cuda13/xla_cuda_plugin.so \
      /usr/local/lib/go-xla/nvidia/pjrt_c_api_cuda_plugin.so \
 && rm -r /usr/local/lib/go-xla/jax_plugins
ENV NVIDIA_VISIBLE_DEVICES=all NVIDIA_DRIVER_CAPABILITIES=compute,utility \
    XLA_FLAGS=--xla_gpu_cuda_data_dir=/usr/local/lib/go-xla/nvidia/cu13
# The set-up once more, for CUDA, which compiles with cgo. No GPU is needed for that.
RUN umask 0 \
 && CGO_ENABLED=1 GOCACHE=/tmp/cache go build -ldflags=-s -o /opt/bin/nodulelab ./notebooks \
 && NODULELAB_BACKEND=xla:cuda nodulelab setup -lab \
 && rm -r /tmp/cache
ARG NODULELAB_UID=1000
USER ${NODULELAB_UID}

# What is built where no target is named.
FROM cpu
