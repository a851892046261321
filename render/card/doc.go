// Package card lays a number, a sparkline and a label out as a scene of their
// own: number cards (/card.svg, /card.png, also the 1200x630 preview of a
// page) and flat badges (/badge.svg).
//
// A query becomes a Card or a Badge in one place, where alone it can be wrong;
// every Card and Badge can be drawn. The package knows no HTTP and no stats.
// What a stranger writes is data: it is measured, fitted and escaped.
//
// # Why
//
// A card leaves things out before it lets them touch: first the change, then
// the sparkline, then the label. The value stays as long as seven pixels are
// left for it: it gets smaller, and an ellipsis comes last.
package card
