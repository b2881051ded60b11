package export

import (
	"fmt"
	"io"
	"mime"
	"strconv"
	"strings"
)

// Format is how an answer is written. JSON is the answer itself, by pages, which
// this package does not write.
type Format string

// The formats, by the names that a caller gives them.
const (
	JSON    Format = "json"
	CSV     Format = "csv"
	Parquet Format = "parquet"
	Arrow   Format = "arrow"
	XLSX    Format = "xlsx"
)

// formats are told in the order in which they are preferred.
var formats = []struct {
	format    Format
	media     string
	extension string
	write     func(io.Writer, Table) error
}{
	{JSON, "application/json", ".json", nil},
	{CSV, "text/csv", ".csv", writeCSV},
	{Parquet, "application/vnd.apache.parquet", ".parquet", writeParquet},
	{Arrow, "application/vnd.apache.arrow.stream", ".arrows", writeArrow},
	{XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx", writeXLSX},
}

// Media is the media type of a format.
func (f Format) Media() string {
	for _, known := range formats {
		if known.format == f {
			return known.media
		}
	}
	return ""
}

// Named finds a format by its media type.
func Named(media string) (Format, bool) {
	for _, known := range formats {
		if known.media == media {
			return known.format, true
		}
	}
	return "", false
}

// FileName is the name of the file of a table.
func (f Format) FileName(t Table) string {
	for _, known := range formats {
		if known.format == f {
			return t.Name + known.extension
		}
	}
	return t.Name
}

// Write writes a table as a file of a format. After an error the file is worth nothing.
func Write(w io.Writer, f Format, t Table) error {
	for _, known := range formats {
		if known.format == f && known.write != nil {
			if err := known.write(w, t); err != nil {
				return fmt.Errorf("write %s as %s: %w", t.Name, f, err)
			}
			return nil
		}
	}
	return fmt.Errorf("write %s: no format %q", t.Name, f)
}

// Accepted is the format that an Accept header prefers among those offered: JSON
// where it prefers none.
func Accepted(accept string, offered []Format) Format {
	best, weight := JSON, 0.0
	for _, f := range formats {
		for _, o := range offered {
			if q := quality(accept, f.media); o == f.format && q > weight {
				best, weight = o, q
			}
		}
	}
	return best
}

// quality is the weight that an Accept header gives a media type: that of the
// narrowest range it is in.
func quality(accept, media string) float64 {
	kind, _, _ := strings.Cut(media, "/")
	found, narrow := 0.0, 0
	for part := range strings.SplitSeq(accept, ",") {
		span, params, err := mime.ParseMediaType(part)
		width := map[string]int{media: 3, kind + "/*": 2, "*/*": 1}[span]
		if err != nil || width <= narrow {
			continue
		}
		found, narrow = 1, width
		if q, err := strconv.ParseFloat(params["q"], 64); err == nil {
			found = q
		}
	}
	return found
}
