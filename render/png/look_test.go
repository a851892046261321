package png

import ("testing";"os";"bytes";ipng "image/png")

func TestLook(t *testing.T) {
	for _, c := range charts {
		for _, al := range []bool{false,true} {
		e := Encoder{always: al}
		f := e.Append(nil, c.scene(), 2)
		if _, err := ipng.Decode(bytes.NewReader(f)); err != nil { t.Error(c.name, al, err) }
		n := "/tmp/"+c.name; if al {n+="t"}
		os.WriteFile(n+".png", f, 0o644)
		t.Log(c.name, len(f), e.indexed.colors, e.indexed.full)
		}
	}
}
