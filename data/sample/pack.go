package sample

import (
	"bytes"
	"fmt"
	"path"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// packer compresses pieces of files, each a frame of its own: frames that follow
// each other are one file.
type packer struct {
	zstd *zstd.Encoder
	gzip *gzip.Writer
}

func newPacker() (*packer, error) {
	z, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedFastest),
		zstd.WithLowerEncoderMem(true), zstd.WithWindowSize(1<<20))
	if err != nil {
		return nil, fmt.Errorf("prepare compression: %w", err)
	}
	g, err := gzip.NewWriterLevel(nil, gzip.BestSpeed)
	if err != nil {
		return nil, fmt.Errorf("prepare compression: %w", err)
	}
	return &packer{z, g}, nil
}

// pack gives a text as the name of its file says, in memory of its own.
func (p *packer) pack(name string, text []byte) ([]byte, error) {
	switch path.Ext(name) {
	case ".zst":
		return p.zstd.EncodeAll(text, nil), nil
	case ".gz":
		var z bytes.Buffer
		p.gzip.Reset(&z)
		if _, err := p.gzip.Write(text); err != nil {
			return nil, fmt.Errorf("compress: %w", err)
		}
		if err := p.gzip.Close(); err != nil {
			return nil, fmt.Errorf("compress: %w", err)
		}
		return z.Bytes(), nil
	}
	return bytes.Clone(text), nil
}
