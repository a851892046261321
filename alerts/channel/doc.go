// Package channel sends alerts to services that are neither mail nor Keybase:
// chat rooms, pagers, phones and webhooks. In goes a message and where it goes,
// out go HTTP requests, and back comes what the service said and whether it is
// worth another try. It knows no outbox and no clock: when to try again is its
// caller's to say.
//
//	sender.go    Sender: which channel, its deadline, and nothing secret in what comes back
//	guard.go     Guard: which addresses a call may reach
//	client.go    one request and its answer, read to a bound
//	verdict.go   what an answer means: delivered, refused, gone, or try again
//	each.go      a request for each notice of a message
//	card.go      a message as texts, links and pictures, cut to what a service takes
//	escape.go    names are data: one way of escaping for each kind of text
//	template.go  placeholders of the custom channel
//
// and one file for each service.
//
// # Why
//
// Everything goes through one guarded client, because people who may not reach
// the server's own network choose these URLs. Addresses are judged when a
// connection is made, after the name was looked up and again for each redirect:
// judging the URL alone would trust a name that changes its address meanwhile.
//
// A message of several notices is one request where the service can show several,
// so that it arrives whole or not at all. Where each notice needs a request of
// its own, as for webhooks and PagerDuty, the error says which arrived, and a
// retry sends the others alone.
//
// Pictures are links to the frozen chart, /a.png?d0=…, where readers of the
// service can fetch them. Where the server is private they are uploaded, if the
// service takes files. A picture never holds up its text for long: the text goes
// alone where a picture is refused, or keeps failing.
package channel
