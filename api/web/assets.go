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
	"sync"
)

// design holds the design system once api/web/assets.sh has put it there.
//
//go:embed all:dsfr
var design embed.FS

// ours are the style sheets and the scripts written for Vigie.
//
//go:embed widget.css pages.css vigie.js negotiation.js
var ours embed.FS

// asset is one static file, as it is and compressed when it is first asked for so.
type asset struct {
	kind   string
	raw    []byte
	zipped func() []byte // nil for what is already compressed
}

// assets are the files by name, and the hash that names this set of files in addresses.
type assets struct {
	files map[string]asset
	hash  string
}

// static is read once, when it is first asked for: what is embedded never changes, and
// most commands serve nothing.
var static = sync.OnceValue(readAssets)

func readAssets() assets {
	a := assets{files: map[string]asset{}}
	sum := sha256.New()
	add := func(name string, content []byte) {
		_, _ = sum.Write([]byte(name))
		_, _ = sum.Write(content)
		a.files[name] = newAsset(name, content)
	}
	read := func(files embed.FS, folder string) {
		entries, _ := fs.ReadDir(files, folder) // embedded: it is there
		for _, e := range entries {
			if content, err := files.ReadFile(path.Join(folder, e.Name())); err == nil && e.Name() != "README.md" {
				add(e.Name(), content)
			}
		}
	}
	read(ours, ".")
	read(design, "dsfr")
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
	case ".js":
		kind = "text/javascript; charset=utf-8"
	}
	out := asset{kind: kind, raw: content}
	if path.Ext(name) != ".woff2" {
		out.zipped = sync.OnceValue(func() []byte { return zip(content) })
	}
	return out
}

func zip(content []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write(content) // a buffer never fails
	_ = z.Close()
	return b.Bytes()
}

// HasDesign tells whether the design system is in the program.
func HasDesign() bool { _, ok := static().files["dsfr.css"]; return ok }

// assetPath is the address of a static file. It holds the hash of all, so that
// browsers may keep it for ever.
func assetPath(name string) string { return "/assets/" + static().hash + "/" + name }

// ServeAsset answers path, HASH/NAME, with a static file of the pages; it tells
// whether there is one.
func ServeAsset(w http.ResponseWriter, r *http.Request, path string) bool {
	hash, name, _ := strings.Cut(path, "/")
	file, ok := static().files[name]
	if !ok || hash != static().hash {
		return false
	}
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	file.write(w, r)
	return true
}

// ServeWidget answers name with a static file of the widget, at an address that
// other people's pages may write down: it never changes, so a browser asks each
// time whether what it holds is still good. It tells whether there is one.
func ServeWidget(w http.ResponseWriter, r *http.Request, name string) bool {
	file, ok := static().files[name]
	if !ok {
		return false
	}
	tag := `"` + static().hash + `"`
	h := w.Header()
	h.Set("Cache-Control", "public, no-cache")
	h.Set("ETag", tag)
	h.Set("Access-Control-Allow-Origin", "*") // nothing here is anyone's
	if strings.Contains(r.Header.Get("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return true
	}
	file.write(w, r)
	return true
}

// write sends a file, compressed to who takes it so.
func (a asset) write(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", a.kind)
	body := a.raw
	if a.zipped != nil {
		h.Set("Vary", "Accept-Encoding")
		if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			h.Set("Content-Encoding", "gzip")
			body = a.zipped()
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = w.Write(body) // the caller may be gone
}
