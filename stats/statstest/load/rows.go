package main

import "context"

// row is a part of the table that can be measured alone.
type row struct {
	name, about string
	measure     func(context.Context, *rig) ([]line, error)
}

// rows are all of them, in the order of the table.
func rows() []row {
	return []row{
		{"disk", "single posts on 256 connections, on disk, beside a bare 204", measureDisk},
		{"process", "single posts on 64 connections, --durability=process, beside a bare 204", measureProcess},
		{"lone", "one client, post after post, beside the disk's fdatasync", measureLone},
		{"drawing", "posts on 256 connections, alone and while 32 others draw PNGs", measureDrawing},
		{"bulk", "JSON of 1,000 points", measureBulk},
		{"storing", "posts on 256 connections while 10,000 hours are stored", measureStoring},
		{"written", "bytes that are written for a point, log and stored hours", measureWritten},
		{"stored", "bytes of the file for a minute of closed hours", measureStored},
		{"memory", "memory after an hour of a post a minute on each of many stats", measureMemory},
		{"serving", "memory cold, and while 32 connections draw PNGs", measureServing},
		{"week", "a week by hour of one stat, the store's call alone", measureWeek},
		{"list", "1,000 stats with sparklines, the stores' calls alone", measureList},
		{"restart", "start after a kill -9 with a full log", measureRestart},
	}
}

// notHere is why a row cannot be measured on this machine.
type notHere struct{ error }
