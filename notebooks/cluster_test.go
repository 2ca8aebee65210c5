package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"nodulelab/notebooks/internal/shard"
)

// readCluster reads one of the files for clusters.
func readCluster(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("cluster", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// find returns the only match of a pattern's group.
func find(t *testing.T, text, pattern string) string {
	t.Helper()
	all := regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1)
	if len(all) != 1 {
		t.Fatalf("%d matches of %s, want 1", len(all), pattern)
	}
	return all[0][1]
}

// recorded runs a program in which a command only prints its arguments.
func recorded(t *testing.T, command string, environ []string, program ...string) []string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, command), []byte("#!/bin/sh\nprintf '%s\\n' \"$@\"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program[0], program[1:]...)
	cmd.Env = append(os.Environ(), "PATH="+dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	cmd.Env = append(cmd.Env, environ...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %v: %s", program, err, out)
	}
	return strings.Fields(string(out))
}

// isShard checks that arguments of the project's program train one of so many shards.
func isShard(t *testing.T, args []string, want shard.Shard) {
	t.Helper()
	if len(args) == 0 || args[0] != "train" {
		t.Fatalf("it calls the program with %v", args)
	}
	training, err := parseTrain(args[1:])
	if err != nil {
		t.Fatal(err)
	}
	if training.Seeds != 20 || training.Shard != want || training.Scenarios != "1,2,3" {
		t.Errorf("%v trains %+v, want shard %s of 20 seeds", args, training, want)
	}
}

// The pods of the Kubernetes job train one shard each, and all of them.
func TestKubernetesJob(t *testing.T) {
	text := readCluster(t, "job.yaml")
	n, err := strconv.Atoi(find(t, text, `(?m)^  completions: (\d+)`))
	if err != nil || n < 2 {
		t.Fatalf("%d completions, %v", n, err)
	}
	script := find(t, text, `(?m)^ +- (exec nodulelab .*)$`)
	for i := range n {
		args := recorded(t, "nodulelab", []string{fmt.Sprint("JOB_COMPLETION_INDEX=", i)}, "sh", "-c", script)
		isShard(t, args, shard.Shard{Index: i + 1, Count: n})
	}
	if name := find(t, text, `(?m)^ +- name: (NODULELAB_\w+)$`); name != "NODULELAB_RUNS" {
		t.Errorf("it sets %s", name)
	}
}

// The job takes the image as the Dockerfile makes it: the program's place, the user's
// number, the entry point and the folder.
func TestKubernetesJobFitsTheImage(t *testing.T) {
	job, image := readCluster(t, "job.yaml"), readRoot(t, "Dockerfile")
	uid := find(t, image[:strings.Index(image, "AS cuda")], `(?m)^ARG NODULELAB_UID=(\d+)$`)
	for _, field := range []string{"runAsUser", "fsGroup"} {
		if got := find(t, job, `(?m)^ +`+field+`: (\d+)$`); got != uid {
			t.Errorf("%s is %s, and the image's user %s", field, got, uid)
		}
	}
	for _, overridden := range []string{"command:", "workingDir:"} {
		if strings.Contains(job, overridden) {
			t.Errorf("the job sets %s, which the image does", overridden)
		}
	}
	for _, want := range []string{"-o /opt/bin/nodulelab ./notebooks", "ENV PATH=/opt/bin:"} {
		if !strings.Contains(image, want) {
			t.Errorf("the Dockerfile lacks %q: is the program still in PATH?", want)
		}
	}
	find(t, readCluster(t, "README.md"), `(?m)^    docker build --target (cpu) -t nodulelab \.$`)
}

// The tasks of the Slurm array train one shard each, and all of them.
func TestSlurmArray(t *testing.T) {
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("needs bash")
	}
	script := filepath.Join("cluster", "array.sh")
	if out, err := exec.Command("bash", "-n", script).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	n, err := strconv.Atoi(find(t, readCluster(t, "array.sh"), `(?m)^#SBATCH --array=1-(\d+)$`))
	if err != nil || n < 2 {
		t.Fatalf("%d tasks, %v", n, err)
	}
	for i := 1; i <= n; i++ {
		args := recorded(t, "go", []string{
			"SLURM_SUBMIT_DIR=..", fmt.Sprint("SLURM_ARRAY_TASK_ID=", i), fmt.Sprint("SLURM_ARRAY_TASK_COUNT=", n),
		}, "bash", script)
		if len(args) < 2 || args[0] != "run" || args[1] != "./notebooks" {
			t.Fatalf("it calls go %v", args)
		}
		isShard(t, args[2:], shard.Shard{Index: i, Count: n})
	}
}

// Commands that the documentation shows are ones that the program takes.
func TestDocumentedTraining(t *testing.T) {
	for _, name := range []string{"cluster/README.md", "../README.md"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		lines := regexp.MustCompile("go run ./notebooks train( [^`\n]*)?").FindAllStringSubmatch(string(text), -1)
		if len(lines) == 0 {
			t.Errorf("%s shows no training", name)
		}
		for _, l := range lines {
			if _, err := parseTrain(strings.Fields(l[1])); err != nil {
				t.Errorf("%s: %q: %v", name, l[0], err)
			}
		}
	}
}
