// Package jupyter opens JupyterLab on the notebooks, on this machine only unless it is
// told otherwise.
package jupyter

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os/exec"
	"strconv"
	"syscall"
	"time"

	"nodulelab/lib/lab"
	"nodulelab/notebooks/internal/setup"
)

// Options say how to open JupyterLab.
type Options struct {
	Environment setup.Environment
	Folder      string // what it shows; the notebooks' folder if empty
	IP          string // that it listens on; this machine's own, 127.0.0.1, if empty
	Port        int
	Browser     bool // open one
	Seeds       int  // that the cells ask for
	Log         io.Writer

	// Ready, if not nil, is told of the address once the server answers.
	Ready func(url string)
}

// Run serves JupyterLab until the context ends, to those only who have the token.
func Run(ctx context.Context, o Options) error {
	if o.IP == "" {
		o.IP = loopback
	}
	if err := o.isFree(); err != nil {
		return err
	}
	if err := o.Environment.Ensure(ctx, setup.Lab, func(step string) { fmt.Fprintln(o.Log, step+" …") }); err != nil {
		return err
	}
	fmt.Fprintln(o.Log, "cells compute with", o.Environment.Choice)
	token := rand.Text()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	go func() {
		if err := o.announce(ctx, token); err != nil {
			cancel(err)
		}
	}()
	err := o.command(ctx, token).Run()
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, context.Canceled) {
		return cause
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return fmt.Errorf("lab: JupyterLab ended: %w", err)
}

const loopback = "127.0.0.1"

// isFree tells whether the server can listen where it is asked to.
func (o Options) isFree() error {
	if net.ParseIP(o.IP) == nil {
		return fmt.Errorf("-ip %s: want the number of an address, such as %s", o.IP, loopback)
	}
	if o.Port < 1 || o.Port > 65535 {
		return fmt.Errorf("-port %d: want 1 to 65535", o.Port)
	}
	l, err := net.Listen("tcp", net.JoinHostPort(o.IP, strconv.Itoa(o.Port)))
	if err != nil {
		return fmt.Errorf("port %d is in use or not allowed: choose another one with -port (%w)", o.Port, err)
	}
	return l.Close()
}

// address is where this machine finds the server.
func (o Options) address() string {
	ip := o.IP
	if net.ParseIP(ip).IsUnspecified() {
		ip = loopback
	}
	return net.JoinHostPort(ip, strconv.Itoa(o.Port))
}

// command is JupyterLab. It asks hosts for nothing: no news, no extensions.
func (o Options) command(ctx context.Context, token string) *exec.Cmd {
	folder := o.Folder
	if folder == "" {
		folder = o.Environment.Notebooks()
	}
	cmd := exec.CommandContext(ctx, o.Environment.Bin("jupyter-lab"),
		"--allow-root", "--log-level=ERROR", // root is the user in a container
		"--ServerApp.ip="+o.IP, "--ServerApp.port="+strconv.Itoa(o.Port), "--ServerApp.port_retries=0",
		"--ServerApp.root_dir="+folder, "--ServerApp.open_browser="+pythonBool(o.Browser),
		"--LabApp.extension_manager=readonly", "--LabApp.news_url=None")
	cmd.Env = setup.Environ(map[string]string{
		"JUPYTER_TOKEN":           token,
		"JUPYTER_PREFER_ENV_PATH": "1",
		lab.SeedsVariable:         strconv.Itoa(o.Seeds),
	})
	cmd.Dir, cmd.Stderr, cmd.Stdout = folder, o.Log, o.Log
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // Ctrl-C would make it ask back
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 20 * time.Second
	return cmd
}

func pythonBool(b bool) string {
	if b {
		return "True"
	}
	return "False"
}

// startup is how long the server may take until it answers.
const startup = 90 * time.Second

// announce waits until the server answers and tells where it is.
func (o Options) announce(ctx context.Context, token string) error {
	url := "http://" + o.address()
	for deadline := time.Now().Add(startup); !answers(ctx, url+"/api"); {
		if time.Now().After(deadline) {
			return fmt.Errorf("lab: JupyterLab does not answer at %s after %s", url, startup)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(200 * time.Millisecond):
		}
	}
	url += "/lab?token=" + token
	fmt.Fprintf(o.Log, "JupyterLab: %s\nCtrl-C stops it.\n", url)
	if o.Ready != nil {
		o.Ready(url)
	}
	return nil
}

func answers(ctx context.Context, url string) bool {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return false
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return false
	}
	response.Body.Close()
	return response.StatusCode == http.StatusOK
}
