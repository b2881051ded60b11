package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// design holds the design system once api/web/assets.sh has put it there.
//
//go:embed all:dsfr
var design embed.FS

//go:embed pages.css
var pagesCSS []byte

// asset is one static file, as it is and compressed.
type asset struct {
	kind        string
	raw, zipped []byte // zipped is nil for what is already compressed
}

// assets are the files by name, and the hash that names this set of files in addresses.
type assets struct {
	files map[string]asset
	hash  string
}

// static is read once: what is embedded never changes.
var static = readAssets()

func readAssets() assets {
	a := assets{files: map[string]asset{}}
	sum := sha256.New()
	add := func(name string, content []byte) {
		_, _ = sum.Write([]byte(name))
		_, _ = sum.Write(content)
		a.files[name] = newAsset(name, content)
	}
	add("pages.css", pagesCSS)
	entries, _ := fs.ReadDir(design, "dsfr") // embedded: it is there
	for _, e := range entries {
		if content, err := design.ReadFile("dsfr/" + e.Name()); err == nil && e.Name() != "README.md" {
			add(e.Name(), content)
		}
	}
	a.hash = hex.EncodeToString(sum.Sum(nil))[:12]
	return a
}

func newAsset(name string, content []byte) asset {
	kind := mime.TypeByExtension(path.Ext(name))
	switch path.Ext(name) {
	case ".woff2":
		kind = "font/woff2"
	case ".css":
		kind = "text/css; charset=utf-8"
	case ".svg":
		kind = "image/svg+xml"
	}
	out := asset{kind: kind, raw: content}
	if path.Ext(name) == ".css" {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		_, _ = z.Write(content) // a buffer never fails
		_ = z.Close()
		out.zipped = b.Bytes()
	}
	return out
}

// HasDesign tells whether the design system is in the program.
func HasDesign() bool { _, ok := static.files["dsfr.css"]; return ok }

// assetPath is the address of a static file. It holds the hash of all, so that
// browsers may keep it for ever.
func assetPath(name string) string { return "/assets/" + static.hash + "/" + name }

// ServeAsset answers path, HASH/NAME, with a static file; it tells whether there is one.
func ServeAsset(w http.ResponseWriter, r *http.Request, path string) bool {
	hash, name, _ := strings.Cut(path, "/")
	file, ok := static.files[name]
	if !ok || hash != static.hash {
		return false
	}
	h := w.Header()
	h.Set("Content-Type", file.kind)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	body := file.raw
	if file.zipped != nil {
		h.Set("Vary", "Accept-Encoding")
		if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			h.Set("Content-Encoding", "gzip")
			body = file.zipped
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = w.Write(body) // the caller may be gone
	return true
}
