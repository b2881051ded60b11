package data

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
)

// A sealed file is a JSON object whose last field, "seal", is the SHA-256 of what
// stands before it: of a file that says what other files hold, one changed bit is
// as bad as one of theirs. Whoever only reads the JSON may pass over the field.

// ErrBrokenSeal says that a sealed file is not what was written.
var ErrBrokenSeal = errors.New("its seal is broken: it was changed or cut since it was written, or an older program wrote it")

// Sealed writes a struct as a sealed file.
func Sealed(v any) ([]byte, error) {
	text, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return nil, err
	}
	body := bytes.TrimSuffix(text, []byte("\n}"))
	if len(body) == len(text) {
		return nil, fmt.Errorf("seal %T: not an object with fields", v)
	}
	return append(body, seal(body)...), nil
}

// Unseal reads a sealed file, every byte of which is as it was written.
func Unseal(text []byte, v any) error {
	body := text[:max(0, len(text)-len(seal(nil)))]
	if !bytes.Equal(text[len(body):], seal(body)) {
		return ErrBrokenSeal
	}
	return json.Unmarshal(text, v)
}

// seal is the end of a sealed file.
func seal(body []byte) []byte {
	sum := sha256.Sum256(body)
	return []byte(",\n  \"seal\": \"" + hex.EncodeToString(sum[:]) + "\"\n}\n")
}
