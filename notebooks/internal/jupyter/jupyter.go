// Package jupyter opens JupyterLab on the notebooks, on this machine only unless it is
// told otherwise.
package jupyter

import (
	"context"
	"crypto/rand"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"nodulelab/lib/lab"
	"nodulelab/lib/live/page"
	"nodulelab/notebooks/internal/cells"
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

	// Modules lets cells import modules that go.mod does not list, which are fetched
	// through the user's module proxy.
	Modules bool

	// UserSettings lets the user's and the machine's Jupyter settings govern what does
	// not protect the server. Without it they are not read.
	UserSettings bool

	// Ready, if not nil, is told of the address once the server answers.
	Ready func(url string)
}

// Run serves JupyterLab until the context ends, to those only who have the token.
func Run(ctx context.Context, o Options) error {
	if o.IP == "" {
		o.IP = loopback
	}
	if err := o.checkAddress(); err != nil {
		return err
	}
	if err := o.Environment.Ensure(ctx, setup.Lab, func(step string) { fmt.Fprintln(o.Log, step+" …") }); err != nil {
		return err
	}
	kernel, err := o.kernel(ctx)
	if err != nil {
		return err
	}
	static, err := os.MkdirTemp("", "nodulelab-pages") // for live pages that cells make
	if err != nil {
		return fmt.Errorf("lab: %w", err)
	}
	defer os.RemoveAll(static)
	fmt.Fprintln(o.Log, "cells compute with", o.Environment.Choice)
	token := rand.Text()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	go func() {
		if err := o.announce(ctx, token); err != nil {
			cancel(err)
		}
	}()
	err = o.command(ctx, token, kernel, static).Run()
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, context.Canceled) {
		return cause
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return fmt.Errorf("lab: JupyterLab ended: %w", err)
}

// kernel writes the description of the kernel and returns the folder where Jupyter
// finds it.
func (o Options) kernel(ctx context.Context) (jupyterPath string, err error) {
	proxy := ""
	if o.Modules {
		if proxy, err = o.Environment.UserProxy(ctx); err != nil {
			return "", err
		}
	}
	return o.Environment.LabKernel(proxy)
}

const loopback = "127.0.0.1"

// serve is the program that serves JupyterLab.
//
//go:embed serve.py
var serve string

// checkAddress returns an error unless the server can listen where it is asked to.
func (o Options) checkAddress() error {
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
func (o Options) command(ctx context.Context, token, kernel, static string) *exec.Cmd {
	folder := o.Folder
	if folder == "" {
		folder = o.Environment.Notebooks()
	}
	args := []string{"-I", "-X", "utf8", "-c", cells.Python + serve}
	if o.UserSettings {
		args = append(args, "user-settings")
	}
	args = append(args, "--allow-root", "--log-level=ERROR", // root is the user in a container
		"--ServerApp.ip="+o.IP, "--ServerApp.port="+strconv.Itoa(o.Port), "--ServerApp.port_retries=0",
		"--ServerApp.root_dir="+folder, "--ServerApp.open_browser="+strconv.FormatBool(o.Browser),
		"--ServerApp.extra_static_paths="+static, // shown without the token: programs and networks, no secrets
		"--LabApp.extension_manager=readonly", "--LabApp.news_url=None")
	cmd := exec.CommandContext(ctx, o.Environment.Python(), args...)
	cmd.Env = o.environ(token, kernel, static)
	cmd.Dir, cmd.Stderr, cmd.Stdout = folder, o.Log, o.Log
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // Ctrl-C would make it ask back
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 20 * time.Second
	return cmd
}

// environ is JupyterLab's environment.
func (o Options) environ(token, kernel, static string) []string {
	variables := map[string]string{
		"JUPYTER_TOKEN": token, "JUPYTER_PATH": kernel, lab.SeedsVariable: strconv.Itoa(o.Seeds),
		page.ProgramVariable: o.Environment.LiveProgram(), page.PagesVariable: filepath.Join(static, "live"), page.AddressVariable: "/static/live",
	}
	if o.UserSettings {
		return setup.UserJupyterEnviron(variables)
	}
	return o.Environment.JupyterEnviron(variables)
}

// startup is how long the server may take until it answers.
const startup = 90 * time.Second

// announce waits until the server answers those who have the token, makes sure that it
// refuses everyone else, and tells where it is.
func (o Options) announce(ctx context.Context, token string) error {
	url := "http://" + o.address()
	for deadline := time.Now().Add(startup); status(ctx, url+private+"?token="+token) != http.StatusOK; {
		if time.Now().After(deadline) {
			return fmt.Errorf("lab: JupyterLab does not answer at %s after %s", url, startup)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(200 * time.Millisecond):
		}
	}
	if err := refusesStrangers(ctx, url); err != nil {
		return err
	}
	url += "/lab?token=" + token
	fmt.Fprintf(o.Log, "JupyterLab: %s\nCtrl-C stops it.\n", url)
	if o.Ready != nil {
		o.Ready(url)
	}
	return nil
}

// private is an address of the server that lists its files.
const private = "/api/contents"

// refusesStrangers returns an error unless the server refuses a request without a token
// and one with a wrong token.
func refusesStrangers(ctx context.Context, url string) error {
	for _, query := range []string{"", "?token=" + rand.Text()} {
		got := status(ctx, url+private+query)
		if ctx.Err() == nil && got != http.StatusForbidden {
			return fmt.Errorf("lab: JupyterLab at %s was stopped: it answered a request without the right token with status %d, want %d; "+
				"if it was started with -user-settings, some setting there lets everyone in", url, got, http.StatusForbidden)
		}
	}
	return nil
}

// status is the HTTP status of an answer, 0 where there is none.
func status(ctx context.Context, url string) int {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return 0
	}
	response, err := direct.Do(request)
	if err != nil {
		return 0
	}
	response.Body.Close()
	return response.StatusCode
}

// direct asks without a proxy.
var direct = &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
