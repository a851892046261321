package png
import ("testing";"time";"fmt";"os";"image";"bytes";ipng "image/png";"image/color")
func cpu() int64 { return time.Now().UnixNano() }
func TestCPU(t *testing.T) {
	if os.Getenv("CPU")=="" { t.Skip() }
	var best [10]int64
	for round := range 40 {
	for i, c := range append(charts[:len(charts):len(charts)], charts[0]) {
		e:=Encoder{always: os.Getenv("TRUE")!=""}; var f []byte
		s := c.scene()
		f = e.Append(f[:0], s, 2)
		var pi *image.Paletted
		if i == len(charts) { im,_ := ipng.Decode(bytes.NewReader(f)); pi,_ = im.(*image.Paletted); _ = color.RGBA{} }
		t0 := cpu()
		const n = 4
		for range n { if pi != nil { var b bytes.Buffer; ipng.Encode(&b, pi) } else { if os.Getenv("DRAW")!="" { e.draw(s,1160,360,2) } else { f = e.Append(f[:0], s, 2) } } }
		d := (cpu()-t0)/n
		if round == 0 || d < best[i] { best[i] = d }
	}}
	for i := range charts { fmt.Printf("%s %.2f ms  ", charts[i].name, float64(best[i])/1e6) }
	fmt.Printf("image/png A %.2f (3.2 there)\n", float64(best[len(charts)])/1e6)
}
