package png

import ("testing";"os";"bytes";ipng "image/png";"image/color")

func TestLook(t *testing.T) {
	for _, c := range charts {
		e := Encoder{}
		f := e.Append(nil, c.scene(), 2)
		p, err := ipng.Decode(bytes.NewReader(f))
		if err != nil { t.Fatal(c.name, err) }
		os.WriteFile("/tmp/"+c.name+".png", f, 0o644)
		e2 := Encoder{always:true}
		g := e2.Append(nil, c.scene(), 2)
		q, err := ipng.Decode(bytes.NewReader(g))
		if err != nil { t.Fatal(c.name, err) }
		os.WriteFile("/tmp/"+c.name+"t.png", g, 0o644)
		var hist [8]int
		mx:=0
		for y:=range 360 { for x:=range 1160 {
			a:=color.NRGBAModel.Convert(p.At(x,y)).(color.NRGBA)
			b:=color.NRGBAModel.Convert(q.At(x,y)).(color.NRGBA)
			d:=0
			for _,v:=range []int{int(a.R)-int(b.R),int(a.G)-int(b.G),int(a.B)-int(b.B),int(a.A)-int(b.A)} { d=max(d,v,-v) }
			mx=max(mx,d)
			hist[min((d+3)/4,7)]++
		}}
		t.Log(c.name, len(f), len(g), e.indexed.colors, e.indexed.full, mx, hist)
	}
}
