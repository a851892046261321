package postgres

import (
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"chartd/stats"
	"chartd/stats/postgres/pgtest"

	"github.com/jackc/pgx/v5/pgproto3"
)

func TestVersions(t *testing.T) {
	for _, row := range []struct{ version, want string }{
		{"15.14 (Debian 15.14-0+deb12u1)", ""},
		{"18beta1", ""},
		{"17.2", ""},
		{"100.0", ""},
		{"14.19", "the database server is PostgreSQL 14.19, which is too old: 15 or newer is needed"},
		{"9.6.24", "the database server is PostgreSQL 9.6.24, which is too old: 15 or newer is needed"},
		{"", `the database server does not say a version of PostgreSQL: ""`},
		{"CockroachDB", `the database server does not say a version of PostgreSQL: "CockroachDB"`},
	} {
		got := ""
		if err := checkVersion(row.version); err != nil {
			got = err.Error()
		}
		if got != row.want {
			t.Errorf("%q: %q, want %q", row.version, got, row.want)
		}
	}
}

// An old server is refused before anything is asked of it.
func TestOldServerIsRefused(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var served sync.WaitGroup
	defer served.Wait()
	defer listener.Close()
	served.Go(func() {
		conn, err := listener.Accept()
		if err != nil {
			t.Error(err)
			return
		}
		defer conn.Close()
		server := pgproto3.NewBackend(conn, conn)
		if _, err := server.ReceiveStartupMessage(); err != nil {
			t.Error(err)
			return
		}
		server.Send(&pgproto3.AuthenticationOk{})
		server.Send(&pgproto3.ParameterStatus{Name: "server_version", Value: "14.19"})
		server.Send(&pgproto3.ReadyForQuery{TxStatus: 'I'})
		if err := server.Flush(); err != nil {
			t.Error(err)
			return
		}
		if m, err := server.Receive(); err == nil {
			if _, ok := m.(*pgproto3.Terminate); !ok {
				t.Errorf("an old server is asked %T", m)
			}
		}
	})
	d := openAt(t, "postgres://chartd@"+listener.Addr().String()+"/chartd?sslmode=disable", Options{})
	err = d.Ready(t.Context())
	if err == nil || isAway(err) || !strings.Contains(err.Error(), "14.19, which is too old") {
		t.Errorf("an old server: %v", err)
	}
}

