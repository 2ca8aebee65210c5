package console

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// UntilStopped returns a context that ends with Ctrl-C, with SIGTERM, and when the
// terminal closes (SIGHUP), unless the program was started to outlive its terminal, as
// by nohup. Stop gives the signals back their usual effect.
func UntilStopped() (ctx context.Context, stop context.CancelFunc) {
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		signals = append(signals, syscall.SIGHUP)
	}
	return signal.NotifyContext(context.Background(), signals...)
}
