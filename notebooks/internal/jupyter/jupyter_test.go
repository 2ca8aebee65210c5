package jupyter_test

import (
	"bytes"
	"context"
	"errors"
	"net"
	"strings"
	"testing"

	"nodulelab/notebooks/internal/jupyter"
	"nodulelab/notebooks/internal/testenv"
)

func TestPortInUse(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var log bytes.Buffer
	port := l.Addr().(*net.TCPAddr).Port
	err = jupyter.Run(context.Background(), jupyter.Options{Port: port, Log: &log})
	if err == nil || !strings.Contains(err.Error(), "is in use or not allowed: choose another one with -port") {
		t.Errorf("error %v", err)
	}
	if log.Len() != 0 {
		t.Errorf("something was begun: %s", &log)
	}
}

func TestBadPort(t *testing.T) {
	for _, port := range []int{0, -1, 70000} {
		if err := jupyter.Run(context.Background(), jupyter.Options{Port: port}); err == nil || !strings.Contains(err.Error(), "want 1 to 65535") {
			t.Errorf("port %d: error %v", port, err)
		}
	}
}

// start opens JupyterLab on a free port and returns its address.
func start(t *testing.T, o jupyter.Options) (url string) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	ready, ended := make(chan string, 1), make(chan error, 1)
	var log bytes.Buffer
	o.Port, o.Log, o.Ready = testenv.FreePort(t), &log, func(url string) { ready <- url }
	go func() { ended <- jupyter.Run(ctx, o) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("JupyterLab ended with %v: %s", err, &log)
		}
	})
	select {
	case url := <-ready:
		return url
	case err := <-ended:
		ended <- err
		t.Fatalf("JupyterLab did not start: %v: %s", err, &log)
		return ""
	}
}
