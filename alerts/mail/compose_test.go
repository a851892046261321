package mail_test

import (
	"bytes"
	"flag"
	"image"
	"image/png"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode"

	"chartd/alerts"
	"chartd/alerts/mail"
	"chartd/alerts/message"
	"chartd/render/rendertest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden reads a golden file. With -update it writes what the test got, and
// there is nothing to compare.
func golden(t *testing.T, name string, got []byte) (want []byte, ok bool) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return nil, false
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Errorf("%v; go test ./alerts/mail -update writes it", err)
	}
	return want, err == nil
}

// compose writes a message as a mail and as its bytes.
func compose(t *testing.T, m alerts.Message) (mail.Mail, []byte) {
	t.Helper()
	letter, err := composer(t).Compose(mailbox(t, "ops@example.com"), m)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := letter.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return letter, raw
}

// pictureLines are those of the base64 of a picture.
var pictureLines = regexp.MustCompile(`(?m)^(iVBOR[A-Za-z0-9+/=\r\n]+)$`)

func TestGolden(t *testing.T) {
	for name, m := range samples() {
		t.Run(name, func(t *testing.T) {
			_, raw := compose(t, m)
			want, ok := golden(t, name+".eml", raw)
			if !ok || bytes.Equal(raw, want) {
				return
			}
			words := func(b []byte) []string { return strings.Split(string(pictureLines.ReplaceAll(b, nil)), "\n") }
			got, old := words(raw), words(want)
			for i := range min(len(got), len(old)) {
				if got[i] != old[i] {
					t.Fatalf("line %d is\n%s\nwant\n%s", i+1, got[i], old[i])
				}
			}
			a, b := read(t, raw), read(t, want)
			if len(got) != len(old) || !slices.Equal(a.ids(), b.ids()) {
				t.Fatalf("%d lines, pictures %v; want %d, %v", len(got), a.ids(), len(old), b.ids())
			}
			for id := range a.pictures {
				alike(t, name+"-"+id, a.pictures[id], b.pictures[id], 0.001)
			}
		})
	}
}

// alike compares two PNGs; at most a share of the pixels may differ by more than
// two levels.
func alike(t *testing.T, name string, got, want []byte, share float64) {
	t.Helper()
	a, b := picture(t, got), picture(t, want)
	if d := rendertest.Compare(a, b, 2); d.Sizes || d.Over > share {
		file, err := rendertest.Keep(name, a, b)
		t.Errorf("%s: %v; see %s, error %v", name, d, file, err)
	}
}

