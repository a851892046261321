// Package browser starts a headless Chromium for tests, the same way for each.
//
// Start gives a chromedp context of one tab; all else is chromedp's own calls,
// and the few actions here that it has none for. It is for tests only: where no
// Chromium is installed the test is skipped, or fails, as package need says.
package browser

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chartd/cmd/check/need"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// lifetime bounds a browser: a page that never answers must end the test with
// words of its own, before the test binary's time is over. closing bounds how
// long its end may take.
const (
	lifetime = 5 * time.Minute
	closing  = 10 * time.Second
)

// Option changes how the browser starts.
type Option func(*settings)

type settings struct {
	fonts []string
	flags []chromedp.ExecAllocatorOption
}

// OnlyFonts starts the browser as on a machine on which no other font files
// than the given ones are installed.
func OnlyFonts(files ...string) Option {
	return func(s *settings) { s.fonts = append(s.fonts, files...) }
}

// Flag adds a command line flag, without its dashes; value is a string or a
// bool.
func Flag(name string, value any) Option {
	return func(s *settings) { s.flags = append(s.flags, chromedp.Flag(name, value)) }
}

// Start starts a browser with an empty profile, and returns the context of its
// first tab. The browser ends with the test, and after five minutes at the
// latest; a new tab is chromedp.NewContext of the context.
func Start(t testing.TB, options ...Option) context.Context {
	t.Helper()
	var s settings
	for _, o := range options {
		o(&s)
	}
	flags := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(need.Tool(t, "chromium", "chromium-browser", "google-chrome")),
		chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck,
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-extensions", true),
		chromedp.Flag("disable-dev-shm-usage", true), // small in containers
		chromedp.Flag("force-color-profile", "srgb"),
		chromedp.Flag("font-render-hinting", "none"), // letters as they are, at any scale
		chromedp.Flag("disable-lcd-text", true),      // grey, as in a picture
		chromedp.WSURLReadTimeout(time.Minute),
	}
	if len(s.fonts) > 0 {
		flags = append(flags, chromedp.Env("FONTCONFIG_FILE="+fontConfig(t, s.fonts)))
	}
	ctx, cancel := context.WithTimeout(context.Background(), lifetime)
	ctx, free := chromedp.NewExecAllocator(ctx, append(flags, s.flags...)...)
	ctx, _ = chromedp.NewContext(ctx)
	t.Cleanup(func() {
		end, stop := context.WithTimeout(ctx, closing)
		defer stop()
		if err := chromedp.Cancel(end); err != nil {
			t.Logf("close the browser: %v", err)
		}
		free() // waits for the process, and kills it first where it did not end
		cancel()
	})
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start the browser: %v", err)
	}
	return ctx
}

// fontConfig writes a configuration of fontconfig under which only the given
// files exist, and returns its path.
func fontConfig(t testing.TB, files []string) string {
	t.Helper()
	dir := t.TempDir()
	fonts := filepath.Join(dir, "fonts")
	if err := os.Mkdir(fonts, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if err := os.Symlink(f, filepath.Join(fonts, filepath.Base(f))); err != nil {
			t.Fatal(err)
		}
	}
	text := fmt.Sprintf(`<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">`+
		`<fontconfig><dir>%s</dir><cachedir>%s</cachedir></fontconfig>`, fonts, filepath.Join(dir, "cache"))
	name := filepath.Join(dir, "fonts.conf")
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// fontFolders are where systems keep the fonts of all users.
var fontFolders = []string{"/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts"}

// FontFile finds an installed font by the name of its file. Where it is not
// installed the test is skipped, or fails where everything is required, as with
// need.Tool.
func FontFile(t testing.TB, name string) string {
	t.Helper()
	for _, folder := range fontFolders {
		for _, depth := range []string{"", "*/", "*/*/"} {
			if found, _ := filepath.Glob(filepath.Join(folder, depth+name)); len(found) > 0 {
				return found[0]
			}
		}
	}
	reason := "not run: needs the font file " + name + " in " + strings.Join(fontFolders, " or ")
	if os.Getenv(need.Env) == need.All {
		t.Fatal(reason)
	}
	t.Skip(reason)
	return ""
}

// Dark makes pages believe that their reader prefers dark (true) or light
// colours.
func Dark(on bool) chromedp.Action[chromedp.Void] {
	scheme := "light"
	if on {
		scheme = "dark"
	}
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
		return err
	})
}

// Clear makes the page's own background transparent, so that pictures of
// elements show only what these draw.
func Clear() chromedp.Action[chromedp.Void] {
	const none = 1e-6 // rounds to nothing; a plain 0 is left out on the wire, and 1 assumed
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetDefaultBackgroundColorOverride,
			emulation.SetDefaultBackgroundColorOverrideParams{Color: &cdp.RGBA{A: none}})
		return err
	})
}

// Shoot takes a picture, a PNG, of a part of the page in CSS pixels from its top
// left corner, whether or not that part is in view. The picture has as many
// pixels as the device scale (chromedp.EmulateScale) makes of it.
func Shoot(x, y, width, height float64) chromedp.Action[[]byte] {
	return func(ctx context.Context, t *chromedp.Target) ([]byte, error) {
		yes := true
		shot, err := cdp.Call(ctx, t, page.CaptureScreenshot, page.CaptureScreenshotParams{
			Format: page.CaptureScreenshotFormatPng, CaptureBeyondViewport: &yes, FromSurface: &yes,
			Clip: &page.Viewport{X: x, Y: y, Width: width, Height: height, Scale: 1}})
		if err != nil {
			return nil, err
		}
		return shot.Data, nil
	}
}
