// Package mail writes a message as a mail and hands it to an SMTP server.
//
// In go facts, out come bytes: Compose makes the same mail of the same message on
// every try, with the chart drawn into it, so that a mail that arrives twice is
// known by its Message-ID. It keeps nothing, decides nothing about alerts, and
// fetches nothing.
//
//	compose.go  a message to a Mail: names, threads, size
//	letter.go   what stands in it, block by block
//	mime.go     a Mail to the bytes of a mail
//	send.go     settings of the server, and one try to send
//	smtp.go     the conversation with the server, and what its answers mean
//	letter.html.tmpl, letter.txt.tmpl
//
// # Threads
//
// Everything that is told of an episode, from firing to clearing, is one thread.
// No mail is the first of it: each names a Message-ID made from the episode, in
// References and In-Reply-To, as if it answered that one. A mail about several
// episodes names all of them, so that the recovery of each is found where its
// alarm was; what fires in the same minute is so one thread, which is how people
// look at it too.
//
// # What a server's answer means
//
// An answer of 500 or more to the recipient or to the data is final. It says
// that the destination is gone when its enhanced code is one of those that only
// mean that there is no such mailbox: 5.1.1, 5.1.6 and 5.1.10 (RFC 3463, RFC
// 7505). A bare 550 is not enough, for servers also say it of what they take for
// spam. Anything else may go away: answers of 400 and more, answers that ask for
// a password (530), whatever is said before the recipient is named, for it is
// about the settings and not about the message, and broken connections.
// Where the connection breaks after the final dot, nobody knows whether the mail
// was taken; it is sent again, under the same Message-ID.
package mail
