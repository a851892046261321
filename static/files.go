package static

import "embed"

// files is everything the page is made of, as it was written. It stands in a
// file of its own because the project has a package that is named embed too.
//
//go:embed page.html more.html chart.css theme.js page.js editor.js embed.js stathat.js icon.svg encoders samples
var files embed.FS
