package static

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"chartd/cmd/check/need"
	"chartd/render/scale"
)

// aPage has the names that embed.js wants of a browser when it is loaded.
const aPage = `globalThis.document = { addEventListener() {} };
globalThis.HTMLElement = class {};
globalThis.CSSStyleSheet = class { replaceSync() {} };
globalThis.customElements = { get: () => true };
`

// The element writes numbers as the server does, halves between two digits and
// exponents included.
func TestTheElementWritesNumbersAsTheServer(t *testing.T) {
	t.Parallel()
	numbers := []float64{
		0, 1, -20, 999, 0.3145, 12.5, 999.9994, 999.9996, 1001, -1001, 9999.4, 9999.6, 12345, 999_994, 999_996, 1_300_000, -2.5e9, 3e12, 4e15, 9.99e17,
		0.0625, 0.1875, -0.0625, 7.8125, 10_125, 10_375, 1.125e18, 1e18, -1e18, 1.2e18, 9.999e20, 1e21, 1e300, -math.MaxFloat64,
		0.0005, 0.0004, 0.00049999, 9.999e-5, 1e-7, 1.23456e-7, -1.23456e-7, 1.23456e-8, -1.23456e-8, 9.99e-9, 1.5e-9, -1e-300, math.SmallestNonzeroFloat64,
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		numbers = append(numbers, (r.Float64()-0.5)*math.Pow(10, float64(r.IntN(40)-15)), float64(r.IntN(16_000))/16, float64(r.IntN(100_000_000))/8)
	}
	asked, err := json.Marshal(numbers)
	if err != nil {
		t.Fatal(err)
	}
	source, err := files.ReadFile("embed.js")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "run.mjs")
	program := aPage + string(source) + "\nconsole.log(JSON.stringify(" + string(asked) + ".map(figure)));\n"
	if err := os.WriteFile(file, []byte(program), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), need.Tool(t, "node"), file).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var said []string
	if err := json.Unmarshal(out, &said); err != nil || len(said) != len(numbers) {
		t.Fatalf("%d answers, %v", len(said), err)
	}
	for i, v := range numbers {
		if want := string(scale.AppendDisplay(nil, v)); said[i] != want {
			t.Errorf("the element writes %v as %s, the server as %s", v, said[i], want)
		}
	}
}
