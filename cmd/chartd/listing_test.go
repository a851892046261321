package main

import (
	"strings"
	"testing"
	"time"
)

func TestLists(t *testing.T) {
	one := []accountRow{{"a@b", moment{time.Date(2026, 2, 1, 0, 30, 0, 5, time.FixedZone("", 3600))}, []string{"x", "y"}}}
	for _, row := range []struct {
		what string
		how  listing
		rows []accountRow
		want string
	}{
		{"a table, by UTC", listing{}, one, "a@b  2026-01-31  x, y\n"},
		{"an empty table", listing{}, nil, ""},
		{"JSON", listing{JSON: true}, one, `[ { "email": "a@b", "created": "2026-01-31T23:30:00Z", "projects": [ "x", "y" ] } ]`},
		{"an empty list is no null", listing{JSON: true}, nil, "[]"},
	} {
		var out strings.Builder
		err := printList(&out, row.how, row.rows)
		got := out.String()
		if row.how.JSON {
			got = strings.Join(strings.Fields(got), " ")
		}
		if err != nil || got != row.want {
			t.Errorf("%s: %q, %v, want %q", row.what, got, err, row.want)
		}
	}
}
