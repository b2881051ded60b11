// Package pools computes matching pools (viviers): who can be proposed for an
// offer, with what score and why. The SQL files say what is published each
// night; the Go code answers from memory. No protected criterion has a path to
// a score: none is stored.
package pools
