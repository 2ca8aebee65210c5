package driver

import "testing"

func TestHidesAll(t *testing.T) {
	for list, want := range map[string]bool{
		"": true, " ": true, "-1": true, "-1,0": true, "NoDevFiles": true, ",0": true,
		"0": false, "1,-1": false, "GPU-8932f937": false, "MIG-GPU-8932f937/1/0": false,
	} {
		if got := hidesAll(list); got != want {
			t.Errorf("%q: %t, want %t", list, got, want)
		}
	}
}

func TestVersion(t *testing.T) {
	for v, want := range map[Version]string{13000: "13.0", 12080: "12.8", 13020: "13.2", 11040: "11.4"} {
		if v.String() != want {
			t.Errorf("%d: %s, want %s", int(v), v, want)
		}
	}
	if Version(12080).Major() != 12 {
		t.Error("12.8 is not of CUDA 12")
	}
}
