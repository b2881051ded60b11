package export

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"
)

// Each format is read back as rows of texts, as a reader of its own would see them.

func readCSV(file []byte) ([][]string, error) {
	comma, decimal := ',', "."
	text, french := bytes.CutPrefix(file, []byte("\ufeff"))
	if french {
		comma, decimal = ';', ","
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma = comma
	lines, err := r.ReadAll()
	if err != nil {
		return nil, err
	}
	var rows [][]string
	for _, l := range lines[1:] {
		row := make([]string, len(columns))
		for i, c := range columns {
			row[i] = unguarded(l[i])
			switch {
			case c.Type == Number && l[i] != "":
				v, err := strconv.ParseFloat(strings.Replace(l[i], decimal, ".", 1), 64)
				if err != nil {
					return nil, err
				}
				row[i] = said(c, v)
			case l[i] == "" && c.Type != Text && c.Type != List:
				row[i] = "∅"
			}
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func readParquet(file []byte) ([][]string, error) {
	r := parquet.NewReader(bytes.NewReader(file))
	defer r.Close()
	var rows [][]string
	buffer := make([]parquet.Row, 7)
	for {
		n, err := r.ReadRows(buffer)
		for _, values := range buffer[:n] {
			row := make([]string, len(columns))
			lists := []string{}
			for _, v := range values {
				i := v.Column()
				switch {
				case columns[i].Type == List:
					if v.DefinitionLevel() == 2 {
						lists = append(lists, string(v.ByteArray()))
					}
					row[i] = map[bool]string{true: "∅", false: strings.Join(lists, " | ")}[v.DefinitionLevel() == 0]
				case v.IsNull():
					row[i] = "∅"
				default:
					row[i] = said(columns[i], map[Type]func() any{
						Text: func() any { return string(v.ByteArray()) }, Integer: func() any { return v.Int64() }, Number: func() any { return v.Double() }, Boolean: func() any { return v.Boolean() },
						Day: func() any { return time.Unix(int64(v.Int32())*86400, 0) }, Instant: func() any { return time.UnixMicro(v.Int64()) },
					}[columns[i].Type]())
				}
			}
			rows = append(rows, row)
		}
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

func readArrow(file []byte) ([][]string, error) {
	r, err := ipc.NewReader(bytes.NewReader(file))
	if err != nil {
		return nil, err
	}
	defer r.Release()
	var rows [][]string
	for r.Next() {
		record := r.RecordBatch()
		for at := range int(record.NumRows()) {
			row := make([]string, len(columns))
			for i, c := range columns {
				column := record.Column(i)
				if column.IsNull(at) {
					row[i] = "∅"
					continue
				}
				switch a := column.(type) {
				case *array.String:
					row[i] = a.Value(at)
				case *array.Int64:
					row[i] = said(c, a.Value(at))
				case *array.Float64:
					row[i] = said(c, a.Value(at))
				case *array.Boolean:
					row[i] = said(c, a.Value(at))
				case *array.Date32:
					row[i] = said(c, a.Value(at).ToTime())
				case *array.Timestamp:
					row[i] = said(c, time.UnixMicro(int64(a.Value(at))))
				case *array.List:
					from, to := a.ValueOffsets(at)
					items := []string{}
					for j := from; j < to; j++ {
						items = append(items, a.ListValues().(*array.String).Value(int(j)))
					}
					row[i] = said(c, items)
				}
			}
			rows = append(rows, row)
		}
	}
	return rows, r.Err()
}

func readXLSX(file []byte) ([][]string, error) {
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var rows [][]string
	sheets := f.GetSheetList()
	for _, sheet := range sheets[:len(sheets)-1] {
		lines, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, err
		}
		for at := range lines[1:] {
			row := make([]string, len(columns))
			for i, c := range columns {
				cell, err := excelize.CoordinatesToCellName(i+1, at+2)
				if err != nil {
					return nil, err
				}
				if row[i], err = xlsxValue(f, sheet, cell, c); err != nil {
					return nil, err
				}
			}
			rows = append(rows, row)
		}
	}
	return rows, nil
}

func xlsxValue(f *excelize.File, sheet, cell string, c Column) (string, error) {
	raw, err := f.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
	if err != nil {
		return "", err
	}
	kind, err := f.GetCellType(sheet, cell)
	if err != nil {
		return "", err
	}
	if formula, err := f.GetCellFormula(sheet, cell); err != nil || formula != "" {
		return "", fmt.Errorf("%s holds the formula %q, %w", cell, formula, err)
	}
	switch {
	case raw == "" && c.Type != Text && c.Type != List:
		return "∅", nil
	case c.Type == Boolean:
		return strconv.FormatBool(raw == "1"), nil
	case c.Type == Number:
		v, err := strconv.ParseFloat(raw, 64)
		return said(c, v), err
	case (c.Type == Day || c.Type == Instant) && kind != excelize.CellTypeInlineString:
		days, err := strconv.ParseFloat(raw, 64)
		return said(c, time.UnixMilli(int64(math.Round((days-25569)*86_400_000)))), err
	}
	return raw, nil
}
