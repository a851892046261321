package transfer

// The own form is JSON lines, a record each. A record has one of these members;
// records may stand in any order but for the things they name, which come
// first: accounts, projects, stats, comments, hours.
type record struct {
	Account *accountRecord `json:"account,omitempty"`
	Project *projectRecord `json:"project,omitempty"`
	Stat    *statRecord    `json:"stat,omitempty"`
	Comment *commentRecord `json:"comment,omitempty"`
	Hour    *hourRecord    `json:"hour,omitempty"`
}

type accountRecord struct {
	Email   string `json:"email"`
	Created int64  `json:"created_at"`
}

type projectRecord struct {
	ID       int64    `json:"id"`
	Name     string   `json:"name"`
	Owners   []string `json:"owners"` // e-mail addresses
	EZKey    string   `json:"ezkey"`
	Backup   string   `json:"backup_ezkey,omitempty"`
	UKey     string   `json:"ukey"`
	EZOff    bool     `json:"ez_off,omitempty"`
	Zone     string   `json:"zone"`
	MaxStats int      `json:"max_stats"`
	MaxNew   int      `json:"max_new"`
	Created  int64    `json:"created_at"`
}

type statRecord struct {
	Project  int64    `json:"project"`
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Aliases  []string `json:"aliases,omitempty"`
	Counter  bool     `json:"counter"`
	Unit     string   `json:"unit,omitempty"`
	Tags     []string `json:"tags,omitempty"`
	Public   bool     `json:"public,omitempty"`
	Classic  string   `json:"classic_key"`
	EmbedKey string   `json:"embed_key"`
	Created  int64    `json:"created_at"`
}

type commentRecord struct {
	Stat string `json:"stat"`
	At   int64  `json:"at"`
	Text string `json:"text"`
}

// hourRecord is what a stat did in an hour: a row for each minute with data.
type hourRecord struct {
	Stat    string       `json:"stat"`
	From    int64        `json:"from"`    // UNIX seconds, a whole hour
	Minutes [][5]float64 `json:"minutes"` // minute of the hour, n, sum, min, max
}