func picture(t *testing.T, b []byte) image.Image {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func TestAMailHoldsAllItShows(t *testing.T) {
	for name, m := range samples() {
		t.Run(name, func(t *testing.T) {
			_, raw := compose(t, m)
			p := read(t, raw)
			list, words := elements(t, p.html)
			used := map[string]bool{}
			for _, e := range list {
				checkElement(t, e, p, used)
			}
			for _, id := range p.ids() {
				if !used[id] {
					t.Errorf("picture %s is in no place", id)
				}
				img := picture(t, p.pictures[id])
				if s := img.Bounds().Size(); s.X != 2*message.Width || s.Y != 2*message.Height || !opaque(img) {
					t.Errorf("picture %s has %v pixels, opaque %v", id, s, opaque(img))
				}
			}
			for _, n := range numbers(p.text) {
				if !strings.Contains(words+attributes(list), n) {
					t.Errorf("the text has %q, the HTML has not", n)
				}
			}
			for _, n := range numbers(words) {
				if !strings.Contains(p.text, n) {
					t.Errorf("the HTML has %q, the text has not", n)
				}
			}
		})
	}
}

// checkElement looks for what loads something, and for pictures without a part.
func checkElement(t *testing.T, e element, p parts, used map[string]bool) {
	t.Helper()
	switch e.name {
	case "script", "link", "iframe", "object", "embed", "video", "audio", "form", "base", "svg":
		t.Errorf("a mail has a %s", e.name)
	case "img":
		id, ok := strings.CutPrefix(e.attrs["src"], "cid:")
		used[id] = true
		if !ok || p.pictures[id] == nil {
			t.Errorf("picture %q is not in the mail", e.attrs["src"])
		}
		if e.attrs["width"] != strconv.Itoa(message.Width) || e.attrs["height"] != strconv.Itoa(message.Height) || e.attrs["alt"] == "" {
			t.Errorf("a picture of %s by %s, alt %q", e.attrs["width"], e.attrs["height"], e.attrs["alt"])
		}
		if alt := strings.Join(strings.Fields(e.attrs["alt"]), " "); !strings.Contains(strings.Join(strings.Fields(p.text), " "), alt) {
			t.Errorf("the text does not say %q", alt)
		}
	case "a":
		if u, err := url.Parse(e.attrs["href"]); err != nil || u.Host != "charts.example.com" || u.Scheme != "https" || !strings.Contains(p.text, e.attrs["href"]) {
			t.Errorf("link to %q, which the text may not have", e.attrs["href"])
		}
	}
	for name, v := range e.attrs {
		if name != "src" && e.name == "img" && name == "srcset" || name == "background" || strings.HasPrefix(name, "on") || name == "style" && strings.Contains(v, "url(") {
			t.Errorf("%s has %s=%q", e.name, name, v)
		}
	}
}

// attributes are the alternative texts of a page.
func attributes(list []element) string {
	var b strings.Builder
	for _, e := range list {
		b.WriteString(e.attrs["alt"] + " " + e.attrs["href"] + " ")
	}
	return b.String()
}

// numbers lists the figures of a text.
func numbers(s string) []string {
	return regexp.MustCompile(`\d[\d.,:-]*\d|\d`).FindAllString(s, -1)
}

func opaque(img image.Image) bool {
	o, ok := img.(interface{ Opaque() bool })
	return ok && o.Opaque()
}

func TestHeaders(t *testing.T) {
	episode := func(m alerts.Message) string { _, raw := compose(t, m); return read(t, raw).header.Get("References") }
	letter, raw := compose(t, messageOf(fired()))
	h := read(t, raw).header
	for name, want := range map[string]string{
		"Subject": "api errors: alert", "To": "<ops@example.com>", "From": `"chartd" <alerts@example.com>`,
		"Date": "Tue, 14 Nov 2023 22:14:02 +0000", "Auto-Submitted": "auto-generated", "Message-ID": "<" + letter.ID + ">",
		"List-Unsubscribe": "<" + letter.Unsubscribe + ">", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
		"In-Reply-To": h.Get("References"),
	} {
		if got := h.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	cleared, raw := compose(t, messageOf(fired(of(alerts.Cleared, 3))))
	over := read(t, raw).header
	if cleared.ID == letter.ID || over.Get("Subject") != h.Get("Subject") || over.Get("References") != h.Get("References") || h.Get("References") == "" {
		t.Errorf("the recovery is not in the thread: %v after %v", over, h)
	}
	if other := episode(messageOf(fired(delta))); other == h.Get("References") {
		t.Error("two episodes are one thread")
	}
	group, raw := compose(t, messageOf(fired(delta), fired()))
	refs := strings.Fields(read(t, raw).header.Get("References"))
	if want := []string{episode(messageOf(fired(delta))), h.Get("References")}; !slices.Equal(refs, want) {
		t.Errorf("the group %s names %v, want %v", group.ID, refs, want)
	}
	if got := episode(samples()["test"]); got != "" {
		t.Errorf("a test is in thread %q", got)
	}
}

func TestWithoutAServerThereAreNoLinks(t *testing.T) {
	c, err := mail.NewComposer("alerts@example.com", message.Places{})
	if err != nil {
		t.Fatal(err)
	}
	for name, m := range samples() {
		letter, err := c.Compose(mailbox(t, "ops@example.com"), m)
		if err != nil {
			t.Fatal(err)
		}
		if letter.Unsubscribe != "" || strings.Contains(letter.HTML, "<a ") || name != "hostile" && strings.Contains(letter.Text, "://") {
			t.Errorf("%s has links:\n%s", name, letter.Text)
		}
		if raw, err := letter.Bytes(); err != nil || bytes.Contains(raw, []byte("List-Unsubscribe")) {
			t.Errorf("%s can be unsubscribed, error %v", name, err)
		}
	}
}

func TestReportsAreUnsubscribedAlone(t *testing.T) {
	places := composer(t).Places
	report, _ := compose(t, messageOf(digest()))
	both, _ := compose(t, messageOf(fired(), digest()))
	if want := places.Unsubscribe(7, "r1"); report.Unsubscribe != want {
		t.Errorf("a report: %s, want %s", report.Unsubscribe, want)
	}
	if want := places.Unsubscribe(7, ""); both.Unsubscribe != want {
		t.Errorf("a report with an alert: %s, want %s", both.Unsubscribe, want)
	}
}

func TestLongMessagesAreCut(t *testing.T) {
	const many = 100
	plain, long, report, born := alerts.Message{}, alerts.Message{}, digest(), alerts.Notice{Event: alerts.NewStats}
	line := report.Digest.Lines[0]
	report.Digest.Lines = nil
	for i := range many {
		name := "service " + strconv.Itoa(i)
		plain.Notices = append(plain.Notices, fired(named(name)))
		long.Notices = append(long.Notices, fired(named(strings.Repeat(`"<&`, 80)+name)))
		line.Stat.Name = name
		report.Digest.Lines = append(report.Digest.Lines, line)
		born.Born = append(born.Born, alerts.StatFacts{ID: "n", Name: strings.Repeat("\"", 250) + name})
	}
	for _, row := range []struct {
		name     string
		m        alerts.Message
		least    int // how many of them must be there
		pictures int
	}{
		{"notices", plain, many, 20},
		{"notices of long names", long, 15, 20},
		{"lines of a report", messageOf(report), many, 20},
		{"new stats of long names", messageOf(born), 30, 0},
	} {
		t.Run(row.name, func(t *testing.T) {
			_, raw := compose(t, row.m)
			p := read(t, raw)
			_, words := elements(t, p.html)
			there := 0
			for i := range many {
				if strings.Contains(words, "service "+strconv.Itoa(i)) {
					there++
				}
			}
			if len(p.html) > 80_000 || there < row.least || len(p.pictures) > row.pictures {
				t.Errorf("%d bytes of HTML, %d names, %d pictures", len(p.html), there, len(p.pictures))
			}
			if left := "and " + strconv.Itoa(many-there) + " more"; there < many && (!strings.Contains(words, left) || !strings.Contains(p.text, left)) {
				t.Errorf("it does not say %q", left)
			}
			if there == many && strings.Contains(words, " more") {
				t.Error("it says that something is left, and nothing is")
			}
		})
	}
}

func TestPageHasItsPicturesInIt(t *testing.T) {
	letter, _ := compose(t, messageOf(digest()))
	list, _ := elements(t, letter.Page())
	count := 0
	for _, e := range list {
		if strings.HasPrefix(e.attrs["src"], "data:image/png;base64,") {
			count++
		}
	}
	if count != len(letter.Pictures) || count == 0 || strings.Contains(letter.Page(), "cid:") {
		t.Errorf("%d pictures in the page, %d in the mail", count, len(letter.Pictures))
	}
}

// FuzzNames puts names of strangers into every place that a mail has for them.
func FuzzNames(f *testing.F) {
	f.Add("visits", "ms")
	f.Add(hostile, "\r\n.\r\n")
	f.Add("\xff\u2028\u202e=?utf-8?q?x?=", "{{.}}")
	var once sync.Once
	var want []string
	var plain parts
	f.Fuzz(func(t *testing.T, name, unit string) {
		once.Do(func() { want, plain = shape(t, "a", "b") })
		got, p := shape(t, name, unit)
		if !slices.Equal(got, want) || len(p.pictures) != len(plain.pictures) || len(p.header) != len(plain.header) {
			t.Errorf("elements %v, want %v; %d pictures, headers %v", got, want, len(p.pictures), p.header)
		}
		if strings.ContainsFunc(p.text, func(r rune) bool { return r != '\n' && unicode.IsControl(r) }) {
			t.Errorf("the text has control characters: %q", p.text)
		}
	})
}

// What a report has no line for is counted with what a mail has no room for.
func TestAReportSaysWhatItLeavesOut(t *testing.T) {
	report := digest()
	report.Digest.More = 7
	_, raw := compose(t, messageOf(report))
	p := read(t, raw)
	_, words := elements(t, p.html)
	if !strings.Contains(words, "and 7 more") || !strings.Contains(p.text, "and 7 more") {
		t.Errorf("it does not say so:\n%s", p.text)
	}
}

// shape is the elements and the parts of a mail about a stat.
func shape(t *testing.T, name, unit string) (tags []string, p parts) {
	t.Helper()
	n := fired(delta)
	n.Stat.Name, n.Stat.Unit = name, unit
	_, raw := compose(t, messageOf(n))
	p = read(t, raw)
	list, _ := elements(t, p.html)
	for _, e := range list {
		tags = append(tags, e.name)
	}
	return tags, p
}

// A report without a stat says so, and a preview that it is one.
func TestAReportOfNothing(t *testing.T) {
	report := digest()
	report.Digest.Lines = nil
	_, raw := compose(t, messageOf(report))
	p := read(t, raw)
	if !strings.Contains(p.html, "There is nothing to tell") || !strings.Contains(p.text, "There is nothing to tell") {
		t.Errorf("it does not say so:\n%s", p.text)
	}
	c, err := mail.NewComposer("chartd@example.com", message.Places{})
	if err != nil {
		t.Fatal(err)
	}
	page, err := c.Preview(messageOf(report))
	if err != nil || !strings.Contains(page, "A preview") || strings.Contains(page, "destination") {
		t.Errorf("the preview, error %v:\n%s", err, page)
	}
}
