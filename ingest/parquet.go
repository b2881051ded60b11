package ingest

import (
	"fmt"
	"io"
	"math"
	"math/big"
	"os"
	"strconv"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/format"
)

// parquetSplitter reads a Parquet file as JSON records, so that one decoder knows
// the contract. Damaged files make the library panic: that is caught here.
type parquetSplitter struct {
	file   *os.File
	root   parquet.Node
	groups []parquet.RowGroup
	rows   parquet.Rows
	buffer []parquet.Row
	row    int64
	leaves [][]parquet.Value
}

func newParquetSplitter(j *job, in io.Reader) (s *parquetSplitter, err error) {
	defer recovered(&err)
	path := j.file
	if j.packing != "" { // its footer is at the end: it has to be a plain file
		path = j.dir + ".plain"
		if err := spill(path, in); err != nil {
			return nil, err
		}
		defer os.Remove(path) // the open file stays readable
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open input: %w", err)
	}
	defer func() {
		if s == nil {
			_ = f.Close()
		}
	}()
	st, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("open input: %w", err)
	}
	file, err := parquet.OpenFile(f, st.Size(), parquet.SkipBloomFilters(true))
	if err != nil {
		return nil, unreadable("no Parquet file: %v", err)
	}
	return &parquetSplitter{
		file: f, root: file.Schema(), groups: file.RowGroups(), row: 1,
		buffer: make([]parquet.Row, 64), leaves: make([][]parquet.Value, len(file.Schema().Columns())),
	}, nil
}

// spill writes a compressed Parquet file as a plain one.
func spill(path string, in io.Reader) error {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("decompress: %w", err)
	}
	if _, err := io.Copy(f, in); err != nil {
		_ = f.Close()
		return err
	}
	return f.Close()
}

// recovered turns a panic of the Parquet library into an unreadable file.
func recovered(err *error) {
	if r := recover(); r != nil {
		*err = unreadable("damaged Parquet: %v", r)
	}
}

func (s *parquetSplitter) close() {
	if s.rows != nil {
		_ = s.rows.Close()
	}
	_ = s.file.Close()
}

func (s *parquetSplitter) next() (b block, err error) {
	defer recovered(&err)
	b.line = s.row
	text := make([]byte, 0, blockSize+blockSize/4)
	for len(text) < blockSize {
		if s.rows == nil {
			if len(s.groups) == 0 {
				break
			}
			s.rows, s.groups = s.groups[0].Rows(), s.groups[1:]
		}
		n, err := s.rows.ReadRows(s.buffer)
		for _, row := range s.buffer[:n] {
			text = s.record(text, row)
			b.ends = append(b.ends, len(text))
		}
		if err == io.EOF {
			_ = s.rows.Close()
			s.rows = nil
		} else if err != nil {
			return block{}, unreadable("damaged Parquet: %v", err)
		}
	}
	if len(b.ends) == 0 {
		return block{}, io.EOF
	}
	b.data = text
	s.row += int64(len(b.ends))
	return b, nil
}

// record writes one row as a JSON object.
func (s *parquetSplitter) record(text []byte, row parquet.Row) []byte {
	clear(s.leaves)
	for column, values := range row.Range {
		s.leaves[column] = values
	}
	return appendGroup(text, s.root, s.leaves, 0, 0)
}

// appendGroup writes the fields of a group; leaves are the values of its columns.
func appendGroup(text []byte, n parquet.Node, leaves [][]parquet.Value, def, rep int) []byte {
	text = append(text, '{')
	for i, f := range n.Fields() {
		if i > 0 {
			text = append(text, ',')
		}
		text = appendString(text, f.Name())
		text = append(text, ':')
		width := leafCount(f)
		text = appendNode(text, f, leaves[:width], def, rep)
		leaves = leaves[width:]
	}
	return append(text, '}')
}

func leafCount(n parquet.Node) int {
	if n.Leaf() {
		return 1
	}
	count := 0
	for _, f := range n.Fields() {
		count += leafCount(f)
	}
	return count
}

// appendNode writes one node, by its repetition (Dremel's levels).
func appendNode(text []byte, n parquet.Node, leaves [][]parquet.Value, def, rep int) []byte {
	if n.Optional() || n.Repeated() {
		def++
		if len(leaves) == 0 || len(leaves[0]) == 0 || leaves[0][0].DefinitionLevel() < def {
			return append(text, "null"...)
		}
	}
	if !n.Repeated() {
		return appendOne(text, n, leaves, def, rep)
	}
	rep++
	text = append(text, '[')
	rest := append([][]parquet.Value(nil), leaves...)
	for first := true; len(rest[0]) > 0; first = false {
		if !first {
			text = append(text, ',')
		}
		element := make([][]parquet.Value, len(rest))
		for i, values := range rest {
			end := 1
			for end < len(values) && values[end].RepetitionLevel() > rep {
				end++
			}
			element[i], rest[i] = values[:end], values[end:]
		}
		text = appendOne(text, n, element, def, rep)
	}
	return append(text, ']')
}

