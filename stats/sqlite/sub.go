package sqlite

import "io/fs"

// sub is the folder of the migrations.
func sub() fs.FS {
	dir, err := fs.Sub(schema, "schema")
	if err != nil {
		panic(err) // the name is a constant
	}
	return dir
}
