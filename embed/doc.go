// Package embed shows stats elsewhere: on pages, in mails, in pictures. It is
// the one bridge from stored data to what is drawn, and knows neither HTTP nor
// how a store keeps its data.
//
// An embed key goes in, and the windows, figures and marks of its stat come
// out, as render and render/card draw them.
package embed
