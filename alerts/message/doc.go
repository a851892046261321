// Package message says what a notice tells: in words, in links, and as a chart.
// Mail, chat and paging services all take their text from here, so that each
// says the same. The same notice gives the same words and the same picture on
// every try.
//
//	words.go    the sentence, and the facts beside it
//	picture.go  the chart: a query that holds its data, and its PNG
//	links.go    where a reader can go
package message