// Ten processes that start at once make the tables once.
func TestTenMigrateAtOnce(t *testing.T) {
	t.Parallel()
	dsn := pgtest.DSN(t)
	var all sync.WaitGroup
	for i := range 10 {
		d := openAt(t, dsn, Options{MaxConns: 1})
		all.Go(func() {
			// Those with an even number begin with a call that needs the tables.
			if i%2 == 0 {
				if _, err := d.Chunks().Newest(t.Context(), 1); err != nil {
					t.Errorf("a call: %v", err)
				}
			}
			if err := d.Ready(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	d := openAt(t, dsn, Options{})
	files, err := filepath.Glob("schema/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	if got := ask[int](t, d, `SELECT count(*) FROM migration WHERE version_id > 0`); got != len(files) {
		t.Errorf("%d migrations are noted, of %d files", got, len(files))
	}
}

// Ten callers of one process wait for one first contact.
func TestTenCallersAtFirstContact(t *testing.T) {
	t.Parallel()
	d := open(t, Options{})
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() {
			if err := d.Chunks().Put(t.Context(), 7, []stats.Chunk{oneHour(3)}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

func TestNewerTablesAreRefused(t *testing.T) {
	t.Parallel()
	dsn := pgtest.DSN(t)
	d := openAt(t, dsn, Options{})
	execute(t, d, `INSERT INTO migration (version_id, is_applied) VALUES (9000, true)`)
	err := openAt(t, dsn, Options{}).Ready(t.Context())
	if err == nil || isAway(err) || !strings.Contains(err.Error(), "schema 9000 by a newer chartd") {
		t.Errorf("tables of a newer version: %v", err)
	}
}

// hot are the tables that could be spread over servers by stat_id.
const hot = `(?:chunk|month)`

// statements are those of all migrations, without remarks.
func statements(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("schema/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatalf("migrations %v, %v", files, err)
	}
	var list []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		plain := regexp.MustCompile(`--[^\n]*`).ReplaceAllString(string(text), "")
		for _, statement := range strings.Split(plain, ";") {
			list = append(list, strings.Join(strings.Fields(strings.ToLower(statement)), " "))
		}
	}
	return list
}

// hotFaults is what a statement of a migration does to a hot table that it must
// not.
func hotFaults(statement string) (faults []string) {
	mentions := func(pattern string) bool { return regexp.MustCompile(pattern).MatchString(statement) }
	if mentions(`\breferences ` + hot + `\b`) {
		faults = append(faults, "a foreign key is a trigger")
	}
	if mentions(`^create (or replace )?(constraint )?trigger .* on ` + hot + `\b`) {
		faults = append(faults, "a trigger")
	}
	if !mentions(`^(create|alter) table (if not exists )?(only )?`+hot+`\b`) && !mentions(`^create unique index .*\bon (only )?`+hot+`\b`) {
		return faults
	}
	if mentions(`serial\b|nextval|\bidentity\b`) {
		faults = append(faults, "a sequence")
	}
	if mentions(`\breferences\b`) {
		faults = append(faults, "a foreign key")
	}
	if mentions(`\b(unique|primary key)\b(?: nulls (?:not )?distinct)?(?:,| \)|$)`) {
		faults = append(faults, "a unique key of one column")
	}
	for _, key := range regexp.MustCompile(`(?:primary key|unique|unique index .*?on (?:only )?`+hot+`(?: using \w+)?) ?\(([^)]*)\)`).FindAllStringSubmatch(statement, -1) {
		if !regexp.MustCompile(`\bstat_id\b`).MatchString(key[1]) {
			faults = append(faults, "a unique key without stat_id: "+key[1])
		}
	}
	return faults
}

func TestHotTablesInMigrations(t *testing.T) {
	seen := 0
	for _, statement := range statements(t) {
		for _, fault := range hotFaults(statement) {
			t.Errorf("%s\n%s", fault, statement)
		}
		if regexp.MustCompile(`^create table ` + hot + `\b.*primary key \(stat_id,`).MatchString(statement) {
			seen++
		}
	}
	if seen != 2 {
		t.Errorf("%d of 2 hot tables found", seen)
	}
	// The rules find what they are for.
	for _, bad := range []string{
		"create table chunk ( id bigserial, stat_id bigint )",
		"create table month ( stat_id bigint generated always as identity )",
		"create table month ( hour bigint, primary key (hour, writer) )",
		"create table month ( hour bigint primary key, stat_id bigint )",
		"create table month ( hour bigint unique )",
		"alter table chunk add unique (hour)",
		"alter table chunk add foreign key (stat_id) references stat",
		"create table other ( a bigint, foreign key (a) references chunk (hour) )",
		"create unique index x on chunk (hour, writer)",
		"create trigger x after insert on month for each row execute function f()",
	} {
		if len(hotFaults(bad)) == 0 {
			t.Errorf("no fault is found in: %s", bad)
		}
	}
}

// The same, as the database has it, partitions included.
func TestHotTablesInTheDatabase(t *testing.T) {
	t.Parallel()
	d := open(t, Options{})
	row := oneHour(1)
	do(t, func() error { return d.Chunks().Put(t.Context(), 7, []stats.Chunk{row}) })
	const tables = `
WITH hot AS (
	SELECT c.oid, c.relname FROM pg_class c
	WHERE c.relkind IN ('r', 'p') AND (c.oid IN ('chunk'::regclass, 'month'::regclass)
	OR c.oid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = 'chunk'::regclass)))
`
	for _, row := range []struct {
		what, sql string
		want      int
	}{
		{"tables", `SELECT count(*) FROM hot`, 3},
		{"unique keys with stat_id", `SELECT count(*) FROM hot JOIN pg_index i ON i.indrelid = hot.oid WHERE i.indisunique AND EXISTS (
			SELECT FROM pg_attribute a WHERE a.attrelid = hot.oid AND a.attname = 'stat_id' AND a.attnum = ANY (i.indkey))`, 3},
		{"indexes", `SELECT count(*) FROM hot JOIN pg_index i ON i.indrelid = hot.oid`, 3},
		{"triggers", `SELECT count(*) FROM hot JOIN pg_trigger g ON g.tgrelid = hot.oid`, 0},
		{"foreign keys", `SELECT count(*) FROM hot JOIN pg_constraint c ON c.contype = 'f' AND hot.oid IN (c.conrelid, c.confrelid)`, 0},
		{"defaults", `SELECT count(*) FROM hot JOIN pg_attrdef f ON f.adrelid = hot.oid`, 0},
		{"identities", `SELECT count(*) FROM hot JOIN pg_attribute a ON a.attrelid = hot.oid WHERE a.attidentity <> ''`, 0},
		{"sequences", `SELECT count(*) FROM hot JOIN pg_depend p ON p.refobjid = hot.oid JOIN pg_class s ON s.oid = p.objid WHERE s.relkind = 'S'`, 0},
	} {
		if got := ask[int](t, d, tables+row.sql); got != row.want {
			t.Errorf("%d %s, want %d", got, row.what, row.want)
		}
	}
}

// Every join with a hot table is by stat_id, in all statements of the program.
func TestHotTablesInJoins(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	join := regexp.MustCompile(`(?s)JOIN\s+` + hot + `\s+(\w+)\s+(ON|USING)(.*?)(?:WHERE|ORDER|GROUP|` + "`)")
	found := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range join.FindAllStringSubmatch(string(text), -1) {
			found++
			if !regexp.MustCompile(`\b` + m[1] + `\.stat_id = \w+\.stat_id\b`).MatchString(m[3]) {
				t.Errorf("%s: a join that is not by stat_id: %s", file, m[0])
			}
		}
		if n := len(regexp.MustCompile(`JOIN\s+`+hot+`\b`).FindAllString(string(text), -1)) - len(join.FindAllString(string(text), -1)); n != 0 {
			t.Errorf("%s: %d joins that this test does not understand", file, n)
		}
	}
	if found == 0 {
		t.Error("no joins found")
	}
}
