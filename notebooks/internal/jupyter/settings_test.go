package jupyter_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"nodulelab/lib/project"
	"nodulelab/notebooks/internal/jupyter"
	"nodulelab/notebooks/internal/setup"
	"nodulelab/notebooks/internal/testenv"
)

// open is a configuration that lets everyone in, under another address.
const open = `
c.IdentityProvider.token = ''
c.PasswordIdentityProvider.hashed_password = ''
c.ServerApp.allow_unauthenticated_access = True
c.ServerApp.disable_check_xsrf = True
c.ServerApp.base_url = '/elsewhere/'
c.ServerApp.certfile = '/nowhere/cert.pem'
c.ServerApp.identity_provider_class = 'no.such.Class'
`

// hostile makes the user's own Jupyter settings those that are given, and sets every
// variable that could bring in others.
func hostile(t *testing.T, config string) {
	t.Helper()
	keepGoCaches(t)
	home := t.TempDir()
	settings := filepath.Join(home, ".jupyter")
	write(t, filepath.Join(settings, "jupyter_server_config.py"), config)
	write(t, filepath.Join(home, "share", "kernels", setup.KernelName, "kernel.json"),
		`{"argv": ["false"], "display_name": "another kernel of that name", "language": "go"}`)
	write(t, filepath.Join(home, "modules", "jupyterlab", "__init__.py"), "raise SystemExit('a module of the user')")
	for name, value := range map[string]string{
		"HOME": home, "JUPYTER_CONFIG_DIR": settings, "JUPYTER_CONFIG_PATH": settings,
		"JUPYTER_PATH": filepath.Join(home, "share"), "JUPYTER_DATA_DIR": filepath.Join(home, "share"),
		"JUPYTER_RUNTIME_DIR": "/nowhere", "JUPYTERLAB_DIR": "/nowhere", "JUPYTERLAB_SETTINGS_DIR": "/nowhere",
		"JUPYTER_TOKEN": "known", "JUPYTER_TOKEN_FILE": "/nowhere", "JUPYTER_PREFER_ENV_PATH": "0",
		"JUPYTER_SERVER_ALLOW_UNAUTHENTICATED_ACCESS": "true", "PYTHONPATH": filepath.Join(home, "modules"),
	} {
		t.Setenv(name, value)
	}
}

// keepGoCaches keeps Go's folders where they are when the home moves.
func keepGoCaches(t *testing.T) {
	t.Helper()
	names := []string{"GOCACHE", "GOMODCACHE", "GOPATH"}
	out, err := exec.Command("go", append([]string{"env"}, names...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	for i, folder := range strings.Fields(string(out)) {
		t.Setenv(names[i], folder)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := project.WriteText(path, text); err != nil {
		t.Fatal(err)
	}
}

// ask returns status and body of an answer to a request for an address below the
// server's.
func ask(t *testing.T, url, path string) (status int, body []byte) {
	t.Helper()
	response, err := http.Get(strings.Replace(url, "/lab", path, 1))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if body, err = io.ReadAll(response.Body); err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, body
}

// checkProtected checks that the server refuses everyone without its token, and that its
// Go kernel is the project's.
func checkProtected(t *testing.T, url string, e setup.Environment) {
	t.Helper()
	stranger, _, _ := strings.Cut(url, "?")
	for _, query := range []string{"", "?token=", "?token=known"} {
		for _, path := range []string{"/api/contents", "/api/kernels", "/api/terminals"} {
			if status, _ := ask(t, stranger+query, path); status != http.StatusForbidden {
				t.Errorf("%s%s: status %d, want %d", path, query, status, http.StatusForbidden)
			}
		}
	}
	status, body := ask(t, url, "/api/kernelspecs")
	var specs struct {
		Kernelspecs map[string]struct{ Spec struct{ Argv []string } }
	}
	if err := json.Unmarshal(body, &specs); err != nil || status != http.StatusOK {
		t.Fatalf("with the token: status %d, %v: %s", status, err, body)
	}
	if argv := specs.Kernelspecs[setup.KernelName].Spec.Argv; len(argv) == 0 || argv[0] != e.Bin("gonb") {
		t.Errorf("the kernel runs %v, want %s", argv, e.Bin("gonb"))
	}
}

// The user's settings, and the variables that name others, decide nothing.
func TestUserSettingsAreNotRead(t *testing.T) {
	if testing.Short() {
		t.Skip("starts JupyterLab")
	}
	e := testenv.Environment(t, setup.Lab)
	hostile(t, open)
	checkProtected(t, start(t, jupyter.Options{Environment: e, Folder: t.TempDir(), Seeds: 1}), e)
}

// Users who ask for their settings get them, but for those that protect the server.
func TestUserSettingsLeaveTheServerClosed(t *testing.T) {
	if testing.Short() {
		t.Skip("starts JupyterLab")
	}
	e := testenv.Environment(t, setup.Lab)
	hostile(t, open+"c.ContentsManager.untitled_notebook = 'of the user'\n")
	os.Unsetenv("JUPYTER_RUNTIME_DIR")
	os.Unsetenv("JUPYTERLAB_DIR")
	url := start(t, jupyter.Options{Environment: e, Folder: t.TempDir(), Seeds: 1, UserSettings: true})
	checkProtected(t, url, e)
	response, err := http.Post(strings.Replace(url, "/lab", "/api/contents", 1), "application/json", strings.NewReader(`{"type": "notebook"}`))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if body, _ := io.ReadAll(response.Body); !bytes.Contains(body, []byte("of the user")) {
		t.Errorf("the user's settings were not read: status %d, %s", response.StatusCode, body)
	}
}

// A server that lets everyone in all the same is stopped and never announced.
func TestOpenServerIsStopped(t *testing.T) {
	if testing.Short() {
		t.Skip("starts JupyterLab")
	}
	e := testenv.Environment(t, setup.Lab)
	hostile(t, `
from jupyter_server.auth.identity import PasswordIdentityProvider, User
async def anyone(self, handler): return User("anyone")
PasswordIdentityProvider.get_user = anyone
`)
	os.Unsetenv("JUPYTER_RUNTIME_DIR")
	os.Unsetenv("JUPYTERLAB_DIR")
	var log bytes.Buffer
	port := testenv.FreePort(t)
	err := jupyter.Run(context.Background(), jupyter.Options{Environment: e, Folder: t.TempDir(), Seeds: 1, UserSettings: true, Log: &log, Port: port,
		Ready: func(url string) { t.Errorf("announced: %s", url) }})
	if err == nil || !strings.Contains(err.Error(), "was stopped: it answered a request without the right token with status 200, want 403") {
		t.Errorf("error %v; log: %s", err, &log)
	}
	if strings.Contains(log.String(), "token=") {
		t.Errorf("the address was printed: %s", &log)
	}
}
