package static

// The code of the recipes. BASE stands for the base URL of the page.
const (
	responsiveCode = `/* width and height stay in the tag: they reserve the space */
img.chart { max-width: 100%; height: auto; }`

	containerCode = `.svg-container {
  display: inline-block; position: relative; width: 100%;
  padding-bottom: 31%; vertical-align: middle; overflow: hidden;
}
.svg-content { display: inline-block; position: absolute; top: 0; left: 0; width: 100%; height: auto; }

<div class="svg-container"><img src="BASE/a.svg?w=580&h=180&d0=…" class="svg-content" alt="…"></div>`

	darkCode = `<picture>
  <source media="(prefers-color-scheme: dark)" srcset="BASE/a.png?v0=3,1,4,1,5&theme=dark">
  <img src="BASE/a.png?v0=3,1,4,1,5&theme=light" width="580" height="180" alt="5 points, from 3 to 5.">
</picture>`

	terminalCode = `seq 50 | chartd plot
seq 50 | chartd plot --img
chartd render 'v0=3,1,4,1,5,9&t=Digits' -o chart.png`
)

// encoder is a function that makes data strings, in one language.
type encoder struct{ Language, Use, Code string }

// readEncoders returns the encoders in the order in which the page shows them.
func readEncoders() ([]encoder, error) {
	list := []struct{ file, language, use string }{
		{"encode.js", "JavaScript", `encode([3, 1, 4])`},
		{"encode.py", "Python", `encode([3, 1, 4])`},
		{"encode.go.txt", "Go", `min, max := Range(values); Encode(values, min, max)`},
		{"encode.rb", "Ruby", `encode([3, 1, 4])`},
		{"encode.php", "PHP", `encode([3, 1, 4])`},
		{"encode.sh", "Shell", `printf '%s\n' 3 1 4 | encode`},
		{"encode.swift", "Swift", `encode([3, 1, 4])`},
	}
	var out []encoder
	for _, e := range list {
		code, err := files.ReadFile("encoders/" + e.file)
		if err != nil {
			return nil, err
		}
		out = append(out, encoder{e.language, e.use, string(code)})
	}
	return out, nil
}

// sample is a command and what it prints, for formats that no img tag shows.
type sample struct{ Command, Answer string }

// readSamples returns the samples by the id of their topic. Their answers are
// kept as files, because a page cannot show the text of another document.
func readSamples() (map[string]*sample, error) {
	text, err := files.ReadFile("samples/a.txt")
	if err != nil {
		return nil, err
	}
	json, err := files.ReadFile("samples/a.json")
	if err != nil {
		return nil, err
	}
	return map[string]*sample{
		"txt":  {"curl 'BASE/a.txt?" + TextSample + "'", string(text)},
		"json": {"curl 'BASE/a.json?" + JSONSample + "'", string(json)},
	}, nil
}
