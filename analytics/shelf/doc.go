// Package shelf keeps answers that take long to make, for who asks again: one is made at a
// time, whoever asks for it meanwhile gets the same, and those asked for the longest ago
// give their room to the others.
//
// It never makes two at once, so that what is slow takes one share of the machine however
// many ask. What failed is not kept. Nights that are compared and units by pairs of cuts
// are on shelves. Start with New and Ask.
package shelf
