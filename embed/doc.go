// Package embed shows stats elsewhere: on pages, in mails, in pictures. It is
// the one bridge from stored data to what is drawn, and knows neither HTTP nor
// how a store keeps its data.
//
// An embed key goes in, and the windows, figures and marks of its stat come
// out, as render and render/card draw them.
//
//	live.go   what the query of a live picture asks for; sign.go its signature
//	key.go    which stat a key shows, and to which pages
//	board.go  each window read once a minute, for however many
//	value.go  numbers of opened keys; points.go their points; frame.go timeframes
//	graph.go  the name of a stat's picture where StatHat had it
package embed
