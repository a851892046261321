package embeds

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
)

// inline makes a part of a page of an SVG document as package render writes it:
// ids and classes have a prefix, and style rules only meet what is below the
// root, whose id is the prefix. So several pictures in one page do not meet, nor
// the page's own styles. What is for small sizes goes, as in a page it would
// ask for the size of the window; rules for dark readers stay.
func inline(document []byte, prefix string) (string, error) {
	d := xml.NewDecoder(bytes.NewReader(document))
	var out bytes.Buffer
	depth, style, hidden := 0, false, 0 // hidden is the depth of what no rule will show
	for {
		token, err := d.RawToken()
		if err == io.EOF {
			return out.String(), nil
		}
		if err != nil {
			return "", fmt.Errorf("inline picture: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; hidden == 0 && unseen(t) {
				hidden = depth
			}
			if style = t.Name.Local == "style"; hidden == 0 {
				openTag(&out, t, prefix, depth == 1)
			}
		case xml.EndElement:
			if style = false; hidden == 0 {
				out.WriteString("</" + t.Name.Local + ">")
			}
			if depth == hidden {
				hidden = 0
			}
			depth--
		case xml.CharData:
			if hidden > 0 {
				continue
			}
			if style {
				t = xml.CharData(scope(string(t), prefix))
			}
			_ = xml.EscapeText(&out, t) // a buffer takes everything
		}
	}
}

// unseen reports whether an element is for small sizes alone.
func unseen(t xml.StartElement) bool {
	return slices.ContainsFunc(t.Attr, func(a xml.Attr) bool { return a.Name.Local == "display" && a.Value == "none" })
}

// openTag writes the start of an element with its own names.
func openTag(out *bytes.Buffer, t xml.StartElement, prefix string, root bool) {
	out.WriteString("<" + t.Name.Local)
	if root {
		out.WriteString(` id="` + prefix + `"`)
	}
	for _, a := range t.Attr {
		switch a.Name.Local {
		case "id", "class", "aria-labelledby":
			a.Value = prefixed(a.Value, prefix)
		}
		out.WriteString(" " + a.Name.Local + `="`)
		_ = xml.EscapeText(out, []byte(a.Value))
		out.WriteString(`"`)
	}
	out.WriteString(">")
}

// prefixed puts a prefix before each name of a list.
func prefixed(names, prefix string) string {
	list := strings.Fields(names)
	for i := range list {
		list[i] = prefix + "-" + list[i]
	}
	return strings.Join(list, " ")
}

// scope makes the rules of a style sheet rules for what is below the root. The
// sheet is one of package render: rules, and blocks of @media with rules in them.
func scope(sheet, prefix string) string {
	var out strings.Builder
	for sheet != "" {
		head, rest, ok := strings.Cut(sheet, "{")
		if !ok {
			break
		}
		if !strings.HasPrefix(head, "@media") {
			var body string
			body, sheet, _ = strings.Cut(rest, "}")
			out.WriteString(rule(head, body, prefix))
			continue
		}
		inner, after, _ := strings.Cut(rest, "}}")
		sheet = after
		if strings.Contains(head, "prefers-color-scheme") {
			out.WriteString(head + "{" + scope(inner+"}", prefix) + "}")
		}
	}
	return out.String()
}

// rule is one rule with its selector below the root.
func rule(selector, body, prefix string) string {
	if class, ok := strings.CutPrefix(selector, "."); ok {
		selector = "." + prefix + "-" + class
	}
	return "#" + prefix + " " + selector + "{" + body + "}"
}