func appendOne(text []byte, n parquet.Node, leaves [][]parquet.Value, def, rep int) []byte {
	if n.Leaf() {
		return appendLeaf(text, n.Type(), leaves[0][0])
	}
	if list := listOf(n); list != nil {
		return appendNode(text, list, leaves, def, rep)
	}
	if fields := n.Fields(); n.Repeated() && len(fields) == 1 && isElement(fields[0].Name()) {
		return appendNode(text, fields[0], leaves, def, rep) // the middle level of a list
	}
	return appendGroup(text, n, leaves, def, rep)
}

// listOf is the repeated node inside a LIST, nil for another group.
func listOf(n parquet.Node) parquet.Node {
	if fields := n.Fields(); len(fields) == 1 && fields[0].Repeated() && !n.Repeated() {
		switch fields[0].Name() {
		case "list", "bag", "array", "element":
			return fields[0]
		}
	}
	return nil
}

func isElement(name string) bool {
	return name == "element" || name == "item" || name == "array_element"
}

// appendLeaf writes a value in the words of the wire formats.
func appendLeaf(text []byte, t parquet.Type, v parquet.Value) []byte {
	if v.IsNull() {
		return append(text, "null"...)
	}
	if logical := t.LogicalType(); logical != nil {
		switch l := logical.Value.(type) {
		case *format.DateType:
			return appendString(text, time.Unix(int64(v.Int32())*86400, 0).UTC().Format(time.DateOnly))
		case *format.TimestampType:
			return appendString(text, timestamp(v.Int64(), l))
		case *format.DecimalType:
			return appendDecimal(text, v, int(l.Scale))
		case *format.UUIDType:
			if b := v.ByteArray(); len(b) == 16 {
				return fmt.Appendf(text, `"%x-%x-%x-%x-%x"`, b[:4], b[4:6], b[6:8], b[8:10], b[10:])
			}
		}
	}
	switch v.Kind() {
	case parquet.Boolean:
		return strconv.AppendBool(text, v.Boolean())
	case parquet.Int32:
		return strconv.AppendInt(text, int64(v.Int32()), 10)
	case parquet.Int64:
		return strconv.AppendInt(text, v.Int64(), 10)
	case parquet.Int96:
		return appendString(text, int96(v.Int96()).Format(time.RFC3339Nano))
	case parquet.Float:
		return appendFloat(text, float64(v.Float()), 32)
	case parquet.Double:
		return appendFloat(text, v.Double(), 64)
	}
	return appendString(text, string(v.ByteArray()))
}

// timestamp writes a moment; one that is not adjusted to UTC has no offset.
func timestamp(n int64, t *format.TimestampType) string {
	var at time.Time
	switch t.Unit.Value.(type) {
	case *format.MilliSeconds:
		at = time.UnixMilli(n)
	case *format.NanoSeconds:
		at = time.Unix(0, n)
	default:
		at = time.UnixMicro(n)
	}
	if t.IsAdjustedToUTC {
		return at.UTC().Format(time.RFC3339Nano)
	}
	return at.UTC().Format("2006-01-02T15:04:05.999999999")
}

// int96 reads the timestamp of older writers: nanoseconds and a Julian day.
func int96(v deprecated.Int96) time.Time {
	const unixEpochDay = 2440588
	return time.Unix((int64(v[2])-unixEpochDay)*86400, int64(uint64(v[1])<<32|uint64(v[0]))).UTC()
}

func appendDecimal(text []byte, v parquet.Value, scale int) []byte {
	unscaled := new(big.Int)
	switch v.Kind() {
	case parquet.Int32:
		unscaled.SetInt64(int64(v.Int32()))
	case parquet.Int64:
		unscaled.SetInt64(v.Int64())
	default:
		b := v.ByteArray()
		unscaled.SetBytes(b)
		if len(b) > 0 && b[0]&0x80 != 0 { // two's complement
			unscaled.Sub(unscaled, new(big.Int).Lsh(big.NewInt(1), uint(8*len(b))))
		}
	}
	number := new(big.Rat).SetFrac(unscaled, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(scale, 0))), nil))
	return append(text, number.FloatString(max(scale, 0))...)
}

func appendFloat(text []byte, x float64, bits int) []byte {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return append(text, "null"...)
	}
	return strconv.AppendFloat(text, x, 'g', -1, bits)
}

// appendString writes a JSON string. Text that is not UTF-8 stays as it is, for the
// decoder to refuse.
func appendString(text []byte, s string) []byte {
	text = append(text, '"')
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			text = append(text, '\\', c)
		case c < 0x20:
			text = append(text, fmt.Sprintf("\\u%04x", c)...)
		default:
			text = append(text, c)
		}
	}
	return append(text, '"')
}
