package static

// liveChapter is about stored numbers. Its examples are code: a server without
// stats has none to show.
func liveChapter() chapter {
	return chapter{"stats", "Live numbers", "A server that keeps stats draws them, too. The data of such a picture stands in the store, and its URL names the stat by an embed key.", []topic{
		{"keep", nil, "Keep a number",
			"One call stores a number; a name that is new becomes a stat. Counters are summed, values are averaged. The answer 204 means that it is on disk.", nil},
		{"k", []string{"k0", "k1", "k2", "k3", "k4", "tf"}, "Live series",
			"Embed keys in place of data, up to five. `tf` is the timeframe: `1w3h` is a week in steps of three hours. Size, range and times come by themselves, everything else works as above, and so do `card` and `badge`. The step that has only just begun is left out. A key for one timeframe, for the number alone or for some sites is none of these: it shows what it may at `/s/KEY.svg` and on pages.", nil},
		{"cmp", []string{"cmp", "marks"}, "The period before, and comments",
			"`cmp=1` draws the period before as a dashed line, `marks=1` the comments of the stat, such as deploys, as lines.", nil},
		{"end", []string{"end"}, "A frozen window",
			"The picture of a window that ended, for a report: the URL shows the same for ever.", nil},
		{"sig", []string{"sig", "exp"}, "Signatures",
			"With `--require-signature` only signed URLs are drawn. `chartd sign URL` makes one; `exp` is when it ends.", nil},
		{"element", nil, "On any page",
			"An element shows a number or chart and keeps it fresh; StatHat's old script works, too. The page of each stat has all forms ready to paste.", nil},
	}}
}

// codes are what topics show beside or in place of pictures, by their id. BASE
// stands for the base URL, KEY for an embed key.
var codes = map[string]string{
	"keep": "curl -d 'ezkey=EZKEY&stat=page view&count=1' BASE/ez\ncurl -d 'ezkey=EZKEY&stat=load average&value=0.5' BASE/ez",
	"k":    "BASE/a.svg?k0=KEY&tf=1w3h\nBASE/card.svg?k0=KEY&tf=1d1h",
	"cmp":  "BASE/a.svg?k0=KEY&tf=1w3h&cmp=1&marks=1",
	"end":  "BASE/a.svg?k0=KEY&tf=1w3h&end=1700000000",
	"sig":  "chartd sign 'BASE/a.svg?k0=KEY&tf=1w3h'",
	"element": `<script type="module" src="BASE/embed.js"></script>
<chartd-stat key="KEY" tf="1w3h" kind="chart"></chartd-stat>

<script src="BASE/js/embed.js"></script>
<script>StatHatEmbed.render({kind: 'text', s1: 'KEY'});</script>`,
}
